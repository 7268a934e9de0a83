//! tests: requests that are no requests, and bodies that are no JSON of ours.

use baton_protocol::{Code, limits::FRAME_BYTES};
use baton_tests::http::{Http, problem};
use reqwest::{Method, StatusCode};

use super::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_cannot_be_read_are_answered_with_why() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let paths = [
        "/api/v1/visitor/poll",
        "/api/v1/visitor/frames",
        "/api/v1/agent/poll",
        "/api/v1/agent/frames",
        "/api/v1/session",
        "/api/v1/setup",
    ];
    let http = Http {
        bearer: Some(scene.bystander.sees.token.clone()),
        ..Http::with_cookie(&scene.server, &scene.admin.cookie)
    };
    for path in paths {
        for (body, status, code) in [
            (Vec::new(), StatusCode::BAD_REQUEST, Code::Malformed),
            (b"{".to_vec(), StatusCode::BAD_REQUEST, Code::Malformed),
            (b"null".to_vec(), StatusCode::BAD_REQUEST, Code::Malformed),
            (b"{\"email\":\"\xff\xfe\"}".to_vec(), StatusCode::BAD_REQUEST, Code::Malformed),
            (br#"{"unknown":true}"#.to_vec(), StatusCode::BAD_REQUEST, Code::Malformed),
            ("[".repeat(20_000).into_bytes(), StatusCode::BAD_REQUEST, Code::Malformed),
            (vec![b' '; FRAME_BYTES + 1], StatusCode::PAYLOAD_TOO_LARGE, Code::TooLong),
            // What unpacks to a mountain is not unpacked.
            (b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec(), StatusCode::BAD_REQUEST, Code::Malformed),
        ] {
            let request = http.request(Method::POST, path).header("content-type", "application/json");
            let shown = String::from_utf8_lossy(&body).chars().take(20).collect::<String>();
            let answer = request.header("content-encoding", "gzip").body(body).send().await.unwrap();
            let (found, found_code, _) = problem(answer).await;
            assert_eq!((found, found_code), (status, code), "{path}: {shown}");
        }
    }
    scene.is_unmoved(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_of_an_unknown_site_is_refused_and_a_strange_stamp_is_as_good_as_none() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let http = Http {
        bearer: Some(scene.bystander.sees.token.clone()),
        ..Http::with_cookie(&scene.server, &scene.admin.cookie)
    };
    let post = |path: &'static str, body: &'static str| {
        http.request(Method::POST, path).header("content-type", "application/json").body(body).send()
    };
    let answer = post("/api/v1/visitor/poll", r#"{"hello":{"site":"no-such-site"}}"#).await.unwrap();
    let (status, code, _) = problem(answer).await;
    assert_eq!((status, code), (StatusCode::NOT_FOUND, Code::NotFound));
    // A stamp of another server is as good as none.
    let junk = r#"{"hello":{"site":"demo"},"stamp":"'; DROP TABLE event; --"}"#;
    let answer = post("/api/v1/visitor/poll", junk).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    scene.is_unmoved(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_addresses_and_methods_are_answered_with_why() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let http = Http::with_cookie(&scene.server, &scene.admin.cookie);
    for path in
        ["/api", "/api/v1/nothing", "/api/v1/conversations/1", "/w/no-such-site", "/w/..%2f..%2fetc", "/.env"]
    {
        let (status, code, _) = problem(http.get(path).await).await;
        assert_eq!((status, code), (StatusCode::NOT_FOUND, Code::NotFound), "{path}");
    }
    for (method, path) in [
        (Method::PUT, "/api/v1/session"),
        (Method::GET, "/api/v1/visitor/frames"),
        (Method::DELETE, "/api/v1/conversations"),
        (Method::POST, "/healthz"),
        (Method::TRACE, "/"),
    ] {
        let answer = http.request(method.clone(), path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
    }
    // A plain request where a WebSocket is expected.
    let plain = http.get("/api/v1/visitor/live").await;
    assert!(plain.status().is_client_error(), "{}", plain.status());
    scene.is_unmoved(&before).await;
}
