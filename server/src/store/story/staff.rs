//! The store's story: what admins change, what lets people in, teams and their replies.

use baton_protocol::{AgentId, TeamId, Timestamp, people::Role};

use crate::store::{
    Store,
    model::{
        AuditEntry, CannedChange, Edited, Factor, NewUser, StoredTeam, TeamChange, TokenHash, User,
        UserChange,
    },
};

pub(super) async fn tell(store: &impl Store) {
    changing(store).await;
    coming_in(store).await;
    teams(store).await;
    replies(store).await;
    audit(store).await;
}

async fn changing(store: &impl Store) {
    let admins: Vec<User> =
        store.users().await.unwrap().into_iter().filter(|user| user.role == Role::Admin).collect();
    let kim = added(store, "kim@example.com", Role::Admin).await;
    let change = |change: UserChange, version| store.change_user(kim.id, change, version);
    let named = UserChange { first_name: Some("Kimi".to_owned()), ..UserChange::default() };
    let Edited::Done(kimi) = change(named.clone(), Some(kim.version)).await.unwrap() else { panic!("stale") };
    assert_eq!((kimi.first_name.as_str(), kimi.last_name.as_str()), ("Kimi", "Okafor"));
    assert_eq!(change(named.clone(), Some(kim.version)).await.unwrap(), Edited::Stale);
    assert_eq!(store.user(kim.id).await.unwrap(), Some(kimi.clone()), "nothing was written");
    let other = added(store, "lee@example.com", Role::Analyst).await;
    let taken = UserChange { email: Some(other.email.clone()), ..UserChange::default() };
    assert_eq!(change(taken, None).await.unwrap(), Edited::Taken);
    assert_eq!(store.change_user(AgentId(9_999), named, None).await.unwrap(), Edited::Missing);

    // Everybody else who may administer goes; the last one may not.
    for admin in admins {
        let away = UserChange { active: Some(false), ..UserChange::default() };
        assert!(matches!(store.change_user(admin.id, away, None).await.unwrap(), Edited::Done(_)));
    }
    for less in [
        UserChange { active: Some(false), ..UserChange::default() },
        UserChange { role: Some(Role::Editor), ..UserChange::default() },
    ] {
        assert_eq!(change(less, None).await.unwrap(), Edited::LastAdmin);
    }
}

async fn coming_in(store: &impl Store) {
    let new = NewUser { password: String::new(), ..new_user("noor@example.com", Role::Analyst) };
    let noor = store.add_user(new, false).await.unwrap().unwrap();
    let (first, second) = (TokenHash([70; 32]), TokenHash([71; 32]));
    store.put_invitation(first, noor.id, Timestamp(900)).await.unwrap();
    store.put_invitation(second, noor.id, Timestamp(900)).await.unwrap();
    assert_eq!(store.invited(first, Timestamp(1)).await.unwrap(), None, "there is one open invitation");
    assert_eq!(store.invited(second, Timestamp(1)).await.unwrap(), Some(noor.clone()));
    assert_eq!(store.invited(second, Timestamp(900)).await.unwrap(), None, "it has run out");
    assert_eq!(store.join(second, "hash".to_owned(), Timestamp(900)).await.unwrap(), None);
    let joined = store.join(second, "hash".to_owned(), Timestamp(2)).await.unwrap().unwrap();
    assert_eq!(joined.password, "hash");
    assert_eq!(store.join(second, "again".to_owned(), Timestamp(2)).await.unwrap(), None, "once");

    // Whoever was deactivated has no session any more; the others' end together.
    let tokens = [TokenHash([72; 32]), TokenHash([73; 32])];
    for token in tokens {
        store.add_session(token, &joined, Timestamp(0), Timestamp(5_000)).await.unwrap();
    }
    let away = |active| UserChange { active: Some(active), ..UserChange::default() };
    store.change_user(noor.id, away(false), None).await.unwrap();
    assert_eq!(store.session(tokens[0], Timestamp(1)).await.unwrap(), None);
    store.change_user(noor.id, away(true), None).await.unwrap();
    assert!(store.session(tokens[0], Timestamp(1)).await.unwrap().is_some());
    let mut ended: Vec<_> =
        store.end_sessions(noor.id).await.unwrap().into_iter().map(|token| token.0).collect();
    ended.sort_unstable();
    assert_eq!(ended, tokens.map(|token| token.0));
    assert_eq!(store.session(tokens[1], Timestamp(1)).await.unwrap(), None);

    let factor = Factor { secret: Some(vec![1, 2]), offered: None, step: 7 };
    let with = UserChange { factor: Some(factor.clone()), ..UserChange::default() };
    let Edited::Done(noor) = store.change_user(noor.id, with, None).await.unwrap() else { panic!("stale") };
    assert_eq!(noor.factor, factor);
    assert!(!store.use_step(noor.id, 7).await.unwrap(), "used before");
    assert!(store.use_step(noor.id, 8).await.unwrap());
    assert!(!store.use_step(noor.id, 8).await.unwrap());
    let codes = [TokenHash([80; 32]), TokenHash([81; 32])];
    store.put_recovery(noor.id, codes.to_vec()).await.unwrap();
    assert!(store.use_recovery(noor.id, codes[0]).await.unwrap());
    assert!(!store.use_recovery(noor.id, codes[0]).await.unwrap(), "each is good once");
    store.put_recovery(noor.id, Vec::new()).await.unwrap();
    assert!(!store.use_recovery(noor.id, codes[1]).await.unwrap(), "they were replaced");
}

async fn teams(store: &impl Store) {
    let ada = added(store, "ada@example.com", Role::Analyst).await;
    let wish = |name: &str, members: &[AgentId]| TeamChange {
        name: name.to_owned(),
        closed: false,
        members: members.to_vec(),
    };
    let Edited::Done(billing) = store.add_team(wish("Billing", &[ada.id])).await.unwrap() else {
        panic!("not added")
    };
    assert_eq!(billing.members, [ada.id]);
    assert_eq!(store.add_team(wish("Billing", &[])).await.unwrap(), Edited::Taken);
    assert_eq!(store.user(ada.id).await.unwrap().unwrap().teams, [billing.id]);
    // Whoever does not exist is in no team.
    let closed = TeamChange { closed: true, ..wish("Money", &[AgentId(9_999)]) };
    let Edited::Done(money) = store.change_team(billing.id, closed.clone(), billing.version).await.unwrap()
    else {
        panic!("not changed")
    };
    let StoredTeam { name, closed: shut, members, .. } = &money;
    assert_eq!((name.as_str(), *shut, members.as_slice()), ("Money", true, &[][..]));
    assert_eq!(store.change_team(billing.id, closed, billing.version).await.unwrap(), Edited::Stale);
    assert_eq!(store.change_team(TeamId(9_999), wish("Nowhere", &[]), 1).await.unwrap(), Edited::Missing);
    let into = UserChange { teams: Some(vec![money.id, TeamId(9_999)]), ..UserChange::default() };
    store.change_user(ada.id, into, None).await.unwrap();
    assert_eq!(store.user(ada.id).await.unwrap().unwrap().teams, [money.id]);
    assert!(store.remove_team(money.id).await.unwrap());
    assert!(!store.remove_team(money.id).await.unwrap());
    assert_eq!(store.user(ada.id).await.unwrap().unwrap().teams, []);
}

async fn replies(store: &impl Store) {
    let wish = |shortcut: &str| CannedChange {
        shortcut: shortcut.to_owned(),
        text: "Hello {name}".to_owned(),
        team: None,
    };
    let Edited::Done(hi) = store.add_canned(wish("hi")).await.unwrap() else { panic!("not added") };
    assert_eq!(store.add_canned(wish("hi")).await.unwrap(), Edited::Taken);
    let Edited::Done(bye) = store.add_canned(wish("bye")).await.unwrap() else { panic!("not added") };
    assert_eq!(store.change_canned(bye.id, wish("hi"), bye.version).await.unwrap(), Edited::Taken);
    let Edited::Done(hello) = store.change_canned(hi.id, wish("hello"), hi.version).await.unwrap() else {
        panic!("not changed")
    };
    assert_eq!(store.change_canned(hi.id, wish("hey"), hi.version).await.unwrap(), Edited::Stale);
    assert_eq!(store.canned().await.unwrap(), [bye.clone(), hello]);
    assert!(store.remove_canned(bye.id).await.unwrap());
    assert!(!store.remove_canned(bye.id).await.unwrap());
}

async fn audit(store: &impl Store) {
    for what in ["one", "two", "three"] {
        let entry = AuditEntry {
            id: 0,
            at: Timestamp(5),
            person: AgentId(1),
            what: what.to_owned(),
            about: "x".to_owned(),
        };
        store.note_audit(entry).await.unwrap();
    }
    let newest = store.audit(None, 2).await.unwrap();
    assert_eq!(newest.iter().map(|entry| entry.what.as_str()).collect::<Vec<_>>(), ["three", "two"]);
    let older = store.audit(Some(newest[1].id), 9).await.unwrap();
    assert_eq!(older.iter().map(|entry| entry.what.as_str()).collect::<Vec<_>>(), ["one"]);
}

async fn added(store: &impl Store, email: &str, role: Role) -> User {
    store.add_user(new_user(email, role), false).await.unwrap().unwrap()
}

fn new_user(email: &str, role: Role) -> NewUser {
    NewUser {
        email: email.to_owned(),
        first_name: "Kim".to_owned(),
        last_name: "Okafor".to_owned(),
        role,
        password: "$argon2id$".to_owned(),
        teams: Vec::new(),
        at: Timestamp(5),
    }
}
