//! xtask: the folder of assets: writes what changed, lists all of it, removes what is no longer made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use super::manifest::{self, Entry};
use super::{compress, files_under, hash, media};
use crate::wasm::Profile;

#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    profile: Profile,
    entries: Vec<Entry>,
    /// From the name that sources use (`widget.js`, `icons/bell.svg`) to the path that carries the hash.
    named: BTreeMap<String, String>,
    written: usize,
}

impl Folder {
    pub(super) fn open(path: &Path, profile: Profile) -> Result<Self> {
        fs::create_dir_all(path).with_context(|| format!("cannot create {}", path.display()))?;
        let path = path.to_owned();
        Ok(Self { path, profile, entries: Vec::new(), named: BTreeMap::new(), written: 0 })
    }

    /// Adds a file under a name that carries its hash; returns the path it is served at.
    pub(super) fn add_hashed(&mut self, name: &str, contents: &[u8]) -> Result<String> {
        self.add_immutable(name, contents, None)
    }

    /// Like [`Self::add_hashed`], for the words of one locale: `of` is `widget/ja`.
    pub(super) fn add_words(&mut self, name: &str, of: String, contents: &[u8]) -> Result<()> {
        self.add_immutable(name, contents, Some(of)).map(|_path| ())
    }

    fn add_immutable(&mut self, name: &str, contents: &[u8], words: Option<String>) -> Result<String> {
        let hash = hash::short(contents);
        let file = hash::named(name, &hash);
        let path = format!("/assets/{file}");
        if self.named.insert(name.to_owned(), path.clone()).is_some() {
            bail!("two assets are named {name}");
        }
        self.add(
            Entry {
                path: path.clone(),
                file,
                media_type: media::media_type(name)?,
                hash,
                immutable: true,
                words,
            },
            contents,
        )?;
        Ok(path)
    }

    /// Adds a file that is served at a path of its own choice.
    pub(super) fn add_at(&mut self, path: String, file: &str, contents: &[u8]) -> Result<()> {
        let (hash, media_type) = (hash::short(contents), media::media_type(file)?);
        self.add(
            Entry { path, file: file.to_owned(), media_type, hash, immutable: false, words: None },
            contents,
        )
    }

    fn add(&mut self, entry: Entry, contents: &[u8]) -> Result<()> {
        let place = self.path.join(&entry.file);
        let companions: &[&str] = if media::compresses(entry.media_type) { &["br", "gz"] } else { &[] };
        let complete = fs::read(&place).is_ok_and(|present| present == contents)
            && companions.iter().all(|extension| companion(&place, extension).is_file());
        if !complete {
            // Without its manifest, a folder that is only half changed is not used by anyone.
            remove_if_present(&self.path.join(manifest::FILE))?;
            // The plain file comes last: where it is, an earlier run finished its companions as well.
            remove_if_present(&place)?;
            if let Some(parent) = place.parent() {
                fs::create_dir_all(parent)?;
            }
            if !companions.is_empty() {
                fs::write(companion(&place, "br"), compress::brotli(contents, self.profile)?)?;
                fs::write(companion(&place, "gz"), compress::gzip(contents, self.profile)?)?;
            }
            let half = companion(&place, "half");
            fs::write(&half, contents)?;
            fs::rename(&half, &place)?;
            self.written += 1;
        }
        self.entries.push(entry);
        Ok(())
    }

    /// The text with every `{{asset:NAME}}` replaced by the path of that asset; other `{{…}}` stay for the server.
    pub(super) fn fill_in(&self, text: &str) -> Result<String> {
        const OPEN: &str = "{{asset:";
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let (name, after) = after.split_once("}}").context("{{asset: without }}")?;
            let path = self.named.get(name.trim()).with_context(|| {
                let known: Vec<&str> = self.named.keys().map(String::as_str).collect();
                format!("there is no asset {name:?}, only {}", known.join(", "))
            })?;
            filled.push_str(before);
            filled.push_str(path);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    /// Writes the manifest and removes every other file; returns how many assets there are, and how many were written.
    pub(super) fn finish(mut self) -> Result<(usize, usize)> {
        self.entries.sort_by(|one, other| one.path.cmp(&other.path));
        for pair in self.entries.windows(2) {
            ensure!(pair[0].path != pair[1].path, "two assets are served at {}", pair[0].path);
        }
        let manifest = serde_json::to_string_pretty(&self.entries)?;
        let place = self.path.join(manifest::FILE);
        // An unchanged manifest keeps its time, so that cargo does not build the server again.
        if !fs::read_to_string(&place).is_ok_and(|present| present == manifest) {
            let half = companion(&place, "half");
            fs::write(&half, manifest)?;
            fs::rename(&half, &place)?;
        }
        self.remove_others()?;
        Ok((self.entries.len(), self.written))
    }

    fn remove_others(&self) -> Result<()> {
        let mut keep = BTreeSet::from([manifest::FILE.to_owned()]);
        for entry in &self.entries {
            keep.extend([entry.file.clone(), format!("{}.br", entry.file), format!("{}.gz", entry.file)]);
        }
        for file in files_under(&self.path)? {
            if !keep.contains(&file) {
                fs::remove_file(self.path.join(&file)).with_context(|| format!("cannot remove {file}"))?;
            }
        }
        Ok(())
    }
}

fn remove_if_present(place: &Path) -> Result<()> {
    match fs::remove_file(place) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", place.display()))
        }
        _ => Ok(()),
    }
}

/// The file beside `place` with one more extension.
fn companion(place: &Path, extension: &str) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_once_and_removes_what_is_no_longer_made() {
        let place = tempfile::tempdir().unwrap();
        let make = |texts: &[&str]| {
            let mut folder = Folder::open(place.path(), Profile::Dev).unwrap();
            for (number, text) in texts.iter().enumerate() {
                folder.add_hashed(&format!("deep/{number}.txt"), text.as_bytes()).unwrap();
            }
            folder.finish().unwrap()
        };
        assert_eq!(make(&["one", "two"]), (2, 2));
        assert_eq!(make(&["one", "two"]), (2, 0));
        assert_eq!(make(&["one", "2"]), (2, 1));
        assert_eq!(make(&["one"]), (1, 0));
        let one = format!("deep/{}", hash::named("0.txt", &hash::short(b"one")));
        let expected = [one.clone(), format!("{one}.br"), format!("{one}.gz"), "manifest.json".to_owned()];
        assert_eq!(files_under(place.path()).unwrap(), expected);
    }

    #[test]
    fn an_interrupted_write_is_done_again() {
        let place = tempfile::tempdir().unwrap();
        let make = || {
            let mut folder = Folder::open(place.path(), Profile::Release).unwrap();
            folder.add_at("/baton.js".to_owned(), "baton.js", b"run()").unwrap();
            folder.finish().unwrap()
        };
        make();
        fs::remove_file(place.path().join("baton.js.gz")).unwrap();
        assert_eq!(make(), (1, 1));
        assert!(place.path().join("baton.js.gz").exists());
    }

    #[test]
    fn fills_in_assets_and_leaves_the_servers_placeholders() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = Folder::open(place.path(), Profile::Dev).unwrap();
        let path = folder.add_hashed("icons/bell.svg", b"<svg/>").unwrap();
        let filled = folder.fill_in("<img src=\"{{asset:icons/bell.svg}}\" lang={{lang}}>").unwrap();
        assert_eq!(filled, format!("<img src=\"{path}\" lang={{{{lang}}}}>"));
        let error = folder.fill_in("{{asset:icons/bel.svg}}").unwrap_err().to_string();
        assert!(error.contains("icons/bel.svg") && error.contains("icons/bell.svg"), "{error}");
    }

    #[test]
    fn two_assets_never_share_a_name_or_a_path() {
        let place = tempfile::tempdir().unwrap();
        let mut folder = Folder::open(place.path(), Profile::Dev).unwrap();
        folder.add_hashed("widget.css", b"a").unwrap();
        assert!(folder.add_hashed("widget.css", b"b").is_err());
        folder.add_at("/demo/".to_owned(), "demo/index.html", b"a").unwrap();
        folder.add_at("/demo/".to_owned(), "demo/other.html", b"a").unwrap();
        assert!(folder.finish().is_err());
    }
}
