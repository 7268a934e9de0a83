//! Import's web pages that are made to hurt: depth, width, misnesting, and random markup.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::super::read;
use crate::{error::ReadError, piece::Piece};

fn body(html: &str) -> String {
    match read(html.as_bytes(), None, None, "x").unwrap().pieces.remove(0) {
        Piece::Article { body, .. } => body,
        Piece::Pair { .. } => panic!("a pair"),
    }
}

#[test]
fn depth_is_flat_at_some_point() {
    let deep = |tag: &str, times| {
        format!("{}deep{}after", format!("<{tag}>").repeat(times), format!("</{tag}>").repeat(times))
    };
    for (tag, times) in [
        ("div", 100_000),
        ("b", 100_000),
        ("table><tr><td", 30_000),
        ("ul><li", 30_000),
        ("span", 5_000),
        ("ul", 5_000),
        ("li", 5_000),
        ("blockquote", 5_000),
        ("table", 5_000),
        ("a href=/x", 5_000),
        ("p", 5_000),
        ("dl><dt", 5_000),
        ("details><summary", 5_000),
        ("font", 5_000),
    ] {
        let body = body(&deep(tag, times));
        assert!(body.contains("deep") && body.contains("after"), "{tag}: {}", &body[..body.len().min(200)]);
        assert!(body.len() < 10_000, "{tag}: {}", body.len());
    }
}

#[test]
fn misnested_formatting_stays_small() {
    // Each paragraph would carry all open fonts with it, if a browser's rules were followed.
    let html = format!(
        "{}{}",
        (0..5_000).map(|n| format!("<font color={n}>")).collect::<String>(),
        "<p>x".repeat(5_000)
    );
    assert!(body(&html).len() < 20_000);
}

#[test]
fn indentation_does_not_multiply() {
    let nested = format!("{}{}", "<ul><li>".repeat(150), "a<br>".repeat(10_000));
    assert!(body(&nested).len() < 10 * nested.len());
}

#[test]
fn a_page_of_too_many_parts_is_refused() {
    assert_eq!(read("<br>".repeat(400_001).as_bytes(), None, None, "x"), Err(ReadError::Parts));
}

#[test]
fn long_attributes_do_no_harm() {
    let html = format!(
        "<p class='{}' {}>text",
        "sharing ".repeat(200_000),
        (0..50_000).map(|n| format!("a{n}=b ")).collect::<String>()
    );
    assert_eq!(body(&html), "text");
}

fn markup() -> impl Strategy<Value = String> {
    let tag = proptest::sample::select(vec![
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "a href='/x'",
        "a href='javascript:x'",
        "h1",
        "h2",
        "dl",
        "dt",
        "dd",
        "pre",
        "code",
        "blockquote",
        "span",
        "br",
        "main",
        "article",
        "script",
        "style",
        "textarea",
        "title",
        "svg",
        "summary",
        "caption",
        "img src=x",
    ]);
    let part = prop_oneof![
        3 => (tag, any::<bool>()).prop_map(|(tag, end)| if end { format!("</{}>", tag.split(' ').next().unwrap_or_default()) } else { format!("<{tag}>") }),
        2 => "[ a-z#*_<>&|`!\\[\\]()\\\\\n.1-]{0,12}",
        1 => proptest::sample::select(vec!["&lt;b&gt;", "&amp;lt;", "<!--", "-->", "<![CDATA[", "\u{0}", "日本", "<"]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    /// Whatever a page is made of, its Markdown has no HTML, no pictures, and no links but live ones.
    #[test]
    fn any_markup_becomes_harmless_markdown(html in markup()) {
        let Ok(report) = read(html.as_bytes(), None, None, "x") else { return Ok(()) };
        for piece in report.pieces {
            let (Piece::Article { body: text, .. } | Piece::Pair { answer: text, .. }) = piece;
            for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
                let markup = matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. } | Tag::HtmlBlock));
                prop_assert!(!markup, "{html:?}\n{text:?}");
                if let Event::Start(Tag::Link { dest_url, .. }) = event {
                    prop_assert!(dest_url.starts_with("http"), "{html:?}\n{text:?}");
                }
            }
        }
    }
}
