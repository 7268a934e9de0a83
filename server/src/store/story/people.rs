//! The store's story: visitors with their tokens, people with their sessions, sites.

use baton_protocol::{AgentId, Timestamp, VisitorId, people::Role};

use super::scene;
use crate::store::{
    Store,
    model::{AboutVisitor, NewUser, Site, SiteSettings, TokenHash},
};

pub(super) async fn tell(store: &impl Store) {
    sites(store).await;
    visitors(store).await;
    users(store).await;
    sessions(store).await;
}

async fn sites(store: &impl Store) {
    let (site, _) = scene(store, 1).await;
    let again = SiteSettings { name: "Another name".to_owned(), requests: false, ..SiteSettings::default() };
    assert_eq!(store.put_site("shop-1", again.clone(), Timestamp(1)).await.unwrap(), site);
    let found = store.sites().await.unwrap();
    assert_eq!(found, [Site { id: site, key: "shop-1".to_owned(), version: 1, settings: again }]);
}

async fn visitors(store: &impl Store) {
    let (site, id) = scene(store, 2).await;
    let visitor = store.visitor(id).await.unwrap().unwrap();
    assert_eq!((visitor.site, visitor.current, visitor.conversations), (site, None, 0));
    assert_eq!(store.visitor_by_token(TokenHash([2; 32])).await.unwrap(), Some(visitor));
    assert_eq!(store.visitor_by_token(TokenHash([99; 32])).await.unwrap(), None);
    assert_eq!(store.visitor(VisitorId(u64::MAX)).await.unwrap(), None);

    let about = AboutVisitor { locale: "ja".to_owned(), ..AboutVisitor::default() };
    store.seen(id, about.clone(), Timestamp(50)).await.unwrap();
    store.seen(id, about.clone(), Timestamp(40)).await.unwrap();
    let visitor = store.visitor(id).await.unwrap().unwrap();
    assert_eq!((visitor.first_seen, visitor.last_seen), (Timestamp(10), Timestamp(50)));
    assert_eq!(visitor.about, about);
}

async fn users(store: &impl Store) {
    let mira = store.add_user(new_user("mira@example.com", Role::Admin), true).await.unwrap().unwrap();
    assert_eq!((mira.role, mira.available, mira.first_name.as_str()), (Role::Admin, false, "Mira"));
    // There is a first one now, and the address is taken.
    assert_eq!(store.add_user(new_user("sam@example.com", Role::Admin), true).await.unwrap(), None);
    assert_eq!(store.add_user(new_user("mira@example.com", Role::Analyst), false).await.unwrap(), None);
    let sam = store.add_user(new_user("sam@example.com", Role::Analyst), false).await.unwrap().unwrap();
    assert_ne!(sam.id, mira.id);

    assert_eq!(store.user(mira.id).await.unwrap(), Some(mira.clone()));
    assert_eq!(store.user(AgentId(u32::MAX)).await.unwrap(), None);
    assert_eq!(store.user_by_email("sam@example.com").await.unwrap(), Some(sam.clone()));
    assert_eq!(store.user_by_email("nobody@example.com").await.unwrap(), None);
    store.set_available(mira.id, true).await.unwrap();
    let mut available = mira.clone();
    available.available = true;
    assert_eq!(store.users().await.unwrap(), [available, sam]);
}

async fn sessions(store: &impl Store) {
    let user = store.user_by_email("sam@example.com").await.unwrap().unwrap();
    let (long, short) = (TokenHash([1; 32]), TokenHash([2; 32]));
    store.add_session(long, &user, Timestamp(0), Timestamp(1000)).await.unwrap();
    store.add_session(short, &user, Timestamp(0), Timestamp(100)).await.unwrap();
    assert_eq!(store.session(short, Timestamp(99)).await.unwrap(), Some(user.clone()));
    assert_eq!(store.session(short, Timestamp(100)).await.unwrap(), None);
    assert_eq!(store.session(TokenHash([3; 32]), Timestamp(0)).await.unwrap(), None);
    // The next sign-in finds one that has run out, and leaves the other.
    store.add_session(TokenHash([3; 32]), &user, Timestamp(500), Timestamp(1500)).await.unwrap();
    assert_eq!(store.session(long, Timestamp(999)).await.unwrap(), Some(user));
    store.end_session(long).await.unwrap();
    assert_eq!(store.session(long, Timestamp(0)).await.unwrap(), None);
}

fn new_user(email: &str, role: Role) -> NewUser {
    NewUser {
        email: email.to_owned(),
        first_name: "Mira".to_owned(),
        last_name: "Okafor".to_owned(),
        role,
        teams: Vec::new(),
        password: "$argon2id$".to_owned(),
        at: Timestamp(5),
    }
}
