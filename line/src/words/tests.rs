//! line: every language says the same.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::*;

fn own(index: usize) -> BTreeMap<String, String> {
    serde_json::from_str(FILES[index].1).unwrap()
}

fn holes(words: &str) -> Vec<&str> {
    words.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn every_language_has_the_same_words_with_the_same_places() {
    let english = own(LOCALES.iter().position(|locale| *locale == "en").unwrap());
    for (index, locale) in LOCALES.iter().enumerate() {
        let words = own(index);
        assert!(words.keys().eq(english.keys()), "{locale}");
        for (key, text) in &words {
            assert_eq!(holes(text), holes(&english[key]), "{locale}: {key}");
            assert!(!text.trim().is_empty() && text.trim() == text, "{locale}: {key}");
        }
    }
}

#[test]
fn every_word_is_there_and_every_key_is_a_word() {
    let typed = ["typed.talk", "typed.back", "typed.cancel"];
    let used: BTreeSet<_> = Word::ALL.map(Word::key).into_iter().chain(typed).collect();
    assert_eq!(used.len(), Word::ALL.len() + typed.len(), "no key twice");
    for (index, locale) in LOCALES.iter().enumerate() {
        let words = Words::of(locale);
        assert_eq!(words.locale(), *locale);
        for word in Word::ALL {
            assert!(!words.text(word).is_empty(), "{locale}: {word:?}");
        }
        assert!(own(index).keys().all(|key| used.contains(key.as_str())), "{locale}");
    }
}

#[test]
fn labels_are_as_short_as_line_wants_them() {
    for locale in LOCALES {
        let words = Words::of(locale);
        for (word, most) in [(Word::Talk, 20), (Word::Back, 20), (Word::Cancel, 20), (Word::ChatBar, 14)] {
            let label = words.text(word);
            assert!(label.graphemes(true).count() <= most, "{locale}: {label}");
        }
        // What is to be typed is what does something.
        assert!(words.text(Word::PeopleOffer).contains(words.text(Word::Talk)), "{locale}");
        assert!(words.text(Word::BackHint).contains(words.text(Word::Back)), "{locale}");
    }
}

#[test]
fn lines_languages_and_others_find_the_nearest() {
    let cases = [
        ("ja", "ja"),
        ("en-US", "en"),
        ("EN_gb", "en"),
        ("th", "th"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh_HK", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("yue", "zh-Hant"),
        ("zh-Hans-TW", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("pt-BR", "pt"),
        ("fr-CA", "fr"),
        (" de ", "de"),
        ("ar-EG", "ar"),
        ("ko-KR", "ko"),
        ("es-419", "es"),
        ("vi", "en"),
        ("", "en"),
        ("-", "en"),
        ("🦀", "en"),
    ];
    for (tag, locale) in cases {
        assert_eq!(Words::of(tag).locale(), locale, "{tag}");
    }
}

#[test]
fn names_stand_in_their_places() {
    assert_eq!(Words::of("en").with(Word::Joined, "Mia"), "Mia joined");
    assert_eq!(
        Words::of("ja").with(Word::Joined, "{name}"),
        "{name}が参加しました",
        "a name is not filled in itself"
    );
    assert_eq!(Words::of("fr").with(Word::Source, "Livraison"), "Source : Livraison");
    assert_eq!(Words::of("de").with(Word::File, "a.pdf"), "Datei: a.pdf");
    assert_eq!(Words::of("en").with(Word::Ended, "Mia"), "Chat ended", "no place");
    for locale in LOCALES {
        for word in [Word::Joined, Word::Transferred, Word::Reactivated, Word::Source, Word::File] {
            assert!(Words::of(locale).with(word, "NAME").contains("NAME"), "{locale}: {word:?}");
        }
    }
}

#[test]
fn the_number_of_live_agents_is_said_as_people_say_it() {
    let cases = [
        ("en", 0, "No live agents available"),
        ("en", 1, "1 live agent available"),
        ("en", 2, "2 live agents available"),
        ("de", 1, "1 Person vom Team verfügbar"),
        ("fr", 2, "2 conseillers disponibles"),
        ("es", 1_000_000, "1000000 de agentes disponibles"),
        ("ja", 1, "1名の担当者が対応できます"),
        ("ar", 1, "موظف واحد متاح"),
        ("ar", 2, "موظفان متاحان"),
        ("ar", 5, "5 موظفين متاحين"),
        ("ar", 11, "11 موظفًا متاحًا"),
        ("ar", 100, "100 موظف متاح"),
    ];
    for (locale, count, text) in cases {
        assert_eq!(Words::of(locale).available(count), text);
    }
    for locale in LOCALES {
        for count in 0..=1_000 {
            let text = Words::of(locale).available(count);
            assert!(!text.is_empty() && !text.contains('{'), "{locale}: {count}");
        }
    }
}

#[test]
fn a_label_that_is_typed_does_what_its_button_does() {
    for locale in LOCALES {
        let words = Words::of(locale);
        for (word, does) in
            [(Word::Talk, Typed::Talk), (Word::Back, Typed::Back), (Word::Cancel, Typed::Cancel)]
        {
            let label = words.text(word);
            for text in [label.to_owned(), format!("  {}! ", label.to_uppercase()), format!("「{label}」。")]
            {
                assert_eq!(typed(&text), Some(does), "{locale}: {text}");
            }
        }
    }
    for (text, does) in [
        ("Live agent", Typed::Talk),
        ("オペレーター", Typed::Talk),
        ("有人チャット", Typed::Talk),
        ("真人客服", Typed::Talk),
        ("parler à quelqu'un", Typed::Talk),
        ("Back to AI", Typed::Back),
        ("ＡＩに戻る", Typed::Back),
        ("CANCEL.", Typed::Cancel),
        ("talk  to\nlive agent", Typed::Talk),
    ] {
        assert_eq!(typed(text), Some(does), "{text}");
    }
}

#[test]
fn an_ordinary_sentence_does_nothing() {
    for text in [
        "",
        " ",
        "!",
        "?",
        "|",
        "menu",
        "Do you have live agents?",
        "I want to cancel my order",
        "cancel my order",
        "talk to live agent please now",
        "Can I talk to a person about the delivery",
        "担当者は誰ですか",
        "キャンセルできますか",
        "取消订单",
        "yes",
        "back",
        "Menu",
        "agents",
    ] {
        assert_eq!(typed(text), None, "{text}");
    }
    assert_eq!(typed(&"cancel ".repeat(100_000)), None);
}

#[test]
fn no_words_do_two_things() {
    let mut seen = BTreeMap::new();
    for words in ALL.iter() {
        for (label, does) in typed::all(words) {
            assert_eq!(*seen.entry(label.clone()).or_insert(does), does, "{}: {label}", words.locale());
        }
    }
}
