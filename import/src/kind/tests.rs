//! Import's kinds, tested: bytes, media types and names, also when they disagree.

use super::{Kind, charset, kind_of};

#[test]
fn kinds_that_are_read() {
    for (name, media, bytes, kind) in [
        ("help.md", None, "# A", Kind::Markdown),
        ("HELP.MD", Some("application/octet-stream"), "# A", Kind::Markdown),
        ("readme", Some("text/markdown; charset=utf-8"), "# A", Kind::Markdown),
        ("raw.md", Some("text/plain"), "# A", Kind::Markdown),
        ("a.txt", Some("text/plain"), "a", Kind::Text),
        ("a", None, "a", Kind::Text),
        ("help", Some("text/html; charset=utf-8"), "a", Kind::Html),
        ("help.md", Some("text/html"), "a", Kind::Html),
        ("help", None, "\u{feff} <!DOCTYPE HTML><p>a", Kind::Html),
        ("help.htm", None, "a", Kind::Html),
        ("faq.csv", Some("application/vnd.ms-excel"), "a,b", Kind::Csv),
        ("faq", Some("text/csv"), "a,b", Kind::Csv),
        ("faq.tsv", None, "a\tb", Kind::Csv),
        ("a.txt", Some("text/html"), "junk %PDF-1.7", Kind::Pdf),
        ("a.pdf", None, "damaged", Kind::Pdf),
    ] {
        assert_eq!(kind_of(name, media, bytes.as_bytes()), Ok(kind), "{name} {media:?} {bytes}");
    }
    assert_eq!(kind_of("a.txt", None, b"\xff\xfea\0"), Ok(Kind::Text));
}

#[test]
fn kinds_that_are_not_read_are_named() {
    for (name, media, bytes, what) in [
        ("a.docx", None, b"PK\x03\x04..".as_slice(), "A Word, Excel or ZIP file"),
        ("a.md", Some("text/markdown"), b"\x89PNG\r\n", "A picture"),
        ("a.txt", None, b"a\0b", "A binary file"),
        ("a", Some("video/mp4"), b"...", "Content of the type video/mp4"),
        ("a", Some("application/\x1b[31mjson"), b"{}", "Content of the type application/[31mjson"),
        ("a.json", None, b"{}", "A .json file"),
    ] {
        let said = kind_of(name, media, bytes).unwrap_err().to_string();
        assert_eq!(said, format!("{what} cannot be read. Imports read Markdown, text, HTML, CSV and PDF."));
    }
}

#[test]
fn the_encoding_is_a_parameter() {
    assert_eq!(charset("text/html; a=b; Charset=\"Shift_JIS\"").as_deref(), Some("Shift_JIS"));
    assert_eq!(charset("text/html"), None);
}
