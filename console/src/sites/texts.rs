//! console: words of the chat that a site may replace with its own, each beside what is said otherwise.

use std::collections::BTreeMap;

use leptos::{html::Details, prelude::*};

use crate::{
    form::{Form, TextField},
    words::{fill, t},
};

/// The longest that is taken, in characters.
const LONGEST: usize = 300;

/// The keys that the chat's own words have, in the order in which a visitor meets them.
const KEYS: [&str; 15] = [
    "message.place",
    "request",
    "offer",
    "available.none",
    "queue",
    "queue.cancel",
    "line.nobody",
    "line.unanswered",
    "contact",
    "contact.lead",
    "contact.done",
    "line.completed",
    "line.ended",
    "rate",
    "end",
];

/// What each is, and what is said where the site says nothing.
fn about(key: &str) -> (&'static str, &'static str) {
    match key {
        "message.place" => (t("texts.message.place"), t("default.message.place")),
        "request" => (t("texts.request"), t("default.request")),
        "offer" => (t("texts.offer"), t("default.offer")),
        "available.none" => (t("texts.available.none"), t("default.available.none")),
        "queue" => (t("texts.queue"), t("default.queue")),
        "queue.cancel" => (t("texts.queue.cancel"), t("default.queue.cancel")),
        "line.nobody" => (t("texts.line.nobody"), t("default.line.nobody")),
        "line.unanswered" => (t("texts.line.unanswered"), t("default.line.unanswered")),
        "contact" => (t("texts.contact"), t("default.contact")),
        "contact.lead" => (t("texts.contact.lead"), t("default.contact.lead")),
        "contact.done" => (t("texts.contact.done"), t("default.contact.done")),
        "line.completed" => (t("texts.line.completed"), t("default.line.completed")),
        "line.ended" => (t("texts.line.ended"), t("default.line.ended")),
        "rate" => (t("texts.rate"), t("default.rate")),
        _ => (t("texts.end"), t("default.end")),
    }
}

/// A handle: copies are the same words.
#[derive(Clone, Copy)]
pub(super) struct Texts {
    /// Those that were there, also those that are not offered here.
    known: StoredValue<BTreeMap<String, String>>,
    own: StoredValue<Vec<(&'static str, RwSignal<String>)>>,
}

impl Texts {
    pub(super) fn new(known: BTreeMap<String, String>) -> Self {
        let own =
            KEYS.into_iter().map(|key| (key, RwSignal::new(known.get(key).cloned().unwrap_or_default())));
        Self { own: StoredValue::new(own.collect()), known: StoredValue::new(known) }
    }

    /// As they are to be; follows every field.
    pub(super) fn all(self) -> BTreeMap<String, String> {
        let own = self.own.get_value().into_iter().map(|(key, text)| (key, text.get()));
        self.known.with_value(|known| merged(known, own))
    }

    /// The first one that is too long.
    pub(super) fn too_long(self) -> Option<&'static str> {
        let own = self.own.get_value().into_iter();
        let mut long = own.filter(|(_, text)| text.with_untracked(|text| text.chars().count() > LONGEST));
        long.next().map(|(key, _)| key)
    }

    /// What is said of one that is too long.
    pub(super) fn limit() -> String {
        fill("sites.text_long", &[("n", &LONGEST.to_string())])
    }
}

#[component]
pub(super) fn TextFields(form: Form, texts: Texts) -> impl IntoView {
    let fields = texts.own.get_value().into_iter().map(|(key, text)| {
        let (name, usual) = about(key);
        view! { <TextField form field=key name text placeholder=usual/> }
    });
    let details = NodeRef::<Details>::new();
    Effect::new(move |_| {
        // What is wrong is not left where nobody sees it.
        if KEYS.iter().any(|key| form.wrong(key).is_some())
            && let Some(details) = details.get()
        {
            details.set_open(true);
        }
    });
    view! {
        <p class="field-note">{t("sites.texts_hint")}</p>
        <details class="texts" node_ref=details>
            <summary>{t("sites.texts_show")}</summary>
            <div class="form texts-fields">{fields.collect_view()}</div>
        </details>
    }
}

fn merged(
    known: &BTreeMap<String, String>,
    own: impl Iterator<Item = (&'static str, String)>,
) -> BTreeMap<String, String> {
    let mut all = known.clone();
    for (key, text) in own {
        match text.trim() {
            "" => all.remove(key),
            text => all.insert(key.to_owned(), text.to_owned()),
        };
    }
    all
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn an_emptied_text_goes_and_an_unknown_one_stays() {
        let known =
            BTreeMap::from([("end".to_owned(), "Bye".to_owned()), ("later".to_owned(), "x".to_owned())]);
        let all = merged(&known, [("end", "  ".to_owned()), ("rate", " Fine? ".to_owned())].into_iter());
        assert_eq!(
            all,
            BTreeMap::from([("later".to_owned(), "x".to_owned()), ("rate".to_owned(), "Fine?".to_owned())])
        );
    }

    #[test]
    fn what_is_shown_as_usual_is_what_the_chat_says() {
        let read = |folder: &str, name: &str| -> BTreeMap<String, String> {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
        };
        for name in ["en.json", "ja.json", "zh-Hant.json"] {
            let (ours, chat) = (read("locales", name), read("../widget/locales", name));
            for key in KEYS {
                assert_eq!(ours.get(&format!("default.{key}")), chat.get(key), "{name}: {key}");
            }
        }
    }
}
