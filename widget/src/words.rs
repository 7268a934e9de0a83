//! widget: the words of the interface, in the page's locale.

use std::cell::{OnceCell, RefCell};

use js_sys::{Array, Intl::PluralRules, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::news::Texts;

struct Words {
    locale: String,
    table: JsValue,
}

thread_local! {
    static WORDS: OnceCell<Words> = const { OnceCell::new() };
    static TEXTS: RefCell<Texts> = const { RefCell::new(Vec::new()) };
}

/// Takes the words of this locale, an object of key and text. The first call counts.
pub(crate) fn learn(locale: String, table: JsValue) {
    WORDS.with(|words| words.set(Words { locale, table }).ok());
}

/// Takes the site's own words, which win. Whether they are others than before.
pub(crate) fn prefer(texts: Texts) -> bool {
    TEXTS.with_borrow_mut(|held| {
        let others = *held != texts;
        *held = texts;
        others
    })
}

/// The words are there.
pub(crate) fn are_learned() -> bool {
    WORDS.with(|words| words.get().is_some())
}

/// The locale of the words.
pub(crate) fn locale() -> String {
    WORDS.with(|words| words.get().map(|words| words.locale.clone())).unwrap_or_default()
}

/// The words for this key; the key itself where there are none.
pub(crate) fn t(key: &str) -> String {
    find(key).unwrap_or_else(|| key.to_owned())
}

/// The words for this key, with the value in the place that `{…}` holds.
pub(crate) fn fill(key: &str, value: &str) -> String {
    put(&t(key), value)
}

/// The words for this number of things: `KEY.none`, or the key of the locale's own plural form.
pub(crate) fn count(key: &str, n: u32) -> String {
    let form = if n == 0 { "none".to_owned() } else { form(n) };
    let words = find(&(key.to_owned() + "." + &form)).unwrap_or_else(|| t(&(key.to_owned() + ".other")));
    put(&words, &number(n.into()))
}

/// A number as the locale writes it.
pub(crate) fn number(n: f64) -> String {
    js_sys::Number::from(n).to_locale_string(&locale()).into()
}

fn find(key: &str) -> Option<String> {
    let own =
        TEXTS.with_borrow(|texts| texts.iter().find(|(name, _)| name == key).map(|(_, words)| words.clone()));
    if own.is_some() {
        return own;
    }
    WORDS.with(|words| Reflect::get(&words.get()?.table, &key.into()).ok()?.as_string())
}

/// `one`, `two`, `few`, `many` or `other`.
fn form(n: u32) -> String {
    PluralRules::new(&Array::of1(&locale().into()), &Object::new()).select(f64::from(n)).into()
}

fn put(words: &str, value: &str) -> String {
    let (Some(start), Some(end)) = (words.find('{'), words.find('}')) else { return words.to_owned() };
    words[..start].to_owned() + value + &words[end + 1..]
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fs, path::Path};

    use super::{fill, prefer, put, t};

    const FORMS: [&str; 7] = ["none", "zero", "one", "two", "few", "many", "other"];

    /// The plural forms of each locale, after the Unicode CLDR, and `none` for nothing at all.
    const PLURALS: [(&str, &[&str]); 11] = [
        ("ar", &FORMS),
        ("de", &["none", "one", "other"]),
        ("en", &["none", "one", "other"]),
        ("es", &["none", "one", "many", "other"]),
        ("fr", &["none", "one", "many", "other"]),
        ("ja", &["none", "other"]),
        ("ko", &["none", "other"]),
        ("pt", &["none", "one", "many", "other"]),
        ("th", &["none", "other"]),
        ("zh-Hans", &["none", "other"]),
        ("zh-Hant", &["none", "other"]),
    ];

    #[test]
    fn a_value_takes_the_place_that_is_held_for_it() {
        assert_eq!(put("{name} joined", "Luis"), "Luis joined");
        assert_eq!(put("from {title}", "{x}"), "from {x}");
        assert_eq!(put("no place", "x"), "no place");
    }

    #[test]
    fn a_sites_own_words_win_until_it_takes_them_back() {
        let own = || vec![("source".to_owned(), "Read in {title}".to_owned())];
        assert!(prefer(own()));
        assert!(!prefer(own()));
        assert_eq!(
            (fill("source", "Delivery"), t("send")),
            ("Read in Delivery".to_owned(), "send".to_owned())
        );
        assert!(prefer(Vec::new()));
        assert_eq!(t("source"), "source");
    }

    fn sources(folder: &Path, into: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, into);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("words.rs") {
                *into += &fs::read_to_string(path).unwrap();
            }
        }
    }

    /// The keys that are the first argument of `call("…"`.
    fn keys<'a>(source: &'a str, call: &str) -> Vec<&'a str> {
        let starts = source.match_indices(call).filter(|(at, _)| {
            let before = source[..*at].chars().next_back();
            before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
        });
        starts.filter_map(|(at, _)| source[at + call.len()..].split('"').next()).collect()
    }

    fn holes(words: &str) -> Vec<&str> {
        words.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_locale_has_exactly_the_words_that_are_used() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut source = String::new();
        sources(&root.join("src"), &mut source);
        let plain: Vec<_> = [keys(&source, "t(\""), keys(&source, "fill(\"")].concat();
        let counted = keys(&source, "count(\"");
        assert!(plain.len() > 30 && counted.len() > 1, "the scan found only {plain:?} and {counted:?}");
        // The page for browsers that run no panel, which the server writes in the same words.
        let page = fs::read_to_string(root.join("../public/plain.html")).unwrap();
        let written = page.split("{{words:").skip(1).filter_map(|part| part.split_once("}}"));
        let written: Vec<_> = written.map(|(key, _)| key).collect();
        assert!(!written.is_empty());

        let mut locales = BTreeMap::new();
        for entry in fs::read_dir(root.join("locales")).unwrap() {
            let path = entry.unwrap().path();
            let words: BTreeMap<String, String> =
                serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            locales.insert(path.file_stem().unwrap().to_string_lossy().into_owned(), words);
        }
        assert!(locales.keys().eq(PLURALS.map(|(locale, _)| locale).iter()), "{:?}", locales.keys());
        for (locale, words) in &locales {
            let forms = PLURALS.iter().find(|(name, _)| name == locale).unwrap().1;
            for key in plain.iter().chain(&written) {
                assert!(words.contains_key(*key), "{locale} lacks {key}");
            }
            for key in &counted {
                for form in forms {
                    assert!(words.contains_key(&format!("{key}.{form}")), "{locale} lacks {key}.{form}");
                }
            }
            for (key, text) in words {
                let counts = key
                    .rsplit_once('.')
                    .is_some_and(|(stem, form)| counted.contains(&stem) && forms.contains(&form));
                let used = counts || plain.contains(&key.as_str()) || key.starts_with("plain.");
                assert!(used, "{locale} has {key}, which nobody uses");
                assert!(!text.trim().is_empty(), "{locale}: {key} is empty");
                if !counts {
                    assert_eq!(holes(text), holes(&locales["en"][key]), "{locale}: {key}");
                }
            }
        }
    }
}
