//! widget: tests that the hand-written reader gives what the derived one gives.

use baton_protocol::{
    AgentId,
    event::{AgentRef, Contact, Message, Rating, Reason, Source, Why},
    file::{Attachment, Pixels},
    rich::{Block, Span},
};

use super::*;
use baton_protocol::What;

fn luis() -> AgentRef {
    AgentRef {
        id: AgentId(7),
        name: "Luis \"\u{1f33f}\"".to_owned(),
        picture: FileId::parse("ABCdefghijklmnopqrst_-"),
    }
}

fn id() -> ClientId {
    ClientId::new(1_700_000_000_000, [3; 10])
}

fn here() -> ConversationId {
    ConversationId::parse("abcdefghijklmnopqrst_-").unwrap()
}

fn spans() -> Vec<Span> {
    vec![
        Span::Text("a".to_owned()),
        Span::Bold("b".to_owned()),
        Span::Italic("c".to_owned()),
        Span::Code("d".to_owned()),
        Span::Link { text: "e".to_owned(), href: "https://example.com/?a=b&c".to_owned() },
    ]
}

fn blocks() -> Vec<Block> {
    vec![
        Block::Para(spans()),
        Block::Head(spans()),
        Block::List { ordered: true, items: vec![spans(), Vec::new()] },
        Block::List { ordered: false, items: Vec::new() },
        Block::Code("x\ny".to_owned()),
    ]
}

fn files() -> Vec<Attachment> {
    let id = FileId::parse("_-cdefghijklmnopqrstuv").unwrap();
    let teapot = Attachment {
        id,
        name: "teapot \"1\".png".to_owned(),
        mime: "image/png".to_owned(),
        size: 48_213,
        picture: Some(Pixels { width: 640, height: 480 }),
    };
    let bill = Attachment { name: "bill.pdf".to_owned(), picture: None, ..teapot.clone() };
    vec![teapot, bill]
}

/// Every kind of event that a visitor is shown.
fn whats() -> Vec<What> {
    let until = Timestamp(9);
    let source = Source {
        title: "Delivery".to_owned(),
        passage: "Two days".to_owned(),
        address: Some("https://shop.example/delivery?a=\"b\"".to_owned()),
        entry: None,
    };
    let pair = Source { address: None, ..source.clone() };
    let requested =
        |reason| What::Requested { reason, ring: Vec::new(), until, team: None, rule: String::new() };
    vec![
        What::Message(Message::default()),
        What::Message(Message {
            client_id: Some(id()),
            text: "Hi".to_owned(),
            blocks: blocks(),
            sources: vec![source, pair],
            quote: Some(3),
            files: files(),
            offers_person: true,
            choices: vec!["Delivery abroad".to_owned(), "\"Returns\"".to_owned()],
            extra: None,
        }),
        requested(Reason::Button),
        requested(Reason::Words),
        requested(Reason::Ai),
        What::Cancelled,
        What::Unanswered { why: Why::Timeout },
        What::Unanswered { why: Why::AllIgnored },
        What::Unanswered { why: Why::Nobody },
        What::Accepted { waited: 12 },
        What::TakenOver,
        What::Transferred { to: None, ring: Vec::new(), note: String::new(), until },
        What::AgentLost { ring: Vec::new(), until },
        What::Completed,
        What::Ended,
        What::Reactivated,
        What::Contact(Contact {
            client_id: Some(id()),
            name: "Mei".to_owned(),
            email: "mei@example.com".to_owned(),
            text: "Call".to_owned(),
        }),
        What::Rated(Rating { stars: 1, text: String::new() }),
        What::Rated(Rating { stars: 5, text: "Quick".to_owned() }),
        What::Judged { seq: 2, helpful: true },
        What::Judged { seq: 2, helpful: false },
        What::Hidden,
    ]
}

fn log() -> Vec<Event> {
    let authors = [Author::Visitor, Author::Ai, Author::Agent(luis()), Author::Clock];
    let authors = authors.iter().cycle();
    let entries = (1..).zip(whats()).zip(authors);
    entries
        .map(|((seq, what), by)| Event { seq, at: Timestamp(1_700_000_000_000), by: by.clone(), what })
        .collect()
}

fn look() -> SiteView {
    SiteView {
        name: "Fern".to_owned(),
        ai_name: "Fig".to_owned(),
        greeting: "Hello".to_owned(),
        suggestions: vec!["One?".to_owned(), "Two?".to_owned()],
        requests: true,
        accent: "#2f6b4f".to_owned(),
        picture: FileId::parse("abcdefghijklmnopqrstuv"),
        look: Look {
            scheme: Scheme::Dark,
            radius: 0,
            logo: FileId::parse("_-cdefghijklmnopqrstuv"),
            ..Look::default()
        },
        form: Form { name: Asked::Optional, email: Asked::Required },
        proof: Proof::Required,
        mails: true,
        texts: BTreeMap::new(),
        opens: Some(Timestamp(9)),
    }
}

fn whole(state: StateView) -> Snapshot {
    Snapshot {
        page: Page { conversation: here(), events: log(), older: true },
        state,
        mine: Marks { delivered: 4, read: 3 },
        theirs: Marks { delivered: 2, read: 1 },
    }
}

fn every() -> Vec<VisitorNews> {
    let states = [
        StateView::Ai,
        StateView::Requested { since: Timestamp(5) },
        StateView::Live { agent: luis() },
        StateView::Completed,
        StateView::Ended,
    ];
    let mut every: Vec<_> = states.into_iter().map(|state| VisitorNews::Snapshot(whole(state))).collect();
    let bare = Welcome {
        token: None,
        epoch: "e".to_owned(),
        now: Timestamp(1),
        site: SiteView::default(),
        available: 0,
        conversation: None,
        verified: false,
        resumed: true,
    };
    let full = Welcome {
        token: Some("t".to_owned()),
        site: look(),
        available: 3,
        conversation: Some(whole(StateView::Ai)),
        verified: true,
        resumed: false,
        ..bare.clone()
    };
    every.extend([
        VisitorNews::Welcome(bare),
        VisitorNews::Welcome(full),
        VisitorNews::Events(Events { conversation: here(), state: StateView::Completed, events: log() }),
        VisitorNews::Page(Page { conversation: here(), events: Vec::new(), older: false }),
        VisitorNews::Ack { id: id(), conversation: here(), seq: 77 },
        VisitorNews::Refused { id: Some(id()), why: Refusal::new(Code::SlowDown, "Slow down.") },
        VisitorNews::Refused { id: None, why: Refusal::new(Code::TooLong, "Too long.") },
        VisitorNews::Refused { id: None, why: Refusal::new(Code::RequestsOff, "Off.") },
        VisitorNews::Refused { id: None, why: Refusal::new(Code::Invalid, "Name.") },
        VisitorNews::Refused { id: None, why: Refusal::new(Code::Unavailable, "Later.") },
        VisitorNews::Available(2),
        VisitorNews::Queue(Queue { position: 3, wait: None }),
        VisitorNews::Queue(Queue { position: 1, wait: Some(0) }),
        VisitorNews::Typing { by: Author::Agent(luis()), on: true },
        VisitorNews::Typing { by: Author::Ai, on: false },
        VisitorNews::Draft(blocks()),
        VisitorNews::Draft(Vec::new()),
        VisitorNews::Marks(Marks { delivered: 9, read: 8 }),
        VisitorNews::Site(look()),
    ]);
    every
}

fn read(text: &str) -> Option<VisitorNews> {
    News::read(text).unwrap().0
}

#[test]
fn every_kind_of_news_is_read_as_it_was_written() {
    for news in every() {
        let text = serde_json::to_string(&news).unwrap();
        assert_eq!(read(&text), Some(news), "{text}");
    }
}

#[test]
fn a_sites_own_words_stand_beside_the_news_of_it() {
    let words = |json: &str| News::read(json).unwrap().1;
    let ask = || vec![("message.place".to_owned(), "Ask \"us\"".to_owned())];
    let site = r#"{"name":"Fern","texts":{"message.place":"Ask \"us\"","send":"","you":7}}"#;
    assert_eq!(words(&format!(r#"{{"site":{site}}}"#)), Some(ask()));
    assert_eq!(words(&format!(r#"{{"welcome":{{"site":{site}}}}}"#)), Some(ask()));
    assert_eq!(words(r#"{"site":{"name":"Fern"}}"#), Some(Vec::new()));
    assert_eq!(words(r#"{"available":2}"#), None);
}

#[test]
fn a_file_that_cannot_be_asked_for_is_left() {
    for text in ["{}", r#"{"id":"short"}"#, "7", r#"{"id":["abcdefghijklmnopqrstuv"]}"#] {
        assert_eq!(attachment(&Json::parse(text).unwrap()), None, "{text}");
    }
}

#[test]
fn a_code_without_words_of_its_own_is_one_of_many() {
    let news = VisitorNews::Refused { id: None, why: Refusal::new(Code::Taken, "Taken.") };
    let Some(VisitorNews::Refused { why, .. }) = read(&serde_json::to_string(&news).unwrap()) else {
        panic!()
    };
    assert_eq!(why, Refusal::new(Code::Unavailable, "Taken."));
}

#[test]
fn what_is_not_for_a_visitor_is_left() {
    let about = |what: &str| {
        let event = r#"{"seq":1,"at":2,"by":"visitor","what":"#.to_owned() + what + "}";
        event::event(&Json::parse(&event).unwrap()).what
    };
    for what in [r#"{"note":{"text":"Late payer"}}"#, r#"{"labelled":{"labels":["a"]}}"#, r#""settled""#] {
        assert_eq!(about(what), What::Hidden, "{what}");
    }
    for reason in ["not_helped", "anger", "rule", "whim"] {
        let requested = format!(r#"{{"requested":{{"reason":"{reason}","until":9,"rule":"Refunds"}}}}"#);
        let What::Requested { reason, rule, .. } = about(&requested) else { panic!() };
        assert_eq!((reason, &*rule), (Reason::Ai, ""), "{requested}");
    }
    assert_eq!(
        about(r#"{"transferred":{"to":{"team":3},"ring":[7],"note":"Careful","until":9}}"#),
        What::Transferred { to: None, ring: Vec::new(), note: String::new(), until: Timestamp(9) }
    );
}

#[test]
fn what_a_newer_server_says_is_left() {
    let newer = r#"{"events":{"conversation":"abcdefghijklmnopqrst_-","state":"dreaming","added":1,
        "events":[{"seq":1,"at":2,"by":"robot","what":{"sang":{}}}]}}"#;
    let Some(VisitorNews::Events(events)) = read(newer) else { panic!() };
    assert_eq!((&events.events[0].what, &events.events[0].by), (&What::Hidden, &Author::Clock));
    for unknown in
        [r#"{"news":1}"#, r#""ping""#, "[]", "7", r#"{"snapshot":{"page":{"conversation":"short"}}}"#]
    {
        assert_eq!(read(unknown), None, "{unknown}");
    }
}
