//! Import's stand-in for the server's binary: reads one PDF and ends.

use std::process::ExitCode;

fn main() -> ExitCode {
    baton_import::pdf::child_main()
}
