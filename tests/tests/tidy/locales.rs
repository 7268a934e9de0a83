//! tests: every language says everything.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::files::{below, none};

/// A file of words: its keys, and what may be filled in at each.
type Words = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_locale_has_the_same_keys_and_places() {
    let mut faults = Vec::new();
    for folder in ["widget/locales", "console/locales", "knowledge/src/phrases"] {
        let files = below(folder, &[".json"]);
        let english = files.iter().find(|(file, _)| file.ends_with("/en.json")).expect("English words");
        let ours = words(&english.1);
        assert!(!ours.is_empty(), "{folder} has no words");
        for (file, text) in &files {
            let theirs = words(text);
            for (key, places) in &ours {
                match theirs.get(key) {
                    None if plural(key) && !key.ends_with(".other") => {}
                    None => faults.push(format!("{file}: {key} is missing")),
                    Some(found) if !plural(key) && found != places => {
                        faults.push(format!("{file}: {key} fills in {found:?}, not {places:?}"));
                    }
                    Some(_) => {}
                }
            }
            // A language may need more plural forms than English.
            let more = theirs.keys().filter(|key| !ours.contains_key(*key) && !plural(key));
            faults.extend(more.map(|key| format!("{file}: {key} is nowhere else")));
        }
    }
    none("a language says more or less than English", &faults);
}

fn words(text: &str) -> Words {
    let mut words = Words::new();
    gather("", &serde_json::from_str(text).expect("JSON"), &mut words);
    words
}

fn gather(at: &str, value: &Value, words: &mut Words) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                gather(&format!("{at}/{name}"), field, words);
            }
        }
        Value::String(text) => {
            let places = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
            words.insert(at.to_owned(), places.map(|(place, _)| place.to_owned()).collect());
        }
        // A list may be as long as its language needs.
        Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {
            words.insert(at.to_owned(), BTreeSet::new());
        }
    }
}

/// One of the plural forms of a sentence: a language has those that it needs.
fn plural(key: &str) -> bool {
    ["zero", "one", "two", "few", "many", "other"].iter().any(|form| key.ends_with(&format!(".{form}")))
}
