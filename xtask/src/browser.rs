//! xtask: the browsers of the browser stories and the drivers that steer them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::checkout::Checkout;
use crate::{apt, geckodriver};

/// Programs that the stories start, each under the variable that names one in its place.
const PROGRAMS: [(&str, &str); 5] = [
    ("BATON_CHROMIUM", "chromium"),
    ("BATON_CHROMEDRIVER", "chromedriver"),
    ("BATON_FIREFOX", "firefox-esr"),
    ("BATON_WEBKIT_DRIVER", "WebKitWebDriver"),
    ("BATON_XVFB", "Xvfb"),
];

/// Debian's packages of them. WebKit brings a browser of its own, and draws on a screen that Xvfb makes up.
const PACKAGES: [&str; 5] = ["chromium", "chromium-driver", "firefox-esr", "webkit2gtk-driver", "xvfb"];

/// Where everything is.
#[derive(Debug)]
pub(crate) struct Browsers {
    programs: Vec<(&'static str, PathBuf)>,
}

impl Browsers {
    /// Tells a command where they are.
    pub(crate) fn tell(&self, command: &mut Command) {
        command.envs(self.programs.iter().map(|(variable, path)| (variable, path)));
    }
}

/// Installs what is missing.
pub(crate) fn ready(checkout: &Checkout) -> Result<Browsers> {
    if find().is_err() {
        let variables = PROGRAMS.map(|(variable, _)| variable).join(", ");
        apt::ensure(&PACKAGES, "the browser stories")
            .with_context(|| format!("or set {variables} to programs of your own"))?;
    }
    let mut programs = find()?;
    programs.push((geckodriver::VARIABLE, geckodriver::ready(checkout)?));
    Ok(Browsers { programs })
}

/// All of them, or the first that is missing.
fn find() -> Result<Vec<(&'static str, PathBuf)>> {
    PROGRAMS
        .into_iter()
        .map(|(variable, name)| {
            let found = program(variable, name)
                .with_context(|| format!("`{name}` is not on the search path, nor does {variable} name it"));
            Ok((variable, found?))
        })
        .collect()
}

/// The program that the variable names, or else the one on the search path.
pub(crate) fn program(variable: &str, name: &str) -> Option<PathBuf> {
    if let Some(path) = env::var_os(variable) {
        return Some(path.into());
    }
    let folders = env::var_os("PATH")?;
    let mut places = env::split_paths(&folders).map(|folder| folder.join(name));
    places.find(|path: &PathBuf| Path::is_file(path))
}
