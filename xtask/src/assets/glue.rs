//! xtask: turns a compiled user interface into the WebAssembly and the one script that a page loads.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::folder::Folder;
use super::{files_under, hash, read_text, script, split};
use crate::checkout::Checkout;
use crate::wasm::{self, Profile, Ui};

/// Part of the stamp: to be changed with bindgen's options below. Its version is in the program already.
const RECIPE: &str = "recipe 3";

/// What [`bind`] leaves.
const SCRIPT: &str = "glue.js";
const MODULE: &str = "glue.wasm";
const LATER: &str = "later";

pub(super) fn add(folder: &mut Folder, checkout: &Checkout, ui: Ui, profile: Profile) -> Result<()> {
    let program = wasm::program(checkout, ui, profile);
    let work = checkout.target.join("wasm/bindgen").join(profile.name()).join(ui.name());
    bind(&program, &work)?;

    let name = ui.name();
    let mut script = read_text(&work.join(SCRIPT))?;
    for later in files_under(&work.join(LATER))? {
        let module =
            folder.add_hashed(&format!("{name}-{later}"), &fs::read(work.join(LATER).join(&later))?)?;
        let (plain, hashed) =
            (format!("\"./{later}\""), format!("\"./{}\"", module.trim_start_matches("/assets/")));
        ensure!(script.matches(&plain).count() == 1, "the glue loads {plain} not once");
        script = script.replace(&plain, &hashed);
    }
    let module = folder.add_hashed(&format!("{name}.wasm"), &fs::read(work.join(MODULE))?)?;
    let module = module.trim_start_matches("/assets/");
    // Relative to the script, so that the page may live at any path of the origin.
    let start = format!("__wbg_init({{ module_or_path: new URL('{module}', import.meta.url) }})");
    let boot = match ui {
        // Where there is no WebAssembly, or it does not start, a plain form still reaches a person.
        Ui::Widget => {
            let plain = folder.fill_in("const plain = () => import('{{asset:plain.js}}');")?;
            format!("\n{plain}\nself.WebAssembly ? {start}.catch(plain) : plain();\n")
        }
        Ui::Console => format!("\n{start};\n"),
    };
    folder.add_hashed(&format!("{name}.js"), (script::squeeze(&script) + &boot).as_bytes())?;
    Ok(())
}

/// Leaves the glue script, the finished module and those that come later in the folder; made again only when the
/// program changed.
fn bind(program: &Path, work: &Path) -> Result<()> {
    let compiled = fs::read(program).with_context(|| format!("cannot read {}", program.display()))?;
    let stamp = format!("{RECIPE}, from {}", hash::short(&compiled));
    let stamp_file = work.join("stamp");
    if fs::read_to_string(&stamp_file).is_ok_and(|present| present == stamp) {
        return Ok(());
    }
    // The stamp comes last: where it is, everything before it is whole.
    if work.exists() {
        fs::remove_dir_all(work)?;
    }
    fs::create_dir_all(work.join(LATER))?;

    let split = split::split(program, work)?;
    let mut output = Bindgen::new()
        .input_path(&split.main)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // The table and the stack, which the modules that come later share; their names must stay what they are.
        .keep_lld_exports(true)
        .demangle(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("wasm-bindgen refused {}", program.display()))?;
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "a dependency of {} brings scripts of its own, which the assets do not carry",
        program.display()
    );
    let mut script = split.join(output.js())?;
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

    fs::write(work.join(SCRIPT), &script)?;
    fs::write(work.join(MODULE), module.emit_wasm())?;
    for (name, module) in &split.later {
        fs::write(work.join(LATER).join(name), module)?;
    }
    fs::write(&stamp_file, stamp)?;
    Ok(())
}
