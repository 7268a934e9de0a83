//! xtask: makes the folder of files that the server carries inside itself.

mod compress;
mod folder;
mod glue;
mod hash;
mod manifest;
mod media;
mod pages;
mod script;
mod split;
mod style;
mod words;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::checkout::{self, Checkout};
use crate::wasm::{Profile, Ui};
use folder::Folder;

/// A finished folder of assets. No other xtask changes it while this value lives.
#[derive(Debug)]
pub(crate) struct Assets {
    pub(crate) folder: PathBuf,
    _lock: File,
}

/// The folder that [`build`] makes.
pub(crate) fn folder(checkout: &Checkout, profile: Profile) -> PathBuf {
    checkout.target.join("assets").join(profile.name())
}

/// Makes the folder from the compiled user interfaces, their words and styles, and `public/`.
pub(crate) fn build(checkout: &Checkout, profile: Profile) -> Result<Assets> {
    let path = folder(checkout, profile);
    let lock = checkout::lock(&path.with_extension("lock"))?;
    let mut folder = Folder::open(&path, profile)?;
    let public = checkout.root.join("public");

    pages::add_media(&mut folder, &public)?;
    for ui in Ui::ALL {
        let source = checkout.root.join(ui.name());
        style::add(&mut folder, ui, &source.join("src"))?;
        words::add(&mut folder, ui, &source.join("locales"))?;
        glue::add(&mut folder, checkout, ui, profile)?;
    }
    pages::add_templates(&mut folder, &public)?;
    pages::add_loader(&mut folder, &public)?;
    pages::add_worker(&mut folder, &public)?;
    pages::add_demo(&mut folder, &public)?;

    let (files, written) = folder.finish()?;
    println!("    {files} assets in {}, {written} of them new", path.display());
    Ok(Assets { folder: path, _lock: lock })
}

/// Every file under `folder`, as paths relative to it with `/` between the parts, sorted.
fn files_under(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut pending = vec![String::new()];
    while let Some(below) = pending.pop() {
        let path = folder.join(&below);
        let entries = fs::read_dir(&path).with_context(|| format!("cannot list {}", path.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_str().with_context(|| format!("a name in {} is not UTF-8", path.display()))?;
            let name = if below.is_empty() { name.to_owned() } else { format!("{below}/{name}") };
            if entry.file_type()?.is_dir() {
                pending.push(name);
            } else {
                found.push(name);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
