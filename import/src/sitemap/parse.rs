//! Import's reading of one sitemap: XML of the sitemap protocol or a list of addresses, packed or not.

use quick_xml::{Reader, events::Event};

use crate::{error::ReadError, fetcher::gunzip, text::decode};

/// A sitemap once it is unpacked, in bytes; as much as a fetched one may have.
const BYTES: usize = 10_000_000;

/// The entries of one sitemap that are kept; the rest is counted.
const ENTRIES: usize = 10_000;

/// Elements in elements: the protocol has three, its extensions for news and films six.
const DEPTH: usize = 20;

/// The longest text of an element that is kept, in bytes.
const PLACE: usize = 4_096;

/// One place that a sitemap names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) place: String,
    pub(super) changed: Option<String>,
}

/// What one sitemap names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    /// Sitemaps, not pages.
    pub(super) index: bool,
    pub(super) entries: Vec<Entry>,
    /// How many entries there are beyond those kept.
    pub(super) more: usize,
}

/// Reads a sitemap.
pub(super) fn parse(bytes: &[u8]) -> Result<Listed, ReadError> {
    let unpacked;
    let bytes = if bytes.starts_with(b"\x1f\x8b") {
        let plain =
            gunzip(bytes, BYTES).map_err(|_| ReadError::Sitemap("its packing is damaged".to_owned()))?;
        unpacked = plain.ok_or(ReadError::SitemapSize)?;
        &unpacked
    } else {
        bytes
    };
    if bytes.len() > BYTES {
        return Err(ReadError::SitemapSize);
    }
    let text = decode(bytes, None).map_err(|_| ReadError::Sitemap("it is no text".to_owned()))?;
    if text.trim_start().starts_with('<') { xml(&text) } else { lines(&text) }
}

/// The protocol's plain form: one address a line.
fn lines(text: &str) -> Result<Listed, ReadError> {
    let mut listed = Listed::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !line.starts_with("http://") && !line.starts_with("https://") {
            return Err(ReadError::Sitemap("it is neither XML nor a list of addresses".to_owned()));
        }
        listed.take(Entry { place: line.to_owned(), changed: None });
    }
    if listed.entries.is_empty() { Err(ReadError::Empty) } else { Ok(listed) }
}

impl Listed {
    fn take(&mut self, entry: Entry) {
        if entry.place.is_empty() || entry.place.len() > PLACE {
            return;
        }
        if self.entries.len() < ENTRIES {
            self.entries.push(entry);
        } else {
            self.more += 1;
        }
    }
}

fn xml(text: &str) -> Result<Listed, ReadError> {
    let broken = |what: &str| ReadError::Sitemap(what.to_owned());
    let mut reader = Reader::from_str(text);
    let mut listed = Listed::default();
    let mut open: Vec<String> = Vec::new();
    let mut entry = Entry::default();
    let mut words = String::new();
    loop {
        match reader.read_event().map_err(|_| broken("its XML is damaged"))? {
            // A document type is what entities, and with them bombs and files of ours, come from. No sitemap has one.
            Event::DocType(_) => return Err(broken("it has a document type")),
            Event::Start(tag) => {
                if open.len() >= DEPTH {
                    return Err(broken("its XML is nested too deeply"));
                }
                let name = tag.local_name().as_ref().to_owned();
                match (open.len(), name.as_str()) {
                    (0, "urlset") => {}
                    (0, "sitemapindex") => listed.index = true,
                    (0, _) => return Err(broken("it begins like another kind of XML")),
                    (1, _) => entry = Entry::default(),
                    _ => words.clear(),
                }
                open.push(name);
            }
            Event::Text(part) if words.len() <= PLACE => words.push_str(&part.xml10_content()),
            Event::CData(part) if words.len() <= PLACE => words.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => {
                let known = quick_xml::escape::resolve_predefined_entity(&reference).map(str::to_owned);
                let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                words.push_str(
                    &known.or(letter).ok_or_else(|| broken("it uses a name that it does not explain"))?,
                );
            }
            Event::End(_) => {
                let name = open.pop().unwrap_or_default();
                match (open.len(), name.as_str()) {
                    (2, "loc") => entry.place = words.trim().to_owned(),
                    (2, "lastmod") => entry.changed = Some(words.trim().chars().take(40).collect()),
                    (1, "url" | "sitemap") => listed.take(std::mem::take(&mut entry)),
                    _ => {}
                }
                words.clear();
            }
            Event::Eof if !open.is_empty() => return Err(broken("it ends early")),
            Event::Eof if listed.entries.is_empty() => return Err(ReadError::Empty),
            Event::Eof => return Ok(listed),
            Event::Text(_)
            | Event::CData(_)
            | Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_) => {}
        }
    }
}
