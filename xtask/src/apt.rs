//! xtask: Debian packages, installed when missing.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process;

/// Whether this machine has Debian's package tools at all.
pub(crate) fn available() -> bool {
    process::succeeds(Command::new("apt-get").arg("--version"))
        && process::succeeds(Command::new("dpkg-query").arg("--version"))
}

/// Installs those of `packages` that are missing; `purpose` tells people why.
pub(crate) fn ensure(packages: &[&str], purpose: &str) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| version(package).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !available() {
        bail!("{purpose} needs {list}, and this machine has no apt-get to install them with");
    }
    let rights = rights().with_context(|| {
        format!("{purpose} needs Debian packages; as root, run: apt-get update && apt-get install -y {list}")
    })?;
    println!("    installing Debian packages for {purpose}: {list}");
    process::run(apt_get(rights).arg("update"))?;
    // Nothing of the machine's owner is ever removed to make room.
    process::run(
        apt_get(rights).args(["install", "--yes", "--no-install-recommends", "--no-remove"]).args(missing),
    )
}

/// The installed version of a package.
pub(crate) fn version(package: &str) -> Option<String> {
    let format = "--showformat=${db:Status-Status} ${Version}";
    let shown = process::capture(Command::new("dpkg-query").args(["--show", format, package])).ok()?;
    shown.strip_prefix("installed ").map(str::to_owned)
}

/// The files that a package installed.
pub(crate) fn files(package: &str) -> Result<Vec<String>> {
    let listing = process::capture(Command::new("dpkg-query").args(["--listfiles", package]))?;
    Ok(listing.lines().map(str::to_owned).collect())
}

#[derive(Clone, Copy)]
enum Rights {
    Root,
    Sudo,
}

fn rights() -> Result<Rights> {
    if process::capture(Command::new("id").arg("-u"))? == "0" {
        return Ok(Rights::Root);
    }
    if process::succeeds(Command::new("sudo").args(["-n", "true"])) {
        return Ok(Rights::Sudo);
    }
    bail!("this user is not root, and sudo is absent or asks for a password");
}

fn apt_get(rights: Rights) -> Command {
    let mut command = match rights {
        Rights::Root => Command::new("env"),
        Rights::Sudo => {
            let mut sudo = Command::new("sudo");
            sudo.args(["-n", "env"]);
            sudo
        }
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "-o", "DPkg::Lock::Timeout=300"]);
    command
}
