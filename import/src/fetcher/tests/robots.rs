//! Import's obedience to robots.txt, tested.

use super::*;

async fn site(robots: &'static str) -> Server {
    Server::start(move |path| match path {
        "/robots.txt" => answer("200 OK", "", robots.as_bytes()),
        _ => html("<p>page"),
    })
    .await
}

#[tokio::test]
async fn what_is_disallowed_is_not_read() {
    let server = site("User-agent: *\nDisallow: /private\nAllow: /private/open\n").await;
    let fetcher = fetcher();
    assert_eq!(fetch(&fetcher, &server.url("/private/x?y")).await.err(), Some(FetchError::Robots));
    assert!(server.asked().is_empty());
    page(&fetcher, &server.url("/private/open")).await;
    page(&fetcher, &server.url("/")).await;
}

#[tokio::test]
async fn our_own_name_counts_before_everybodys() {
    let server = site("User-agent: *\nDisallow: /\n\nUser-agent: baton\nDisallow: /no\n").await;
    let fetcher = fetcher();
    page(&fetcher, &server.url("/yes")).await;
    assert_eq!(fetch(&fetcher, &server.url("/no")).await.err(), Some(FetchError::Robots));
}

#[tokio::test]
async fn a_redirect_is_asked_about_too() {
    let server = Server::start(|path| match path {
        "/robots.txt" => answer("200 OK", "", b"User-agent: *\nDisallow: /private\n"),
        "/" => moved("/private"),
        _ => html("<p>page"),
    })
    .await;
    assert_eq!(fetch(&fetcher(), &server.url("/")).await.err(), Some(FetchError::Robots));
    assert_eq!(server.paths(), ["/"]);
}

#[tokio::test]
async fn a_site_whose_robots_txt_fails_is_left_alone_and_one_without_is_read() {
    for (status, read) in [
        ("503 Down", false),
        ("429 Slow down", false),
        ("404 Not Found", true),
        ("403 No", true),
        ("410 Gone", true),
    ] {
        let server = Server::start(move |path| match path {
            "/robots.txt" => answer(status, "", b""),
            _ => html("<p>page"),
        })
        .await;
        assert_eq!(fetch(&fetcher(), &server.url("/")).await.is_ok(), read, "{status}");
    }
    let server =
        Server::start(|path| if path == "/robots.txt" { Reply::Endless } else { html("<p>page") }).await;
    page(&fetcher(), &server.url("/")).await;
}
