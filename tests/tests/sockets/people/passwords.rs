//! tests: a person changes their password, and is signed out everywhere.

use baton_protocol::{Code, limits::close, profile::PasswordChange};
use baton_tests::{
    agent::Agent,
    http::{Http, cookie, problem},
    people::{LUIS, MIA, PASSWORD},
    server::Server,
};
use futures::future::join_all;
use reqwest::{Response, StatusCode};

use super::is_out;

const PATH: &str = "/api/v1/profile/password";
const NEW: &str = "a better horse battery staple";

async fn changes(http: &Http, current: &str, new: &str) -> Response {
    http.put(PATH, &PasswordChange { current: current.to_owned(), new: new.to_owned() }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_password_signs_out_everywhere_and_the_old_one_is_void() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut second_tab = Agent::connects(&server, &mia.cookie).await;
    let mut elsewhere = Agent::signs_in(&server, MIA).await;
    let mut luis = Agent::signs_in(&server, LUIS).await;
    let http = Http::with_cookie(&server, &mia.cookie);
    let long = "a".repeat(10_000);
    for (current, new, field) in [
        ("not my password", NEW, "current"),
        ("", NEW, "current"),
        (long.as_str(), NEW, "current"),
        (PASSWORD, "too short", "new"),
        (PASSWORD, long.as_str(), "new"),
    ] {
        let (status, code, told) = problem(changes(&http, current, new).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid));
        assert_eq!(told.field.as_deref(), Some(field));
    }
    second_tab.switches(false).await;
    assert!(!is_out(&server, &mia.cookie).await, "whoever mistypes stays signed in");
    assert_eq!(changes(&http, PASSWORD, NEW).await.status(), StatusCode::NO_CONTENT);
    for agent in [&mut mia, &mut second_tab, &mut elsewhere] {
        assert_eq!(agent.line.end().await, Some(close::UNAUTHORIZED));
        assert!(is_out(&server, &agent.cookie).await);
    }
    let nobody = Http::new(&server);
    let (status, code, _) = problem(nobody.sign_in(MIA.email, PASSWORD).await).await;
    assert_eq!((status, code), (StatusCode::UNAUTHORIZED, Code::Unauthorized));
    let fresh = nobody.sign_in(MIA.email, NEW).await;
    assert_eq!(fresh.status(), StatusCode::OK);
    Agent::connects(&server, &cookie(&fresh)).await.switches(true).await;
    luis.until("that Mia is back", |sees| sees.available == 1).await;
    assert!(!server.log().contains(NEW), "a secret in the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_password_lets_nobody_in_who_comes_while_it_is_changed() {
    let server = Server::start().await;
    let mia = Http::signed_in(&server, MIA).await;
    // Two others sign in again and again with the old password meanwhile, until that is refused.
    let guest = || async {
        let (nobody, mut sessions) = (Http::new(&server), Vec::new());
        for _ in 0..4 {
            let answer = nobody.sign_in(MIA.email, PASSWORD).await;
            if answer.status() != StatusCode::OK {
                break;
            }
            sessions.push(cookie(&answer));
        }
        sessions
    };
    let (changed, guests) = tokio::join!(changes(&mia, PASSWORD, NEW), join_all([guest(), guest()]));
    assert_eq!(changed.status(), StatusCode::NO_CONTENT);
    for session in guests.into_iter().flatten() {
        assert!(is_out(&server, &session).await, "a session of the old password outlived it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_the_current_password_is_slowed_down() {
    let server = Server::start().await;
    let http = Http::signed_in(&server, MIA).await;
    let mut slowed = false;
    for _ in 0..30 {
        let answer = changes(&http, "a guess that is wrong", NEW).await;
        slowed = answer.status() == StatusCode::TOO_MANY_REQUESTS;
        if slowed {
            assert!(answer.headers().contains_key(reqwest::header::RETRY_AFTER));
            break;
        }
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert!(slowed, "there is no end to guessing");
    assert_eq!(http.get("/api/v1/profile").await.status(), StatusCode::OK, "who is signed in is not held up");
}
