//! xtask: what comes from `public/`: media, page templates, the loader, the service worker, the demo shop.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::folder::Folder;
use super::{files_under, read_text, script};

/// Icons and sounds, under names that carry their hash.
pub(super) fn add_media(folder: &mut Folder, public: &Path) -> Result<()> {
    let media = public.join("assets");
    for file in files_under(&media)? {
        folder.add_hashed(&file, &read(&media.join(&file))?)?;
    }
    Ok(())
}

/// The pages that the two user interfaces start in. The server fills in what is left of their placeholders.
pub(super) fn add_templates(folder: &mut Folder, public: &Path) -> Result<()> {
    for file in ["widget.html", "plain.html", "console.html"] {
        let path = public.join(file);
        let text = folder.fill_in(&read_text(&path)?).with_context(|| path.display().to_string())?;
        folder.add_at(format!("/{file}"), file, text.as_bytes())?;
    }
    Ok(())
}

/// The script that sites embed, and the one that it fetches when somebody wants to chat: fixed names, every byte counts.
pub(super) fn add_loader(folder: &mut Folder, public: &Path) -> Result<()> {
    for file in ["baton.js", "baton-panel.js"] {
        let script = script::squeeze(&read_text(&public.join(file))?);
        folder.add_at(format!("/{file}"), file, script.as_bytes())?;
    }
    Ok(())
}

/// The console's service worker: its place decides which pages it may act for.
pub(super) fn add_worker(folder: &mut Folder, public: &Path) -> Result<()> {
    let worker = folder.fill_in(&read_text(&public.join("console/worker.js"))?)?;
    folder.add_at("/console/worker.js".to_owned(), "worker.js", worker.as_bytes())
}

/// The shop, but not the articles that the AI agent answers from.
pub(super) fn add_demo(folder: &mut Folder, public: &Path) -> Result<()> {
    let demo = public.join("demo");
    for file in files_under(&demo)? {
        if file.starts_with("knowledge/") {
            continue;
        }
        let contents = read(&demo.join(&file))?;
        let served = match file.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &file,
        };
        folder.add_at(format!("/demo/{served}"), &format!("demo/{file}"), &contents)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
