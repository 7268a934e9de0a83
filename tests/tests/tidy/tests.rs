//! tests: no test file is forgotten: each is a module of a target.

use std::{collections::BTreeSet, fs, path::Path};

use crate::files::{below, none, root};

#[test]
fn every_test_file_is_run() {
    let mut reached = BTreeSet::new();
    for room in [
        "protocol",
        "conversation",
        "client",
        "widget",
        "console",
        "knowledge",
        "import",
        "model",
        "server",
        "tests",
        "xtask",
    ] {
        let folder = format!("{room}/tests");
        if !root().join(&folder).is_dir() {
            continue;
        }
        for (file, _) in below(&folder, &[".rs"]) {
            let inside = file.trim_start_matches(&format!("{folder}/"));
            let target =
                !inside.contains('/') || inside.ends_with("/main.rs") && inside.matches('/').count() == 1;
            if target {
                follow(&file, true, &mut reached);
            }
        }
        let lost = below(&folder, &[".rs"]).into_iter().map(|(file, _)| file);
        let lost: Vec<String> = lost.filter(|file| !reached.contains(file)).collect();
        none("a test file that nobody runs", &lost);
    }
}

/// Unit tests lie beside what they test; a module that nobody names is not compiled.
#[test]
fn every_source_file_is_compiled() {
    let mut reached = BTreeSet::new();
    for (file, _) in below("", &[".rs"]) {
        let parts: Vec<&str> = file.split('/').collect();
        let root_file = match parts.as_slice() {
            [_, "src", "main.rs" | "lib.rs"] | [_, "build.rs"] | [_, "src", "bin", _] => true,
            [_, "src", "bin", _, name] => *name == "main.rs",
            [_, "tests" | "benches" | "examples", ..] => continue,
            _ => false,
        };
        if root_file {
            follow(&file, true, &mut reached);
        }
    }
    let lost = below("", &[".rs"]).into_iter().map(|(file, _)| file);
    let lost: Vec<String> = lost
        // A sample is compiled by its own story.
        .filter(|file| !file.starts_with("samples/"))
        .filter(|file| {
            !["tests", "benches", "examples"].contains(&file.split('/').nth(1).unwrap_or_default())
        })
        .filter(|file| !reached.contains(file))
        .collect();
    none("a source file that nobody compiles", &lost);
}

/// Marks `file` and every module that it declares.
fn follow(file: &str, is_root: bool, reached: &mut BTreeSet<String>) {
    if !reached.insert(file.to_owned()) {
        return;
    }
    let text = fs::read_to_string(root().join(file)).expect(file);
    let path = Path::new(file);
    let folder = path.parent().expect("a folder");
    let stem = path.file_stem().expect("a stem").to_string_lossy();
    let inner = if is_root || stem == "mod" { folder.to_owned() } else { folder.join(stem.as_ref()) };
    for line in text.lines().map(str::trim) {
        let Some((_, name)) = line.split_once("mod ") else { continue };
        let declared = line.starts_with("mod ") || line.starts_with("pub");
        let Some(name) = name.strip_suffix(';').filter(|_| declared) else { continue };
        for candidate in [inner.join(format!("{name}.rs")), inner.join(name).join("mod.rs")] {
            if root().join(&candidate).is_file() {
                follow(&candidate.to_string_lossy(), false, reached);
            }
        }
    }
}
