//! The store's story: conversations, their logs and their lists.

use baton_conversation::{Request, State};
use baton_protocol::{
    AgentId, Author, ClientId, Event, Timestamp, What, agent::Channel, event::AgentRef, state::Marks,
};

use super::{event, named, next, opened, opening_of, said, scene};
use crate::store::{
    Store,
    model::{Committed, ConversationKey, Head, ListFilter, Opening, Side, SiteId},
};

pub(super) async fn tell(store: &impl Store) {
    opening(store).await;
    committing(store).await;
    reading(store).await;
    marking(store).await;
    listing(store).await;
    returning(store).await;
}

async fn opening(store: &impl Store) {
    let (site, visitor) = scene(store, 4).await;
    let head = opened(store, site, visitor, "opening").await;
    assert_eq!((head.id.clone(), head.seq, head.opened), (named("opening"), 1, Timestamp(1000)));
    assert_eq!((head.site, head.visitor, head.channel), (site, visitor, Channel::Web));
    assert_eq!(store.head(&head.id).await.unwrap(), Some(head.clone()));
    assert_eq!(store.head(&named("nobody")).await.unwrap(), None);
    assert_eq!(store.head_by_key(ConversationKey(i64::MAX)).await.unwrap(), None);
    let visitor_now = store.visitor(visitor).await.unwrap().unwrap();
    assert_eq!((visitor_now.current, visitor_now.conversations), (Some(head.key), 1));

    // The same message again leads to the first conversation, whatever else the opener believed.
    let hello = said(1, "hello from opening");
    let again = opening_of(site, visitor, "again", vec![hello.clone()]);
    let duplicate =
        Committed::Duplicate { conversation: head.key, id: head.id.clone(), event: Box::new(hello) };
    assert_eq!(store.open(again).await.unwrap(), duplicate);
    // Another message, but the visitor has a conversation by now.
    let stale = opening_of(site, visitor, "stale", vec![said(1, "stale")]);
    assert_eq!(store.open(stale.clone()).await.unwrap(), Committed::Conflict);
    assert_eq!(store.head(&stale.id).await.unwrap(), None);
    let instead = Opening { instead_of: Some(head.key), channel: Channel::Line, ..stale };
    let Committed::Stored(key) = store.open(instead.clone()).await.unwrap() else { panic!("not stored") };
    let visitor = store.visitor(visitor).await.unwrap().unwrap();
    assert_eq!((visitor.current, visitor.conversations), (Some(key), 2));
    assert_eq!(store.events_after(key, 0, 9).await.unwrap(), instead.events);
    assert_eq!(store.head_by_key(key).await.unwrap().unwrap().channel, Channel::Line);
}

async fn committing(store: &impl Store) {
    let (site, visitor) = scene(store, 5).await;
    let head = opened(store, site, visitor, "committing").await;
    let mut commit = next(&head, vec![said(2, "second"), event(3, Author::Clock, What::Cancelled)]);
    commit.head.body.name = Some("Noa".to_owned());
    commit.waited = Some(4200);
    commit.contact = Some(("Noa".to_owned(), "noa@example.com".to_owned()));
    assert_eq!(store.commit(commit.clone()).await.unwrap(), Committed::Stored(head.key));
    assert_eq!(store.head(&head.id).await.unwrap(), Some(commit.head.clone()));
    assert_eq!(store.events_after(head.key, 1, 9).await.unwrap(), commit.events);
    let known = store.visitor(visitor).await.unwrap().unwrap();
    assert_eq!((known.name.as_deref(), known.email.as_deref()), (Some("Noa"), Some("noa@example.com")));

    let first = commit.events[0].clone();
    let client_id = client_id(&first);
    let found = store.said(client_id).await.unwrap();
    assert_eq!(found, Some((head.key, head.id.clone(), first.clone())));
    assert_eq!(store.said(ClientId::new(0, [9; 10])).await.unwrap(), None);

    // Twice, and on an old version: nothing changes.
    let duplicate =
        Committed::Duplicate { conversation: head.key, id: head.id.clone(), event: Box::new(first) };
    assert_eq!(store.commit(commit.clone()).await.unwrap(), duplicate);
    let late = next(&head, vec![said(2, "too late")]);
    assert_eq!(store.commit(late).await.unwrap(), Committed::Conflict);
    // A version that is ahead of the store's is a conflict too, and so is a conversation that is not there.
    let ahead = Head { seq: 7, ..commit.head.clone() };
    let early = next(&ahead, vec![said(8, "too early")]);
    assert_eq!(store.commit(early).await.unwrap(), Committed::Conflict);
    let nowhere = Head { key: ConversationKey(1 << 30), ..head.clone() };
    assert_eq!(store.commit(next(&nowhere, vec![said(2, "nowhere")])).await.unwrap(), Committed::Conflict);
    // A gap is never stored.
    let gap = next(&commit.head, vec![said(5, "a gap")]);
    assert!(store.commit(gap).await.is_err());
    assert_eq!(store.head(&head.id).await.unwrap(), Some(commit.head.clone()));
    assert_eq!(store.events_after(head.key, 0, 9).await.unwrap().len(), 3);

    let mut quick = next(&commit.head, vec![said(4, "quick")]);
    quick.waited = Some(100);
    store.commit(quick).await.unwrap();
    assert_eq!(store.waits(site, 9).await.unwrap(), [100, 4200]);
    assert_eq!(store.waits(site, 1).await.unwrap(), [100]);
    assert_eq!(store.waits(SiteId(1 << 30), 9).await.unwrap(), [0; 0]);
}

async fn reading(store: &impl Store) {
    let (site, visitor) = scene(store, 6).await;
    let (_, neighbour) = scene(store, 7).await;
    let mut head = opened(store, site, visitor, "reading").await;
    opened(store, site, neighbour, "neighbour").await;
    for seq in 2..=10 {
        let commit = next(&head, vec![said(seq, &format!("page {seq}"))]);
        store.commit(commit.clone()).await.unwrap();
        head = commit.head;
    }
    let seqs = |events: Vec<Event>| events.iter().map(|event| event.seq).collect::<Vec<_>>();
    let key = head.key;
    assert_eq!(seqs(store.events_after(key, 0, 99).await.unwrap()), (1..=10).collect::<Vec<_>>());
    assert_eq!(seqs(store.events_after(key, 7, 2).await.unwrap()), [8, 9]);
    assert_eq!(seqs(store.events_after(key, 10, 9).await.unwrap()), [0; 0]);
    assert_eq!(seqs(store.events_after(key, u64::MAX, 9).await.unwrap()), [0; 0]);
    assert_eq!(seqs(store.events_before(key, u64::MAX, 3).await.unwrap()), [8, 9, 10]);
    assert_eq!(seqs(store.events_before(key, 8, 3).await.unwrap()), [5, 6, 7]);
    assert_eq!(seqs(store.events_before(key, 3, 99).await.unwrap()), [1, 2]);
    assert_eq!(seqs(store.events_before(key, 1, 9).await.unwrap()), [0; 0]);
    assert_eq!(seqs(store.events_before(key, 0, 9).await.unwrap()), [0; 0]);
}

async fn marking(store: &impl Store) {
    let (site, visitor) = scene(store, 8).await;
    let head = opened(store, site, visitor, "marking").await;
    let commit = next(&head, (2..=9).map(|seq| said(seq, &format!("mark {seq}"))).collect());
    store.commit(commit).await.unwrap();
    let mark = |side, delivered, read| store.mark(head.key, side, Marks { delivered, read });
    mark(Side::Visitor, 5, 3).await.unwrap();
    mark(Side::Visitor, 4, 4).await.unwrap();
    mark(Side::Agents, 2, 1).await.unwrap();
    let marks = async || {
        let head = store.head_by_key(head.key).await.unwrap().unwrap();
        (head.visitor_marks, head.agent_marks)
    };
    let expected = (Marks { delivered: 5, read: 4 }, Marks { delivered: 2, read: 1 });
    assert_eq!(marks().await, expected);
    // Nobody gets further than the log goes, nor reads what has not arrived.
    mark(Side::Agents, 0, u64::MAX).await.unwrap();
    assert_eq!(marks().await, (expected.0, Marks { delivered: 9, read: 9 }));
    // A commit that was decided before does not take them back.
    let now = store.head_by_key(head.key).await.unwrap().unwrap();
    let mut commit = next(&now, vec![said(10, "mark 10")]);
    commit.head.visitor_marks = Marks::default();
    store.commit(commit).await.unwrap();
    assert_eq!(marks().await.0, expected.0);
}

async fn listing(store: &impl Store) {
    let mut heads = Vec::new();
    for n in 20..26 {
        let (site, visitor) = scene(store, n).await;
        heads.push(opened(store, site, visitor, &format!("listing-{n}")).await);
    }
    let [ai, requested, live, completed, ended, later] = &heads[..] else { panic!("six were opened") };
    let (mira, other) = (AgentId(7), AgentId(8));
    let requested = becomes(store, requested, asks(mira), Author::Visitor, What::Cancelled).await;
    let accepted = What::Accepted { waited: 0 };
    let live = becomes(store, live, State::Live(agent(mira)), Author::Agent(agent(mira)), accepted).await;
    let by = || Author::Agent(agent(mira));
    let ended = becomes(store, ended, State::Ended(Some(agent(mira))), by(), What::Ended).await;
    let held = becomes(store, completed, State::Live(agent(mira)), by(), What::TakenOver).await;
    let completed = becomes(store, &held, State::Completed(agent(mira)), by(), What::Completed).await;
    let later = becomes(store, later, State::Completed(agent(other)), by(), What::Completed).await;

    assert_eq!(store.open_heads().await.unwrap(), [requested.clone(), live.clone()]);
    // Finished last comes first, whichever began first.
    assert_eq!(store.finished_by(mira, 9).await.unwrap(), [completed.clone(), ended.clone()]);
    assert_eq!(store.finished_by(mira, 1).await.unwrap(), std::slice::from_ref(&completed));
    assert_eq!(store.finished_by(AgentId(9), 9).await.unwrap(), []);

    let all = store.list(ListFilter::default(), None, 6).await.unwrap();
    assert_eq!(
        all,
        [later.clone(), ended.clone(), completed.clone(), live.clone(), requested.clone(), ai.clone()]
    );
    let older = store.list(ListFilter::default(), Some(ended.key), 2).await.unwrap();
    assert_eq!(older, [completed, live.clone()]);
    let theirs = store.list(live_agent(), None, 9).await.unwrap();
    assert_eq!(theirs, [live.clone(), requested.clone()]);
    let older = store.list(live_agent(), Some(live.key), 9).await.unwrap();
    assert_eq!(older, std::slice::from_ref(&requested));

    // They leave the lists as they came.
    becomes(store, &requested, State::Ai, Author::Visitor, What::Cancelled).await;
    becomes(store, &live, State::Ended(None), Author::Visitor, What::Ended).await;
    becomes(store, &later, State::Ai, Author::Visitor, What::Cancelled).await;
    assert_eq!(store.open_heads().await.unwrap(), []);
    assert_eq!(store.list(live_agent(), None, 9).await.unwrap(), []);
    assert_eq!(store.finished_by(other, 9).await.unwrap(), []);
}

/// A reactivated conversation becomes its visitor's current one, unless they are in the middle of another.
async fn returning(store: &impl Store) {
    let (site, visitor) = scene(store, 9).await;
    let first = opened(store, site, visitor, "returning").await;
    let first = becomes(store, &first, State::Ended(None), Author::Visitor, What::Ended).await;
    let second = opening_of(site, visitor, "second", vec![said(1, "hello from second")]);
    let second = store.open(Opening { instead_of: Some(first.key), ..second }).await.unwrap();
    let Committed::Stored(second) = second else { panic!("{second:?}") };
    let current = async || store.visitor(visitor).await.unwrap().unwrap().current;

    let back = reactivated(store, &first).await;
    assert_eq!(current().await, Some(second));
    let second = store.head_by_key(second).await.unwrap().unwrap();
    becomes(store, &second, State::Ended(None), Author::Visitor, What::Ended).await;
    let first = becomes(store, &back, State::Ended(None), Author::Visitor, What::Ended).await;
    assert_eq!(current().await, Some(second.key));
    reactivated(store, &first).await;
    assert_eq!(current().await, Some(first.key));
}

async fn reactivated(store: &impl Store, head: &Head) -> Head {
    let by = Author::Agent(agent(AgentId(7)));
    let mut commit = next(head, vec![event(head.seq + 1, by, What::Reactivated)]);
    commit.head.body.state = State::Live(agent(AgentId(7)));
    commit.make_current = true;
    assert_eq!(store.commit(commit.clone()).await.unwrap(), Committed::Stored(head.key));
    commit.head
}

fn asks(agent: AgentId) -> State {
    State::Requested(Request {
        since: Timestamp(1),
        until: Timestamp(2),
        ringing: [agent].into(),
        ignored: [].into(),
        urgent: false,
        only: false,
        team: None,
        rung: Timestamp(1),
    })
}

/// Commits a change of state with nothing else, and returns the head after it.
async fn becomes(store: &impl Store, head: &Head, state: State, by: Author, what: What) -> Head {
    let mut commit = next(head, vec![event(head.seq + 1, by, what)]);
    commit.head.body.state = state;
    commit.head.body.since = commit.events[0].at;
    assert_eq!(store.commit(commit.clone()).await.unwrap(), Committed::Stored(head.key));
    commit.head
}

fn client_id(event: &Event) -> ClientId {
    let What::Message(message) = &event.what else { panic!("{event:?}") };
    message.client_id.unwrap()
}

fn agent(id: AgentId) -> AgentRef {
    AgentRef { id, name: "Mira".to_owned(), picture: None }
}

/// Those that live agents still have to complete.
fn live_agent() -> ListFilter {
    ListFilter { live_agent: true, ..ListFilter::default() }
}
