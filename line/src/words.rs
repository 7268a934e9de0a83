//! line: everything that a visitor in LINE reads, and the few words that do something when typed.

mod plural;
#[cfg(test)]
mod tests;
mod typed;

use std::{collections::BTreeMap, sync::LazyLock};

pub use typed::{Typed, typed};

/// The languages, as the chat's own files are named.
pub const LOCALES: [&str; 11] = ["ar", "de", "en", "es", "fr", "ja", "ko", "pt", "th", "zh-Hans", "zh-Hant"];

macro_rules! read {
    ($($locale:literal),*) => {
        [$((
            include_str!(concat!("../../widget/locales/", $locale, ".json")),
            include_str!(concat!("../locales/", $locale, ".json")),
        )),*]
    };
}

/// The chat's words and those that are only here, in the order of [`LOCALES`].
const FILES: [(&str, &str); 11] =
    read!("ar", "de", "en", "es", "fr", "ja", "ko", "pt", "th", "zh-Hans", "zh-Hant");

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let files = LOCALES.into_iter().zip(FILES);
    files.map(|(locale, (chat, own))| Words { locale, texts: texts(&[chat, own]) }).collect()
});

/// What can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The menu's button that asks for a person.
    Talk,
    /// The menu's button that goes back to the AI agent.
    Back,
    /// The button that takes a request back.
    Cancel,
    /// The bar that opens the menu.
    ChatBar,
    /// The visitor asked for a person.
    Asked,
    /// The AI agent asked for one.
    AskedByAi,
    /// The request was taken back.
    Cancelled,
    /// Nobody answered in time.
    Unanswered,
    /// Nobody is there to be asked.
    Nobody,
    /// The live agent NAME joined.
    Joined,
    /// NAME passes the visitor on.
    Transferred,
    /// The live agent's connection broke; others are rung.
    AgentLost,
    /// The live agent is done; the AI agent answers again.
    Completed,
    /// The chat was ended.
    Ended,
    /// The live agent NAME is back.
    Reactivated,
    /// Where an answer is from: the title is the name.
    Source,
    /// A file that a live agent sends: its name is the name, its address comes after it.
    File,
    /// While a person is asked for or there: how to go back to the AI agent.
    BackHint,
    /// To a group: the account answers people one by one.
    OnlyOneToOne,
    /// How to ask for a person.
    PeopleOffer,
    /// To a new friend, where the site has no greeting of its own.
    Welcome,
}

impl Word {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Talk,
        Self::Back,
        Self::Cancel,
        Self::ChatBar,
        Self::Asked,
        Self::AskedByAi,
        Self::Cancelled,
        Self::Unanswered,
        Self::Nobody,
        Self::Joined,
        Self::Transferred,
        Self::AgentLost,
        Self::Completed,
        Self::Ended,
        Self::Reactivated,
        Self::Source,
        Self::File,
        Self::BackHint,
        Self::OnlyOneToOne,
        Self::PeopleOffer,
        Self::Welcome,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Talk => "menu.talk",
            Self::Back => "menu.back",
            Self::Cancel => "menu.cancel",
            Self::ChatBar => "menu.bar",
            Self::Asked => "line.asked",
            Self::AskedByAi => "line.asked_by_ai",
            Self::Cancelled => "line.cancelled",
            Self::Unanswered => "line.unanswered",
            Self::Nobody => "line.nobody",
            Self::Joined => "line.joined",
            Self::Transferred => "line.transferred",
            Self::AgentLost => "line.agent_lost",
            Self::Completed => "line.completed",
            Self::Ended => "line.ended",
            Self::Reactivated => "line.reactivated",
            Self::Source => "source",
            Self::File => "file",
            Self::BackHint => "back_hint",
            Self::OnlyOneToOne => "only_one_to_one",
            Self::PeopleOffer => "people_offer",
            Self::Welcome => "welcome",
        }
    }
}

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    locale: &'static str,
    texts: BTreeMap<String, String>,
}

impl Words {
    /// For a language tag, BCP 47 in any case, with `-` or `_`: the nearest language there is, English where there is none.
    #[must_use]
    pub fn of(locale: &str) -> &'static Self {
        let nearest = nearest(locale);
        // All eleven are there, so that the empty one is never seen.
        static NONE: Words = Words { locale: "en", texts: BTreeMap::new() };
        ALL.iter().find(|words| words.locale == nearest).unwrap_or(&NONE)
    }

    /// The words, with a place for a name left as it is where they have one.
    #[must_use]
    pub fn text(&self, word: Word) -> &str {
        self.get(word.key())
    }

    /// The words with the name in its place.
    #[must_use]
    pub fn with(&self, word: Word, name: &str) -> String {
        put(self.text(word), name)
    }

    /// How many live agents are available.
    #[must_use]
    pub fn available(&self, count: u32) -> String {
        let form = if count == 0 { "none" } else { plural::form(self.locale, count) };
        let words = self.get(&["available.", form].concat());
        put(if words.is_empty() { self.get("available.other") } else { words }, &count.to_string())
    }

    /// One of [`LOCALES`].
    #[must_use]
    pub const fn locale(&self) -> &'static str {
        self.locale
    }

    fn get(&self, key: &str) -> &str {
        self.texts.get(key).map_or("", String::as_str)
    }
}

/// The one of [`LOCALES`] that is nearest to a language tag.
fn nearest(tag: &str) -> &'static str {
    let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let rest: Vec<_> = parts.collect();
    if matches!(language, "zh" | "yue") {
        let old = ["hant", "tw", "hk", "mo"].iter().any(|part| rest.contains(part));
        let traditional = old || (language == "yue" && !rest.contains(&"cn"));
        return if traditional && !rest.contains(&"hans") { "zh-Hant" } else { "zh-Hans" };
    }
    LOCALES.into_iter().find(|locale| *locale == language).unwrap_or("en")
}

fn texts(files: &[&str]) -> BTreeMap<String, String> {
    let files = files.iter().map(|file| serde_json::from_str::<BTreeMap<String, String>>(file));
    files.flatten().flatten().collect()
}

fn put(words: &str, value: &str) -> String {
    match words.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?.1))) {
        Some((before, after)) => [before, value, after].concat(),
        None => words.to_owned(),
    }
}
