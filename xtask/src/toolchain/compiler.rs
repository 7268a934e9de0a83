//! xtask: the compilers that can build a standard library for WebAssembly: rustup's with its source, or Debian's.

use std::env;
use std::process::Command;

use anyhow::Result;

use super::debian::Debian;
use super::rustup;

#[derive(Debug)]
pub(crate) enum Compiler {
    /// The active toolchain, which has the component `rust-src`.
    Rustup {
        version: String,
    },
    Debian(Debian),
}

impl Compiler {
    pub(super) fn rustup() -> Result<Self> {
        Ok(Self::Rustup { version: rustup::version()? })
    }

    /// Another compiler needs another standard library.
    pub(super) fn version(&self) -> &str {
        match self {
            Self::Rustup { version } => version,
            Self::Debian(debian) => &debian.version,
        }
    }

    /// Its cargo, let use the flags that make small code.
    pub(super) fn cargo(&self) -> Command {
        match self {
            Self::Rustup { .. } => {
                let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
                command.env("RUSTC_BOOTSTRAP", "1");
                command
            }
            Self::Debian(debian) => debian.cargo(),
        }
    }
}
