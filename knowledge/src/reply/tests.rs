//! What the AI agent says.

use super::*;
use crate::{Entry, SURE, Turn, blocks};

fn shop() -> Library {
    let text = "# Shipping\n\nWe pack from Monday to Friday.\n\n## Delivery times and prices\n\nThis is what delivery costs:\n\n- **Japan:** £16, 7 days.\n- **Taiwan:** £17, 8 days.\n- **France:** £9, 4 days.\n\n## Where we do not ship\n\nWe cannot send live plants abroad. We do not ship to PO boxes, because couriers need a street address. Islands without a road are reached by boat once a week. Ask us about lighthouses and oil rigs before ordering. All of them have been served before, and each of them took a good while.\n\n## How to return\n\n1. Write to us.\n2. Send the tea.\n\n## Table\n\n| Tea | Grams | Caffeine |\n|---|---|---|\n| Sencha | 50 | 30 mg |\n| Gyokuro | 40 | 50 mg |\n";
    let what = Written::Article { title: "Shipping".to_owned(), body: text.to_owned(), address: None };
    Library::new(vec![Entry { id: 7, what }], None)
}

fn ask(text: &str) -> Question {
    Question {
        text: text.to_owned(),
        locale: "en".to_owned(),
        languages: Vec::new(),
        brief: false,
        turns: Vec::new(),
        requests: true,
        sure: SURE,
        no_answer: String::new(),
    }
}

#[derive(Debug)]
struct Said {
    text: String,
    sources: Vec<Cited>,
    offers_person: bool,
}

fn answer(question: &Question) -> Said {
    said(shop().answer(question))
}

fn said(trace: Trace) -> Said {
    match trace.decision {
        Decision::Answer { text, cited } => Said { text, sources: cited, offers_person: false },
        Decision::AskBack { text, .. } => Said { text, sources: Vec::new(), offers_person: false },
        Decision::Unknown { text, offers_person } | Decision::Talk { text, offers_person } => {
            Said { text, sources: Vec::new(), offers_person }
        }
    }
}

#[test]
fn quotes_the_row_that_answers_and_names_its_source() {
    let answer = answer(&ask("How much is delivery to Taiwan?"));
    assert_eq!(answer.text, "This is what delivery costs:\n\n- **Taiwan:** £17, 8 days.");
    let [source] = answer.sources.as_slice() else { panic!("{answer:?}") };
    assert_eq!(source.title, "Shipping");
    assert!(source.passage.starts_with("This is what") && source.passage.ends_with("£9, 4 days."));
    assert!(!answer.offers_person);
}

#[test]
fn quotes_sentences_steps_and_rows_of_tables() {
    let sentence = answer(&ask("Do you ship to PO boxes?"));
    assert!(
        sentence.text.contains("We do not ship to PO boxes") && !sentence.text.contains("lighthouses"),
        "{}",
        sentence.text
    );
    let steps = answer(&ask("How do I return something?"));
    assert!(steps.text.ends_with("1. Write to us.\n2. Send the tea."), "{}", steps.text);
    let row = answer(&ask("How much caffeine has Gyokuro?"));
    assert!(
        row.text.contains("| Tea | Grams | Caffeine |\n|---|---|---|\n| Gyokuro | 40 | 50 mg |")
            && !row.text.contains("Sencha"),
        "{}",
        row.text
    );
    assert!(matches!(blocks(&row.text).last(), Some(baton_protocol::rich::Block::List { .. })));
}

#[test]
fn leans_on_the_turn_before() {
    let turns = vec![
        Turn { by: Author::Visitor, text: "What does delivery to Japan cost?".to_owned() },
        Turn { by: Author::Ai, text: "£16, 7 days.".to_owned() },
    ];
    let question = Question { turns: turns.clone(), ..ask("And for Taiwan?") };
    assert!(answer(&question).text.contains("£17"));
    let turns_before = vec![Turn { by: Author::Visitor, text: "Do you deliver to Taiwan?".to_owned() }];
    let question = Question { turns: turns_before, ..ask("How much does it cost?") };
    assert!(answer(&question).text.contains("£17"));
    let question = Question { turns, ..ask("And what about the capital of Mongolia?") };
    assert!(answer(&question).offers_person);
}

#[test]
fn does_not_know() {
    for text in [
        "What is the capital of France?",
        "Who is the president?",
        "asdf qwer",
        "🙂",
        "",
        "tell me a joke",
        "法國的首都是哪裡？",
    ] {
        let with = answer(&ask(text));
        assert!(with.offers_person && with.sources.is_empty() && !with.text.is_empty(), "{text}: {with:?}");
        let without = answer(&Question { requests: false, ..ask(text) });
        assert!(!without.offers_person && without.sources.is_empty() && without.text != with.text, "{text}");
    }
}

#[test]
fn small_talk_is_no_question() {
    for text in [
        "Hello!",
        "thank you",
        "bye",
        "Who are you?",
        "你好",
        "ありがとうございます",
        "Thanks for the nice words",
    ] {
        let answer = answer(&ask(text));
        assert!(!answer.offers_person && answer.sources.is_empty(), "{text}: {answer:?}");
    }
    let human = answer(&ask("Are you human?"));
    assert!(human.offers_person && human.text.contains("AI agent"));
    let greeted = answer(&ask("Hello! How much is delivery to Japan?"));
    assert!(greeted.text.contains("£16"), "{greeted:?}");
}

#[test]
fn answers_two_questions() {
    let answer = answer(&ask("Do you ship to PO boxes? And how much caffeine has Gyokuro?"));
    assert_eq!(answer.sources.len(), 2, "{answer:?}");
}
