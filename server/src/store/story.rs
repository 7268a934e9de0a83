//! The store's story: what any backend must do, told once and run against each.

mod conversations;
mod files;
mod filters;
mod identity;
mod imports;
mod knowledge;
mod line;
mod people;
mod staff;

use baton_protocol::{
    Author, ClientId, ConversationId, Event, Timestamp, VisitorId, What, agent::Channel, event::Message,
};

use super::{
    Store,
    model::{AboutVisitor, Commit, Committed, Head, HeadBody, Opening, SiteId, SiteSettings, TokenHash},
};

/// Runs the whole story on an empty store.
pub(crate) async fn tell(store: &impl Store) {
    assert!(!store.epoch().await.unwrap().is_empty());
    people::tell(store).await;
    conversations::tell(store).await;
    staff::tell(store).await;
    filters::tell(store).await;
    files::tell(store).await;
    identity::tell(store).await;
    knowledge::tell(store).await;
    imports::tell(store).await;
    line::tell(store).await;
}

/// A site and a visitor of it; `n` makes them this story's own.
pub(crate) async fn scene(store: &impl Store, n: u8) -> (SiteId, VisitorId) {
    let settings = SiteSettings { name: format!("Shop {n}"), ..SiteSettings::default() };
    let site = store.put_site(&format!("shop-{n}"), settings, Timestamp(1)).await.unwrap();
    let visitor =
        store.add_visitor(site, TokenHash([n; 32]), AboutVisitor::default(), Timestamp(10)).await.unwrap();
    (site, visitor)
}

/// The visitor's message `text` as event `seq`; equal texts have equal client ids.
pub(crate) fn said(seq: u64, text: &str) -> Event {
    let mut random = [0_u8; 10];
    for (at, byte) in text.bytes().enumerate() {
        random[at % 10] = byte.wrapping_add(random[at % 10].wrapping_mul(31));
    }
    let message = Message {
        client_id: Some(ClientId::new(text.len() as u64, random)),
        text: text.to_owned(),
        ..Message::default()
    };
    event(seq, Author::Visitor, What::Message(message))
}

pub(crate) fn event(seq: u64, by: Author, what: What) -> Event {
    Event { seq, at: Timestamp(1000 + i64::try_from(seq).unwrap()), by, what }
}

pub(crate) fn opening_of(site: SiteId, visitor: VisitorId, name: &str, events: Vec<Event>) -> Opening {
    Opening {
        id: named(name),
        site,
        visitor,
        channel: Channel::Web,
        at: Timestamp(1000),
        body: HeadBody { locale: "en".to_owned(), ..HeadBody::default() },
        events,
        files: Vec::new(),
        figures: Vec::new(),
        out: Vec::new(),
        instead_of: None,
    }
}

/// A conversation's public name that begins with `name`.
pub(crate) fn named(name: &str) -> ConversationId {
    ConversationId::parse(&format!("{name:_<22}")).unwrap()
}

/// The commit that appends `events` to the log of `head`.
pub(crate) fn next(head: &Head, events: Vec<Event>) -> Commit {
    let mut after = head.clone();
    after.seq += events.len() as u64;
    let (waited, contact) = (None, None);
    Commit {
        head: after,
        expected: head.seq,
        events,
        waited,
        contact,
        labels: None,
        files: Vec::new(),
        figures: Vec::new(),
        out: Vec::new(),
        unsent: None,
        make_current: false,
    }
}

/// Opens a conversation with one message and returns its head.
pub(crate) async fn opened(store: &impl Store, site: SiteId, visitor: VisitorId, name: &str) -> Head {
    let events = vec![said(1, &format!("hello from {name}"))];
    let stored = store.open(opening_of(site, visitor, name, events)).await.unwrap();
    let Committed::Stored(key) = stored else { panic!("{stored:?}") };
    store.head_by_key(key).await.unwrap().unwrap()
}
