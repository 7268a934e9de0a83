//! console: the words of the interface, from the locale file that the page names.

use std::{cell::OnceCell, collections::HashMap};

thread_local! {
    static WORDS: OnceCell<HashMap<String, &'static str>> = const { OnceCell::new() };
}

/// Takes a locale file's words; the first call counts. They are kept for the life of the page.
pub(crate) fn learn(words: HashMap<String, String>) {
    let words = words.into_iter().map(|(key, words)| (key, &*words.leak())).collect();
    WORDS.with(|cell| cell.set(words).ok());
}

/// The words for this key; the key itself where the page came without them.
pub(crate) fn t(key: &'static str) -> &'static str {
    WORDS.with(|cell| cell.get().and_then(|words| words.get(key).copied())).unwrap_or(key)
}

/// The words for this key with each `{name}` replaced.
pub(crate) fn fill(key: &'static str, values: &[(&str, &str)]) -> String {
    put(t(key), values)
}

/// The words for one or for many, with `{n}` replaced by the number.
pub(crate) fn plural(n: u32, one: &'static str, many: &'static str) -> String {
    fill(if n == 1 { one } else { many }, &[("n", &n.to_string())])
}

/// A pattern with each `{name}` replaced; what is put in is not read again.
pub(crate) fn put(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let value = after.split_once('}').and_then(|(name, tail)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail))
        });
        match value {
            Some((value, tail)) => {
                text.push_str(value);
                rest = tail;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
        path::Path,
    };

    use super::put;

    #[test]
    fn values_are_put_in_once_and_never_read_again() {
        assert_eq!(put("{n} of {all}", &[("n", "{all}"), ("all", "9")]), "{all} of 9");
        assert_eq!(put("a {b} {c", &[("x", "y")]), "a {b} {c");
    }

    fn sources(folder: &Path, into: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, into);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("words.rs") {
                into.push(fs::read_to_string(path).unwrap());
            }
        }
    }

    /// The keys inside the brackets of every call of `t`, `fill` and `plural`.
    fn used() -> BTreeSet<String> {
        let mut texts = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
        let mut keys = BTreeSet::new();
        for text in &texts {
            for call in ["t(", "fill(", "plural("] {
                for (at, _) in text.match_indices(call) {
                    let before = text[..at].chars().next_back().unwrap_or(' ');
                    if before.is_alphanumeric() || matches!(before, '_' | '.' | ':') {
                        continue;
                    }
                    keys.extend(literals(&text[at + call.len()..]));
                }
            }
        }
        keys
    }

    fn literals(text: &str) -> Vec<String> {
        let (mut depth, mut found, mut quoted) = (1, Vec::new(), None);
        for (at, letter) in text.char_indices() {
            match (letter, quoted) {
                ('"', Some(start)) => {
                    let word: &str = &text[start..at];
                    if word.contains('.') && word.chars().all(|c| c.is_ascii_lowercase() || "._".contains(c))
                    {
                        found.push(word.to_owned());
                    }
                    quoted = None;
                }
                ('"', None) => quoted = Some(at + 1),
                ('(', None) => depth += 1,
                (')', None) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        found
    }

    fn locale(name: &str) -> BTreeMap<String, String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(name);
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    }

    fn holes(words: &str) -> BTreeSet<&str> {
        words.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_locale_has_exactly_the_words_that_are_used() {
        let used = used();
        assert!(used.len() > 50, "the scan found only {used:?}");
        let english = locale("en.json");
        for name in ["en.json", "ja.json", "zh-Hant.json"] {
            let words = locale(name);
            let known: BTreeSet<String> = words.keys().cloned().collect();
            let missing: Vec<_> = used.difference(&known).collect();
            let unused: Vec<_> = known.difference(&used).collect();
            assert!(
                missing.is_empty() && unused.is_empty(),
                "{name}: missing {missing:?}, unused {unused:?}"
            );
            for (key, text) in &words {
                assert!(!text.trim().is_empty(), "{name}: {key} is empty");
                assert_eq!(holes(text), holes(&english[key]), "{name}: {key}");
            }
        }
    }
}
