//! tests: a visitor who proves who they are: the same on every device, with all that they said before; and nobody else.

mod samples;

use baton_protocol::{
    Code, StateView,
    agent::{AgentVerb, VisitorDetails},
    past::{Identified, Identify, PastChats},
    site::{EmbedSettings, NewSecret, Proof, SecretView, SiteRecord, Versioned},
    visitor::{Hello, Identity, VisitorFrame, VisitorVerb},
};
use baton_tests::{
    agent::Agent,
    http::{Http, problem, success},
    people::{MIA, MIRA},
    proof::signed,
    server::Server,
    visitor::{SITE, Visitor},
};
use reqwest::StatusCode;
use serde_json::json;

use crate::handover::connect;

const IDENTITY: &str = "/api/v1/visitor/identity";
const SECRET: &str = "/api/v1/sites/demo/secret";

/// The site's new secret, as the admin is shown it once.
async fn secret(server: &Server) -> String {
    let admin = Http::signed_in(server, MIRA).await;
    admin.told::<NewSecret>(SECRET, &json!({})).await.secret
}

fn proof(secret: &str) -> Identify {
    let claims = json!({ "sub": "4711", "name": "Mei", "email": "mei@shop.example", "attributes": { "plan": "gold" } });
    Identify { site: SITE.to_owned(), proof: signed(claims, secret) }
}

/// A browser that holds this visitor's token.
fn browser(server: &Server, visitor: &Visitor) -> Http {
    Http { bearer: Some(visitor.sees.token.clone()), ..Http::new(server) }
}

async fn arrives_with(server: &Server, token: String) -> Visitor {
    Visitor::greets(server, Hello { site: SITE.to_owned(), token: Some(token), ..Hello::default() }).await
}

/// All that lies in the data folder itself.
fn everything(server: &Server) -> Vec<u8> {
    let files = std::fs::read_dir(server.data()).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.is_file()).flat_map(|path| std::fs::read(path).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_who_proves_who_they_are_is_the_same_on_every_device() {
    let server = Server::start().await;
    let secret = secret(&server).await;
    let mut phone = Visitor::arrives(&server).await;
    phone.says("How much is express delivery?").await;
    phone.until("an answer", |sees| sees.shows(|chat| chat.ai_said().len() == 1)).await;
    let told: Identified = browser(&server, &phone).told(IDENTITY, &proof(&secret)).await;
    assert_eq!(told.token, None, "the token stays");
    phone.end().await;
    let phone = arrives_with(&server, phone.sees.token).await;
    assert!(phone.sees.welcome.verified);

    // Another device brings nothing, and gets a token of its own.
    let told: Identified = Http::new(&server).told(IDENTITY, &proof(&secret)).await;
    let desk = arrives_with(&server, told.token.expect("a token")).await;
    assert!(desk.sees.welcome.verified);
    assert_eq!(desk.sees.chat().id, phone.sees.chat().id);
    assert_eq!(desk.sees.chat().log, phone.sees.chat().log);

    // Signing out on one leaves the other as it is.
    let out = browser(&server, &desk).delete(IDENTITY).await;
    assert_eq!(out.status(), StatusCode::NO_CONTENT);
    let stranger = arrives_with(&server, desk.sees.token.clone()).await;
    assert!(stranger.sees.chat.is_none() && !stranger.sees.welcome.verified);
    assert!(arrives_with(&server, phone.sees.token).await.sees.chat.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_before_signing_in_comes_along_even_in_the_middle_of_a_chat() {
    let mut server = Server::start().await;
    let secret = secret(&server).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    // Somebody known, with a conversation of last week.
    let mut known = Visitor::arrives(&server).await;
    let first = known.says("Where is my parcel?").await.conversation;
    let _: Identified = browser(&server, &known).told(IDENTITY, &proof(&secret)).await;
    known.end().await;

    // The same person on another device, not signed in, in a chat with Mia.
    let mut anonymous = Visitor::arrives(&server).await;
    connect(&mut anonymous, &mut mia).await;
    let second = anonymous.sees.chat().id.clone();
    let told: Identified = browser(&server, &anonymous).told(IDENTITY, &proof(&secret)).await;
    assert_eq!(told.token, None);
    // Whoever was connected under the old number is asked to greet again, and is the known one then.
    anonymous.end().await;
    let mut again = Visitor::again(&server, &anonymous.sees).await;
    assert!(again.sees.welcome.verified);
    assert!(matches!(again.sees.chat().state, StateView::Live { .. }));
    let past: PastChats = browser(&server, &again).read("/api/v1/visitor/conversations").await;
    let names: Vec<_> = past.conversations.iter().map(|chat| chat.id.clone()).collect();
    assert_eq!(names, [second.clone(), first]);

    // Both sides go on as if nothing had happened, and Mia sees who it is.
    again.says("It is me").await;
    mia.until("the visitor's words", |sees| sees.chats[&second].screen.visitor_said().contains(&"It is me"))
        .await;
    mia.says(&second, "So I see").await;
    again.until("Mia's words", |sees| sees.shows(|chat| chat.agents_said().contains(&"So I see"))).await;
    mia.opens(&second).await;
    let told: VisitorDetails = mia.sees.chats[&second].visitor.clone().expect("a visitor");
    assert!(told.verified);
    assert_eq!((told.name.as_deref(), told.email.as_deref()), (Some("Mei"), Some("mei@shop.example")));
    assert_eq!((told.subject.as_deref(), told.conversations), (Some("4711"), 2));
    assert_eq!(told.attributes["plan"], "gold");

    // What a page says without proof does not change what is proved.
    let said = Identity {
        name: Some("Somebody".to_owned()),
        email: Some("x@y.example".to_owned()),
        ..Identity::default()
    };
    again.line.send(&VisitorFrame::Is(said)).await;
    again.says("And?").await;
    mia.opens(&second).await;
    let told = mia.sees.chats[&second].visitor.clone().expect("a visitor");
    assert_eq!((told.name.as_deref(), told.email.as_deref()), (Some("Mei"), Some("mei@shop.example")));
    mia.does(&second, AgentVerb::Complete).await.unwrap();
    again.until("the end", |sees| sees.shows(|chat| chat.state == StateView::Completed)).await;

    // After a restart nothing has come apart.
    server.kill().await;
    server.begin().await;
    let back = arrives_with(&server, again.sees.token.clone()).await;
    assert_eq!(back.sees.chat().id, second);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_in_without_a_good_proof() {
    let server = Server::start().await;
    let visitor = Visitor::arrives(&server).await;
    let http = browser(&server, &visitor);
    // A site that has no secret believes nobody, an empty secret neither.
    for key in ["", "secret"] {
        let (status, code, _) = problem(http.post(IDENTITY, &proof(key)).await).await;
        assert_eq!((status, code), (StatusCode::UNAUTHORIZED, Code::Unauthorized));
    }
    let key = secret(&server).await;
    assert!(key.len() == 64 && key.bytes().all(|digit| digit.is_ascii_hexdigit()));
    let good = proof(&key);
    let none = signed(json!({ "sub": "4711", "exp": 1 }), &key);
    for bad in ["", "x", &good.proof[..good.proof.len() - 1], &good.proof.replacen('.', "", 1), &none] {
        let wish = Identify { proof: bad.to_owned(), ..good.clone() };
        let (status, _, _) = problem(http.post(IDENTITY, &wish).await).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{bad}");
    }
    let elsewhere = Identify { site: "nowhere".to_owned(), ..good.clone() };
    assert_eq!(http.post(IDENTITY, &elsewhere).await.status(), StatusCode::NOT_FOUND);
    let foreign = Http { origin: Some("https://evil.example".to_owned()), ..http.clone() };
    assert_eq!(foreign.post(IDENTITY, &good).await.status(), StatusCode::FORBIDDEN);
    // None of that made anybody of the visitor.
    let still = arrives_with(&server, visitor.sees.token.clone()).await;
    assert!(!still.sees.welcome.verified);

    // Somebody else's proof in the same browser is somebody else.
    let _: Identified = http.told(IDENTITY, &good).await;
    let luis = Identify { proof: signed(json!({ "sub": "4712" }), &key), ..good.clone() };
    let told: Identified = http.told(IDENTITY, &luis).await;
    let luis = arrives_with(&server, told.token.expect("a token of his own")).await;
    assert!(luis.sees.welcome.verified && luis.sees.chat.is_none());

    // A new secret; the one before is good for a while.
    let next = secret(&server).await;
    assert_ne!(next, key);
    let _: Identified = Http::new(&server).told(IDENTITY, &proof(&key)).await;
    let _: Identified = Http::new(&server).told(IDENTITY, &proof(&next)).await;
    let view: SecretView = Http::signed_in(&server, MIRA).await.read(SECRET).await;
    let (made, until) = (view.made.expect("a time"), view.former_until.expect("a time"));
    assert_eq!(until.0 - made.0, 24 * 60 * 60 * 1_000);
    // Neither is in the store, and no log has a proof or a secret.
    let kept = everything(&server);
    for text in [&key, &next, &good.proof] {
        assert!(!kept.windows(text.len()).any(|part| part == text.as_bytes()), "a secret lies in the folder");
        assert!(!server.log().contains(text.as_str()), "a secret is in the log");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_may_let_only_those_write_who_prove_who_they_are() {
    let server = Server::start().await;
    let key = secret(&server).await;
    let admin = Http::signed_in(&server, MIRA).await;
    let sites: Vec<SiteRecord> = admin.read("/api/v1/sites").await;
    let site = sites.into_iter().find(|site| site.key == SITE).unwrap();
    let to = EmbedSettings { proof: Proof::Required, ..site.embed };
    let change = Versioned { version: site.version, to };
    let _: SiteRecord = success("a change", admin.put("/api/v1/sites/demo/embed", &change).await).await;

    let mut visitor = Visitor::arrives(&server).await;
    assert_eq!(visitor.sees.welcome.site.proof, Proof::Required);
    for verb in [VisitorVerb::Send { text: "Hello".to_owned(), files: Vec::new() }, VisitorVerb::Request] {
        let refused = visitor.does(verb).await.unwrap_err();
        assert_eq!(refused.code, Code::Unauthorized);
    }
    let _: Identified = browser(&server, &visitor).told(IDENTITY, &proof(&key)).await;
    visitor.end().await;
    let mut visitor = arrives_with(&server, visitor.sees.token).await;
    visitor.says("Hello").await;
}
