//! tests: every route, as everybody. A route that this list does not name fails the story.

use std::{collections::BTreeSet, fs, path::Path};

use baton_protocol::Code;
use baton_tests::{
    http::{Http, problem},
    people::{EDA, MIA, MIRA},
    server::Server,
    visitor::Visitor,
};
use reqwest::{Method, StatusCode};

/// Who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum May {
    /// Anybody, from anywhere.
    Anybody,
    /// Anybody, but a browser only from our own pages.
    OurPages,
    /// Whoever is signed in, whatever the role; changes only from our own pages.
    SignedIn,
}

/// Every address with its methods, and an example of it.
const ROUTES: &[(&str, &str, May, &str)] = &[
    ("GET", "/", May::Anybody, "/"),
    ("GET", "/demo", May::Anybody, "/demo"),
    ("GET", "/demo/", May::Anybody, "/demo/"),
    ("GET", "/demo/{*path}", May::Anybody, "/demo/shop.css"),
    ("GET", "/w/{site}", May::Anybody, "/w/demo"),
    ("GET", "/console", May::Anybody, "/console"),
    ("GET", "/console/", May::Anybody, "/console/"),
    ("GET", "/console/{*path}", May::Anybody, "/console/hub"),
    ("GET", "/baton.js", May::Anybody, "/baton.js"),
    ("GET", "/assets/{*path}", May::Anybody, "/assets/x"),
    ("GET", "/healthz", May::Anybody, "/healthz"),
    ("GET", "/readyz", May::Anybody, "/readyz"),
    ("GET", "/api/v1/visitor/live", May::OurPages, "/api/v1/visitor/live"),
    ("POST", "/api/v1/visitor/poll", May::OurPages, "/api/v1/visitor/poll"),
    ("POST", "/api/v1/visitor/frames", May::OurPages, "/api/v1/visitor/frames"),
    ("GET", "/api/v1/setup", May::OurPages, "/api/v1/setup"),
    ("POST", "/api/v1/setup", May::OurPages, "/api/v1/setup"),
    ("POST", "/api/v1/session", May::OurPages, "/api/v1/session"),
    ("GET", "/api/v1/session", May::SignedIn, "/api/v1/session"),
    ("DELETE", "/api/v1/session", May::SignedIn, "/api/v1/session"),
    ("GET", "/api/v1/agent/live", May::SignedIn, "/api/v1/agent/live"),
    ("POST", "/api/v1/agent/poll", May::SignedIn, "/api/v1/agent/poll"),
    ("POST", "/api/v1/agent/frames", May::SignedIn, "/api/v1/agent/frames"),
    ("GET", "/api/v1/conversations", May::SignedIn, "/api/v1/conversations"),
];

#[test]
fn every_route_of_the_server_is_in_the_list() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src/http/routes.rs");
    let source = fs::read_to_string(source).expect("the table of routes");
    let (_, table) = source.split_once("fn table()").expect("a table");
    let (table, rest) = table.split_once("\n}").expect("its end");
    assert!(!rest.contains(".route(\""), "a route outside the table");
    let mut found = BTreeSet::new();
    for row in table.split("\n        (\"/").skip(1) {
        let (path, rest) = row.split_once('"').expect("an address");
        // A handler that stands in for a method router answers to every method; there is none.
        let methods = ["get", "post", "put", "patch", "delete", "any"]
            .into_iter()
            .filter(|method| rest.contains(&format!(" {method}(")) || rest.contains(&format!(".{method}(")));
        let before = found.len();
        for method in methods {
            found.insert((method.to_uppercase(), format!("/{path}")));
        }
        assert!(found.len() > before, "no method is understood in {row}");
    }
    let listed: BTreeSet<(String, String)> =
        ROUTES.iter().map(|(method, path, ..)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(found, listed);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_lets_in_whom_it_should_and_nobody_else() {
    let server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("Hello").await;
    let token = visitor.sees.token.clone();
    for (method, _, may, path) in ROUTES {
        let method: Method = method.parse().unwrap();
        let own = server.origin();
        let changes = method != Method::GET;
        for (cookie, who) in [
            (None, "nobody"),
            (Some(format!("baton_session={token}")), "a visitor's token as a session"),
            (Some("baton_session=".to_owned()), "an empty session"),
            (Some(format!("baton_session={}", "A".repeat(43))), "a session that is none"),
        ] {
            let http = Http { cookie, bearer: Some(token.clone()), ..Http::new(&server) };
            let status = knock(&http, &method, path).await;
            match may {
                May::SignedIn => assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path} as {who}"),
                May::Anybody | May::OurPages => {
                    assert!(open(status, path), "{method} {path} as {who}: {status}");
                }
            }
        }
        for person in [MIA, EDA, MIRA] {
            // Signing out is part of the walk, so everybody signs in anew where that matters.
            if *may != May::SignedIn {
                break;
            }
            let http = Http::signed_in(&server, person).await;
            let foreign = Http { origin: Some("https://evil.example".to_owned()), ..http.clone() };
            assert_eq!(knock(&foreign, &method, path).await, StatusCode::FORBIDDEN, "{method} {path}");
            if changes {
                let unsaid = Http { origin: None, ..http.clone() };
                assert_eq!(knock(&unsaid, &method, path).await, StatusCode::FORBIDDEN, "{method} {path}");
            }
            let status = knock(&http, &method, path).await;
            assert!(open(status, path), "{method} {path} as {:?}: {status}", person.role);
        }
        let foreign = Http { origin: Some("https://evil.example".to_owned()), ..Http::new(&server) };
        let status = knock(&foreign, &method, path).await;
        match may {
            May::Anybody => assert!(open(status, path), "{method} {path} from elsewhere: {status}"),
            May::OurPages | May::SignedIn => assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path}"),
        }
        let ours = Http { origin: Some(own), ..Http::new(&server) };
        if *may == May::OurPages {
            let status = knock(&ours, &method, path).await;
            assert!(open(status, path), "{method} {path} from our pages: {status}");
        }
    }
}

/// A live agent's session is no visitor's token.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_opens_no_visitors_door() {
    let server = Server::start().await;
    let mia = Http::signed_in(&server, MIA).await;
    let session = mia.cookie.as_deref().and_then(|cookie| cookie.split_once('=')).unwrap().1.to_owned();
    let http = Http { bearer: Some(session), ..Http::new(&server) };
    let frame = baton_protocol::visitor::VisitorFrame::Typing(true);
    let (status, code, _) = problem(http.post("/api/v1/visitor/frames", &frame).await).await;
    assert_eq!((status, code), (StatusCode::UNAUTHORIZED, Code::Unauthorized));
    let (status, ..) = problem(mia.post("/api/v1/visitor/frames", &frame).await).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "nor does its cookie");
}

/// A request that is good but for who sends it, as far as that can be without changing anything.
async fn knock(http: &Http, method: &Method, path: &str) -> StatusCode {
    let mut request = http.request(method.clone(), path);
    if *method == Method::POST {
        request = request.header("content-type", "application/json").body("{}");
    }
    if path.ends_with("/live") {
        request = request
            .header("connection", "upgrade")
            .header("upgrade", "websocket")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
    }
    request.send().await.expect("an answer").status()
}

/// The door is open: whatever the answer, it is not about who asks. `{}` is no good body, so nothing is changed.
fn open(status: StatusCode, path: &str) -> bool {
    let body = status == StatusCode::BAD_REQUEST;
    // Without pages in the binary a page is not found; either way nobody is turned away.
    let page = status == StatusCode::NOT_FOUND && (!path.starts_with("/api/") || path == "/api/v1/setup");
    status.is_success()
        || status.is_redirection()
        || status == StatusCode::SWITCHING_PROTOCOLS
        || body
        || page
}
