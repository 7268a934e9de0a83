//! xtask: one style sheet for each user interface, from the sheets beside its components.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::folder::Folder;
use super::{files_under, read_text, script};
use crate::wasm::Ui;

pub(super) fn add(folder: &mut Folder, ui: Ui, source: &Path) -> Result<()> {
    let files = files_under(source)?;
    let mut sheets: Vec<&str> =
        files.iter().map(String::as_str).filter(|file| file.ends_with(".css")).collect();
    // The theme comes first: the others use its variables.
    sheets.sort_by_key(|file| *file != "theme.css");
    let mut all = String::new();
    for sheet in sheets {
        let path = source.join(sheet);
        let text = folder.fill_in(&read_text(&path)?).with_context(|| path.display().to_string())?;
        all.push_str(&squeeze(&text));
    }
    folder.add_hashed(&format!("{}.css", ui.name()), all.as_bytes())?;
    Ok(())
}

/// The sheet without comments, indentation and empty lines.
fn squeeze(sheet: &str) -> String {
    let mut bare = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(start) = rest.find(['/', '"', '\'']) {
        let (before, from) = rest.split_at(start);
        bare.push_str(before);
        let length = if from.starts_with("/*") {
            let length = from.find("*/").map_or(from.len(), |end| end + 2);
            rest = &from[length..];
            continue;
        } else if from.starts_with('/') {
            1
        } else {
            script::string(from)
        };
        bare.push_str(&from[..length]);
        rest = &from[length..];
    }
    bare.push_str(rest);
    let mut lines = String::with_capacity(bare.len());
    for line in bare.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with('}') && lines.ends_with(';') {
            lines.pop();
        }
        let (name, value) = line.split_once(": ").unwrap_or((line, ""));
        // A property's name; a selector has other letters in front of its colon, or no space after it.
        let is_property = !value.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
        if is_property {
            lines.extend([name, ":", value]);
        } else {
            lines.push_str(line.strip_suffix(" {").unwrap_or(line));
            if line.ends_with(" {") {
                lines.push('{');
            }
        }
        // What ends there needs no end of a line.
        if !line.ends_with(['{', '}', ';', ',']) {
            lines.push('\n');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::wasm::Profile;

    #[test]
    fn comments_and_spaces_go_and_strings_stay() {
        let sheet = "/* head */\n.a {\n    color: red; /* why */\n\n    content: \"/* not \\\" a comment */\";\n}\n.b{background:url(/x/y.png)}";
        let expected = ".a{color:red;content:\"/* not \\\" a comment */\"}.b{background:url(/x/y.png)}";
        assert_eq!(squeeze(sheet), expected);
    }

    #[test]
    fn the_theme_comes_first_and_the_rest_by_path() {
        let source = tempfile::tempdir().unwrap();
        let target = tempfile::tempdir().unwrap();
        fs::create_dir(source.path().join("panel")).unwrap();
        for file in ["zebra.css", "panel/list.css", "app.css", "theme.css", "app.rs"] {
            fs::write(source.path().join(file), format!(".{} {{}}\n", file.replace(['/', '.'], "-")))
                .unwrap();
        }
        let mut folder = Folder::open(target.path(), Profile::Dev).unwrap();
        add(&mut folder, Ui::Widget, source.path()).unwrap();
        folder.finish().unwrap();
        let files = files_under(target.path()).unwrap();
        let sheet = files.iter().find(|file| file.ends_with(".css")).unwrap();
        let order = ".theme-css {}.app-css {}.panel-list-css {}.zebra-css {}";
        assert_eq!(read_text(&target.path().join(sheet)).unwrap(), order);
    }
}
