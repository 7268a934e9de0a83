//! Import's Markdown: a file as one article, under its first heading.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::{
    error::ReadError,
    piece::Report,
    text::{TEXT_BYTES, decode, stem},
};

/// Reads a Markdown file. Its title is that of its front matter, its first heading of the first level, or its name.
pub(crate) fn read(bytes: &[u8], label: Option<&str>, name: &str) -> Result<Report, ReadError> {
    let text = decode(bytes, label)?;
    let (front, text) = front_matter(text.trim());
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if text.len() > TEXT_BYTES {
        return Err(ReadError::Long);
    }
    let (heading, body) = heading(text);
    let title = front.or(heading).unwrap_or_else(|| stem(name));
    let body = if body.is_empty() { text } else { body };
    Ok(Report::article(title, body.to_owned()))
}

/// The title in the front matter, and what comes after it.
fn front_matter(text: &str) -> (Option<String>, &str) {
    let Some((front, body)) = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")) else {
        return (None, text);
    };
    let title = front.lines().find_map(|line| line.strip_prefix("title:"));
    let title = title.map(|title| title.trim().trim_matches(['"', '\'']).to_owned());
    (title.filter(|title| !title.is_empty()), body.trim())
}

/// The first heading of the first level, in plain words, and the text without it where it is what the text begins with.
fn heading(text: &str) -> (Option<String>, &str) {
    let mut title = String::new();
    let mut open = false;
    for (event, place) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => open = true,
            Event::Text(words) | Event::Code(words) if open => title.push_str(&words),
            Event::SoftBreak | Event::HardBreak if open => title.push(' '),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                let title = title.trim();
                if title.is_empty() {
                    return (None, text);
                }
                let first = text[..place.start].trim().is_empty();
                return (Some(title.to_owned()), if first { text[place.end..].trim() } else { text });
            }
            Event::Start(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::piece::Piece;

    fn article(text: &str) -> (String, String) {
        match read(text.as_bytes(), None, "help/returns.md").unwrap().pieces.remove(0) {
            Piece::Article { title, body } => (title, body),
            Piece::Pair { .. } => panic!("a pair"),
        }
    }

    fn is(text: &str, title: &str, body: &str) {
        assert_eq!(article(text), (title.to_owned(), body.to_owned()));
    }

    #[test]
    fn the_title_is_found() {
        is("# Returns & *more*\n\nText.", "Returns & more", "Text.");
        is("Returns\n=======\n\nText.\n\n## A", "Returns", "Text.\n\n## A");
        is("---\nlang: en\ntitle: \"Returns\"\n---\n\nText.", "Returns", "Text.");
        is("---\nlang: en\n---\n# Returns\nText.", "Returns", "Text.");
        is("Intro.\n\n# Returns\n\nText.", "Returns", "Intro.\n\n# Returns\n\nText.");
        is("## Second\n\nText.", "returns", "## Second\n\nText.");
        is("# Only a title", "Only a title", "# Only a title");
        is("```\n# no title\n```", "returns", "```\n# no title\n```");
    }

    #[test]
    fn empty_and_endless_files_are_refused() {
        assert_eq!(
            read(b"---\ntitle: A\n---\n", None, "x"),
            Ok(Report::article("x".into(), "---\ntitle: A\n---".into()))
        );
        assert_eq!(read(b"\n\n", None, "x"), Err(ReadError::Empty));
        assert_eq!(read("a ".repeat(TEXT_BYTES).as_bytes(), None, "x"), Err(ReadError::Long));
    }
}
