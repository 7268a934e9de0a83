//! xtask: what the samples run in that shops copy: each is run by a test.

use std::process::Command;

use anyhow::Result;

use crate::{apt, process};

/// Programs, and Debian's packages of them.
const RUNTIMES: [(&str, &str); 4] =
    [("node", "nodejs"), ("php", "php-cli"), ("python3", "python3"), ("ruby", "ruby")];

/// Installs what is missing.
pub(crate) fn ready() -> Result<()> {
    let missing = |(program, _): &&(&str, &str)| !process::succeeds(Command::new(program).arg("--version"));
    let packages: Vec<&str> = RUNTIMES.iter().filter(missing).map(|(_, package)| *package).collect();
    if packages.is_empty() { Ok(()) } else { apt::ensure(&packages, "the samples that shops copy") }
}
