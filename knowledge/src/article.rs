//! The AI agent's reading: an article of Markdown cut into passages and sentences, as ranges of the stored text.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

use super::{markdown::OPTIONS, sentences::sentences};

/// A passage is closed before the block with which it would pass this length, in bytes.
const LONG: usize = 1_000;

/// One article of the knowledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Article {
    /// What it is about.
    pub(crate) title: String,
    /// The whole Markdown as it is stored; every range points into it.
    pub(crate) body: String,
}

/// A few paragraphs or a list under one heading: what an answer names as its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// The headings above it below the title, outermost first, joined by blanks.
    pub(crate) heading: String,
    /// The innermost of them.
    pub(crate) label: String,
    /// Where it stands in the body.
    pub(crate) bytes: Range<usize>,
    /// What it consists of, in order.
    pub(crate) units: Vec<Unit>,
}

/// The smallest piece that is quoted: it makes sense, and is well-formed Markdown, by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) bytes: Range<usize>,
    pub(crate) kind: Kind,
    /// Units of the same paragraph, list or table have the same number.
    pub(crate) block: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sentence,
    /// A row of a list, with what is nested in it.
    Bullet,
    /// A row of a table; the range is the table's head with its rule.
    Row(Range<usize>),
    /// Steps, code, a quotation: in one piece or not at all.
    Whole,
}

impl Article {
    /// The passages in order; headings, raw HTML and rules belong to none.
    pub(crate) fn passages(&self) -> Vec<Passage> {
        let mut reader =
            Reader { body: &self.body, done: Vec::new(), open: None, headings: Vec::new(), blocks: 0 };
        let mut events = Parser::new_ext(&self.body, OPTIONS).into_offset_iter();
        while let Some((event, range)) = events.next() {
            let Event::Start(tag) = event else { continue };
            let mut inner = Vec::new();
            let mut depth = 1_usize;
            for (event, range) in events.by_ref() {
                if let Event::Start(_) = event {
                    depth += 1;
                } else if let Event::End(_) = event {
                    depth -= 1;
                }
                if depth == 0 {
                    break;
                }
                inner.push((event, range));
            }
            reader.block(&tag, &range, &inner);
        }
        reader.close();
        reader.done
    }
}

type Inner<'a> = [(Event<'a>, Range<usize>)];

struct Reader<'a> {
    body: &'a str,
    done: Vec<Passage>,
    open: Option<Passage>,
    headings: Vec<(HeadingLevel, String)>,
    blocks: usize,
}

impl Reader<'_> {
    fn block(&mut self, tag: &Tag<'_>, range: &Range<usize>, inner: &Inner<'_>) {
        let whole = trimmed(self.body, range);
        let starts = |wanted: fn(&Tag<'_>) -> bool| {
            let mut depth = 0_usize;
            inner.iter().filter_map(move |(event, range)| {
                let found = if let Event::Start(tag) = event {
                    depth += 1;
                    depth == 1 && wanted(tag)
                } else {
                    depth -= usize::from(matches!(event, Event::End(_)));
                    matches!(event, Event::Code(_)) && depth == 0 && wanted(&Tag::Strong)
                };
                found.then(|| range.clone())
            })
        };
        if let Tag::Heading { level, .. } = tag {
            return self.heading(*level, inner);
        }
        #[expect(clippy::wildcard_enum_match_arm, reason = "what is not quoted is every other kind of block")]
        let rows: Vec<(Range<usize>, Kind)> = match tag {
            Tag::Paragraph => {
                let held: Vec<_> = starts(|_| true).collect();
                sentences(self.body, whole.clone(), &held)
                    .into_iter()
                    .map(|range| (range, Kind::Sentence))
                    .collect()
            }
            Tag::List(None) => starts(|tag| *tag == Tag::Item).map(|range| (range, Kind::Bullet)).collect(),
            Tag::Table(_) => {
                let head = starts(|tag| *tag == Tag::TableHead).next().unwrap_or(whole.start..whole.start);
                let rows: Vec<_> = starts(|tag| *tag == Tag::TableRow).collect();
                let end = rows.first().map_or(whole.end, |row| row.start);
                let head = trimmed(self.body, &(head.start..end));
                rows.into_iter().map(|range| (range, Kind::Row(head.clone()))).collect()
            }
            Tag::List(Some(_)) | Tag::CodeBlock(_) | Tag::BlockQuote(_) => vec![(whole.clone(), Kind::Whole)],
            _ => return,
        };
        self.blocks += 1;
        let block = self.blocks;
        let units =
            rows.into_iter().map(|(range, kind)| Unit { bytes: trimmed(self.body, &range), kind, block });
        let leads = |passage: &Passage| self.body[passage.bytes.clone()].ends_with([':', '：']);
        if self.open.as_ref().is_some_and(|open| whole.end - open.bytes.start > LONG && !leads(open)) {
            self.close();
        }
        let headings = &self.headings;
        let open = self.open.get_or_insert_with(|| Passage {
            heading: headings.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "),
            label: headings.last().map(|(_, text)| text.clone()).unwrap_or_default(),
            bytes: whole.clone(),
            units: Vec::new(),
        });
        open.bytes.end = whole.end;
        open.units.extend(units);
    }

    fn heading(&mut self, level: HeadingLevel, inner: &Inner<'_>) {
        self.close();
        let text = inner.iter().filter_map(|(event, _)| {
            if let Event::Text(text) | Event::Code(text) = event { Some(text.as_ref()) } else { None }
        });
        let text: String = text.collect();
        self.headings.retain(|(above, _)| *above < level);
        if level > HeadingLevel::H1 {
            self.headings.push((level, text));
        }
    }

    fn close(&mut self) {
        self.done.extend(self.open.take().filter(|passage| !passage.units.is_empty()));
    }
}

fn trimmed(body: &str, range: &Range<usize>) -> Range<usize> {
    let text = body[range.clone()].trim_end();
    range.start..range.start + text.len()
}

#[cfg(test)]
mod tests;
