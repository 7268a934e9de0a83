//! tests, bench: cores and descriptors: the server on one core, this program on another.

use std::{
    process::{Command, Stdio},
    thread::available_parallelism,
};

use anyhow::{Context as _, Result};

/// Lets this program and what it starts open as many files as the system lets them.
pub(crate) fn allow_descriptors() -> Result<()> {
    let (_, hard) = descriptors()?;
    let me = std::process::id();
    quiet(Command::new("prlimit").args([&format!("--pid={me}"), &format!("--nofile={hard}:{hard}")]));
    Ok(())
}

/// How many files this program may open.
pub(crate) fn descriptors() -> Result<(usize, usize)> {
    let limits = std::fs::read_to_string("/proc/self/limits")?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let mut numbers = line.context("no limit on open files is told")?.split_whitespace();
    let mut next = || match numbers.next() {
        Some("unlimited") => Ok(1 << 20),
        number => {
            number.and_then(|number| number.parse().ok()).context("the limit on open files is no number")
        }
    };
    Ok((next()?, next()?))
}

/// Which cores the two sides run on.
#[derive(Debug)]
pub(crate) struct Split {
    /// Whether `taskset` can keep them apart.
    apart: bool,
}

impl Split {
    /// Moves this program to the second core, until the value is dropped.
    pub(crate) fn make() -> Self {
        let two = available_parallelism().is_ok_and(|cores| cores.get() > 1);
        Self { apart: two && move_me("1") }
    }

    /// The core of a server.
    pub(crate) fn server(&self) -> Option<&'static str> {
        self.apart.then_some("0")
    }

    /// For the table.
    pub(crate) fn told(&self) -> &'static str {
        if self.apart { "server on one core, driver on another" } else { "server and driver share all cores" }
    }
}

impl Drop for Split {
    fn drop(&mut self) {
        if self.apart {
            move_me("0-1");
        }
    }
}

fn move_me(cores: &str) -> bool {
    quiet(Command::new("taskset").args(["-cp", cores, &std::process::id().to_string()]))
}

fn quiet(command: &mut Command) -> bool {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
