//! xtask: turns a compiled user interface into the WebAssembly and the one script that a page loads.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::folder::Folder;
use super::{hash, read_text, script};
use crate::checkout::Checkout;
use crate::wasm::{self, Profile, Ui};

/// Part of the stamp: to be changed with bindgen's options below. Its version is in the program already.
const RECIPE: &str = "recipe 2";

pub(super) fn add(folder: &mut Folder, checkout: &Checkout, ui: Ui, profile: Profile) -> Result<()> {
    let program = wasm::program(checkout, ui, profile);
    let work = checkout.target.join("wasm/bindgen").join(profile.name()).join(ui.name());
    let (script, module) = bind(&program, &work)?;

    let name = ui.name();
    let module = folder.add_hashed(&format!("{name}.wasm"), &module)?;
    let module = module.trim_start_matches("/assets/");
    // Relative to the script, so that the page may live at any path of the origin.
    let boot = format!("\n__wbg_init({{ module_or_path: new URL('{module}', import.meta.url) }});\n");
    folder.add_hashed(&format!("{name}.js"), (script::squeeze(&script) + &boot).as_bytes())?;
    Ok(())
}

/// The glue script and the finished module; made again only when the program changed.
fn bind(program: &Path, work: &Path) -> Result<(String, Vec<u8>)> {
    let compiled = fs::read(program).with_context(|| format!("cannot read {}", program.display()))?;
    let stamp = format!("{RECIPE}, from {}", hash::short(&compiled));
    let (script_file, module_file, stamp_file) =
        (work.join("glue.js"), work.join("glue.wasm"), work.join("stamp"));
    if fs::read_to_string(&stamp_file).is_ok_and(|present| present == stamp) {
        return Ok((read_text(&script_file)?, fs::read(&module_file)?));
    }

    let mut output = Bindgen::new()
        .input_path(program)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("wasm-bindgen refused {}", program.display()))?;
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "a dependency of {} brings scripts of its own, which the assets do not carry",
        program.display()
    );
    let mut script = output.js().to_owned();
    ensure!(script.contains("__wbg_init"), "the glue of wasm-bindgen has no __wbg_init to start it with");
    let module = output.wasm_mut();
    // Each import is named after a hash, which no compression makes smaller, in the module and in the script.
    for (number, import) in module.imports.iter_mut().enumerate() {
        let (long, short) = (format!("{}:", import.name), format!("i{number}"));
        ensure!(script.matches(&long).count() == 1, "the glue names the import {long} not once");
        script = script.replace(&long, &format!("{short}:"));
        import.name = short;
    }
    // Only tools that come before this one read them.
    for section in ["target_features", "__wasm_split_unstable"] {
        module.customs.remove_raw(section);
    }
    let module = module.emit_wasm();

    fs::create_dir_all(work)?;
    // The stamp comes last: where it is, the two files before it are whole.
    if stamp_file.exists() {
        fs::remove_file(&stamp_file)?;
    }
    fs::write(&script_file, &script)?;
    fs::write(&module_file, &module)?;
    fs::write(&stamp_file, stamp)?;
    Ok((script, module))
}
