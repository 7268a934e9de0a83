//! tests: what an admin changes about somebody reaches their open sockets and their next request.

use baton_protocol::{
    Code,
    people::{Invite, Invited, Me, Role},
};
use baton_tests::{
    agent::Agent,
    http::{Http, problem},
    people::{EDA, LUIS, MIA, MIRA, PASSWORD},
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

use super::{change, changed, is_out, joins};
use crate::teams::Office;

/// A request that an editor may send and an analyst may not; it changes nothing.
async fn teaches(http: &Http) -> StatusCode {
    http.delete("/api/v1/canned/404").await.status()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_role_reaches_open_sockets_and_the_next_request() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut second_tab = Agent::connects(&server, &mia.cookie).await;
    let mut luis = Agent::signs_in(&server, LUIS).await;
    let http = Http::with_cookie(&server, &mia.cookie);
    assert_eq!(teaches(&http).await, StatusCode::FORBIDDEN);
    let analyst = office.colleague(MIA).await;
    let editor = changed(&office.admin, &analyst, |wish| wish.role = Role::Editor).await;
    assert_eq!((editor.role, editor.version), (Role::Editor, analyst.version + 1));
    for agent in [&mut mia, &mut second_tab] {
        let code = agent.line.end().await.expect("a close code");
        assert_eq!(code, 1012, "she is to connect again, as what she is now");
    }
    assert_eq!(teaches(&http).await, StatusCode::NOT_FOUND, "an editor may; there is no such reply");
    let mut mia = Agent::connects(&server, &mia.cookie).await;
    assert_eq!(mia.sees.welcome.me.role, Role::Editor);
    assert!(mia.sees.switch, "her switch stands as it stood");
    // And back: what she may no longer do is refused at once.
    changed(&office.admin, &editor, |wish| wish.role = Role::Analyst).await;
    assert_eq!(teaches(&http).await, StatusCode::FORBIDDEN);
    assert_eq!(mia.line.end().await, Some(1012));
    let me: Me = http.read("/api/v1/session").await;
    assert_eq!(me.role, Role::Analyst);
    luis.switches(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_deactivated_is_out_at_once_and_comes_back_only_when_they_may() {
    let server = Server::with(&["--grace-seconds", "1"]).await;
    let office = Office::of(&server).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut elsewhere = Agent::signs_in(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    crate::handover::connect(&mut visitor, &mut mia).await;
    let mut luis = Agent::at_work(&server, LUIS).await;
    visitor.until("both", |sees| sees.available == 2).await;
    let person = office.colleague(MIA).await;
    let gone = changed(&office.admin, &person, |wish| wish.active = false).await;
    assert!(!gone.active);
    for agent in [&mut mia, &mut elsewhere] {
        assert_eq!(agent.line.end().await, Some(baton_protocol::limits::close::UNAUTHORIZED));
        assert!(is_out(&server, &agent.cookie).await);
        let origin = server.origin();
        let back = Agent::line(&server, &[("origin", &origin), ("cookie", &agent.cookie)]).await;
        assert_eq!(back.err(), Some(StatusCode::UNAUTHORIZED));
    }
    let http = Http::new(&server);
    let (status, _, told) = problem(http.sign_in(MIA.email, PASSWORD).await).await;
    let (_, _, nobody) = problem(http.sign_in("nobody@shop.example", PASSWORD).await).await;
    assert_eq!((status, told), (StatusCode::UNAUTHORIZED, nobody), "it is not told that she was somebody");
    visitor.until("one", |sees| sees.available == 1).await;
    let mias = person.id;
    luis.until("that she is gone", |sees| {
        sees.welcome.crew.people.iter().all(|colleague| colleague.id != mias)
    })
    .await;
    // Her chat is not lost with her.
    let id = luis.accepts().await;
    visitor.until("Luis", |sees| sees.shows(|chat| chat.id == id && chat.is_with("Luis"))).await;
    changed(&office.admin, &gone, |wish| wish.active = true).await;
    assert!(is_out(&server, &mia.cookie).await, "an ended session stays ended");
    assert_eq!(http.sign_in(MIA.email, PASSWORD).await.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_admin_stays_one() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let mut mira = Agent::connects(&server, office.admin.cookie.as_deref().unwrap()).await;
    // An admin who was invited and never came, or was deactivated, is no other one.
    let wish = Invite {
        email: "ana@shop.example".to_owned(),
        first_name: "Ana".to_owned(),
        last_name: "Example".to_owned(),
        role: Role::Admin,
        teams: Vec::new(),
    };
    let ana: Invited = office.admin.told("/api/v1/people", &wish).await;
    let eda = office.colleague(EDA).await;
    let eda = changed(&office.admin, &eda, |wish| (wish.role, wish.active) = (Role::Admin, false)).await;
    let me = office.colleague(MIRA).await;
    for role in [Role::Analyst, Role::Editor] {
        let (status, code, _) = problem(change(&office.admin, &me, |wish| wish.role = role).await).await;
        assert_eq!((status, code), (StatusCode::FORBIDDEN, Code::Forbidden), "{role:?}");
    }
    let (status, code, _) = problem(change(&office.admin, &me, |wish| wish.active = false).await).await;
    assert_eq!((status, code), (StatusCode::FORBIDDEN, Code::Forbidden));
    assert_eq!(office.colleague(MIRA).await, me, "nothing has changed");
    mira.switches(true).await;
    // Once there is another one, she may go.
    assert_eq!(joins(&server, &ana.token, PASSWORD).await.status(), StatusCode::CREATED);
    changed(&office.admin, &me, |wish| wish.role = Role::Analyst).await;
    assert_eq!(mira.line.end().await, Some(1012));
    let (status, ..) = problem(office.admin.get("/api/v1/audit").await).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, ..) = problem(change(&office.admin, &eda, |wish| wish.active = true).await).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_admins_who_demote_each_other_at_once_leave_one() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let eda = office.colleague(EDA).await;
    let eda = changed(&office.admin, &eda, |wish| wish.role = Role::Admin).await;
    let other = Http::signed_in(&server, EDA).await;
    let mira = office.colleague(MIRA).await;
    let demote = |wish: &mut baton_protocol::people::PersonChange| wish.role = Role::Analyst;
    tokio::join!(change(&office.admin, &eda, demote), change(&other, &mira, demote));
    let mut admins = 0;
    for http in [&office.admin, &other] {
        admins += usize::from(http.get("/api/v1/audit").await.status() == StatusCode::OK);
    }
    assert_eq!(admins, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_changes_what_somebody_else_has_changed_is_told() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let seen = office.colleague(LUIS).await;
    let editor = changed(&office.admin, &seen, |wish| wish.role = Role::Editor).await;
    let late = change(&office.admin, &seen, |wish| wish.active = false).await;
    let (status, code, _) = problem(late).await;
    assert_eq!((status, code), (StatusCode::CONFLICT, Code::Changed));
    assert_eq!(office.colleague(LUIS).await, editor, "nothing is overwritten");
    for nobody in ["0", "404", "-1", "+1", "01", "x", "1e1", "4294967297"] {
        let wish = serde_json::json!({ "role": "editor", "active": true, "teams": [], "version": 1 });
        let answer = office.admin.put(&format!("/api/v1/people/{nobody}"), &wish).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{nobody}");
    }
}
