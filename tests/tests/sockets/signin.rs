//! tests: the first admin, signing in and out, and how guessing is slowed down.

use baton_protocol::{
    Code,
    limits::close,
    people::{Me, Role, SetUp},
};
use baton_tests::{
    agent::Agent,
    http::{Http, cookie, problem},
    people::{LUIS, MIA, PASSWORD},
    server::Server,
};
use futures::future::join_all;
use reqwest::{
    Method, StatusCode,
    header::{RETRY_AFTER, SET_COOKIE},
};

fn wish(token: &str) -> SetUp {
    SetUp {
        token: token.to_owned(),
        email: "Mira@Shop.example ".to_owned(),
        first_name: "Mira".to_owned(),
        last_name: "Novak".to_owned(),
        password: PASSWORD.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_one_time_link_creates_the_admin_once() {
    let mut server = Server::empty().await;
    let http = Http::new(&server);
    let token = server.setup.clone().expect("a link");
    assert_eq!(http.get("/api/v1/setup").await.status(), StatusCode::NO_CONTENT);
    for wrong in ["", "x", &"A".repeat(43), &token[1..]] {
        let (status, code, _) = problem(http.post("/api/v1/setup", &wish(wrong)).await).await;
        assert_eq!((status, code), (StatusCode::FORBIDDEN, Code::Forbidden), "{wrong}");
    }
    let good = wish(&token);
    for (field, wrong) in [
        ("email", SetUp { email: "nowhere".to_owned(), ..good.clone() }),
        ("first_name", SetUp { first_name: "<b>".to_owned(), ..good.clone() }),
        ("last_name", SetUp { last_name: String::new(), ..good.clone() }),
        ("password", SetUp { password: "too short".to_owned(), ..good.clone() }),
    ] {
        let (status, code, told) = problem(http.post("/api/v1/setup", &wrong).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid));
        assert_eq!(told.field.as_deref(), Some(field));
    }
    // A restart before it is used prints another link, and the old one is void.
    server.kill().await;
    server.begin().await;
    let fresh = server.setup.clone().expect("a link");
    assert_ne!(fresh, token);
    let http = Http::new(&server);
    let (status, ..) = problem(http.post("/api/v1/setup", &good).await).await;
    assert_eq!(status, StatusCode::FORBIDDEN);

    let answers = join_all((0..5).map(|number| {
        let wish = SetUp { email: format!("mira{number}@shop.example"), ..wish(&fresh) };
        let http = &http;
        async move { http.post("/api/v1/setup", &wish).await }
    }))
    .await;
    let created: Vec<_> =
        answers.into_iter().filter(|answer| answer.status() == StatusCode::CREATED).collect();
    assert_eq!(created.len(), 1, "of five at once one is the first");
    let session = cookie(&created[0]);
    let me: Me = Http::with_cookie(&server, &session).get("/api/v1/session").await.json().await.unwrap();
    assert_eq!((me.role, me.first_name.as_str()), (Role::Admin, "Mira"));
    assert_eq!(http.get("/api/v1/setup").await.status(), StatusCode::NOT_FOUND);
    let (status, ..) = problem(http.post("/api/v1/setup", &wish(&fresh)).await).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    server.kill().await;
    server.begin().await;
    assert_eq!(server.setup, None, "no link where there is an admin");
    assert_eq!(Http::new(&server).get("/api/v1/setup").await.status(), StatusCode::NOT_FOUND);
    let log = server.log();
    assert!(!log.contains(&token) && !log.contains(&fresh) && !log.contains(PASSWORD), "a secret in the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_for_the_server_alone_and_the_session_survives_a_restart() {
    let mut server = Server::start().await;
    let answer = Http::new(&server).sign_in(&MIA.email.to_uppercase(), PASSWORD).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let flags = answer.headers()[SET_COOKIE].to_str().unwrap().to_owned();
    for flag in ["baton_session=", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="] {
        assert!(flags.contains(flag), "{flags}");
    }
    let session = cookie(&answer);
    let me: Me = answer.json().await.unwrap();
    assert_eq!((me.email.as_str(), me.role), (MIA.email, Role::Analyst));
    let again = cookie(&Http::new(&server).sign_in(MIA.email, PASSWORD).await);
    assert_ne!(session, again, "every session has its own token");
    server.kill().await;
    server.begin().await;
    for session in [&session, &again] {
        let who = Http::with_cookie(&server, session).get("/api/v1/session").await;
        assert_eq!(who.json::<Me>().await.unwrap(), me);
    }
    let token = session.split_once('=').unwrap().1;
    assert!(!server.log().contains(token), "a secret in the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_and_its_sockets_and_no_other() {
    let server = Server::start().await;
    let mut mia = Agent::signs_in(&server, MIA).await;
    let mut second_tab = Agent::connects(&server, &mia.cookie).await;
    let mut elsewhere = Agent::signs_in(&server, MIA).await;
    let mut luis = Agent::signs_in(&server, LUIS).await;
    let http = Http::with_cookie(&server, &mia.cookie);
    let answer = http.request(Method::DELETE, "/api/v1/session").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(mia.line.end().await, Some(close::UNAUTHORIZED));
    assert_eq!(second_tab.line.end().await, Some(close::UNAUTHORIZED));
    let (status, code, _) = problem(http.get("/api/v1/session").await).await;
    assert_eq!((status, code), (StatusCode::UNAUTHORIZED, Code::Unauthorized));
    let own = server.origin();
    let back = Agent::line(&server, &[("origin", &own), ("cookie", &mia.cookie)]).await;
    assert_eq!(back.err(), Some(StatusCode::UNAUTHORIZED));
    elsewhere.switches(true).await;
    luis.until("one", |sees| sees.available == 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wrong_password_and_nobody_get_the_same_answer() {
    let server = Server::start().await;
    let http = Http::new(&server);
    let long = "a".repeat(10_000);
    let mut told = Vec::new();
    for (email, password) in [
        (MIA.email, "wrong password"),
        (MIA.email, ""),
        (MIA.email, "Correct horse battery staple"),
        (MIA.email, long.as_str()),
        ("nobody@shop.example", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
        ("", ""),
    ] {
        let answer = http.sign_in(email, password).await;
        assert!(!answer.headers().contains_key(SET_COOKIE));
        let (status, _, problem) = problem(answer).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{email}");
        told.push(problem);
    }
    assert!(told.iter().all(|problem| *problem == told[0]), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_down_and_says_for_how_long() {
    let server = Server::start().await;
    let http = Http::new(&server);
    let mut slowed = None;
    for _ in 0..30 {
        let answer = http.sign_in(MIA.email, "a guess that is wrong").await;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            slowed = Some(answer);
            break;
        }
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
    let slowed = slowed.expect("an end to guessing");
    let seconds: u64 = slowed.headers()[RETRY_AFTER].to_str().unwrap().parse().expect("seconds");
    assert!(seconds > 0);
    let (_, code, _) = problem(slowed).await;
    assert_eq!(code, Code::SlowDown);
    let even_right = http.sign_in(MIA.email, PASSWORD).await;
    assert_eq!(even_right.status(), StatusCode::TOO_MANY_REQUESTS, "a guess is not told to be right");
    // Who is signed in, and other people, are not held up; nor does a forged header help.
    assert_eq!(http.sign_in(LUIS.email, PASSWORD).await.status(), StatusCode::OK);
    let forged = http.request(Method::POST, "/api/v1/session").header("x-forwarded-for", "192.0.2.7");
    let body = format!(r#"{{"email":"{}","password":"{PASSWORD}"}}"#, MIA.email);
    let answer = forged.header("content-type", "application/json").body(body).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
}
