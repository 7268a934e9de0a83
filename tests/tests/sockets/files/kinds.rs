//! tests: what a file is, is what it holds; only pictures that cannot run anything are shown.

use baton_protocol::{Code, limits::FILE_BYTES};
use baton_tests::{
    files::{GIF, PNG, WEBP, for_visitor, png, visitors},
    http::{Http, problem},
    server::Server,
    visitor::Visitor,
};
use reqwest::{
    StatusCode,
    header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
};

/// What a browser is told of a file: its type, and whether it is shown.
async fn served(http: &Http, content: &[u8], name: &str, mime: &str) -> (String, bool) {
    let answer = http.upload(&visitors(name), content, mime).await;
    assert_eq!(answer.status(), StatusCode::CREATED, "{name}");
    let file: baton_protocol::file::Attachment = answer.json().await.expect("an attachment");
    assert_eq!(file.size, content.len() as u64);
    let answer = http.get(&for_visitor(&file.id)).await;
    let header = |name| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header(X_CONTENT_TYPE_OPTIONS).as_deref(), Some("nosniff"), "{name}");
    assert_eq!(header(CONTENT_SECURITY_POLICY).as_deref(), Some("default-src 'none'; sandbox"), "{name}");
    let shown = header(CONTENT_DISPOSITION).unwrap().starts_with("inline");
    assert_eq!(shown, file.picture.is_some(), "{name}: {file:?}");
    let told = header(CONTENT_TYPE).unwrap();
    assert_eq!(answer.bytes().await.unwrap(), content, "{name}");
    if shown {
        assert_eq!(told, file.mime, "{name}");
    }
    (told, shown)
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_shown_and_everything_else_is_saved() {
    let server = Server::start().await;
    let http = Http::of(&server, &Visitor::arrives(&server).await);
    for (content, mime) in [(PNG, "image/png"), (GIF, "image/gif"), (WEBP, "image/webp")] {
        // Whatever the sender calls it.
        for (name, said) in [("picture", mime), ("page.html", "text/html"), ("x.svg", "image/svg+xml")] {
            assert_eq!(served(&http, content, name, said).await, (mime.to_owned(), true), "{name}");
        }
    }
    let page = "<!doctype html><script>alert(1)</script>";
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>"#;
    let document = "%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert(1))>>>> endobj";
    for (content, name, said) in [
        (page, "page.html", "text/html"),
        (page, "cat.png", "image/png"),
        (drawing, "drawing.svg", "image/svg+xml"),
        (drawing, "cat.png", "image/png"),
        (document, "invoice.pdf", "application/pdf"),
        ("alert(1)", "code.js", "text/javascript"),
        ("\u{feff}<html>", "cat.gif", "image/gif"),
        ("\0asm\u{1}\0\0\0", "code.wasm", "application/wasm"),
    ] {
        let (told, shown) = served(&http, content.as_bytes(), name, said).await;
        assert_eq!((told.as_str(), shown), ("application/octet-stream", false), "{name} said to be {said}");
    }
}

/// What is a picture at its beginning and a page or a program further on is served as the one or saved.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_two_things_at_once_is_never_a_page() {
    let server = Server::start().await;
    let http = Http::of(&server, &Visitor::arrives(&server).await);
    let page = b"<script>alert(1)</script>".as_slice();
    for (content, picture) in [
        ([PNG, page].concat(), "image/png"),
        ([GIF, page].concat(), "image/gif"),
        (b"GIF89a/*\0\0\0*/=1;alert(1)//".to_vec(), "image/gif"),
        ([GIF, b"PK\x03\x04".as_slice(), &[0; 26]].concat(), "image/gif"),
        ([page, PNG].concat(), ""),
        ([b"\n".as_slice(), PNG].concat(), ""),
        (b"GIF8".to_vec(), ""),
        (PNG[..12].to_vec(), ""),
    ] {
        let (told, shown) = served(&http, &content, "cat.html", "text/html").await;
        let expected = if shown { picture } else { "application/octet-stream" };
        assert_eq!(told, expected, "{:?}", String::from_utf8_lossy(&content));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_unpacks_to_gigabytes_is_only_saved() {
    let server = Server::start().await;
    let http = Http::of(&server, &Visitor::arrives(&server).await);
    for (width, height, shown) in [
        (8_000, 5_000, true),
        (8_000, 5_001, false),
        (60_000, 60_000, false),
        (0, 10, false),
        (u32::MAX, u32::MAX, false),
        (1 << 31, 1 << 31, false),
    ] {
        let (_, is) = served(&http, &png(width, height), "huge.png", "image/png").await;
        assert_eq!(is, shown, "{width} x {height}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_and_too_much_are_refused() {
    let server = Server::start().await;
    let http = Http::of(&server, &Visitor::arrives(&server).await);
    let upload = async |content: Vec<u8>| http.upload(&visitors("x"), content, "image/png").await;
    let (status, code, _) = problem(upload(Vec::new()).await).await;
    assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Empty));
    for more in [1, 5_000_000] {
        let (status, code, _) = problem(upload(vec![0; FILE_BYTES + more]).await).await;
        assert_eq!((status, code), (StatusCode::PAYLOAD_TOO_LARGE, Code::TooLong));
    }
    assert_eq!((server.holds("uploads"), server.holds("files")), (0, 0));
    assert_eq!(upload(vec![0; FILE_BYTES]).await.status(), StatusCode::CREATED);
    // A visitor does not fill the disk: a hundred megabytes an hour, and one file too many.
    let mut answer = None;
    for _ in 0..10 {
        answer = Some(upload(vec![0; FILE_BYTES]).await);
    }
    let (status, code, _) = problem(answer.unwrap()).await;
    assert_eq!((status, code), (StatusCode::TOO_MANY_REQUESTS, Code::SlowDown));
    assert_eq!((server.holds("uploads"), server.holds("files")), (0, 10));
}
