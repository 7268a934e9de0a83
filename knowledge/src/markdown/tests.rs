//! Markdown that means harm, and Markdown that means well.

use super::*;

fn text(text: &str) -> Span {
    Span::Text(text.to_owned())
}

fn para(words: &str) -> Block {
    Block::Para(vec![text(words)])
}

fn rows(ordered: bool, rows: &[&str]) -> Block {
    Block::List { ordered, items: rows.iter().map(|row| vec![text(row)]).collect() }
}

fn spans(blocks: &[Block]) -> Vec<&Span> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Para(line) | Block::Head(line) => line.iter().collect::<Vec<_>>(),
            Block::List { items, .. } => items.iter().flatten().collect(),
            Block::Code(_) => Vec::new(),
        })
        .collect()
}

#[test]
fn ordinary_text() {
    let link = Span::Link { text: "our page".to_owned(), href: "https://shop.example/a?b=1".to_owned() };
    let cases = [
        (
            "Hello **you**, *there*: `x`",
            vec![Block::Para(vec![
                text("Hello "),
                Span::Bold("you".to_owned()),
                text(", "),
                Span::Italic("there".to_owned()),
                text(": "),
                Span::Code("x".to_owned()),
            ])],
        ),
        ("# A\nb\n\nc", vec![Block::Head(vec![text("A")]), para("b"), para("c")]),
        ("one\ntwo", vec![para("one two")]),
        ("一\n二", vec![para("一二")]),
        ("one  \ntwo", vec![para("one\ntwo")]),
        ("- a\n- b", vec![rows(false, &["a", "b"])]),
        ("2. a\n3. b", vec![rows(true, &["a", "b"])]),
        ("see [our page](https://shop.example/a?b=1)", vec![Block::Para(vec![text("see "), link])]),
        ("```\nlet a;\n```", vec![Block::Code("let a;\n".to_owned())]),
        ("> quoted\n> words", vec![para("quoted words")]),
        ("AT&amp;T &lt;b&gt;", vec![para("AT&T <b>")]),
        ("a\n\n---\n\nb", vec![para("a"), para("b")]),
        ("", vec![]),
    ];
    for (markdown, expected) in cases {
        assert_eq!(blocks(markdown), expected, "{markdown}");
    }
}

#[test]
fn lists_in_lists_are_flattened() {
    assert_eq!(blocks("- a\n  - b\n    - c\n- d"), [rows(false, &["a", "b", "c", "d"])]);
    assert_eq!(blocks("1. a\n   - b\n   - c\n2. d"), [rows(true, &["a – b – c", "d"])]);
    assert_eq!(blocks("- a\n\n  more\n\n- b"), [rows(false, &["a\nmore", "b"])]);
    assert_eq!(blocks("- a\n1. b"), [rows(false, &["a"]), rows(true, &["b"])]);
}

#[test]
fn tables_become_rows() {
    let table = "| To | Days | Price |\n|---|---|---|\n| Japan | 4 | 300 |\n| *Korea* | 5 | 350 |";
    assert_eq!(
        blocks(table),
        [Block::List {
            ordered: false,
            items: vec![
                vec![text("Japan · Days: 4 · Price: 300")],
                vec![Span::Italic("Korea".to_owned()), text(" · Days: 5 · Price: 350")],
            ],
        }]
    );
}

#[test]
fn html_is_never_passed_on() {
    for markdown in [
        "<script>alert(1)</script>",
        "<script>\nalert(1)\n</script>\n",
        "<img src=x onerror=alert(1)>",
        "a <img src=x onerror=alert(1)> b",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<!-- <b> -->",
        "<a href=\"javascript:alert(1)\">x</a>",
        "- <b onclick=x>row</b>",
    ] {
        for span in spans(&blocks(markdown)) {
            assert!(matches!(span, Span::Text(_)), "{markdown}: {span:?}");
            assert!(!span.text().contains('<'), "{markdown}: {span:?}");
        }
    }
    assert_eq!(blocks("a <b>x</b> c"), [para("a x c")]);
    assert_eq!(blocks("a<br/>b"), [para("a\nb")]);
    assert_eq!(blocks("`<b>`"), [Block::Para(vec![Span::Code("<b>".to_owned())])]);
}

#[test]
fn other_links_become_their_words() {
    for href in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "/relative",
        "#here",
        "https:",
        "https:///x",
        "http:evil",
        "blob:https://x.example/1",
        "https://a.example/\u{202e}b",
    ] {
        assert_eq!(blocks(&format!("[word]({href})")), [para("word")], "{href}");
    }
    for href in ["http://a.example", "HTTPS://a.example/x", "mailto:a@b.example"] {
        let link = Span::Link { text: "word".to_owned(), href: href.to_owned() };
        assert_eq!(blocks(&format!("[word]({href})")), [Block::Para(vec![link])], "{href}");
    }
    for markdown in [
        "[word](\u{1}javascript:x)",
        "[word](java\nscript:x)",
        "[word](<javascript:x>)",
        "<javascript:x>",
        "[a]: javascript:x\n\n[a]",
    ] {
        assert!(spans(&blocks(markdown)).iter().all(|span| !matches!(span, Span::Link { .. })), "{markdown}");
    }
    let mail = Span::Link { text: "a@b.example".to_owned(), href: "mailto:a@b.example".to_owned() };
    assert_eq!(blocks("<a@b.example>"), [Block::Para(vec![mail])]);
}

#[test]
fn images_become_their_words() {
    assert_eq!(
        blocks("a ![a *cup*](https://x.example/p.png) b"),
        [Block::Para(vec![text("a a "), Span::Italic("cup".to_owned()), text(" b"),])]
    );
    assert_eq!(blocks("![](javascript:x)"), []);
}

#[test]
fn unfinished_text_is_shown_as_it_is() {
    assert_eq!(blocks("a **b"), [para("a **b")]);
    assert_eq!(blocks("a [b](https://x"), [para("a [b](https://x")]);
    assert_eq!(blocks("```\ncode"), [Block::Code("code".to_owned())]);
    assert_eq!(blocks("a\0b"), [para("a\u{fffd}b")]);
}

#[test]
fn the_size_is_bounded() {
    let all = |blocks: &[Block]| spans(blocks).iter().map(|span| span.text().chars().count()).sum::<usize>();
    for hostile in
        ["[", "**", "![", "<", "`", "> ", "- ", "[a](", "*a _", "&", "\\", "|", "_a_ ", "1. a\n", "a **b** "]
    {
        let blocks = blocks(&hostile.repeat(100_000 / hostile.len()));
        assert!(all(&blocks) <= MESSAGE_CHARS, "{hostile}");
        assert!(blocks.len() + spans(&blocks).len() <= NODES + 2, "{hostile}");
    }
}
