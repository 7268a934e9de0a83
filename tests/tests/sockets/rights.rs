//! tests: every route, as everybody. A route that this list does not name fails the story.

mod routes;

use std::{collections::BTreeSet, fs, path::Path};

use baton_protocol::{Code, people::Role};
use baton_tests::{
    http::{Http, problem},
    people::{EDA, MIA, MIRA, Person},
    server::Server,
    visitor::Visitor,
};
use reqwest::{Method, StatusCode};

use Role::{Admin, Analyst, Editor};
use routes::{
    May::{self, Anybody, Line, OurPages, Signed},
    ROUTES,
};

#[test]
fn every_route_of_the_server_is_in_the_list() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src/http/routes.rs");
    let source = fs::read_to_string(source).expect("the table of routes");
    let (_, table) = source.split_once("fn table()").expect("a table");
    let (table, rest) = table.split_once("/// The table as a service.").expect("its end");
    assert!(!rest.contains(".route(\""), "a route outside the table");
    let table = table.split_whitespace().collect::<Vec<_>>().join(" ").replace("( \"", "(\"");
    let mut found = BTreeSet::new();
    for row in table.split(" (\"/").skip(1) {
        let (path, rest) = row.split_once('"').expect("an address");
        let may = match rest.trim_start_matches([',', ' ']).split(',').next() {
            Some("Anybody") => Anybody,
            Some("OurPages") => OurPages,
            Some("Line") => Line,
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
                Signed(_) | Line => assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path} as {who}"),
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
            Line => assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path}"),
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
    let body = status == StatusCode::BAD_REQUEST || status == StatusCode::UNPROCESSABLE_ENTITY;
    // Without pages in the binary a page is not found, and nobody has the number 404; nobody is turned away either way.
    let nothing = !path.starts_with("/api/") || path == "/api/v1/setup" || path.contains("/404");
    status.is_success()
        || status.is_redirection()
        || status == StatusCode::SWITCHING_PROTOCOLS
        || body
        || (nothing && status == StatusCode::NOT_FOUND)
}
