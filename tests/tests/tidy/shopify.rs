//! tests: what shops on Shopify install: their own linter finds nothing in it.

use std::fs;

use baton_tests::theme::{Kind, offenses};

use crate::files::{none, root};

/// As little of a theme as the linter accepts, around what a shop pastes into it.
const LAYOUT: &str = "<!doctype html>\n<html lang=\"{{ request.locale.iso_code }}\">\n  <head>\n    \
    {{ content_for_header }}\n  </head>\n  <body>\n    {{ content_for_layout }}\n    PASTE\n  </body>\n</html>\n";

#[test]
fn the_linter_finds_nothing_in_the_app_extension() {
    let extension = root().join("public/shopify/extensions/baton-chat");
    none("the theme app extension has offenses", &offenses(&extension, Kind::Extension));
}

#[test]
fn the_linter_finds_nothing_in_a_theme_with_the_paste() {
    let paste = fs::read_to_string(root().join("public/shopify/theme-paste.liquid")).expect("the paste");
    let theme = tempfile::tempdir().expect("a folder for a theme");
    fs::create_dir(theme.path().join("layout")).expect("a folder for its layout");
    let layout = LAYOUT.replace("PASTE", &paste);
    fs::write(theme.path().join("layout/theme.liquid"), layout).expect("the layout is written");
    none("the paste has offenses", &offenses(theme.path(), Kind::Theme));
}

/// What it says of what is wrong, so that its silence means something.
#[test]
fn the_linter_finds_what_is_wrong() {
    let theme = tempfile::tempdir().expect("a folder for a theme");
    fs::create_dir(theme.path().join("layout")).expect("a folder for its layout");
    let layout = LAYOUT.replace("PASTE", "{{ nobody }} <script src=\"/a.js\"></script>");
    fs::write(theme.path().join("layout/theme.liquid"), layout).expect("the layout is written");
    let found = offenses(theme.path(), Kind::Theme);
    for check in ["UndefinedObject", "ParserBlockingScript"] {
        assert!(found.iter().any(|offense| offense.contains(check)), "{found:?}");
    }
}
