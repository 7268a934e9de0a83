//! tests: a file's name is shown to people and stands in a header: it is no path, hides nothing and is not too long.

use baton_protocol::limits::FILE_NAME_CHARS;
use baton_tests::{
    files::{PNG, for_visitor, visitors},
    http::Http,
    server::Server,
    visitor::Visitor,
};
use reqwest::header::CONTENT_DISPOSITION;

#[tokio::test(flavor = "multi_thread")]
async fn names_are_tidied_and_do_not_break_out_of_their_header() {
    let server = Server::start().await;
    let http = Http::of(&server, &Visitor::arrives(&server).await);
    // Four thousand bytes.
    let long = format!("{}.jpeg", "\u{8c93}".repeat(1_365));
    for (called, is) in [
        ("lamp.png", Some("lamp.png")),
        ("../../../etc/passwd", Some("passwd")),
        ("C:\\Users\\kim\\lamp.png", Some("lamp.png")),
        ("invoice\u{202e}gnp.exe", Some("invoicegnp.exe")),
        ("\u{732b} \u{306e} \u{5199}\u{771f}.png", Some("\u{732b} \u{306e} \u{5199}\u{771f}.png")),
        ("a\"; filename=\"b.html", Some("a\"; filename=\"b.html")),
        ("a.png\r\nSet-Cookie: x=1", None),
        ("\0\u{7f}\u{9b}x", None),
        ("", None),
        ("..", None),
        ("<script>.png", Some("<script>.png")),
        (long.as_str(), None),
    ] {
        let file = http.uploaded(&visitors(called), PNG).await;
        if let Some(is) = is {
            assert_eq!(file.name, is, "{called:?}");
        }
        let bare = |c: char| !c.is_control() && !"/\\\u{202a}\u{202b}\u{202d}\u{202e}\u{2066}".contains(c);
        assert!(
            file.name.chars().all(bare) && !file.name.is_empty(),
            "{called:?} is kept as {:?}",
            file.name
        );
        assert!(file.name.chars().count() <= FILE_NAME_CHARS, "{} characters", file.name.chars().count());
        let answer = http.get(&for_visitor(&file.id)).await;
        assert!(answer.headers().get("set-cookie").is_none());
        let header = answer.headers()[CONTENT_DISPOSITION].to_str().expect("an ASCII header").to_owned();
        let quotes = header.matches('"').count();
        assert!(header.starts_with("inline") && quotes <= 2 && !header.contains("b.html\""), "{header}");
    }
    let file = http.uploaded(&visitors(&long), PNG).await;
    assert!(file.name.ends_with(".jpeg"), "{}", file.name);
    // The name is a parameter and nothing else: without one, twice, or in bytes that are no text.
    for query in ["site=demo", "site=demo&name=%ff%fe", "site=demo&name=a&name=b"] {
        let status = http.upload(&format!("/api/v1/visitor/files?{query}"), PNG, "image/png").await.status();
        assert!(status.is_success() || status.is_client_error(), "{query}: {status}");
    }
}
