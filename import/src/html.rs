//! Import's web pages: their main content as Markdown, their questions and answers as pairs.

mod content;
mod faq;
mod outline;
#[cfg(test)]
mod tests;
mod write;

use std::collections::HashSet;

use reqwest::Url;

use crate::{
    error::ReadError,
    piece::{Piece, Report},
    text::{TEXT_BYTES, decode, stem},
};
use outline::{Outline, ROOT};

/// How far into a page its `<meta charset>` is looked for, as browsers do.
const META: usize = 1_024;

/// The longest title that is kept, in letters.
const TITLE: usize = 200;

/// Reads a page. `address` is where links on it start from.
pub(crate) fn read(
    bytes: &[u8],
    label: Option<&str>,
    address: Option<&Url>,
    name: &str,
) -> Result<Report, ReadError> {
    let named = label.map(str::to_owned).or_else(|| meta_charset(bytes));
    let text = decode(bytes, named.as_deref())?;
    let page = Outline::parse(&text)?;
    let base = base(&page, address);
    let content = content::choose(&page);
    let (heading, blocks) = write::write(&page, content, base.as_ref());
    let mut report = Report {
        language: find(&page, "html")
            .and_then(|html| page.attribute(html, "lang"))
            .map(|lang| lang.trim().to_owned()),
        canonical: canonical(&page, base.as_ref()),
        noindex: noindex(&page),
        ..Report::default()
    };
    let title =
        heading.or_else(|| only_heading(&page)).or_else(|| title(&page)).unwrap_or_else(|| stem(name));
    let body = blocks.join("\n\n");
    if body.len() > TEXT_BYTES {
        return Err(ReadError::Long);
    }
    if !body.is_empty() {
        report.pieces.push(Piece::Article { title: title.chars().take(TITLE).collect(), body });
    }
    let mut asked = HashSet::new();
    for (question, answer) in faq::pairs(&page) {
        let answer = Outline::parse(&answer)?;
        let (_, blocks) = write::fragment(&answer, base.as_ref());
        if !blocks.is_empty() && asked.insert(question.clone()) {
            report.pieces.push(Piece::Pair { questions: vec![question], answer: blocks.join("\n\n") });
        }
    }
    if report.pieces.is_empty() { Err(ReadError::Empty) } else { Ok(report) }
}

fn find(page: &Outline, name: &str) -> Option<usize> {
    page.elements(ROOT).find(|node| page.name(*node) == name)
}

/// The page's heading of the first level, if it stands outside the content and is the only one.
fn only_heading(page: &Outline) -> Option<String> {
    let mut headings = page.elements(ROOT).filter(|node| page.name(*node) == "h1");
    let only = headings.next().filter(|_| headings.next().is_none())?;
    let words = page.text(only).split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

fn title(page: &Outline) -> Option<String> {
    let social = || {
        let mut metas = page.elements(ROOT).filter(|node| page.name(*node) == "meta");
        let social = metas.find(|node| page.attribute(*node, "property") == Some("og:title"))?;
        page.attribute(social, "content").map(str::to_owned)
    };
    let title = find(page, "title").map(|node| page.text(node)).filter(|title| !title.trim().is_empty());
    let words = title.or_else(social)?;
    let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// Where links start from: `<base>`, if there is one that is an address.
fn base(page: &Outline, address: Option<&Url>) -> Option<Url> {
    let named = find(page, "base").and_then(|base| page.attribute(base, "href"));
    match (named, address) {
        (Some(named), Some(address)) => address.join(named).ok().or_else(|| Some(address.clone())),
        (Some(named), None) => Url::parse(named).ok(),
        (None, address) => address.cloned(),
    }
}

fn canonical(page: &Outline, base: Option<&Url>) -> Option<String> {
    let mut links = page.elements(ROOT).filter(|node| page.name(*node) == "link");
    let link = links
        .find(|node| page.attribute(*node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))?;
    write::link(page.attribute(link, "href")?, base)
}

fn noindex(page: &Outline) -> bool {
    page.elements(ROOT).filter(|node| page.name(*node) == "meta").any(|meta| {
        page.attribute(meta, "name").is_some_and(|name| name.eq_ignore_ascii_case("robots"))
            && page.attribute(meta, "content").is_some_and(|content| {
                let mut words = content.split([',', ' ']).map(str::trim);
                words.any(|word| word.eq_ignore_ascii_case("noindex") || word.eq_ignore_ascii_case("none"))
            })
    })
}

fn meta_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(META)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let end = value.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter));
    Some(value[..end.unwrap_or(value.len())].to_owned())
}
