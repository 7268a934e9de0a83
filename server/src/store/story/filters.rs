//! The store's story: the list by filter, labels, messages that were left, and the search.

use baton_conversation::State;
use baton_protocol::{AgentId, Event, TeamId, Timestamp, agent::Channel, event::AgentRef};

use super::{next, opened, said, scene};
use crate::store::{
    Store,
    model::{Committed, ConversationKey, Head, ListFilter, Phrase, Phrases, Stage},
};

pub(super) async fn tell(store: &impl Store) {
    filters(store).await;
    searching(store).await;
}

async fn filters(store: &impl Store) {
    let (site, visitor) = scene(store, 60).await;
    let plain = opened(store, site, visitor, "plain").await;
    let (_, other) = scene(store, 61).await;
    let marked = opened(store, site, other, "marked").await;
    let held = AgentRef { id: AgentId(61), name: "Mira".to_owned(), picture: None };
    let marked = changed(store, &marked, |head| {
        head.body.state = State::Completed(held.clone());
        head.body.team = Some(TeamId(61));
        head.body.left = Some(Timestamp(77));
        head.body.labels = vec!["vip-61".to_owned()];
    })
    .await;

    let all = ListFilter::default;
    let found = async |filter| {
        let heads = store.list(filter, None, 50).await.unwrap();
        let ours = |head: &Head| head.visitor == visitor || head.visitor == other;
        heads.into_iter().filter(ours).map(|head| head.key).collect::<Vec<_>>()
    };
    assert_eq!(found(all()).await, [marked.key, plain.key]);
    let only_marked = [
        ListFilter { stage: Some(Stage::Completed), ..all() },
        ListFilter { agent: Some(AgentId(61)), ..all() },
        ListFilter { team: Some(TeamId(61)), ..all() },
        ListFilter { label: Some("vip-61".to_owned()), ..all() },
        ListFilter {
            label: Some("vip-61".to_owned()),
            stage: Some(Stage::Completed),
            agent: Some(AgentId(61)),
            team: Some(TeamId(61)),
            channel: Some(Channel::Web),
            from: Some(Timestamp(0)),
            to: Some(Timestamp(i64::MAX)),
            ..all()
        },
    ];
    for filter in only_marked {
        assert_eq!(found(filter.clone()).await, [marked.key], "{filter:?}");
    }
    for nothing in [
        ListFilter { channel: Some(Channel::Line), ..all() },
        ListFilter { label: Some("' OR 1 = 1 --".to_owned()), ..all() },
        ListFilter { from: Some(Timestamp(1_000_000)), ..all() },
        ListFilter { to: Some(Timestamp(0)), ..all() },
        ListFilter { agent: Some(AgentId(61)), stage: Some(Stage::Ai), ..all() },
    ] {
        assert_eq!(found(nothing.clone()).await, [], "{nothing:?}");
    }
    assert_eq!(found(ListFilter { hidden: vec![TeamId(61)], ..all() }).await, [plain.key]);

    assert_eq!(store.labels(Vec::new()).await.unwrap(), ["vip-61"]);
    assert_eq!(store.labels(vec![TeamId(61)]).await.unwrap(), Vec::<String>::new());
    assert_eq!(store.left_heads(9).await.unwrap(), std::slice::from_ref(&marked));
    assert_eq!(store.heads_of(other, 9).await.unwrap(), std::slice::from_ref(&marked));
    changed(store, &marked, |head| {
        head.body.left = None;
        head.body.labels = Vec::new();
    })
    .await;
    assert_eq!(store.left_heads(9).await.unwrap(), []);
    assert_eq!(store.labels(Vec::new()).await.unwrap(), Vec::<String>::new());
}

async fn searching(store: &impl Store) {
    while store.catch_up(7, words).await.unwrap() > 0 {}
    let (site, visitor) = scene(store, 62).await;
    let head = opened(store, site, visitor, "searched").await;
    let mut commit = next(&head, vec![said(2, "blue zebra socks"), said(3, "zebra crossing")]);
    commit.head.body.asked = 3;
    assert_eq!(store.commit(commit).await.unwrap(), Committed::Stored(head.key));
    let (_, other) = scene(store, 63).await;
    let second = opened(store, site, other, "second_zebra").await;
    let commit = next(&second, vec![said(2, "a zebra again")]);
    assert_eq!(store.commit(commit).await.unwrap(), Committed::Stored(second.key));
    let found = async |phrases: Phrases, before, limit| {
        let found = store.search(phrases, ListFilter::default(), before, limit).await.unwrap();
        found.into_iter().map(|found| (found.head.key, found.event.seq)).collect::<Vec<_>>()
    };
    assert_eq!(found(look_for(&["zebra"], false), None, 9).await, [], "it follows a moment later");
    assert_eq!(store.catch_up(500, words).await.unwrap(), 5);
    assert_eq!(store.catch_up(500, words).await.unwrap(), 0);

    let both = [(second.key, 2), (head.key, 3)];
    assert_eq!(found(look_for(&["zebra"], false), None, 9).await, both, "the newest match of each");
    assert_eq!(found(look_for(&["zebra"], false), None, 1).await, both[..1]);
    assert_eq!(found(look_for(&["zebra"], false), Some(second.key), 9).await, both[1..]);
    assert_eq!(found(look_for(&["zeb"], true), None, 9).await, both);
    assert_eq!(found(look_for(&["zeb"], false), None, 9).await, []);
    assert_eq!(found(look_for(&["zebra", "blue"], false), None, 9).await, [(head.key, 2)]);
    search_in(store, &head, second.key).await;
    for odd in ["\" OR *", "zebra* NEAR", "text:zebra", "zebra AND", "(", "%"] {
        assert_eq!(found(look_for(&[odd], false), None, 9).await, [], "{odd}");
    }
}

/// A search keeps to its filter, whichever way it goes; and a word that goes on in many ways finds each of them.
async fn search_in(store: &impl Store, first: &Head, second: ConversationKey) {
    let found = async |word: &str, open, filter: ListFilter| {
        let found = store.search(look_for(&[word], open), filter, None, 9).await.unwrap();
        found.into_iter().map(|found| found.head.key).collect::<Vec<_>>()
    };
    let all = ListFilter::default;
    let first = store.head_by_key(first.key).await.unwrap().unwrap();
    let held = AgentRef { id: AgentId(62), name: "Zoe".to_owned(), picture: None };
    let first = changed(store, &first, |head| {
        head.body.state = State::Live(held.clone());
        head.body.labels = vec!["striped".to_owned()];
    })
    .await;
    let one = [first.key];
    assert_eq!(found("zebra", false, ListFilter { live_agent: true, ..all() }).await, one);
    assert_eq!(found("zebra", false, ListFilter { stage: Some(Stage::Live), ..all() }).await, one);
    assert_eq!(found("zebra", false, ListFilter { stage: Some(Stage::Requested), ..all() }).await, []);
    assert_eq!(found("zebra", false, ListFilter { label: Some("striped".to_owned()), ..all() }).await, one);
    let both = [second, first.key];
    let since = |at| ListFilter { from: Some(Timestamp(at)), to: Some(Timestamp(i64::MAX)), ..all() };
    assert_eq!(found("zebra", false, since(0)).await, both);
    assert_eq!(found("zebra", false, since(1_000_000)).await, []);

    let mut head = first;
    for ending in 0..70 {
        let text = format!("quagga{ending:03}");
        let commit = next(&head, vec![said(head.seq + 1, &text)]);
        let after = commit.head.clone();
        assert_eq!(store.commit(commit).await.unwrap(), Committed::Stored(head.key));
        head = after;
    }
    while store.catch_up(500, words).await.unwrap() > 0 {}
    for beginning in ["quagga", "quagga06", "quagga069"] {
        assert_eq!(found(beginning, true, all()).await, [head.key], "{beginning}");
    }
    assert_eq!(found("quagga07", true, all()).await, []);
    store.forget_terms().await.unwrap();
    assert_eq!(found("quagga0", true, all()).await, [head.key], "what is said is not forgotten");
}

fn words(event: &Event) -> Option<String> {
    event.what.words().map(str::to_owned)
}

fn look_for(words: &[&str], open: bool) -> Phrases {
    let phrase = |word: &&str| Phrase { tokens: vec![(*word).to_owned()], open };
    Phrases(words.iter().map(phrase).collect())
}

/// Commits a change of the head with the event that it needs.
async fn changed(store: &impl Store, head: &Head, change: impl FnOnce(&mut Head)) -> Head {
    let mut commit = next(head, vec![said(head.seq + 1, &format!("change {} of {}", head.seq, head.id))]);
    change(&mut commit.head);
    commit.labels = Some(commit.head.body.labels.clone());
    let after = commit.head.clone();
    assert_eq!(store.commit(commit).await.unwrap(), Committed::Stored(head.key));
    after
}
