//! The AI agent's manners: greetings, thanks, and questions about itself get a short line, never an article.

use super::{
    fold::{clauses, plain, words},
    language::dense,
    phrases::{self, Heard, Phrases},
    slip::one_slip,
};

/// What a visitor says without asking anything; where several are said at once, the greatest is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Talk {
    Fine,
    Hello,
    Thanks,
    Bye,
    How,
    Who,
    Human,
}

const ALL: [Talk; 7] = [Talk::Fine, Talk::Hello, Talk::Thanks, Talk::Bye, Talk::How, Talk::Who, Talk::Human];

/// Words around small talk that change nothing.
const AROUND: [&str; 14] = [
    "oh", "ok", "okay", "well", "so", "and", "there", "all", "everyone", "please", "then", "now", "just",
    "really",
];

/// Small talk and nothing else: what it is, and in which language. The visitor's own language is tried first.
pub(crate) fn heard(text: &str, language: &'static str) -> Option<(Talk, &'static str)> {
    if text.chars().count() > 200 {
        return None;
    }
    let text = plain(text);
    let mut order: Vec<(&'static str, &'static Phrases)> = phrases::all().collect();
    order.sort_by_key(|(name, _)| *name != language);
    let whole: Vec<String> = clauses(&text).map(joined).collect();
    order.into_iter().find_map(|(name, phrases)| {
        let talks: Option<Vec<Talk>> = whole.iter().map(|clause| one(clause, &phrases.heard)).collect();
        talks?.into_iter().max().map(|talk| (talk, name))
    })
}

/// Whether this is small talk and nothing else, in any supported language.
#[must_use]
pub fn is_small_talk(text: &str) -> bool {
    heard(text, "en").is_some()
}

/// Thanks with more words behind them; worth a look only if the words ask nothing that can be answered.
pub(crate) fn thanked(text: &str, language: &'static str) -> bool {
    let text = plain(text);
    if text.contains('?') || text.chars().count() > 80 {
        return false;
    }
    let first = clauses(&text).next().map(joined).unwrap_or_default();
    phrases::named(language).heard.thanks.iter().any(|thanks| first.starts_with(thanks.as_str()))
}

/// The line to say; `requests`: a person can be asked for.
pub(crate) fn line(talk: Talk, language: &str, requests: bool) -> &'static str {
    let phrases = phrases::named(language);
    match talk {
        Talk::Fine => &phrases.fine,
        Talk::Hello => &phrases.hello,
        Talk::Thanks => &phrases.thanks,
        Talk::Bye => &phrases.bye,
        Talk::How => &phrases.how,
        Talk::Who => &phrases.who,
        Talk::Human if requests => &phrases.human,
        Talk::Human => &phrases.human_alone,
    }
}

fn one(clause: &str, heard: &Heard) -> Option<Talk> {
    let list = |talk: Talk| match talk {
        Talk::Fine => &heard.fine,
        Talk::Hello => &heard.hello,
        Talk::Thanks => &heard.thanks,
        Talk::Bye => &heard.bye,
        Talk::How => &heard.how,
        Talk::Who => &heard.who,
        Talk::Human => &heard.human,
    };
    let bare: Vec<&str> = clause.split(' ').filter(|word| !AROUND.contains(word)).collect();
    let bare = bare.join(" ");
    let same = |phrase: &String| {
        phrase == clause || *phrase == bare || (phrase.chars().count() >= 5 && one_slip(phrase, &bare))
    };
    ALL.into_iter().rev().find(|talk| list(*talk).iter().any(same))
}

/// One spelling for comparing: blanks between words, none between letters of scripts without.
pub(crate) fn joined(clause: &str) -> String {
    if clause.chars().any(dense) {
        return clause.chars().filter(|c| !c.is_whitespace() && (c.is_alphanumeric() || dense(*c))).collect();
    }
    words(clause).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hears() {
        for (locale, text, expected) in [
            ("en", "Hello!", Some((Talk::Hello, "en"))),
            ("en", "hi there 👋", Some((Talk::Hello, "en"))),
            ("en", "Thank you so much!", Some((Talk::Thanks, "en"))),
            ("en", "thnak you", Some((Talk::Thanks, "en"))),
            ("en", "ok, thanks, bye", Some((Talk::Bye, "en"))),
            ("en", "Hello, who are you?", Some((Talk::Who, "en"))),
            ("en", "Are you a human or a bot?", Some((Talk::Human, "en"))),
            ("en", "こんにちは", Some((Talk::Hello, "ja"))),
            ("zh-TW", "你是真人嗎？", Some((Talk::Human, "zh-TW"))),
            ("zh-CN", "谢谢！", Some((Talk::Thanks, "zh-CN"))),
            ("ja", "ありがとうございます。", Some((Talk::Thanks, "ja"))),
            ("ko", "안녕하세요", Some((Talk::Hello, "ko"))),
            ("th", "ขอบคุณค่ะ", Some((Talk::Thanks, "th"))),
            ("de", "Guten Tag!", Some((Talk::Hello, "de"))),
            ("fr", "Êtes-vous un robot ?", Some((Talk::Human, "fr"))),
            ("es", "¿Quién eres?", Some((Talk::Who, "es"))),
            ("pt", "Olá, bom dia", Some((Talk::Hello, "pt"))),
            ("ar", "شكراً", Some((Talk::Thanks, "ar"))),
            ("en", "Hello, do you ship to Japan?", None),
            ("en", "who are your suppliers", None),
            ("en", "shipping", None),
            ("en", "", None),
            ("en", "???", None),
        ] {
            assert_eq!(heard(text, phrases::language(locale, text)), expected, "{text}");
        }
    }

    #[test]
    fn thanks_with_words_behind() {
        assert!(thanked("Thank you for your help with the teapot", "en"));
        assert!(thanked("谢谢你的帮助", "zh-CN"));
        assert!(!thanked("thanks, and do you ship?", "en"));
        assert!(!thanked("Do you thank people", "en"));
    }
}
