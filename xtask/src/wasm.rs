//! xtask: compiles the two user interfaces to WebAssembly.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::checkout::Checkout;
use crate::process;
use crate::toolchain::{TARGET, Toolchain};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build.
    Dev,
    /// Few bytes; what ships, and what the tests see.
    Release,
}

impl Profile {
    /// The name of the cargo profile, and of the folder of its assets.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ui {
    Widget,
    Console,
}

impl Ui {
    pub(crate) const ALL: [Self; 2] = [Self::Widget, Self::Console];

    /// Its folder in the checkout, and the first part of its assets' names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Widget => "widget",
            Self::Console => "console",
        }
    }

    /// Its package and its program.
    fn package(self) -> &'static str {
        match self {
            Self::Widget => "baton-widget",
            Self::Console => "baton-console",
        }
    }
}

/// Compiles both; [`program`] says where they are.
pub(crate) fn build(checkout: &Checkout, toolchain: &Toolchain, profile: Profile) -> Result<()> {
    // One build each: in one, each would carry what the other's features switch on in the crates that they share.
    for ui in Ui::ALL {
        let erased = erased(ui, profile);
        let mut command = toolchain.cargo(checkout, "rustc", profile == Profile::Release, erased);
        command.args(["--profile", profile.name()]).args(checkout.locked());
        command.arg("--target-dir").arg(folder(checkout, erased));
        command.args(["--package", ui.package(), "--bin", ui.package()]);
        // What is split afterwards needs to know where the linker put what; only the last step has to tell.
        command.args(["--", "-Clink-arg=--emit-relocs"]);
        process::run(&mut command)?;
    }
    for ui in Ui::ALL {
        let program = program(checkout, ui, profile);
        ensure!(program.is_file(), "cargo left no {}", program.display());
    }
    Ok(())
}

pub(crate) fn program(checkout: &Checkout, ui: Ui, profile: Profile) -> PathBuf {
    let folder = folder(checkout, erased(ui, profile)).join(TARGET).join(profile.name());
    folder.join(ui.package()).with_extension("wasm")
}

/// Whether the types of its components are erased: everywhere but in the widget that ships, where bytes count.
fn erased(ui: Ui, profile: Profile) -> bool {
    ui == Ui::Console || profile == Profile::Dev
}

/// Each way has a target folder of its own: in one, the two would build every dependency again in turns.
fn folder(checkout: &Checkout, erased: bool) -> PathBuf {
    checkout.target.join(if erased { "wasm-erased" } else { "wasm" })
}
