//! tests: the audit log: what people changed, newest first, for admins alone.

use baton_protocol::{
    Code,
    people::{AuditPage, Invite, Invited, Role},
    team::TeamChange,
};
use baton_tests::{
    http::{Http, problem},
    people::{EDA, LUIS, MIA, PASSWORD},
    server::Server,
};
use reqwest::StatusCode;

use super::{changed, joins};
use crate::teams::Office;

const PATH: &str = "/api/v1/audit";

#[tokio::test(flavor = "multi_thread")]
async fn it_says_who_did_what_to_whom_newest_first_and_to_admins_alone() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let none: AuditPage = office.admin.read(PATH).await;
    assert!(none.entries.is_empty(), "{none:?}");
    let team = office.team("Tea", false, &[MIA]).await;
    office.rings(team).await;
    let wish = Invite {
        email: "ana@shop.example".to_owned(),
        first_name: "Ana".to_owned(),
        last_name: "Lee".to_owned(),
        role: Role::Analyst,
        teams: Vec::new(),
    };
    let ana: Invited = office.admin.told("/api/v1/people", &wish).await;
    assert_eq!(joins(&server, &ana.token, PASSWORD).await.status(), StatusCode::CREATED);
    let luis = office.colleague(LUIS).await;
    let luis = changed(&office.admin, &luis, |wish| wish.role = Role::Editor).await;
    changed(&office.admin, &luis, |wish| wish.active = false).await;
    // What is refused is not a change.
    let stale = super::change(&office.admin, &luis, |wish| wish.active = true).await;
    assert_eq!(stale.status(), StatusCode::CONFLICT);
    let page: AuditPage = office.admin.read(PATH).await;
    let told: Vec<_> = page
        .entries
        .iter()
        .map(|entry| (entry.person.as_str(), entry.what.as_str(), entry.about.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("Mira Example", "person.deactivated", LUIS.email),
            ("Mira Example", "person.changed", LUIS.email),
            ("Ana Lee", "person.joined", "ana@shop.example"),
            ("Mira Example", "person.invited", "ana@shop.example"),
            ("Mira Example", "site.changed", "demo"),
            ("Mira Example", "team.added", "Tea"),
        ]
    );
    assert!(page.entries.is_sorted_by(|one, other| one.id > other.id && one.at >= other.at));
    for person in [MIA, EDA] {
        let (status, code, _) = problem(Http::signed_in(&server, person).await.get(PATH).await).await;
        assert_eq!((status, code), (StatusCode::FORBIDDEN, Code::Forbidden));
    }
    let text = office.admin.get(PATH).await.text().await.unwrap();
    assert!(!text.contains(&ana.token) && !text.contains(PASSWORD), "a secret in the audit log");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_from_page_to_page_and_junk_gets_a_sentence() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    for number in 0..120 {
        let name = format!("Team {number}");
        let wish = TeamChange { name, closed: false, members: Vec::new(), version: 0 };
        assert_eq!(office.admin.post("/api/v1/teams", &wish).await.status(), StatusCode::CREATED);
    }
    let (mut all, mut path) = (Vec::new(), PATH.to_owned());
    loop {
        let page: AuditPage = office.admin.read(&path).await;
        let Some(last) = page.entries.last() else { break };
        assert!(page.entries.len() <= 50);
        path = format!("{PATH}?before={}", last.id);
        all.extend(page.entries.into_iter().map(|entry| entry.about));
    }
    let teams: Vec<String> = (0..120).rev().map(|number| format!("Team {number}")).collect();
    assert_eq!(all, teams);
    for junk in
        ["before=x", "before=-1", "before=1.5", "before=99999999999999999999", "after=1", "before=1&before=2"]
    {
        let (status, code, _) = problem(office.admin.get(&format!("{PATH}?{junk}")).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{junk}");
    }
    let end: AuditPage = office.admin.read(&format!("{PATH}?before=0")).await;
    assert!(end.entries.is_empty());
}
