//! What the AI agent says.

use super::*;
use crate::ai::{Turn, blocks};

fn shop(pace: Duration) -> Embedded {
    let text = "# Shipping\n\nWe pack from Monday to Friday.\n\n## Delivery times and prices\n\nThis is what delivery costs:\n\n- **Japan:** £16, 7 days.\n- **Taiwan:** £17, 8 days.\n- **France:** £9, 4 days.\n\n## Where we do not ship\n\nWe cannot send live plants abroad. We do not ship to PO boxes, because couriers need a street address. Islands without a road are reached by boat once a week. Ask us about lighthouses and oil rigs before ordering. All of them have been served before, and each of them took a good while.\n\n## How to return\n\n1. Write to us.\n2. Send the tea.\n\n## Table\n\n| Tea | Grams | Caffeine |\n|---|---|---|\n| Sencha | 50 | 30 mg |\n| Gyokuro | 40 | 50 mg |\n";
    Embedded::new(&[Article::parse("shipping", text)], pace)
}

fn ask(text: &str) -> Question {
    Question {
        text: text.to_owned(),
        locale: "en".to_owned(),
        languages: Vec::new(),
        brief: false,
        turns: Vec::new(),
        requests: true,
        no_answer: String::new(),
    }
}

async fn all(agent: &Embedded, question: Question) -> (Vec<String>, Answer) {
    let mut pieces = agent.answer(question);
    let mut words = Vec::new();
    while let Some(piece) = pieces.recv().await {
        match piece {
            Piece::Words(more) => words.push(more),
            Piece::Done(answer) => {
                assert_eq!(pieces.recv().await, None);
                assert_eq!(words.concat(), answer.text);
                return (words, answer);
            }
        }
    }
    panic!("no answer");
}

async fn answer(question: Question) -> Answer {
    all(&shop(Duration::ZERO), question).await.1
}

#[tokio::test]
async fn quotes_the_row_that_answers_and_names_its_source() {
    let answer = answer(ask("How much is delivery to Taiwan?")).await;
    assert_eq!(answer.text, "This is what delivery costs:\n\n- **Taiwan:** £17, 8 days.");
    let [source] = answer.sources.as_slice() else { panic!("{answer:?}") };
    assert_eq!(source.title, "Shipping");
    assert!(source.passage.starts_with("This is what") && source.passage.ends_with("£9, 4 days."));
    assert!(!answer.offers_person);
}

#[tokio::test]
async fn quotes_sentences_steps_and_rows_of_tables() {
    let sentence = answer(ask("Do you ship to PO boxes?")).await;
    assert!(
        sentence.text.contains("We do not ship to PO boxes") && !sentence.text.contains("lighthouses"),
        "{}",
        sentence.text
    );
    let steps = answer(ask("How do I return something?")).await;
    assert!(steps.text.ends_with("1. Write to us.\n2. Send the tea."), "{}", steps.text);
    let row = answer(ask("How much caffeine has Gyokuro?")).await;
    assert!(
        row.text.contains("| Tea | Grams | Caffeine |\n|---|---|---|\n| Gyokuro | 40 | 50 mg |")
            && !row.text.contains("Sencha"),
        "{}",
        row.text
    );
    assert!(matches!(blocks(&row.text).last(), Some(baton_protocol::rich::Block::List { .. })));
}

#[tokio::test]
async fn leans_on_the_turn_before() {
    let turns = vec![
        Turn { by: Author::Visitor, text: "What does delivery to Japan cost?".to_owned() },
        Turn { by: Author::Ai, text: "£16, 7 days.".to_owned() },
    ];
    let question = Question { turns: turns.clone(), ..ask("And for Taiwan?") };
    assert!(answer(question).await.text.contains("£17"));
    let turns_before = vec![Turn { by: Author::Visitor, text: "Do you deliver to Taiwan?".to_owned() }];
    let question = Question { turns: turns_before, ..ask("How much does it cost?") };
    assert!(answer(question).await.text.contains("£17"));
    let question = Question { turns, ..ask("And what about the capital of Mongolia?") };
    assert!(answer(question).await.offers_person);
}

#[tokio::test]
async fn does_not_know() {
    for text in [
        "What is the capital of France?",
        "Who is the president?",
        "asdf qwer",
        "🙂",
        "",
        "tell me a joke",
        "法國的首都是哪裡？",
    ] {
        let with = answer(ask(text)).await;
        assert!(with.offers_person && with.sources.is_empty() && !with.text.is_empty(), "{text}: {with:?}");
        let without = answer(Question { requests: false, ..ask(text) }).await;
        assert!(!without.offers_person && without.sources.is_empty() && without.text != with.text, "{text}");
    }
}

#[tokio::test]
async fn small_talk_is_no_question() {
    for text in [
        "Hello!",
        "thank you",
        "bye",
        "Who are you?",
        "你好",
        "ありがとうございます",
        "Thanks for the nice words",
    ] {
        let answer = answer(ask(text)).await;
        assert!(!answer.offers_person && answer.sources.is_empty(), "{text}: {answer:?}");
    }
    let human = answer(ask("Are you human?")).await;
    assert!(human.offers_person && human.text.contains("AI agent"));
    let greeted = answer(ask("Hello! How much is delivery to Japan?")).await;
    assert!(greeted.text.contains("£16"), "{greeted:?}");
}

#[tokio::test]
async fn answers_two_questions() {
    let answer = answer(ask("Do you ship to PO boxes? And how much caffeine has Gyokuro?")).await;
    assert_eq!(answer.sources.len(), 2, "{answer:?}");
}

#[tokio::test]
async fn streams_a_few_words_at_a_time() {
    let (words, answer) = all(&shop(Duration::from_millis(1)), ask("Do you ship to PO boxes?")).await;
    assert!(words.len() > 3, "{words:?}");
    assert!(words.iter().all(|chunk| chunk.chars().count() < answer.text.chars().count() / 2));
    let (words, _) = all(&shop(Duration::ZERO), ask("Do you ship to PO boxes?")).await;
    assert_eq!(words.len(), 1);
    let japanese = chunks(
        "お問い合わせの内容は、記事の中に見つかりませんでした。別の言葉でお試しください。",
        Duration::from_millis(1),
    );
    assert!(japanese.len() > 1, "{japanese:?}");
}

/// The task holds the index; once it has gone, nobody works on any more.
#[tokio::test]
async fn stops_when_nobody_listens() {
    let agent = shop(Duration::from_secs(3_600));
    let mut pieces = agent.answer(ask("Do you ship to PO boxes?"));
    assert!(matches!(pieces.recv().await, Some(Piece::Words(_))));
    assert_eq!(Arc::strong_count(&agent.index), 2);
    drop(pieces);
    while Arc::strong_count(&agent.index) > 1 {
        tokio::task::yield_now().await;
    }
}
