//! The store's story: what arrives from LINE once, what goes there in order, and what was taken back.

use baton_protocol::{
    Author, Timestamp, VisitorId,
    agent::Channel,
    event::{Extra, Message, What},
    line::Delivery,
};

use super::{event, next, opening_of, said, scene};
use crate::store::{
    Store,
    model::{
        AboutVisitor, Committed, Head, LineAbout, LineUserChange, NewArrival, NewCall, Opening, OutWhat,
        SiteId, StoredLine, TokenHash,
    },
};

pub(crate) async fn tell(store: &impl Store) {
    an_account_is_kept_and_ended(store).await;
    each_event_arrives_once_and_in_order(store).await;
    what_goes_out_waits_until_it_is_taken(store).await;
    what_is_not_taken_can_be_tried_again(store).await;
    what_is_taken_back_is_gone(store).await;
}

async fn account(store: &impl Store, n: u8) -> SiteId {
    let (site, _) = scene(store, n).await;
    let about = LineAbout { name: "Fern".to_owned(), ..LineAbout::default() };
    let account = StoredLine { site, secret: vec![1], token: vec![2], about };
    store.put_line_account(account).await.unwrap();
    site
}

async fn user(store: &impl Store, site: SiteId, name: &str, n: u8) -> VisitorId {
    let about = AboutVisitor::default();
    store.add_line_user(site, name, TokenHash([n; 32]), about, Timestamp(5)).await.unwrap().visitor
}

/// A conversation at LINE whose second event has to go out.
async fn talk(store: &impl Store, site: SiteId, visitor: VisitorId, name: &str) -> Head {
    let events = vec![said(1, &format!("hello from {name}")), event(2, Author::Ai, words("Hi"))];
    let opening = Opening { channel: Channel::Line, out: vec![2], ..opening_of(site, visitor, name, events) };
    let Committed::Stored(key) = store.open(opening).await.unwrap() else { panic!("not stored") };
    store.head_by_key(key).await.unwrap().unwrap()
}

fn words(text: &str) -> What {
    What::Message(Message { text: text.to_owned(), ..Message::default() })
}

fn call(key: &str, outs: &[i64]) -> NewCall {
    NewCall { key: key.to_owned(), reply: None, messages: "[]".to_owned(), outs: outs.to_vec() }
}

async fn an_account_is_kept_and_ended(store: &impl Store) {
    let site = account(store, 200).await;
    let about = LineAbout { name: "Other".to_owned(), ..LineAbout::default() };
    store.set_line_about(site, about.clone()).await.unwrap();
    let kept = store.line_accounts().await.unwrap();
    let kept = kept.iter().find(|account| account.site == site).unwrap();
    assert_eq!((&kept.about, kept.secret.as_slice(), kept.token.as_slice()), (&about, &[1][..], &[2][..]));
    let mei = user(store, site, "U-mei", 211).await;
    assert_eq!(user(store, site, "U-mei", 212).await, mei, "she is known already");
    talk(store, site, mei, "ended").await;
    store.end_line_account(site).await.unwrap();
    assert!(store.line_accounts().await.unwrap().iter().all(|account| account.site != site));
    assert_eq!(store.posted(site).await.unwrap(), 0, "nothing waits to go nowhere");
}

async fn each_event_arrives_once_and_in_order(store: &impl Store) {
    let site = account(store, 203).await;
    let arrival = |name: &str, at: i64| NewArrival {
        event: name.to_owned(),
        at: Timestamp(at),
        user: Some("U-kim".to_owned()),
        body: name.to_owned(),
    };
    let both = vec![arrival("second", 20), arrival("first", 10)];
    assert_eq!(store.arrive(site, both.clone(), Timestamp(30)).await.unwrap(), 2);
    assert_eq!(store.arrive(site, both.clone(), Timestamp(40)).await.unwrap(), 0, "they are known");
    let waiting = store.arrivals(site, "U-kim", 9).await.unwrap();
    let bodies: Vec<_> = waiting.iter().map(|arrival| arrival.body.as_str()).collect();
    assert_eq!(bodies, ["first", "second"]);
    assert!(store.arrived_from().await.unwrap().contains(&(site, "U-kim".to_owned())));
    for arrival in waiting {
        store.settle_arrival(arrival.id).await.unwrap();
    }
    assert!(store.arrivals(site, "U-kim", 9).await.unwrap().is_empty());
    assert_eq!(store.arrive(site, both, Timestamp(9_000)).await.unwrap(), 0, "for ever");
    assert!(
        store.has_arrived(site, "first").await.unwrap() && !store.has_arrived(site, "third").await.unwrap()
    );
    assert!(store.note_line_group(site, "C-one").await.unwrap());
    assert!(!store.note_line_group(site, "C-one").await.unwrap());
}

async fn what_goes_out_waits_until_it_is_taken(store: &impl Store) {
    let site = account(store, 204).await;
    let mei = user(store, site, "U-mei", 215).await;
    store.change_line_user(mei, LineUserChange::Reply("token".to_owned(), Timestamp(7))).await.unwrap();
    let head = talk(store, site, mei, "outbox").await;
    assert_eq!(store.undelivered(head.key).await.unwrap(), [(2, None)]);
    assert_eq!(store.posted_to(Some(site)).await.unwrap(), [mei]);
    let outbox = store.outbox(mei, 9).await.unwrap();
    assert_eq!(outbox.outs[0].what, OutWhat::Event(head.key, 2));
    let reply = Some(("token".to_owned(), Timestamp(7)));
    let first = NewCall { reply, ..call("a", &[outbox.outs[0].id]) };
    store.place_calls(mei, vec![first, call("b", &[outbox.outs[0].id])]).await.unwrap();
    let known = store.line_user_of(mei).await.unwrap().unwrap();
    assert_eq!(known.reply, None, "a token replies once");
    let outbox = store.outbox(mei, 9).await.unwrap();
    let keys: Vec<_> = outbox.calls.iter().map(|call| (call.key.as_str(), call.tried)).collect();
    assert_eq!((keys, outbox.outs.len()), (vec![("a", false), ("b", false)], 0));
    store.try_call(outbox.calls[0].id, true, true).await.unwrap();
    assert!(store.outbox(mei, 9).await.unwrap().calls[0].tried);
    assert_eq!(store.call_taken(outbox.calls[0].id).await.unwrap(), [], "it is not out as a whole");
    assert_eq!(store.call_taken(outbox.calls[1].id).await.unwrap(), [(head.key, 2)]);
    assert_eq!(store.undelivered(head.key).await.unwrap(), []);
}

async fn what_is_not_taken_can_be_tried_again(store: &impl Store) {
    let site = account(store, 206).await;
    let mei = user(store, site, "U-mei", 217).await;
    let head = talk(store, site, mei, "failing").await;
    let mut commit = next(&head, vec![event(3, Author::Ai, words("More"))]);
    commit.out = vec![3];
    store.commit(commit).await.unwrap();
    let outs = store.outbox(mei, 9).await.unwrap().outs;
    store.place_calls(mei, vec![call("c", &[outs[0].id]), call("d", &[outs[1].id])]).await.unwrap();
    let calls = store.outbox(mei, 9).await.unwrap().calls;
    let why = Delivery::Refused { why: "too long".to_owned() };
    assert_eq!(store.call_failed(calls[0].id, why.clone()).await.unwrap(), [head.key]);
    assert_eq!(store.undelivered(head.key).await.unwrap(), [(2, Some(why)), (3, None)]);
    let outbox = store.outbox(mei, 9).await.unwrap();
    assert_eq!(
        (outbox.calls.len(), outbox.outs.len()),
        (0, 1),
        "what came after it waits for another request"
    );
    assert!(store.resend(head.key, 2).await.unwrap());
    assert!(!store.resend(head.key, 2).await.unwrap(), "it waits already");
    let again: Vec<_> = store.outbox(mei, 9).await.unwrap().outs.into_iter().map(|out| out.what).collect();
    assert_eq!(again, [OutWhat::Event(head.key, 2), OutWhat::Event(head.key, 3)], "in its old place");
    let outs = store.outbox(mei, 9).await.unwrap().outs;
    store.place_calls(mei, vec![call("e", &[outs[0].id, outs[1].id])]).await.unwrap();
    let calls = store.outbox(mei, 9).await.unwrap().calls;
    store.undo_call(calls[0].id).await.unwrap();
    assert_eq!(store.outbox(mei, 9).await.unwrap().outs.len(), 2);
}

async fn what_is_taken_back_is_gone(store: &impl Store) {
    let site = account(store, 208).await;
    let mei = user(store, site, "U-mei", 219).await;
    let head = talk(store, site, mei, "secretly").await;
    let mut commit = next(&head, vec![event(3, Author::Visitor, What::Unsent { seq: 1 })]);
    commit.unsent = Some(1);
    store.commit(commit).await.unwrap();
    let events = store.events_after(head.key, 0, 9).await.unwrap();
    let What::Message(message) = &events[0].what else { panic!("{events:?}") };
    assert_eq!((message.text.as_str(), message.extra), ("", Some(Extra::Unsent)));
    assert!(message.client_id.is_some(), "another delivery of it is still known");
    assert!(store.erase_visitor(mei).await.unwrap().is_some());
    assert_eq!(store.line_user(site, "U-mei").await.unwrap(), None);
}
