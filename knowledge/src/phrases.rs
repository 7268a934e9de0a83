//! The AI agent's own sentences, in every language that it speaks.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{
    fold::plain,
    language::{is_arabic, is_han, is_hangul, is_kana, is_thai},
    smalltalk::joined,
};

/// One language's sentences, and the small talk that is heard in it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    /// Nothing was found; how to ask for a person.
    pub(crate) unknown: String,
    /// Nothing was found, and no person can be asked for.
    pub(crate) unknown_alone: String,
    /// Which of a few things is meant; they stand below.
    pub(crate) mean: String,
    pub(crate) hello: String,
    pub(crate) thanks: String,
    pub(crate) bye: String,
    /// How are you.
    pub(crate) how: String,
    /// That is fine.
    pub(crate) fine: String,
    /// Who are you, what can you do.
    pub(crate) who: String,
    /// Are you human; how to ask for a person.
    pub(crate) human: String,
    /// Are you human, where no person can be asked for.
    pub(crate) human_alone: String,
    pub(crate) heard: Heard,
}

/// What visitors say without asking anything, in the spelling of [`joined`].
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Heard {
    pub(crate) hello: Vec<String>,
    pub(crate) thanks: Vec<String>,
    pub(crate) bye: Vec<String>,
    pub(crate) how: Vec<String>,
    pub(crate) fine: Vec<String>,
    pub(crate) who: Vec<String>,
    pub(crate) human: Vec<String>,
    /// Insults and anger.
    pub(crate) angry: Vec<String>,
    /// The answer did not help, or is wrong.
    pub(crate) useless: Vec<String>,
    /// Declining and accepting an offer.
    pub(crate) no: Vec<String>,
    pub(crate) yes: Vec<String>,
}

/// The language that is spoken where nothing speaks for another one.
pub(crate) const FIRST: &str = "en";

impl Heard {
    /// Brings everything into the spelling in which messages are compared with it.
    fn fold(&mut self) {
        let Self { hello, thanks, bye, how, fine, who, human, angry, useless, no, yes } = self;
        for list in [hello, thanks, bye, how, fine, who, human, angry, useless, no, yes] {
            for phrase in list {
                *phrase = joined(&plain(phrase));
            }
        }
    }
}

const FILES: [(&str, &str); 11] = [
    ("en", include_str!("phrases/en.json")),
    ("zh-TW", include_str!("phrases/zh-TW.json")),
    ("zh-CN", include_str!("phrases/zh-CN.json")),
    ("ja", include_str!("phrases/ja.json")),
    ("ko", include_str!("phrases/ko.json")),
    ("th", include_str!("phrases/th.json")),
    ("de", include_str!("phrases/de.json")),
    ("fr", include_str!("phrases/fr.json")),
    ("es", include_str!("phrases/es.json")),
    ("pt", include_str!("phrases/pt.json")),
    ("ar", include_str!("phrases/ar.json")),
];

/// The files are part of the program; that each of them can be read is a test of this room.
static ALL: LazyLock<Vec<(&str, Phrases)>> = LazyLock::new(|| {
    let read = |json| {
        let mut phrases: Phrases = serde_json::from_str(json).unwrap_or_default();
        phrases.heard.fold();
        phrases
    };
    FILES.iter().map(|(name, json)| (*name, read(json))).collect()
});

/// Every language with its name.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static Phrases)> {
    ALL.iter().map(|(name, phrases)| (*name, phrases))
}

/// The sentences of a language by its name here.
pub(crate) fn named(name: &str) -> &'static Phrases {
    let found = ALL.iter().find(|(known, _)| *known == name).or_else(|| ALL.first());
    static NONE: LazyLock<Phrases> = LazyLock::new(Phrases::default);
    found.map_or(&*NONE, |(_, phrases)| phrases)
}

/// The language to answer in: the one whose script the visitor writes, otherwise that of the locale, otherwise English.
pub(crate) fn language(locale: &str, text: &str) -> &'static str {
    let by_locale = by_locale(locale);
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    let letters = count(char::is_alphabetic);
    if letters == 0 {
        return by_locale;
    }
    if count(is_kana) * 5 > letters {
        return "ja";
    }
    for (is, name) in [(is_hangul as fn(char) -> bool, "ko"), (is_thai, "th"), (is_arabic, "ar")] {
        if count(is) * 2 > letters {
            return name;
        }
    }
    if count(is_han) * 2 > letters && !matches!(by_locale, "zh-TW" | "zh-CN" | "ja") {
        let traditional =
            |c| "們這嗎請問運費換貨時間電話訂單國會說話還過個為什麼專買賣開關謝您好可以嗎轉員".contains(c);
        let simplified = |c| "们这吗请问运费换货时间电话订单国会说话还过个为什么专买卖开关谢转员".contains(c);
        let more = text.chars().filter(|c| traditional(*c) && !simplified(*c)).count()
            > text.chars().filter(|c| simplified(*c) && !traditional(*c)).count();
        return if more { "zh-TW" } else { "zh-CN" };
    }
    by_locale
}

/// `language` where it is one of `allowed`, otherwise the first of these; any language where none is named.
pub(crate) fn allowed(language: &'static str, allowed: &[String]) -> &'static str {
    let mut allowed = allowed.iter().map(|tag| by_locale(tag));
    let first = allowed.next().unwrap_or(language);
    if first == language || allowed.any(|other| other == language) { language } else { first }
}

fn by_locale(locale: &str) -> &'static str {
    let tag = locale.to_ascii_lowercase().replace('_', "-");
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    if primary == "zh" {
        let traditional = parts.any(|part| matches!(part, "tw" | "hk" | "mo" | "hant"));
        return if traditional { "zh-TW" } else { "zh-CN" };
    }
    FILES.iter().map(|(name, _)| *name).find(|name| *name == primary).unwrap_or("en")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wants_person;

    #[test]
    fn every_file_is_whole() {
        for (name, json) in FILES {
            let phrases: Phrases =
                serde_json::from_str(json).unwrap_or_else(|error| panic!("{name}: {error}"));
            for said in [
                &phrases.unknown,
                &phrases.unknown_alone,
                &phrases.mean,
                &phrases.hello,
                &phrases.thanks,
                &phrases.bye,
                &phrases.how,
                &phrases.fine,
                &phrases.who,
                &phrases.human,
                &phrases.human_alone,
            ] {
                assert!(!said.trim().is_empty() && !said.contains(['!', '！']), "{name}: {said}");
            }
            let heard = phrases.heard;
            let talk = [heard.hello, heard.thanks, heard.bye, heard.how, heard.fine, heard.who, heard.human];
            let moods = [heard.angry, heard.useless, heard.no, heard.yes];
            for list in talk.into_iter().chain(moods) {
                assert!(list.len() >= 2, "{name}");
            }
        }
    }

    /// The words that the AI agent tells the visitor to write must work.
    #[test]
    fn the_words_to_write_fetch_a_person() {
        for (name, phrases) in all() {
            for said in [&phrases.unknown, &phrases.human] {
                let words = said.split(['“', '”', '「', '」', '„', '«', '»']).nth(1).unwrap_or_default();
                assert!(wants_person(words), "{name}: {words}");
            }
        }
    }

    #[test]
    fn chooses() {
        for (locale, text, expected) in [
            ("en", "hello", "en"),
            ("de-AT", "hallo", "de"),
            ("zh-Hant-HK", "你好", "zh-TW"),
            ("zh_TW", "", "zh-TW"),
            ("zh", "你好", "zh-CN"),
            ("xx", "", "en"),
            ("", "?", "en"),
            ("en", "送料はいくらですか", "ja"),
            ("en", "배송비는 얼마예요", "ko"),
            ("en", "ค่าส่งเท่าไหร่", "th"),
            ("fr", "كم تكلفة الشحن", "ar"),
            ("en", "運費是多少？請問", "zh-TW"),
            ("en", "运费是多少？请问", "zh-CN"),
            ("ja", "送料無料", "ja"),
            ("pt-BR", "olá", "pt"),
        ] {
            assert_eq!(language(locale, text), expected, "{locale} {text}");
        }
    }
}
