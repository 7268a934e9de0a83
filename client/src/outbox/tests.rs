//! The outbox's tests: what is unsent stays until it is answered, and only words outlive the page.

use baton_protocol::{Code, FileId, event::Contact, file::Pixels};

use super::*;

fn id(number: u64) -> ClientId {
    ClientId::new(number, [0; 10])
}

fn send(text: &str) -> VisitorVerb {
    VisitorVerb::Send { text: text.to_owned(), files: Vec::new() }
}

fn ids(outbox: &Outbox<VisitorVerb>) -> Vec<ClientId> {
    outbox.unsent().map(|unsent| unsent.id).collect()
}

fn filled() -> Outbox<VisitorVerb> {
    let mut outbox = Outbox::default();
    outbox.push(id(1), None, send("one"));
    outbox.push(id(2), None, VisitorVerb::Request);
    outbox.push(id(3), None, send("three"));
    outbox
}

#[test]
fn an_answer_in_any_order_takes_away_its_own_command_once() {
    let mut outbox = filled();
    assert_eq!(outbox.acked(id(3)).map(|unsent| unsent.what), Some(send("three")));
    assert_eq!(outbox.acked(id(3)), None);
    assert_eq!(ids(&outbox), [id(1), id(2)]);
}

#[test]
fn what_is_due_is_said_in_order_and_a_refused_one_waits_for_a_decision() {
    let mut outbox = filled();
    let why = Refusal::new(Code::TooLong, "Too long.");
    assert!(outbox.refused(id(1), why.clone()));
    assert!(!outbox.refused(id(9), why.clone()));
    let due: Vec<_> = outbox.due().collect();
    assert_eq!(
        due,
        [
            VisitorFrame::Do { id: id(2), what: VisitorVerb::Request },
            VisitorFrame::Do { id: id(3), what: send("three") },
        ]
    );
    assert_eq!(outbox.unsent().next().and_then(|first| first.failed.clone()), Some(why));

    assert_eq!(outbox.retry(id(1)), Some(VisitorFrame::Do { id: id(1), what: send("one") }));
    assert_eq!(outbox.due().count(), 3);
    outbox.discard(id(1));
    assert_eq!(ids(&outbox), [id(2), id(3)]);
}

#[test]
fn what_is_not_kept_is_gone_and_the_rest_is_due_in_order() {
    let mut outbox = filled();
    outbox.retain(|unsent| unsent.what != VisitorVerb::Request);
    assert_eq!(ids(&outbox), [id(1), id(3)]);
    assert_eq!(outbox.due().count(), 2);
}

#[test]
fn words_survive_a_reload_and_a_stale_request_does_not() {
    let mut outbox = filled();
    let contact = Contact {
        name: "Mei".to_owned(),
        email: "mei@example.com".to_owned(),
        text: "Call".to_owned(),
        client_id: None,
    };
    outbox.push(id(4), None, VisitorVerb::Contact(contact));
    outbox.push(id(5), None, VisitorVerb::Judge { seq: 2, helpful: true });
    let text = outbox.to_json().unwrap();
    let again = Outbox::<VisitorVerb>::from_json(&text);
    assert_eq!(ids(&again), [id(1), id(3), id(4)]);
    assert_eq!(again.unsent().next(), outbox.unsent().next());
}

#[test]
fn a_messages_files_survive_a_reload_with_all_that_shows_them() {
    let file = Attachment {
        id: FileId::parse("abcdefghijklmnopqrst_-").unwrap(),
        name: "teapot.png".to_owned(),
        mime: "image/png".to_owned(),
        size: 48_213,
        picture: Some(Pixels { width: 640, height: 480 }),
    };
    let what = VisitorVerb::Send { text: String::new(), files: vec![file.id.clone()] };
    let mut outbox = Outbox::default();
    let frame = outbox.push_with(id(1), None, what.clone(), vec![file.clone()]);
    assert_eq!(frame, Some(VisitorFrame::Do { id: id(1), what }));
    let again = Outbox::<VisitorVerb>::from_json(&outbox.to_json().unwrap());
    assert_eq!(again, outbox);
    assert_eq!(again.unsent().next().map(|unsent| unsent.files.as_slice()), Some(&[file][..]));
}

#[test]
fn words_that_an_older_release_left_are_read() {
    let old = r#"[{"id":"01923456-789a-7fff-bfff-ffffffffffff","what":{"send":{"text":"Hi"}}}]"#;
    let outbox = Outbox::<VisitorVerb>::from_json(old);
    assert_eq!(outbox.unsent().map(|unsent| &unsent.what).collect::<Vec<_>>(), [&send("Hi")]);
}

#[test]
fn what_cannot_be_read_is_an_empty_outbox_and_an_empty_one_leaves_nothing() {
    for text in ["", "{}", "[{\"id\":1}]", "null"] {
        assert!(Outbox::<VisitorVerb>::from_json(text).is_empty(), "{text}");
    }
    // A request that an older release may have left.
    let old = r#"[{"id":"01923456-789a-7fff-bfff-ffffffffffff","what":"request"}]"#;
    assert!(Outbox::<VisitorVerb>::from_json(old).is_empty());
    assert_eq!(Outbox::<VisitorVerb>::default().to_json(), None);
}

#[test]
fn a_live_agents_command_names_its_conversation() {
    let conversation = ConversationId::parse("abcdefghijklmnopqrstuv").unwrap();
    let mut outbox = Outbox::default();
    assert_eq!(outbox.push(id(1), None, AgentVerb::Accept), None);
    let frame = outbox.push(id(2), Some(conversation.clone()), AgentVerb::Accept);
    assert_eq!(frame, Some(AgentFrame::Do { id: id(2), conversation, what: AgentVerb::Accept }));
}
