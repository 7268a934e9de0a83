//! xtask: cuts a compiled user interface into the module of the first view and the modules that come later.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, ensure};
use walrus::ModuleConfig;
use wasm_split_cli_support::Options;

use super::{files_under, read_text};

/// What the main module names as the place that the functions which load the others are imported from.
const LINK: &str = "./__wasm_split.js";
const MAIN: &str = "./main.js";

pub(super) struct Split {
    /// The file that wasm-bindgen goes on with.
    pub(super) main: PathBuf,
    /// What loads the other modules; it names each in quotes, as `"./NAME"`.
    pub(super) loader: String,
    /// The names of the others, and their code.
    pub(super) later: Vec<(String, Vec<u8>)>,
}

/// Cuts the program, which was linked with its relocations, at the functions that are marked for it.
pub(super) fn split(program: &Path, work: &Path) -> Result<Split> {
    let compiled = fs::read(program).with_context(|| format!("cannot read {}", program.display()))?;
    let (folder, main) = (work.join("split"), work.join("main.wasm"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut options = Options::new(&compiled);
    (options.output_dir, options.main_out_path) = (&folder, &main);
    (options.main_module, options.link_name) = (MAIN, LINK);
    wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("cannot split {}: {error:#}", program.display()))?;

    let mut later = Vec::new();
    for name in files_under(&folder)?.into_iter().filter(|name| name.ends_with(".wasm")) {
        later.push((name.clone(), small(&fs::read(folder.join(&name))?)?));
    }
    let loader = read_text(&folder.join(LINK))?;
    Ok(Split { main, loader, later })
}

/// The module without names, and without the room that the linker leaves in each number.
fn small(module: &[u8]) -> Result<Vec<u8>> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(module)?;
    for section in ["target_features", "__wasm_split_unstable"] {
        module.customs.remove_raw(section);
    }
    Ok(module.emit_wasm())
}

impl Split {
    /// Puts the loader into the script, in place of its import, so that the page still loads one script.
    pub(super) fn join(&self, script: &str) -> Result<String> {
        if self.later.is_empty() {
            return Ok(script.to_owned());
        }
        let mut loader = self.loader.clone();
        for (from, to) in [
            (format!("import {{ initSync }} from \"{MAIN}\";\n"), ""),
            ("initSync(undefined, undefined)".to_owned(), "wasm"),
        ] {
            ensure!(loader.matches(&from).count() == 1, "the loader has {from:?} not once");
            loader = loader.replace(&from, to);
        }
        let names: Vec<String> = loader
            .lines()
            .filter_map(|line| line.strip_prefix("export const ")?.split_once(" = "))
            .map(|(name, _)| format!("{name}: {name}"))
            .collect();
        let loader = loader.replace("export const ", "const ");

        let mut stars = Vec::new();
        let mut joined = String::new();
        for line in script.lines() {
            let star =
                line.trim_start().strip_prefix("import * as ").and_then(|rest| rest.split_once(" from "));
            match star {
                Some((star, from)) if from.contains(LINK) => stars.push(star),
                _ => joined.extend([line, "\n"]),
            }
        }
        ensure!(!stars.is_empty(), "the glue does not import the loader");
        joined.push_str(&loader);
        // Declared after the functions that name them, before the last line of the script calls any.
        let mut loads = format!("{{ {} }}", names.join(", "));
        for star in stars {
            joined.push_str(&format!("const {star} = {loads};\n"));
            star.clone_into(&mut loads);
        }
        Ok(joined)
    }
}
