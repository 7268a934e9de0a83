//! tests: every route, as everybody. A route that this list does not name fails the story.

use std::{collections::BTreeSet, fs, path::Path};

use baton_protocol::{Code, people::Role};
use baton_tests::{
    http::{Http, problem},
    people::{EDA, MIA, MIRA, Person},
    server::Server,
    visitor::Visitor,
};
use reqwest::{Method, StatusCode};

/// Who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum May {
    /// Anybody, from anywhere.
    Anybody,
    /// Anybody, but a browser only from our own pages.
    OurPages,
    /// Whoever is signed in with this role or a higher one; changes and sockets only from our own pages.
    Signed(Role),
}

use May::{Anybody, OurPages, Signed};
use Role::{Admin, Analyst, Editor};

/// Every address with its methods, and an example of it, in which nothing is there that could be lost.
const ROUTES: &[(&str, &str, May, &str)] = &[
    ("GET", "/", Anybody, "/"),
    ("GET", "/demo", Anybody, "/demo"),
    ("GET", "/demo/", Anybody, "/demo/"),
    ("GET", "/demo/{*path}", Anybody, "/demo/shop.css"),
    ("GET", "/w/{site}", Anybody, "/w/demo"),
    ("GET", "/console", Anybody, "/console"),
    ("GET", "/console/", Anybody, "/console/"),
    ("GET", "/console/worker.js", Anybody, "/console/worker.js"),
    ("GET", "/console/{*path}", Anybody, "/console/hub"),
    ("GET", "/baton.js", Anybody, "/baton.js"),
    ("GET", "/assets/{*path}", Anybody, "/assets/x"),
    ("GET", "/healthz", Anybody, "/healthz"),
    ("GET", "/readyz", Anybody, "/readyz"),
    ("GET", "/api/v1/visitor/live", OurPages, "/api/v1/visitor/live"),
    ("POST", "/api/v1/visitor/poll", OurPages, "/api/v1/visitor/poll"),
    ("POST", "/api/v1/visitor/frames", OurPages, "/api/v1/visitor/frames"),
    ("POST", "/api/v1/visitor/files", OurPages, "/api/v1/visitor/files?site=/404"),
    ("GET", "/api/v1/visitor/files/{id}", OurPages, "/api/v1/visitor/files/404"),
    ("GET", "/api/v1/setup", OurPages, "/api/v1/setup"),
    ("POST", "/api/v1/setup", OurPages, "/api/v1/setup"),
    ("POST", "/api/v1/session", OurPages, "/api/v1/session"),
    ("GET", "/api/v1/session", Signed(Analyst), "/api/v1/session"),
    ("DELETE", "/api/v1/session", Signed(Analyst), "/api/v1/session"),
    ("GET", "/api/v1/agent/live", Signed(Analyst), "/api/v1/agent/live"),
    ("POST", "/api/v1/agent/poll", Signed(Analyst), "/api/v1/agent/poll"),
    ("POST", "/api/v1/agent/frames", Signed(Analyst), "/api/v1/agent/frames"),
    ("GET", "/api/v1/conversations", Signed(Analyst), "/api/v1/conversations"),
    ("GET", "/api/v1/conversations/export", Signed(Analyst), "/api/v1/conversations/export?format=csv"),
    ("POST", "/api/v1/conversations/{id}/files", Signed(Analyst), "/api/v1/conversations/404/files"),
    ("GET", "/api/v1/files/{id}", Signed(Analyst), "/api/v1/files/404"),
    ("GET", "/api/v1/pictures/{id}", Anybody, "/api/v1/pictures/404"),
    ("GET", "/api/v1/labels", Signed(Analyst), "/api/v1/labels"),
    ("GET", "/api/v1/visitors/{id}", Signed(Analyst), "/api/v1/visitors/1"),
    ("DELETE", "/api/v1/visitors/{id}", Signed(Admin), "/api/v1/visitors/404"),
    ("GET", "/api/v1/visitors/{id}/export", Signed(Admin), "/api/v1/visitors/404/export"),
    ("GET", "/api/v1/profile", Signed(Analyst), "/api/v1/profile"),
    ("PUT", "/api/v1/profile", Signed(Analyst), "/api/v1/profile"),
    ("PUT", "/api/v1/profile/password", Signed(Analyst), "/api/v1/profile/password"),
    ("POST", "/api/v1/profile/two-factor", Signed(Analyst), "/api/v1/profile/two-factor"),
    ("PUT", "/api/v1/profile/two-factor", Signed(Analyst), "/api/v1/profile/two-factor"),
    ("DELETE", "/api/v1/profile/two-factor", Signed(Analyst), "/api/v1/profile/two-factor"),
    ("PUT", "/api/v1/profile/mail", Signed(Analyst), "/api/v1/profile/mail"),
    ("GET", "/api/v1/push", Signed(Analyst), "/api/v1/push"),
    ("PUT", "/api/v1/push", Signed(Analyst), "/api/v1/push"),
    ("DELETE", "/api/v1/push", Signed(Analyst), "/api/v1/push"),
    ("POST", "/api/v1/invitation", OurPages, "/api/v1/invitation"),
    ("GET", "/api/v1/people", Signed(Analyst), "/api/v1/people"),
    ("POST", "/api/v1/people", Signed(Admin), "/api/v1/people"),
    ("PUT", "/api/v1/people/{id}", Signed(Admin), "/api/v1/people/1"),
    ("POST", "/api/v1/people/{id}/invitation", Signed(Admin), "/api/v1/people/404/invitation"),
    ("DELETE", "/api/v1/people/{id}/two-factor", Signed(Admin), "/api/v1/people/404/two-factor"),
    ("GET", "/api/v1/teams", Signed(Analyst), "/api/v1/teams"),
    ("POST", "/api/v1/teams", Signed(Admin), "/api/v1/teams"),
    ("PUT", "/api/v1/teams/{id}", Signed(Admin), "/api/v1/teams/404"),
    ("DELETE", "/api/v1/teams/{id}", Signed(Admin), "/api/v1/teams/404"),
    ("GET", "/api/v1/canned", Signed(Analyst), "/api/v1/canned"),
    ("POST", "/api/v1/canned", Signed(Editor), "/api/v1/canned"),
    ("PUT", "/api/v1/canned/{id}", Signed(Editor), "/api/v1/canned/404"),
    ("DELETE", "/api/v1/canned/{id}", Signed(Editor), "/api/v1/canned/404"),
    ("GET", "/api/v1/sites", Signed(Analyst), "/api/v1/sites"),
    ("POST", "/api/v1/sites", Signed(Admin), "/api/v1/sites"),
    ("PUT", "/api/v1/sites/{key}/agent", Signed(Editor), "/api/v1/sites/demo/agent"),
    ("PUT", "/api/v1/sites/{key}/embed", Signed(Admin), "/api/v1/sites/demo/embed"),
    ("POST", "/api/v1/sites/{key}/picture", Signed(Editor), "/api/v1/sites/404/picture"),
    ("GET", "/api/v1/sites/{key}/knowledge", Signed(Editor), "/api/v1/sites/demo/knowledge"),
    ("POST", "/api/v1/sites/{key}/knowledge", Signed(Editor), "/api/v1/sites/demo/knowledge"),
    ("GET", "/api/v1/sites/{key}/knowledge/{entry}", Signed(Editor), "/api/v1/sites/demo/knowledge/404"),
    ("PUT", "/api/v1/sites/{key}/knowledge/{entry}", Signed(Editor), "/api/v1/sites/demo/knowledge/404"),
    ("DELETE", "/api/v1/sites/{key}/knowledge/{entry}", Signed(Editor), "/api/v1/sites/demo/knowledge/404"),
    ("GET", "/api/v1/sites/{key}/draft", Signed(Editor), "/api/v1/sites/demo/draft"),
    ("PUT", "/api/v1/sites/{key}/answering", Signed(Editor), "/api/v1/sites/demo/answering"),
    ("POST", "/api/v1/sites/{key}/ask", Signed(Editor), "/api/v1/sites/demo/ask"),
    ("GET", "/api/v1/sites/{key}/imports", Signed(Editor), "/api/v1/sites/demo/imports"),
    ("POST", "/api/v1/sites/{key}/imports", Signed(Editor), "/api/v1/sites/demo/imports"),
    ("POST", "/api/v1/sites/{key}/imports/file", Signed(Editor), "/api/v1/sites/404/imports/file?name=a.md"),
    ("PUT", "/api/v1/sites/{key}/imports/{id}", Signed(Editor), "/api/v1/sites/demo/imports/404"),
    ("DELETE", "/api/v1/sites/{key}/imports/{id}", Signed(Editor), "/api/v1/sites/demo/imports/404"),
    ("POST", "/api/v1/sites/{key}/imports/{id}/run", Signed(Editor), "/api/v1/sites/demo/imports/404/run"),
    ("POST", "/api/v1/sites/{key}/imports/{id}/stop", Signed(Editor), "/api/v1/sites/demo/imports/404/stop"),
    ("GET", "/api/v1/sites/{key}/tests", Signed(Editor), "/api/v1/sites/demo/tests"),
    ("POST", "/api/v1/sites/{key}/tests", Signed(Editor), "/api/v1/sites/demo/tests"),
    ("DELETE", "/api/v1/sites/{key}/tests/{id}", Signed(Editor), "/api/v1/sites/demo/tests/404"),
    ("POST", "/api/v1/sites/{key}/check", Signed(Editor), "/api/v1/sites/demo/check"),
    ("POST", "/api/v1/sites/{key}/publish", Signed(Editor), "/api/v1/sites/demo/publish"),
    ("GET", "/api/v1/sites/{key}/versions", Signed(Editor), "/api/v1/sites/demo/versions"),
    ("GET", "/api/v1/sites/{key}/versions/{number}", Signed(Editor), "/api/v1/sites/demo/versions/1"),
    (
        "POST",
        "/api/v1/sites/{key}/versions/{number}/restore",
        Signed(Editor),
        "/api/v1/sites/demo/versions/404/restore",
    ),
    ("GET", "/api/v1/conversations/{id}/teach", Signed(Analyst), "/api/v1/conversations/404/teach"),
    ("POST", "/api/v1/conversations/{id}/teach", Signed(Analyst), "/api/v1/conversations/404/teach"),
    ("GET", "/api/v1/sites/{key}/lessons", Signed(Editor), "/api/v1/sites/demo/lessons"),
    ("POST", "/api/v1/sites/{key}/lessons/{id}", Signed(Editor), "/api/v1/sites/demo/lessons/404"),
    ("GET", "/api/v1/sites/{key}/unanswered", Signed(Editor), "/api/v1/sites/demo/unanswered"),
    ("POST", "/api/v1/sites/{key}/unanswered", Signed(Editor), "/api/v1/sites/demo/unanswered"),
    (
        "GET",
        "/api/v1/sites/{key}/answers",
        Signed(Editor),
        "/api/v1/sites/demo/answers?from=2026-11-28&to=2026-11-28&zone=UTC",
    ),
    ("GET", "/api/v1/sites/{key}/model", Signed(Admin), "/api/v1/sites/demo/model"),
    ("PUT", "/api/v1/sites/{key}/model", Signed(Admin), "/api/v1/sites/demo/model"),
    ("DELETE", "/api/v1/sites/{key}/model", Signed(Admin), "/api/v1/sites/404/model"),
    ("POST", "/api/v1/sites/{key}/model/try", Signed(Admin), "/api/v1/sites/demo/model/try"),
    ("GET", "/api/v1/reports", Signed(Editor), "/api/v1/reports?from=2026-11-28&to=2026-11-28&zone=UTC"),
    (
        "GET",
        "/api/v1/reports/export",
        Signed(Editor),
        "/api/v1/reports/export?by=days&from=2026-11-28&to=2026-11-28&zone=UTC",
    ),
    ("GET", "/api/v1/today", Signed(Analyst), "/api/v1/today?zone=UTC"),
    ("GET", "/api/v1/audit", Signed(Admin), "/api/v1/audit"),
];

#[test]
fn every_route_of_the_server_is_in_the_list() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src/http/routes.rs");
    let source = fs::read_to_string(source).expect("the table of routes");
    let (_, table) = source.split_once("fn table()").expect("a table");
    let (table, rest) = table.split_once("\n}").expect("its end");
    assert!(!rest.contains(".route(\""), "a route outside the table");
    let table = table.split_whitespace().collect::<Vec<_>>().join(" ").replace("( \"", "(\"");
    let mut found = BTreeSet::new();
    for row in table.split(" (\"/").skip(1) {
        let (path, rest) = row.split_once('"').expect("an address");
        let may = match rest.trim_start_matches([',', ' ']).split(',').next() {
            Some("Anybody") => Anybody,
            Some("OurPages") => OurPages,
            Some("analyst") => Signed(Analyst),
            Some("editor") => Signed(Editor),
            Some("admin") => Signed(Admin),
            other => panic!("{other:?} is nobody who may, in {row}"),
        };
        // A handler that stands in for a method router answers to every method; there is none.
        let methods = ["get", "post", "put", "patch", "delete", "any"]
            .into_iter()
            .filter(|method| rest.contains(&format!(" {method}(")) || rest.contains(&format!(".{method}(")));
        let before = found.len();
        for method in methods {
            found.insert((method.to_uppercase(), format!("/{path}"), may));
        }
        assert!(found.len() > before, "no method is understood in {row}");
    }
    let listed: BTreeSet<(String, String, May)> = ROUTES
        .iter()
        .map(|(method, path, may, _)| ((*method).to_owned(), (*path).to_owned(), *may))
        .collect();
    assert_eq!(found, listed);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_lets_in_whom_it_should_and_nobody_else() {
    let server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("Hello").await;
    let token = visitor.sees.token.clone();
    let mut people = Vec::new();
    for person in [MIA, EDA, MIRA] {
        people.push((person, Http::signed_in(&server, person).await));
    }
    for (method, route, may, path) in ROUTES {
        let method: Method = method.parse().unwrap();
        for (cookie, who) in [
            (None, "nobody"),
            (Some(format!("baton_session={token}")), "a visitor's token as a session"),
            (Some("baton_session=".to_owned()), "an empty session"),
            (Some(format!("baton_session={}", "A".repeat(43))), "a session that is none"),
        ] {
            let http = Http { cookie, bearer: Some(token.clone()), ..Http::new(&server) };
            let status = knock(&http, &method, path).await;
            match may {
                Signed(_) => assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path} as {who}"),
                Anybody | OurPages => assert!(open(status, path), "{method} {path} as {who}: {status}"),
            }
        }
        if let Signed(least) = may {
            for (person, http) in &mut people {
                as_somebody(http, *person, *least, &method, path).await;
                if (method.as_str(), *route) == ("DELETE", "/api/v1/session") {
                    *http = Http::signed_in(&server, *person).await;
                }
            }
        }
        let foreign = Http { origin: Some("https://evil.example".to_owned()), ..Http::new(&server) };
        let status = knock(&foreign, &method, path).await;
        match may {
            Anybody => assert!(open(status, path), "{method} {path} from elsewhere: {status}"),
            OurPages | Signed(_) => assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path}"),
        }
        let unsaid = Http { origin: None, bearer: Some(token.clone()), ..Http::new(&server) };
        if *may == OurPages {
            let status = knock(&unsaid, &method, path).await;
            assert!(open(status, path), "{method} {path} from no page: {status}");
        }
    }
    let (_, admin) = people.pop().expect("the admin");
    let entries = admin.get("/api/v1/audit").await.text().await.expect("the audit log");
    assert_eq!(entries, r#"{"entries":[]}"#, "the walk has changed nothing");
}

/// This route as somebody who is signed in: from elsewhere, from no page, and from our own pages.
async fn as_somebody(http: &Http, person: Person, least: Role, method: &Method, path: &str) {
    let foreign = Http { origin: Some("https://evil.example".to_owned()), ..http.clone() };
    assert_eq!(knock(&foreign, method, path).await, StatusCode::FORBIDDEN, "{method} {path} from elsewhere");
    let may = person.role >= least;
    let unsaid = knock(&Http { origin: None, ..http.clone() }, method, path).await;
    if may && *method == Method::GET && !path.ends_with("/live") {
        assert!(open(unsaid, path), "{method} {path} from no page: {unsaid}");
    } else {
        assert_eq!(unsaid, StatusCode::FORBIDDEN, "{method} {path} from no page");
    }
    let status = knock(http, method, path).await;
    if may {
        assert!(open(status, path), "{method} {path} as {:?}: {status}", person.role);
    } else {
        assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path} as {:?}", person.role);
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
    if *method != Method::GET {
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
    // Without pages in the binary a page is not found, and nobody has the number 404; nobody is turned away either way.
    let nothing = !path.starts_with("/api/") || path == "/api/v1/setup" || path.contains("/404");
    status.is_success()
        || status.is_redirection()
        || status == StatusCode::SWITCHING_PROTOCOLS
        || body
        || (nothing && status == StatusCode::NOT_FOUND)
}
