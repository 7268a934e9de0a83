//! The store's story: visitors who prove who they are, a site's secret, and pages that were turned away.

use std::collections::BTreeMap;

use baton_protocol::{Timestamp, VisitorId};

use super::{next, opened, said, scene};
use crate::store::{
    Store,
    model::{AboutVisitor, Claim, Committed, Proved, SiteId, TokenHash},
};

pub(crate) async fn tell(store: &impl Store) {
    one_visitor_on_two_devices(store).await;
    what_was_said_anonymously_comes_along(store).await;
    another_persons_token_stays_theirs(store).await;
    a_secret_and_the_one_before(store).await;
    pages_that_were_turned_away(store).await;
}

fn token(n: u8) -> TokenHash {
    TokenHash([n; 32])
}

fn mei() -> Proved {
    Proved {
        subject: "mei".to_owned(),
        name: Some("Mei".to_owned()),
        email: None,
        attributes: BTreeMap::from([("plan".to_owned(), "gold".to_owned())]),
    }
}

async fn prove(store: &impl Store, site: SiteId, offered: Option<TokenHash>, fresh: u8) -> Claim {
    let about = AboutVisitor::default();
    store.prove(site, mei(), offered, token(fresh), about, Timestamp(50)).await.unwrap()
}

async fn by(store: &impl Store, n: u8) -> Option<VisitorId> {
    store.visitor_by_token(token(n)).await.unwrap().map(|visitor| visitor.id)
}

async fn one_visitor_on_two_devices(store: &impl Store) {
    let (site, visitor) = scene(store, 180).await;
    let bound = prove(store, site, Some(token(180)), 181).await;
    assert_eq!(bound, Claim { visitor, keeps: true, news: true, merged: None });
    let again = prove(store, site, Some(token(180)), 181).await;
    assert_eq!(again, Claim { visitor, keeps: true, news: false, merged: None });
    assert_eq!(by(store, 181).await, None);
    // A device that brings nothing, and one that brings a token which nobody has.
    let second = prove(store, site, None, 182).await;
    assert_eq!(second, Claim { visitor, keeps: false, news: true, merged: None });
    let third = prove(store, site, Some(token(183)), 184).await;
    assert_eq!(third, Claim { visitor, keeps: true, news: true, merged: None });
    for device in [180, 182, 183] {
        assert_eq!(by(store, device).await, Some(visitor));
    }
    assert_eq!(store.visitor(visitor).await.unwrap().unwrap().proved, Some(mei()));
    let less = Proved { name: None, attributes: BTreeMap::new(), ..mei() };
    let about = AboutVisitor::default();
    store.prove(site, less, Some(token(180)), token(184), about, Timestamp(51)).await.unwrap();
    let kept = store.visitor(visitor).await.unwrap().unwrap().proved;
    assert_eq!(kept, Some(mei()), "what is not proved again stays");
    // Signing out ends one token, whichever it is.
    for device in [180, 183] {
        store.end_token(token(device)).await.unwrap();
        assert_eq!(by(store, device).await, None);
    }
    assert_eq!(by(store, 182).await, Some(visitor));
    // The same name at another shop is somebody else.
    let (other, stranger) = scene(store, 185).await;
    assert_eq!(prove(store, other, Some(token(185)), 186).await.visitor, stranger);
    // All of it goes with the visitor.
    assert!(store.erase_visitor(visitor).await.unwrap().is_some());
    assert_eq!(by(store, 182).await, None);
}

async fn what_was_said_anonymously_comes_along(store: &impl Store) {
    let (site, known) = scene(store, 190).await;
    prove(store, site, Some(token(190)), 191).await;
    opened(store, site, known, "proof-first").await;
    let anonymous = store.add_visitor(site, token(192), AboutVisitor::default(), Timestamp(5)).await.unwrap();
    let stale = opened(store, site, anonymous, "proof-second").await;
    let key = stale.key;

    let claim = prove(store, site, Some(token(192)), 193).await;
    assert_eq!((claim.visitor, claim.keeps, claim.news), (known, true, true));
    assert_eq!(claim.merged, Some((anonymous, vec![stale.id.clone()])));
    assert_eq!(store.visitor(anonymous).await.unwrap(), None);
    assert_eq!(by(store, 192).await, Some(known));
    let merged = store.visitor(known).await.unwrap().unwrap();
    assert_eq!((merged.current, merged.conversations, merged.first_seen), (Some(key), 2, Timestamp(5)));
    let heads = store.heads_of(known, 9).await.unwrap();
    assert_eq!(heads.len(), 2);
    // Whoever still holds the head of before is told to look again.
    let commit = next(&stale, vec![said(2, "more")]);
    assert_eq!(store.commit(commit).await.unwrap(), Committed::Conflict);
    let commit = next(&store.head_by_key(key).await.unwrap().unwrap(), vec![said(2, "more")]);
    assert_eq!(store.commit(commit).await.unwrap(), Committed::Stored(key));
}

async fn another_persons_token_stays_theirs(store: &impl Store) {
    let (site, mei_here) = scene(store, 195).await;
    prove(store, site, Some(token(195)), 196).await;
    let about = AboutVisitor::default();
    let luis = Proved { subject: "luis".to_owned(), ..mei() };
    let claim = store.prove(site, luis, Some(token(195)), token(197), about, Timestamp(60)).await.unwrap();
    assert!(!claim.keeps && claim.visitor != mei_here);
    assert_eq!(by(store, 195).await, Some(mei_here));
    assert_eq!(by(store, 197).await, Some(claim.visitor));
    // A token of another shop is no token here.
    let (other, _) = scene(store, 198).await;
    let claim = prove(store, other, Some(token(195)), 199).await;
    assert!(!claim.keeps);
    assert_eq!(by(store, 195).await, Some(mei_here));
}

async fn a_secret_and_the_one_before(store: &impl Store) {
    let (site, _) = scene(store, 200).await;
    assert!(store.site_secret(site).await.unwrap().is_none());
    store.put_site_secret(site, vec![1], Timestamp(10), Timestamp(90)).await.unwrap();
    let first = store.site_secret(site).await.unwrap().unwrap();
    assert_eq!((first.sealed, first.made, first.former), (vec![1], Timestamp(10), None));
    store.put_site_secret(site, vec![2], Timestamp(20), Timestamp(99)).await.unwrap();
    let second = store.site_secret(site).await.unwrap().unwrap();
    assert_eq!((second.sealed, second.made), (vec![2], Timestamp(20)));
    assert_eq!(second.former, Some((vec![1], Timestamp(99))));
}

async fn pages_that_were_turned_away(store: &impl Store) {
    let (site, _) = scene(store, 205).await;
    for (at, origin) in (1..).zip(["https://a.example", "https://b.example", "https://a.example"]) {
        store.note_refused(site, origin, Timestamp(at), 2).await.unwrap();
    }
    let seen = store.refused(site).await.unwrap();
    let seen: Vec<_> = seen.iter().map(|one| (&*one.origin, one.first.0, one.last.0, one.times)).collect();
    assert_eq!(seen, [("https://a.example", 1, 3, 2), ("https://b.example", 2, 2, 1)]);
    store.note_refused(site, "https://c.example", Timestamp(9), 2).await.unwrap();
    let seen = store.refused(site).await.unwrap();
    let origins: Vec<_> = seen.iter().map(|one| &*one.origin).collect();
    assert_eq!(origins, ["https://c.example", "https://a.example"], "the oldest made room");
    store.forget_refused(site, "https://c.example").await.unwrap();
    assert_eq!(store.refused(site).await.unwrap().len(), 1);
}
