//! Render, tests: what a visitor at LINE reads of each event.

use baton_protocol::{
    AgentId, FileId, Timestamp,
    event::Reason,
    rich::{Block, Span},
};
use serde_json::{Value, json};

use super::*;

fn told(event: &Event) -> Vec<Value> {
    let agent = |agent: &AgentRef| Sender::new(&agent.name, None);
    let link = |file: &Attachment| match file.picture {
        Some(_) => {
            Link::Picture { original: format!("https://x/{}", file.id), preview: "https://x/p".to_owned() }
        }
        None => Link::File(format!("https://x/{}", file.id)),
    };
    let teller = Teller {
        words: Words::of("en"),
        ai: Sender::new("Fern", None),
        agent: &agent,
        link: &link,
        requests: true,
        available: 2,
    };
    teller.tell(event).into_iter().map(|said| serde_json::to_value(said).unwrap()).collect()
}

fn event(by: Author, what: What) -> Event {
    Event { seq: 1, at: Timestamp(1), by, what }
}

fn luis() -> Author {
    Author::Agent(AgentRef { id: AgentId(1), name: "Luis".to_owned(), picture: None })
}

fn file(picture: bool) -> Attachment {
    Attachment {
        id: FileId::parse("abcdefghijklmnopqrst_-").unwrap(),
        name: "plan.pdf".to_owned(),
        mime: "application/pdf".to_owned(),
        size: 9,
        picture: picture.then_some(baton_protocol::file::Pixels { width: 2, height: 2 }),
    }
}

#[test]
fn an_answer_names_where_it_is_from_each_place_once() {
    let source = |address: Option<&str>| Source {
        title: "Shipping".to_owned(),
        passage: "…".to_owned(),
        address: address.map(str::to_owned),
        entry: None,
    };
    let message = Message {
        text: "Two **days**.".to_owned(),
        blocks: vec![Block::Para(vec![Span::Text("Two ".to_owned()), Span::Bold("days".to_owned())])],
        sources: vec![source(Some("https://a.example/s")), source(Some("https://a.example/s"))],
        ..Message::default()
    };
    let told = told(&event(Author::Ai, What::Message(message)));
    let [said] = &told[..] else { panic!("{told:?}") };
    let text = said["text"].as_str().unwrap();
    assert!(text.starts_with("Two days\n\n"), "{text}");
    assert_eq!(text.matches("https://a.example/s").count(), 1, "{text}");
    assert!(text.contains("Shipping"), "{text}");
    assert_eq!(said["sender"]["name"], "Fern");
}

#[test]
fn the_offer_of_a_person_says_how_many_are_there_and_has_the_button() {
    let message = Message { text: "I do not know.".to_owned(), offers_person: true, ..Message::default() };
    let told = told(&event(Author::Ai, What::Message(message)));
    assert!(told[0]["text"].as_str().unwrap().contains("\n2 live agents available\n"), "{told:?}");
    assert_eq!(told[0]["quickReply"]["items"][0]["action"]["data"], json!(TALK));
}

#[test]
fn choices_are_buttons_of_the_last_message() {
    let choices = vec!["Coffee pot".to_owned(), "Tea pot".to_owned()];
    let message = Message { text: "x".repeat(6_000), choices, ..Message::default() };
    let told = told(&event(Author::Ai, What::Message(message)));
    assert_eq!(told.len(), 2, "LINE takes 5,000 at once");
    assert_eq!(told[0]["quickReply"], Value::Null);
    assert_eq!(told[1]["quickReply"]["items"][1]["action"]["text"], "Tea pot");
    assert!(told[1]["text"].as_str().unwrap().ends_with("1. Coffee pot\n2. Tea pot"), "{told:?}");
}

#[test]
fn long_choices_that_begin_alike_are_told_apart() {
    let choice = |what: &str| format!("How do I clean a teapot made of {what}?");
    let message = Message { choices: vec![choice("iron"), choice("glass")], ..Message::default() };
    let told = told(&event(Author::Ai, What::Message(message)));
    let items = told[0]["quickReply"]["items"].as_array().unwrap();
    assert_ne!(items[0]["action"]["label"], items[1]["action"]["label"]);
    assert_eq!(items[1]["action"]["text"], json!(choice("glass")));
}

#[test]
fn a_live_agents_pictures_are_shown_and_their_files_linked() {
    let message = Message { files: vec![file(true), file(false)], ..Message::default() };
    let told = told(&event(luis(), What::Message(message)));
    assert_eq!(told[0]["type"], "image");
    assert_eq!(told[0]["sender"]["name"], "Luis");
    let text = told[1]["text"].as_str().unwrap();
    assert!(text.contains("plan.pdf") && text.ends_with("https://x/abcdefghijklmnopqrst_-"), "{text}");
}

#[test]
fn whoever_asks_for_a_person_can_take_it_back_and_private_things_stay_private() {
    let until = Timestamp(9);
    let asked = What::Requested {
        reason: Reason::Button,
        ring: vec![AgentId(3)],
        until,
        team: None,
        rule: String::new(),
    };
    let told_of = told(&event(Author::Visitor, asked));
    assert_eq!(told_of[0]["quickReply"]["items"][0]["action"]["data"], json!(CANCEL));
    let joined = told(&event(luis(), What::Accepted { waited: 1 }));
    assert!(joined[0]["text"].as_str().unwrap().contains("Luis"), "{joined:?}");
    for hidden in [What::Ignored, What::Settled, What::Labelled { labels: vec!["vip".to_owned()] }] {
        assert_eq!(told(&event(luis(), hidden)), Vec::<Value>::new());
    }
}

#[test]
fn formatted_text_keeps_its_rows_and_its_addresses() {
    let link = Span::Link { text: "our page".to_owned(), href: "https://a.example/".to_owned() };
    let items = vec![vec![Span::Text("one".to_owned())], vec![link]];
    let blocks = [Block::Head(vec![Span::Text("Do".to_owned())]), Block::List { ordered: true, items }];
    assert_eq!(flat(&blocks), "Do\n\n1. one\n2. our page (https://a.example/)");
}
