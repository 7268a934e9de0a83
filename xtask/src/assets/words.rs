//! xtask: the words of each user interface, one file a locale.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::folder::Folder;
use super::{files_under, read_text};
use crate::wasm::Ui;

pub(super) fn add(folder: &mut Folder, ui: Ui, locales: &Path) -> Result<()> {
    let files = files_under(locales)?;
    ensure!(files.iter().any(|file| file == "en.json"), "{} holds no en.json", locales.display());
    for file in &files {
        let path = locales.join(file);
        let locale = file.strip_suffix(".json").filter(|locale| !locale.contains('/'));
        let locale = locale.with_context(|| format!("{} is not LOCALE.json", path.display()))?;
        let words: BTreeMap<String, String> = serde_json::from_str(&read_text(&path)?)
            .with_context(|| format!("{} is not one flat object of texts", path.display()))?;
        let name = ui.name();
        let contents = serde_json::to_vec(&words)?;
        folder.add_words(&format!("words-{name}-{locale}.json"), format!("{name}/{locale}"), &contents)?;
    }
    Ok(())
}
