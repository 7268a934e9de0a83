//! Import's kinds of files: what a file is, by what its sender says, its name and its first bytes.

#[cfg(test)]
mod tests;

/// How far into a file its signature is looked for: PDFs may have a kilobyte of something else before theirs.
const HEAD: usize = 1_024;

/// A kind that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Markdown, with or without front matter.
    Markdown,
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// A table of questions and answers.
    Csv,
    /// A PDF.
    Pdf,
}

/// A kind that is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} cannot be read. Imports read Markdown, text, HTML, CSV and PDF.")]
pub struct Unread {
    /// What it is, at the beginning of a sentence.
    what: String,
}

impl Unread {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into() }
    }
}

/// Says what a file is. The bytes win where they are plain, then the sender's media type, then the name's ending.
///
/// # Errors
/// [`Unread`] names what it is instead, and which kinds are read.
pub fn kind_of(name: &str, media_type: Option<&str>, bytes: &[u8]) -> Result<Kind, Unread> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.windows(5).any(|five| five == b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    if let Some(what) = binary(head) {
        return Err(Unread::new(what));
    }
    if let Some(kind) = media(media_type)? {
        return Ok(kind);
    }
    match ending(name).as_str() {
        "md" | "markdown" | "mdown" | "mkd" => Ok(Kind::Markdown),
        "csv" | "tsv" => Ok(Kind::Csv),
        "pdf" => Ok(Kind::Pdf),
        "txt" | "text" => Ok(Kind::Text),
        "html" | "htm" | "xhtml" => Ok(Kind::Html),
        "json" | "xml" | "rtf" | "svg" | "js" | "css" | "yaml" | "yml" | "sql" => {
            Err(Unread::new(format!("A .{} file", ending(name))))
        }
        _ if page(head) => Ok(Kind::Html),
        _ => Ok(Kind::Text),
    }
}

/// What a media type says: a kind, nothing that decides, or a kind that is not read.
pub(crate) fn media(media_type: Option<&str>) -> Result<Option<Kind>, Unread> {
    let essence =
        media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/html" | "application/xhtml+xml" => Ok(Some(Kind::Html)),
        "text/markdown" | "text/x-markdown" => Ok(Some(Kind::Markdown)),
        "text/csv" | "text/tab-separated-values" => Ok(Some(Kind::Csv)),
        "application/pdf" | "application/x-pdf" => Ok(Some(Kind::Pdf)),
        // Said of anything: of Markdown by most servers, of CSV by browsers on machines with Excel.
        ""
        | "text/plain"
        | "application/octet-stream"
        | "binary/octet-stream"
        | "application/vnd.ms-excel" => Ok(None),
        other => Err(Unread::new(format!("Content of the type {}", printable(other)))),
    }
}

/// The encoding that a media type names.
pub(crate) fn charset(media_type: &str) -> Option<String> {
    let mut parameters = media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches(['"', '\'']).to_owned())
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// A stranger's word in a sentence of ours: short, and of letters that are seen.
fn printable(word: &str) -> String {
    word.chars().filter(char::is_ascii_graphic).take(60).collect()
}

fn page(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = |tag: &[u8]| head.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag));
    begins(b"<!doctype html") || begins(b"<html") || begins(b"<head") || begins(b"<body")
}

fn binary(head: &[u8]) -> Option<&'static str> {
    let signs: [(&[u8], &str); 13] = [
        (b"PK\x03\x04", "A Word, Excel or ZIP file"),
        (b"\xd0\xcf\x11\xe0", "An Office file"),
        (b"{\\rtf", "An RTF file"),
        (b"\x1f\x8b", "A packed file"),
        (b"7z\xbc\xaf", "A packed file"),
        (b"Rar!", "A packed file"),
        (b"\x89PNG", "A picture"),
        (b"\xff\xd8\xff", "A picture"),
        (b"GIF8", "A picture"),
        (b"RIFF", "A picture, sound or film"),
        (b"\x7fELF", "A program"),
        (b"MZ\x90", "A program"),
        (b"SQLite format 3", "A database"),
    ];
    if let Some((_, what)) = signs.iter().find(|(sign, _)| head.starts_with(sign)) {
        return Some(what);
    }
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    (!wide && head.contains(&0)).then_some("A binary file")
}
