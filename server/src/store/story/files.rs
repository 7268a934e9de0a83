//! The store's story: files, the figures of requests, and browsers that ring.

use std::slice::from_ref;

use baton_protocol::{
    AgentId, FileId, TeamId, Timestamp, VisitorId,
    file::{Attachment, Pixels},
    people::Role,
};

use super::{next, opening_of, said, scene};
use crate::store::{
    Store,
    model::{
        Committed, Figure, NewUser, Opening, Outcome, Pushed, RatingRow, RequestRow, SiteId, Span,
        StoredFile, TokenHash,
    },
};

const MIA: AgentId = AgentId(1);

pub(super) async fn tell(store: &impl Store) {
    let (site, visitor) = scene(store, 41).await;
    files(store, site, visitor).await;
    figures(store).await;
    pushes(store).await;
}

fn named(name: &str) -> FileId {
    FileId::parse(&format!("{name:-<22}")).unwrap()
}

fn uploaded(name: &str, visitor: VisitorId, at: i64) -> StoredFile {
    let picture = Some(Pixels { width: 640, height: 480 });
    let mime = "image/png".to_owned();
    let shown = Attachment { id: named(name), name: format!("{name}.png"), mime, size: 1_000, picture };
    let (conversation, agent) = (None, None);
    StoredFile { shown, visitor: Some(visitor), conversation, agent, sent: false, at: Timestamp(at) }
}

async fn files(store: &impl Store, site: SiteId, visitor: VisitorId) {
    let [sent, kept] = [uploaded("sent", visitor, 100), uploaded("kept", visitor, 200)];
    for file in [&sent, &kept] {
        store.add_file(file.clone()).await.unwrap();
    }
    assert_eq!(store.file(&kept.shown.id).await.unwrap(), Some(kept.clone()));
    assert_eq!(store.file(&named("none")).await.unwrap(), None);
    assert_eq!(store.uploaded(visitor, Timestamp(150), 0).await.unwrap(), 1_000);
    assert_eq!(store.uploaded(visitor, Timestamp(50), 5_000).await.unwrap(), 10_000);
    assert_eq!(store.unsent().await.unwrap(), 2_000);

    let opening = Opening {
        files: vec![sent.shown.id.clone()],
        ..opening_of(site, visitor, "with-files", vec![said(1, "look")])
    };
    let Committed::Stored(key) = store.open(opening).await.unwrap() else { panic!("not stored") };
    let found = store.file(&sent.shown.id).await.unwrap().unwrap();
    assert!(found.sent && found.conversation == Some(key), "a message names it");
    assert_eq!(store.drop_unsent(Timestamp(200)).await.unwrap(), [], "as young as that");
    assert_eq!(store.drop_unsent(Timestamp(201)).await.unwrap(), from_ref(&kept.shown.id));
    assert_eq!(store.file(&kept.shown.id).await.unwrap(), None);

    let face = StoredFile { visitor: None, ..uploaded("face", visitor, 300) };
    store.add_file(face.clone()).await.unwrap();
    store.show_file(Some(&face.shown.id), None).await.unwrap();
    assert_eq!(store.drop_unsent(Timestamp(1_000)).await.unwrap(), [], "a site shows it");
    store.show_file(None, Some(&face.shown.id)).await.unwrap();
    assert_eq!(store.drop_unsent(Timestamp(1_000)).await.unwrap(), [face.shown.id]);

    let erased = store.erase_visitor(visitor).await.unwrap().unwrap();
    assert_eq!((erased.files, erased.events), (vec![sent.shown.id], 1));
}

async fn figures(store: &impl Store) {
    let (site, visitor) = scene(store, 42).await;
    let team = Some(TeamId(9));
    let span = Span { from: Timestamp(0), to: Timestamp(1_500), site: Some(site) };
    let began = Figure::Began { seq: 2, team, at: Timestamp(1_200) };
    let opening = Opening {
        figures: vec![began],
        ..opening_of(site, visitor, "figures", vec![said(1, "help"), said(2, "a person")])
    };
    let Committed::Stored(key) = store.open(opening).await.unwrap() else { panic!("not stored") };
    let open = RequestRow { at: Timestamp(1_200), team, outcome: None, answered: None, ignored: Vec::new() };
    let rows = store.figures(span.clone()).await.unwrap();
    assert_eq!(rows.requests, from_ref(&open));
    assert!(rows.conversations.len() == 1 && !rows.conversations[0].alone, "a person was asked for");

    let head = store.head_by_key(key).await.unwrap().unwrap();
    let mut commit = next(&head, vec![said(3, "and on")]);
    let rated = Figure::Rated { seq: 3, team, agent: Some(MIA), stars: 4, at: Timestamp(1_400) };
    commit.figures = vec![
        Figure::Ignored { seq: 2, agent: AgentId(2) },
        Figure::Ended { seq: 2, outcome: Outcome::Accepted(MIA, 700) },
        Figure::Answered { seq: 2, after: 80 },
        rated,
    ];
    store.commit(commit).await.unwrap();
    let rows = store.figures(span.clone()).await.unwrap();
    let outcome = Some(Outcome::Accepted(MIA, 700));
    assert_eq!(
        rows.requests,
        [RequestRow { outcome, answered: Some(80), ignored: vec![AgentId(2)], ..open }]
    );
    assert_eq!(rows.ratings, [RatingRow { at: Timestamp(1_400), team, agent: Some(MIA), stars: 4 }]);
    let before = Span { to: Timestamp(1_200), ..span.clone() };
    assert!(store.figures(before).await.unwrap().requests.is_empty(), "the end is not in it");

    store.erase_visitor(visitor).await.unwrap().unwrap();
    assert_eq!(store.figures(span).await.unwrap(), crate::store::model::Rows::default());
}

async fn pushes(store: &impl Store) {
    let secret = store.secret("story", vec![7; 32]).await.unwrap();
    assert_eq!(store.secret("story", vec![8; 32]).await.unwrap(), secret, "the first one stays");

    let user = NewUser {
        email: "ring@shop.example".to_owned(),
        first_name: "Ring".to_owned(),
        last_name: "Me".to_owned(),
        role: Role::Analyst,
        password: "hash".to_owned(),
        teams: Vec::new(),
        at: Timestamp(1),
    };
    let user = store.add_user(user, false).await.unwrap().unwrap();
    assert!(!store.wants_mail(user.id).await.unwrap());
    store.set_mail(user.id, true).await.unwrap();
    assert!(store.wants_mail(user.id).await.unwrap());

    let session = TokenHash([77; 32]);
    assert!(store.add_session(session, &user, Timestamp(1), Timestamp(50)).await.unwrap());
    let pushed = |endpoint: &str, session| Pushed {
        endpoint: endpoint.to_owned(),
        session,
        person: user.id,
        key: vec![4; 65],
        auth: vec![5; 16],
    };
    store.put_push(pushed("https://push.example/1", session)).await.unwrap();
    store.put_push(pushed("https://push.example/2", session)).await.unwrap();
    store.put_push(pushed("https://push.example/3", TokenHash([78; 32]))).await.unwrap();
    let second = pushed("https://push.example/2", session);
    assert_eq!(store.pushes(Timestamp(49)).await.unwrap(), from_ref(&second), "one a session that there is");
    assert_eq!(store.pushes(Timestamp(50)).await.unwrap(), [], "the session has run out");
    store.drop_push("https://push.example/1").await.unwrap();
    store.drop_push("https://push.example/2").await.unwrap();
    assert_eq!(store.pushes(Timestamp(2)).await.unwrap(), []);
    store.put_push(second).await.unwrap();
    store.end_session(session).await.unwrap();
    assert_eq!(store.pushes(Timestamp(2)).await.unwrap(), [], "it ends with its session");
}
