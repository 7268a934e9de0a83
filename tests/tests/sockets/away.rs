//! tests: live agents whose console is closed are called: by push on their browsers, by mail where nobody is connected.

mod ends;
mod mail;
mod rings;

use baton_protocol::{
    What,
    event::{Contact, Why},
    push::PushKey,
    visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    http::Http,
    push::{Browser, PushService},
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

const PATH: &str = "/api/v1/push";

/// A server that knows this push service alone.
async fn with(service: &PushService) -> Server {
    Server::with(&["--push-services", &service.origin()]).await
}

/// A browser in which somebody is signed in, and which rings from now on.
async fn subscribed(service: &PushService, http: &Http) -> Browser {
    let PushKey { key } = http.read(PATH).await;
    let (browser, made) = service.subscribe(&key);
    assert_eq!(http.put(PATH, &made).await.status(), StatusCode::NO_CONTENT);
    browser
}

/// The same of a live agent who is switched on and closes the console.
async fn gone_home(
    server: &Server,
    service: &PushService,
    mut agent: Agent,
    watching: &mut Visitor,
) -> (Http, Browser) {
    let http = Http::with_cookie(server, &agent.cookie);
    let browser = subscribed(service, &http).await;
    agent.switches(true).await;
    watching.until("somebody", |sees| sees.available > 0).await;
    drop(agent);
    watching.until("nobody", |sees| sees.available == 0).await;
    (http, browser)
}

/// Nobody was there, and nobody could be called.
const fn nobody(what: &What) -> bool {
    matches!(what, What::Unanswered { why: Why::Nobody })
}

/// The visitor asks for a person, and nobody can be had.
async fn asks_in_vain(visitor: &mut Visitor) {
    let seq = visitor.does(VisitorVerb::Request).await.expect("a request").seq;
    visitor.until("its end", |sees| sees.shows(|chat| chat.find(nobody).is_some_and(|end| end > seq))).await;
}

fn leaves(name: &str, text: &str) -> VisitorVerb {
    let (name, email, text) = (name.to_owned(), "kim@shop.example".to_owned(), text.to_owned());
    VisitorVerb::Contact(Contact { client_id: None, name, email, text })
}
