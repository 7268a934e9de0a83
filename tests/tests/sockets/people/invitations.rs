//! tests: an admin invites somebody, who chooses a password by a link that is good once.

use baton_protocol::{
    Code,
    people::{Invite, Invited, Me, Person as Colleague, Role},
};
use baton_tests::{
    agent::Agent,
    http::{Http, cookie, problem},
    people::{MIA, PASSWORD},
    server::Server,
};
use reqwest::StatusCode;

use super::joins;
use crate::teams::Office;

const PATH: &str = "/api/v1/people";

fn ana() -> Invite {
    Invite {
        email: " Ana@Shop.example".to_owned(),
        first_name: " Ana ".to_owned(),
        last_name: "O'Neil-Ştefan".to_owned(),
        role: Role::Editor,
        teams: Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_invited_joins_once_and_signs_in_from_then_on() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let team = office.team("Tea", false, &[]).await;
    let mut mia = Agent::signs_in(&server, MIA).await;
    let wish = Invite { teams: vec![team], ..ana() };
    let invited: Invited = office.admin.told(PATH, &wish).await;
    let person = &invited.person;
    assert_eq!((person.email.as_str(), person.first_name.as_str()), ("ana@shop.example", "Ana"));
    assert!(person.invited && person.active && !person.two_factor, "{person:?}");
    assert_eq!((person.role, &person.teams), (Role::Editor, &vec![team]));
    let knows = |crew: &baton_protocol::agent::Crew| crew.people.iter().any(|one| one.id == person.id);
    assert!(!knows(&mia.sees.welcome.crew));
    // Nobody signs in without a password, whatever they write there.
    let http = Http::new(&server);
    for guess in ["", PASSWORD] {
        assert_eq!(http.sign_in("ana@shop.example", guess).await.status(), StatusCode::UNAUTHORIZED);
    }
    for (token, password, status, field) in [
        ("", PASSWORD, StatusCode::FORBIDDEN, None),
        (&"A".repeat(43), PASSWORD, StatusCode::FORBIDDEN, None),
        (invited.token.as_str(), "too short", StatusCode::UNPROCESSABLE_ENTITY, Some("password")),
    ] {
        let (found, _, told) = problem(joins(&server, token, password).await).await;
        assert_eq!((found, told.field.as_deref()), (status, field));
    }
    let joined = joins(&server, &invited.token, PASSWORD).await;
    assert_eq!(joined.status(), StatusCode::CREATED);
    let session = cookie(&joined);
    let me: Me = joined.json().await.unwrap();
    assert_eq!((me.id, me.role, me.last_name.as_str()), (person.id, Role::Editor, "O'Neil-Ştefan"));
    mia.until("the new colleague", |sees| knows(&sees.welcome.crew)).await;
    Agent::connects(&server, &session).await.switches(true).await;
    assert_eq!(http.sign_in("ANA@shop.example", PASSWORD).await.status(), StatusCode::OK);
    let (status, code, _) = problem(joins(&server, &invited.token, "another password").await).await;
    assert_eq!((status, code), (StatusCode::FORBIDDEN, Code::Forbidden), "a link is good once");
    assert_eq!(http.sign_in("ana@shop.example", PASSWORD).await.status(), StatusCode::OK);
    let people: Vec<Colleague> = office.admin.read(PATH).await;
    assert!(people.iter().any(|one| one.id == person.id && !one.invited), "{people:?}");
    // Whoever has joined is not invited again.
    let again = office.admin.post(&format!("{PATH}/{}/invitation", person.id.0), &()).await;
    let (status, code, _) = problem(again).await;
    assert_eq!((status, code), (StatusCode::CONFLICT, Code::WrongState));
    let log = server.log();
    assert!(!log.contains(&invited.token) && !log.contains(PASSWORD), "a secret in the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_link_voids_the_old_one() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let first: Invited = office.admin.told(PATH, &ana()).await;
    let again = format!("{PATH}/{}/invitation", first.person.id.0);
    let second: Invited = office.admin.told(&again, &()).await;
    assert_ne!(first.token, second.token);
    let (status, code, _) = problem(joins(&server, &first.token, PASSWORD).await).await;
    assert_eq!((status, code), (StatusCode::FORBIDDEN, Code::Forbidden));
    assert_eq!(joins(&server, &second.token, PASSWORD).await.status(), StatusCode::CREATED);
    let (status, ..) = problem(office.admin.post(&format!("{PATH}/404/invitation"), &()).await).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_five_who_use_the_same_link_at_once_one_joins() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let invited: Invited = office.admin.told(PATH, &ana()).await;
    let passwords: Vec<String> = (0..5).map(|number| format!("a good password {number}")).collect();
    let tries = passwords.iter().map(|password| joins(&server, &invited.token, password));
    let answers = futures::future::join_all(tries).await;
    let joined: Vec<_> = answers.iter().map(|answer| answer.status() == StatusCode::CREATED).collect();
    assert_eq!(joined.iter().filter(|joined| **joined).count(), 1, "{joined:?}");
    for (password, joined) in passwords.iter().zip(joined) {
        let status = Http::new(&server).sign_in("ana@shop.example", password).await.status();
        assert_eq!(status.is_success(), joined, "the password is that of whoever joined");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_fields_are_named_and_nobody_is_invited_twice() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let before: Vec<Colleague> = office.admin.read(PATH).await;
    for (field, wrong) in [
        ("email", Invite { email: "nowhere".to_owned(), ..ana() }),
        ("email", Invite { email: String::new(), ..ana() }),
        ("email", Invite { email: "a b@shop.example".to_owned(), ..ana() }),
        ("email", Invite { email: format!("{}@shop.example", "a".repeat(250)), ..ana() }),
        ("email", Invite { email: MIA.email.to_uppercase(), ..ana() }),
        ("first_name", Invite { first_name: "A".to_owned(), ..ana() }),
        ("first_name", Invite { first_name: "4na".to_owned(), ..ana() }),
        ("first_name", Invite { first_name: "a".repeat(61), ..ana() }),
        ("last_name", Invite { last_name: " ".to_owned(), ..ana() }),
        ("last_name", Invite { last_name: "<b>".to_owned(), ..ana() }),
    ] {
        let (status, code, told) = problem(office.admin.post(PATH, &wrong).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{wrong:?}");
        assert_eq!(told.field.as_deref(), Some(field), "{wrong:?}");
    }
    let junk =
        serde_json::json!({ "email": "x@y.example", "first_name": "Xi", "last_name": "Y", "role": "root" });
    let (status, code, _) = problem(office.admin.post(PATH, &junk).await).await;
    assert_eq!((status, code), (StatusCode::BAD_REQUEST, Code::Malformed));
    let after: Vec<Colleague> = office.admin.read(PATH).await;
    assert_eq!(before, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_at_links_keeps_nobody_else_out() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let invited: Invited = office.admin.told(PATH, &ana()).await;
    for number in 0..12 {
        let guess = format!("{}{number:02}", "A".repeat(41));
        assert_eq!(joins(&server, &guess, PASSWORD).await.status(), StatusCode::FORBIDDEN);
    }
    assert_eq!(joins(&server, &invited.token, PASSWORD).await.status(), StatusCode::CREATED);
    // Guessing itself has an end.
    let mut slowed = false;
    for number in 0..30 {
        let guess = format!("{}{number:02}", "B".repeat(41));
        slowed |= joins(&server, &guess, PASSWORD).await.status() == StatusCode::TOO_MANY_REQUESTS;
    }
    assert!(slowed, "there is no end to guessing");
}
