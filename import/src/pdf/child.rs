//! Import's process that reads one PDF: limits first, then the file from standard input, then what it says.

use std::{
    env,
    io::{self, Read, Write},
    process::ExitCode,
};

use rustix::process::{Resource, Rlimit, setrlimit};

use super::read;

/// How the parent names the limits.
pub(super) const MEMORY: &str = "BATON_READ_PDF_MEMORY";
pub(super) const SECONDS: &str = "BATON_READ_PDF_SECONDS";

/// The limits where nobody names others: address space in bytes, and seconds of computing.
const MEMORY_BYTES: u64 = 1 << 30;
const CPU_SECONDS: u64 = 20;

/// The whole life of a process that reads one PDF: the PDF comes through standard input, the report goes as JSON through
/// standard output. To be called before anything else is started, threads above all: their stacks count as memory.
#[must_use]
pub fn child_main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn run() -> io::Result<()> {
    let named =
        |name, otherwise| env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise);
    for (resource, most) in [
        (Resource::As, named(MEMORY, MEMORY_BYTES)),
        (Resource::Cpu, named(SECONDS, CPU_SECONDS)),
        // It has nothing to write to, and a crash is no reason to fill a disk.
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let answer = serde_json::to_vec(&read(&bytes, ""))?;
    let mut out = io::stdout().lock();
    out.write_all(&answer)?;
    out.flush()
}
