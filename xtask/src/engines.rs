//! xtask: the engines that the stories of a model talk to: llama.cpp's server and aimock, in the cache folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::checkout::{self, Checkout};
use crate::{apt, process};

/// From PyPI. llama.cpp's server comes in a wheel; the other two make a model for it.
const PYTHON_PACKAGES: [&str; 3] = ["xllamacpp==2026.10.11549", "gguf==0.19.0", "numpy"];
/// From the npm registry.
const AIMOCK: &str = "@copilotkit/aimock@1.43.0";

#[derive(Debug)]
pub(crate) struct Engines {
    /// A Python that has the packages.
    pub(crate) python: PathBuf,
    /// The folder of aimock.
    pub(crate) aimock: PathBuf,
}

/// Fetches what is missing.
pub(crate) fn ready(checkout: &Checkout) -> Result<Engines> {
    let folder = checkout.cache.join("engines");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let _lock = checkout::lock(&folder.join("lock"))?;
    Ok(Engines { python: python(&folder)?, aimock: aimock(&folder)? })
}

fn python(folder: &Path) -> Result<PathBuf> {
    let home = folder.join(format!("python-{}", PYTHON_PACKAGES.join("-").replace("==", "-")));
    let python = home.join("bin/python");
    if process::succeeds(Command::new(&python).args(["-c", "import xllamacpp, gguf, numpy"])) {
        return Ok(python);
    }
    let venv = || Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home).status();
    if !venv().is_ok_and(|status| status.success()) {
        // Debian's Python comes without what makes environments.
        apt::ensure(&["python3", "python3-venv"], "the stories of a model")?;
        process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
    }
    process::run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PYTHON_PACKAGES))?;
    Ok(python)
}

fn aimock(folder: &Path) -> Result<PathBuf> {
    let home = folder.join(AIMOCK.replace(['@', '/'], "-"));
    let package = home.join("node_modules/@copilotkit/aimock");
    if package.join("package.json").is_file() {
        return Ok(package);
    }
    if !process::succeeds(Command::new("npm").arg("--version")) {
        apt::ensure(&["nodejs", "npm"], "the stories of a model")?;
    }
    std::fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    let mut install = Command::new("npm");
    install
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
        .arg(&home)
        .arg(AIMOCK);
    process::run(&mut install)?;
    Ok(package)
}
