//! tests: a browser rings no longer than its session, its subscription and its owner's duty; strange addresses never do.

use baton_protocol::{
    Code,
    people::{Person as Colleague, PersonChange},
    profile::PasswordChange,
    push::PushKey,
    visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    eventually,
    http::{Http, problem},
    people::{LUIS, MIA, PASSWORD},
    push::{Answers, Browser, PushService},
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{PATH, asks_in_vain, gone_home, subscribed, with};
use crate::teams::Office;

/// A live agent who was called once, and how they are not called any more.
async fn once_called(server: &Server, service: &PushService, visitor: &mut Visitor) -> (Http, Browser) {
    let mia = Agent::signs_in(server, MIA).await;
    let (http, browser) = gone_home(server, service, mia, visitor).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    service.rings(&browser, 1).await;
    visitor.does(VisitorVerb::Cancel).await.unwrap();
    (http, browser)
}

async fn rings_no_more(service: &PushService, browser: &Browser, visitor: &mut Visitor) {
    asks_in_vain(visitor).await;
    assert_eq!(service.asked(browser), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_ends_with_its_session() {
    let service = PushService::start().await;
    for end in ["signing out", "a new password", "unsubscribing", "the admin"] {
        let server = with(&service).await;
        let mut visitor = Visitor::arrives(&server).await;
        let (http, browser) = once_called(&server, &service, &mut visitor).await;
        match end {
            "signing out" => {
                assert_eq!(http.delete("/api/v1/session").await.status(), StatusCode::NO_CONTENT);
            }
            "a new password" => {
                let new = "a better horse battery staple".to_owned();
                let change = PasswordChange { current: PASSWORD.to_owned(), new };
                let answer = http.put("/api/v1/profile/password", &change).await;
                assert_eq!(answer.status(), StatusCode::NO_CONTENT);
            }
            "unsubscribing" => assert_eq!(http.delete(PATH).await.status(), StatusCode::NO_CONTENT),
            _ => {
                let office = Office::of(&server).await;
                let Colleague { id, role, teams, version, .. } = office.colleague(MIA).await;
                let change = PersonChange { role, active: false, teams, version };
                let path = format!("/api/v1/people/{}", id.0);
                assert_eq!(office.admin.put(&path, &change).await.status(), StatusCode::OK);
            }
        }
        rings_no_more(&service, &browser, &mut visitor).await;
        if end == "unsubscribing" {
            let again = subscribed(&service, &http).await;
            visitor.does(VisitorVerb::Request).await.unwrap();
            service.rings(&again, 1).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_that_its_service_has_forgotten_is_dropped() {
    let service = PushService::start().await;
    for status in [404, 410] {
        let server = with(&service).await;
        let mut visitor = Visitor::arrives(&server).await;
        let mia = Agent::signs_in(&server, MIA).await;
        let (_, browser) = gone_home(&server, &service, mia, &mut visitor).await;
        service.answers(&browser, Answers::Refuses(status));
        visitor.does(VisitorVerb::Request).await.unwrap();
        eventually("a push", || async { (service.asked(&browser) == 1).then_some(()) }).await;
        visitor.does(VisitorVerb::Cancel).await.unwrap();
        service.answers(&browser, Answers::Takes);
        // It is dropped a moment after the answer.
        loop {
            let seq = visitor.does(VisitorVerb::Request).await.unwrap().seq;
            let settled = |chat: &baton_tests::screen::Screen| chat.last() >= seq;
            visitor.until("the request", |sees| sees.shows(settled)).await;
            if visitor.does(VisitorVerb::Cancel).await.is_err() {
                break;
            }
        }
        let asked = service.asked(&browser);
        asks_in_vain(&mut visitor).await;
        assert_eq!(service.asked(&browser), asked);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_known_services_and_good_keys_are_taken() {
    let service = PushService::start().await;
    let server = with(&service).await;
    let http = Http::signed_in(&server, LUIS).await;
    let PushKey { key } = http.read(PATH).await;
    let (_, made) = service.subscribe(&key);
    let with = |path: &[&str], value: Value| {
        let mut changed = made.clone();
        *path.iter().fold(&mut changed, |place, name| &mut place[*name]) = value;
        changed
    };
    let port = service.origin().rsplit_once(':').map(|(_, port)| port.to_owned()).unwrap();
    let mut wrong: Vec<Value> = [
        "https://fcm.googleapis.com/fcm/send/1".to_owned(),
        "https://push.example/1".to_owned(),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        server.origin(),
        format!("http://localhost:{port}/push/1"),
        format!("http://kim@127.0.0.1:{port}/push/1"),
        format!("https://127.0.0.1:{port}/push/1"),
        format!("{}.evil.example/push/1", service.origin()),
        format!("{}/{}", service.origin(), "x".repeat(4_000)),
        "file:///etc/passwd".to_owned(),
        String::new(),
    ]
    .into_iter()
    .map(|endpoint| with(&["endpoint"], json!(endpoint)))
    .collect();
    for key in ["", "!", "BAAA", &"A".repeat(87)] {
        wrong.push(with(&["keys", "p256dh"], json!(key)));
    }
    for auth in ["", "!", "AAAA", &"A".repeat(100)] {
        wrong.push(with(&["keys", "auth"], json!(auth)));
    }
    for subscription in wrong {
        let (status, code, _) = problem(http.put(PATH, &subscription).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{subscription}");
    }
    for unreadable in [json!({}), json!([]), with(&["keys"], json!(null)), with(&["endpoint"], json!(1))] {
        let (status, ..) = problem(http.put(PATH, &unreadable).await).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{unreadable}");
    }
    assert_eq!(http.put(PATH, &made).await.status(), StatusCode::NO_CONTENT);
    let same: PushKey = Http::signed_in(&server, MIA).await.read(PATH).await;
    assert_eq!(same.key, key, "one key for everybody");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_servers_key_and_its_subscriptions_outlive_a_restart() {
    let service = PushService::start().await;
    let mut server = with(&service).await;
    let mut visitor = Visitor::arrives(&server).await;
    let (http, browser) = once_called(&server, &service, &mut visitor).await;
    let before: PushKey = http.read(PATH).await;
    server.kill().await;
    server.begin().await;
    let after: PushKey = http.read(PATH).await;
    assert_eq!(before, after);
    let mut visitor = Visitor::again(&server, &visitor.sees).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    assert_eq!(service.rings(&browser, 2).await.len(), 2);
    let endpoint = browser.name();
    assert!(!server.log().contains(endpoint), "where a browser can be reached is nobody's business");
}
