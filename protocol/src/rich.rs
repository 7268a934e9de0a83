//! Formatted text as typed nodes. The server parses Markdown into these; clients turn each into one element, so no
//! client parses text into markup.

use serde::{Deserialize, Serialize};

/// A paragraph, a list or a block of code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Para(Vec<Span>),
    /// A short heading.
    Head(Vec<Span>),
    /// A list; `ordered` ones are numbered from 1.
    List {
        /// Numbered, or with bullets.
        ordered: bool,
        /// One row each.
        items: Vec<Vec<Span>>,
    },
    /// Text to be shown as it is, in a fixed-width face.
    Code(String),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Plain text.
    Text(String),
    /// Strong text.
    Bold(String),
    /// Emphasised text.
    Italic(String),
    /// A few words of code.
    Code(String),
    /// A link. The server lets `http:`, `https:` and `mailto:` through and nothing else.
    Link {
        /// What the reader sees.
        text: String,
        /// An absolute address.
        href: String,
    },
}

impl Span {
    /// The words without their dress.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Bold(text) | Self::Italic(text) | Self::Code(text) => text,
            Self::Link { text, .. } => text,
        }
    }
}

/// The words of formatted text without their dress, a line a block.
#[must_use]
pub fn plain(blocks: &[Block]) -> String {
    let line = |spans: &[Span]| spans.iter().map(Span::text).collect::<String>();
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Para(spans) | Block::Head(spans) => lines.push(line(spans)),
            Block::List { items, .. } => lines.extend(items.iter().map(|item| line(item))),
            Block::Code(text) => lines.push(text.clone()),
        }
    }
    lines.join("\n")
}
