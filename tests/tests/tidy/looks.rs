//! tests: what files look like, and what no file may hold.

use crate::files::{below, none};

/// The most lines of a file.
const LINES: usize = 300;

/// Files that are longer, each with its reason.
const LONGER: [(&str, &str); 0] = [];

/// Names that say nothing.
const NAMELESS: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "manager", "misc", "shared"];

/// Ways to make markup of text. Split, so that this file does not hold them.
const MARKUP: [(&str, &str); 6] = [
    ("inner_", "html"),
    ("inner", "HTML"),
    ("outer", "HTML"),
    ("insertAdjacent", "HTML"),
    ("document.", "write"),
    ("set_outer_", "html"),
];

#[test]
fn every_file_opens_with_a_sentence() {
    let mut faults = Vec::new();
    for (file, text) in below("", &[".rs"]) {
        let first = text.lines().next().unwrap_or_default();
        let sentence = first.strip_prefix("//! ").unwrap_or_default();
        if sentence.len() < 10 {
            faults.push(format!("{file}: {first:?}"));
        }
    }
    for (file, text) in below("", &[".css", ".js", ".mjs"]) {
        let first = text.lines().next().unwrap_or_default();
        let sentence = first.strip_prefix("/* ").or_else(|| first.strip_prefix("// ")).unwrap_or_default();
        if sentence.len() < 10 {
            faults.push(format!("{file}: {first:?}"));
        }
    }
    none("a file does not open with a sentence", &faults);
}

#[test]
fn no_file_is_long() {
    let mut faults = Vec::new();
    for (file, text) in below("", &[".rs", ".css", ".js", ".mjs"]) {
        let lines = text.lines().count();
        if lines > LINES && !LONGER.iter().any(|(longer, _)| *longer == file) {
            faults.push(format!("{file}: {lines} lines"));
        }
    }
    none("a file has more lines than one can hold in mind", &faults);
}

#[test]
fn every_name_says_something() {
    let mut faults = Vec::new();
    for (file, _) in below("", &[".rs", ".css", ".js", ".mjs"]) {
        let stems = file.split('/').map(|part| part.split('.').next().unwrap_or_default());
        if stems.clone().any(|stem| NAMELESS.contains(&stem)) {
            faults.push(file);
        }
    }
    none("a file or folder has a name that says nothing", &faults);
}

#[test]
fn data_is_never_markup() {
    let mut faults = Vec::new();
    for (file, text) in below("", &[".rs", ".js", ".mjs", ".html"]) {
        for (one, other) in MARKUP {
            if text.contains(&format!("{one}{other}")) {
                faults.push(format!("{file}: {one}{other}"));
            }
        }
    }
    none("text is made into markup", &faults);
}
