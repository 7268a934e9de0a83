//! tests: other people's pages may not speak to the server in somebody's name.

use baton_protocol::{
    Code,
    agent::{AgentFrame, AgentHello},
    poll::Poll,
    visitor::{Hello, VisitorFrame},
};
use baton_tests::{
    agent::Agent,
    http::{Http, problem},
    people::{MIA, PASSWORD},
    visitor::{SITE, Visitor},
};
use reqwest::{Method, StatusCode};

use super::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn websockets_from_foreign_pages_are_refused() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let cookie = scene.admin.cookie.clone();
    let own = scene.server.origin();
    let near = format!("{own}.evil.example");
    let port = format!("http://127.0.0.1:{}", scene.server.address().port().wrapping_add(1));
    for origin in ["https://evil.example", "null", "", "file://", &near, &port, "http://127.0.0.1"] {
        let visitor = Visitor::line(&scene.server, &[("origin", origin)], None).await;
        assert_eq!(visitor.err(), Some(StatusCode::FORBIDDEN), "{origin}");
        let agent = Agent::line(&scene.server, &[("origin", origin), ("cookie", &cookie)]).await;
        assert_eq!(agent.err(), Some(StatusCode::FORBIDDEN), "{origin}");
    }
    let unsaid = Agent::line(&scene.server, &[("cookie", &cookie)]).await;
    assert_eq!(unsaid.err(), Some(StatusCode::FORBIDDEN), "a cookie alone is not enough");
    let nobody = Agent::line(&scene.server, &[("origin", &own)]).await;
    assert_eq!(nobody.err(), Some(StatusCode::UNAUTHORIZED));
    assert!(Visitor::line(&scene.server, &[("origin", &own)], None).await.is_ok());
    scene.is_unmoved(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_from_foreign_pages_are_refused() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let hello = Hello { site: SITE.to_owned(), ..Hello::default() };
    let changes = [
        (Method::POST, "/api/v1/visitor/poll", json(&Poll { hello, stamp: None })),
        (Method::POST, "/api/v1/visitor/frames", json(&VisitorFrame::Typing(true))),
        (Method::POST, "/api/v1/agent/poll", json(&Poll { hello: AgentHello::default(), stamp: None })),
        (Method::POST, "/api/v1/agent/frames", json(&AgentFrame::Available(true))),
        (Method::POST, "/api/v1/session", format!(r#"{{"email":"{}","password":"{PASSWORD}"}}"#, MIA.email)),
        (Method::POST, "/api/v1/setup", "{}".to_owned()),
        (Method::DELETE, "/api/v1/session", String::new()),
    ];
    for origin in ["https://evil.example", "null"] {
        let http = Http {
            origin: Some(origin.to_owned()),
            bearer: Some(scene.bystander.sees.token.clone()),
            ..Http::with_cookie(&scene.server, &scene.admin.cookie)
        };
        for (method, path, body) in &changes {
            let request = http.request(method.clone(), path).header("content-type", "application/json");
            let answer = request.body(body.clone()).send().await.unwrap();
            let (status, code, _) = problem(answer).await;
            assert_eq!((status, code), (StatusCode::FORBIDDEN, Code::Forbidden), "{method} {path}");
        }
        let (status, ..) = problem(http.get("/api/v1/conversations").await).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "nor does a foreign page read");
    }
    // A form of another site can only send these types, and says no origin at worst.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
        let http = Http::with_cookie(&scene.server, &scene.admin.cookie);
        let request = http.request(Method::POST, "/api/v1/agent/frames").header("content-type", kind);
        let (status, code, _) = problem(request.body(r#"{"available":true}"#).send().await.unwrap()).await;
        assert_eq!((status, code), (StatusCode::UNSUPPORTED_MEDIA_TYPE, Code::Malformed), "{kind}");
    }
    assert!(!scene.admin.sees.switch && scene.admin.sees.available == 0);
    scene.is_unmoved(&before).await;
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}
