//! Import's web pages, tested: what is kept, what is dropped, and pages that are made to hurt.

mod hostile;

use reqwest::Url;

use crate::{
    error::ReadError,
    piece::{Piece, Report},
};

fn report(html: &str) -> Report {
    let address = Url::parse("https://shop.example/help/returns").unwrap();
    super::read(html.as_bytes(), None, Some(&address), "returns.html").unwrap()
}

fn article(html: &str) -> (String, String) {
    match report(html).pieces.remove(0) {
        Piece::Article { title, body } => (title, body),
        Piece::Pair { .. } => panic!("a pair"),
    }
}

/// Checks the Markdown of a page whose `main` is `html`.
fn is(html: &str, markdown: &str) {
    assert_eq!(article(&format!("<title>T</title><main>{html}</main>")).1, markdown, "{html}");
}

#[test]
fn blocks_become_markdown() {
    is("<h2>A <em>b</em></h2><p>One\n two</p>three<div>four</div>", "## A b\n\nOne two\n\nthree\n\nfour");
    is("<p>a<br>b<br><br>c", "a\\\nb\n\nc");
    is("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c");
    is("<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>", "3. a\n4. b\n\n   c");
    is("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b");
    is("<pre>a\n  b &lt;c&gt;</pre>", "```\na\n  b <c>\n```");
    is("<p>use <code>x  y</code> &amp; <kbd>Esc</kbd>", "use `x y` & `Esc`");
    is("<dl><dt>Who?<dd>We.<dt>When?<dd>Now.</dl>", "## Who?\n\nWe.\n\n## When?\n\nNow.");
    is("<h2>F</h2><details><summary>Who?</summary><p>We.</p></details>", "## F\n\n### Who?\n\nWe.");
    is("<h4>a</h4><p>x</p><h6>b</h6>y", "#### a\n\nx\n\n###### b\n\ny");
    is("<p>a<span> b</span><b>c</b> <i>d </i>e", "a bc d e");
    is("a<!-- <b>no</b> -->b", "ab");
}

#[test]
fn tables_keep_their_cells() {
    is(
        "<table><caption>Prices</caption><thead><tr><th>What<th>How much<tbody><tr><td>A|B<td>5 €<br>net<tr><td>C</table>",
        "Prices\n\n| What | How much |\n| --- | --- |\n| A\\|B | 5 € net |\n| C |  |",
    );
    // Laid out by a table, as old pages are.
    is("<table><tr><td><h2>A</h2><p>x</p><td>y</table>", "## A\n\nx\n\ny");
}

#[test]
fn only_live_links_stay() {
    is(
        "<a href='/a b?x=(1)'>A</a> <a href=mailto:a@b.example>M</a>",
        "[A](https://shop.example/a%20b?x=%281%29) [M](mailto:a@b.example)",
    );
    is(
        "<a href='javascript:alert(1)'>A</a> <a href='data:text/html,x'>B</a> <a href='#top'>C</a> <a>D</a>",
        "A B C D",
    );
    is("<a href=' &#1;java\nscript:alert(1)'>A</a>", "A");
    is("a<a href=/b> b </a>c <a href=/c><div>d</div></a>", "a [b](https://shop.example/b)c\n\nd");
    is("<a href=/x><img src=y alt=z></a>e", "e");
    is("<a href=/x>]( http://evil.example)</a>", "[\\]( http://evil.example)](https://shop.example/x)");
}

#[test]
fn nothing_stays_markup() {
    is(
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; ![x](http://a.example/b) # *a*",
        "\\<script>alert(1)\\</script> \\&lt; !\\[x\\](http://a.example/b) # \\*a\\*",
    );
    is(
        "<p># a<p>- b<p>1. c<p>> d<script>x</script><style>y</style><svg><text>z</text></svg><iframe>q</iframe>",
        "\\# a\n\n\\- b\n\n1\\. c\n\n\\> d",
    );
    is("<img src=x onerror=alert(1) alt=a><p onclick=x style=y>b<math><mi>c</math>", "b");
}

#[test]
fn what_surrounds_the_content_is_dropped() {
    let html = "<!doctype html><html lang=de-CH><head><title> Returns \n| Shop </title></head><body class='sidebar-left'>
        <header><a href=/>Shop</a></header><nav><ul><li><a href=/a>A</a></ul></nav><div class='cookie-banner'>We use cookies</div>
        <div id=wrapper><div class=breadcrumbs>Home > Help</div><h1>Returns</h1><p>Within 30 days of delivery, unworn.</p>
        <form><label>Mail</label><input name=a><button>Send</button></form><p hidden>no</p><p aria-hidden=true>no</p></div>
        <aside>More</aside><div><a href=/x>X</a> <a href=/y>Y</a></div><footer>© Shop</footer><script>x</script></body></html>";
    assert_eq!(article(html), ("Returns".to_owned(), "Within 30 days of delivery, unworn.".to_owned()));
    assert_eq!(report(html).language.as_deref(), Some("de-CH"));
}

#[test]
fn main_and_article_are_preferred() {
    assert_eq!(
        article(
            "<title>T</title><div>side</div><article><header><h1>A</h1></header><p>x<footer>f</footer></article>side"
        ),
        ("A".to_owned(), "x".to_owned())
    );
    assert_eq!(
        article(
            "<div>side</div><div role=main><h1>A</h1><ul><li><a href=/a>a</a><li><a href=/b>b</a></ul></div>"
        )
        .1,
        "- [a](https://shop.example/a)\n- [b](https://shop.example/b)"
    );
    assert_eq!(article("<article>one</article><article>two</article>").1, "one\n\ntwo");
    assert_eq!(
        article("<form id=aspnet><div><h1>A</h1><p>x</p><input value=y></div></form>"),
        ("A".to_owned(), "x".to_owned())
    );
}

#[test]
fn titles_come_from_the_heading_the_page_or_the_file() {
    let title = |html: &str| article(html).0;
    assert_eq!(title("<title>T</title><h1>A <b>b</b></h1>x"), "A b");
    assert_eq!(title("<title>T &amp; U</title><h2>A</h2>x"), "T & U");
    assert_eq!(title("<meta property=og:title content='O'>x"), "O");
    assert_eq!(title("<header><h1>A</h1></header><title>T</title><main>x</main>"), "A");
    assert_eq!(title("x"), "returns");
    assert_eq!(title(&format!("<h1>{}</h1>x", "a".repeat(999))).len(), 200);
}

#[test]
fn what_a_page_says_of_itself_is_reported() {
    let page = report(
        "<html lang=en><meta name=ROBOTS content='nofollow, NOINDEX'><link rel=canonical href=../faq><p>x",
    );
    assert_eq!(
        (page.noindex, page.canonical.as_deref(), page.language.as_deref()),
        (true, Some("https://shop.example/faq"), Some("en"))
    );
    let page = report(
        "<meta name=robots content=index><link rel=canonical href=javascript:x><base href='https://cdn.example/a/'><a href=b>b</a>",
    );
    assert_eq!((page.noindex, page.canonical), (false, None));
    assert!(matches!(&page.pieces[0], Piece::Article { body, .. } if body == "[b](https://cdn.example/a/b)"));
}

#[test]
fn questions_for_search_engines_become_pairs() {
    let page = report(
        r#"<p>x<script type="application/ld+json">{"@graph": [{"@type": ["WebPage", "FAQPage"], "mainEntity": [
        {"@type": "Question", "name": "When &amp; <b>how</b>?", "acceptedAnswer": {"@type": "Answer", "text": "<p>Now, <a href='/a'>so</a>.</p><script>x<\/script>"}},
        {"@type": "Question", "name": "When &amp; <b>how</b>?", "acceptedAnswer": {"text": "again"}},
        {"@type": "Question", "name": "Nothing?", "acceptedAnswer": {"text": " "}}, {"@type": "Question"}, 7]}]}</script>
        <script type="application/ld+json">{broken</script>"#,
    );
    let pair = Piece::Pair {
        questions: vec!["When & how?".to_owned()],
        answer: "Now, [so](https://shop.example/a).".to_owned(),
    };
    assert_eq!(page.pieces[1..], [pair]);
}

#[test]
fn encodings_are_taken_from_the_header_then_the_page() {
    let text = "<meta charset=shift_jis><p>返品は三十日以内";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    for (bytes, label) in
        [(bytes.as_ref(), None), (bytes.as_ref(), Some("Shift_JIS")), (text.as_bytes(), None)]
    {
        let page = super::read(bytes, label, None, "x").unwrap();
        assert!(
            matches!(&page.pieces[0], Piece::Article { body, .. } if body == "返品は三十日以内"),
            "{page:?}"
        );
    }
}

#[test]
fn a_page_without_text_is_empty() {
    for html in ["", "<nav>a</nav><script>b</script>", "<title>only</title>", "<h1>only</h1>"] {
        assert_eq!(super::read(html.as_bytes(), None, None, "x"), Err(ReadError::Empty), "{html}");
    }
}
