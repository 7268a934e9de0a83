//! xtask: Debian's second Rust toolchain, which stands in where rustup's server cannot be reached.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::apt;

const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

#[derive(Debug)]
pub(crate) struct Debian {
    /// The package's version: another compiler needs another standard library.
    pub(super) version: String,
    cargo: PathBuf,
    rustc: PathBuf,
}

impl Debian {
    /// What is installed, if all of it is.
    pub(super) fn installed() -> Result<Option<Self>> {
        if !PACKAGES.iter().all(|package| apt::version(package).is_some()) {
            return Ok(None);
        }
        let version = apt::version("rustc-web").context("rustc-web was just removed")?;
        Ok(Some(Self {
            version,
            cargo: program("cargo-web", "cargo")?,
            rustc: program("rustc-web", "rustc")?,
        }))
    }

    pub(super) fn install() -> Result<Self> {
        apt::ensure(&PACKAGES, "the WebAssembly toolchain")?;
        Self::installed()?.context("apt-get installed the toolchain, but dpkg does not know it")
    }

    /// Debian's cargo with Debian's compiler, cut off from rustup's, and let use the flags that make small code.
    pub(super) fn cargo(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        command.env("RUSTC", &self.rustc).env("RUSTC_BOOTSTRAP", "1");
        // cargo put rustup's toolchain and its libraries into the environment that xtask was started in.
        for name in ["RUSTUP_TOOLCHAIN", "RUSTDOC", "CARGO", "LD_LIBRARY_PATH"] {
            command.env_remove(name);
        }
        if let (Some(own), Some(path)) = (self.cargo.parent(), env::var_os("PATH")) {
            let folders = std::iter::once(own.to_owned()).chain(env::split_paths(&path));
            if let Ok(path) = env::join_paths(folders) {
                command.env("PATH", path);
            }
        }
        command
    }
}

/// The full path of a program, since rustup's own of the same name come first on the search path.
fn program(package: &str, name: &str) -> Result<PathBuf> {
    let files = apt::files(package)?;
    // /usr/share holds wrappers of the same name, for building Debian packages.
    let found = files.iter().map(Path::new).find(|path| {
        path.file_name().is_some_and(|file| file == name)
            && path.parent().is_some_and(|folder| folder.ends_with("bin"))
            && !path.starts_with("/usr/share")
    });
    found.map(Path::to_owned).with_context(|| format!("the package {package} holds no program {name}"))
}
