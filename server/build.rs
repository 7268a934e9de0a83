//! server: generates the table of the assets that the binary carries.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The folder of assets; without it the table is empty.
const FOLDER: &str = "BATON_ASSETS";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed={FOLDER}");
    let table = match env::var_os(FOLDER) {
        Some(folder) => rows(Path::new(&folder))?,
        None => String::new(),
    };
    let place = PathBuf::from(env::var("OUT_DIR")?).join("assets.rs");
    fs::write(place, format!("pub(crate) static ASSETS: &[Asset] = &[\n{table}];\n"))?;
    Ok(())
}

/// One row for each entry of the folder's manifest, which changes whenever one of its files does.
fn rows(folder: &Path) -> Result<String, Box<dyn Error>> {
    let manifest = folder.join("manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    let text = fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
    let entries: Vec<Value> = serde_json::from_str(&text)?;
    let mut rows = String::new();
    for entry in &entries {
        let text = |key: &str| entry[key].as_str().ok_or_else(|| format!("an asset has no {key}: {entry}"));
        let file = folder.join(text("file")?);
        let compressed = |extension: &str| {
            let place = PathBuf::from(format!("{}.{extension}", file.display()));
            if place.exists() { format!("Some(include_bytes!({place:?}))") } else { "None".to_owned() }
        };
        writeln!(
            rows,
            "    Asset {{ path: {:?}, content_type: {:?}, hash: {:?}, immutable: {}, words: {:?}, \
             plain: include_bytes!({file:?}), brotli: {}, gzip: {} }},",
            text("path")?,
            text("type")?,
            text("hash")?,
            entry["immutable"].as_bool().ok_or("an asset does not say whether it is immutable")?,
            entry["words"].as_str(),
            compressed("br"),
            compressed("gz"),
        )?;
    }
    Ok(rows)
}
