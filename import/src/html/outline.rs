//! Import's outline of a web page: its elements and texts as a flat list, in bounded depth.
//!
//! The tokens are those of the HTML standard; the tree is not. Building the standard's tree from a hostile page costs
//! time and memory that grow with the square of its size (misnested formatting, 100,000 open elements), and what is
//! wanted here is where the text stands, not how a browser would draw it.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::error::ReadError;

/// Deeper elements are not told apart: their text belongs to the last that is. Browsers stop at 512; pages that people
/// write reach about 60.
const DEPTH: usize = 200;

/// The most nodes of one page: its largest legitimate ones, the HTML standard on one page, have about 300,000.
const NODES: usize = 400_000;

/// The node that holds all others.
pub(super) const ROOT: usize = 0;

/// Attributes that are looked at anywhere.
const ATTRIBUTES: [&str; 13] = [
    "aria-hidden",
    "class",
    "content",
    "hidden",
    "href",
    "id",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "start",
    "type",
];

const VOID: [&str; 14] = [
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
    "source", "wbr",
];

/// Elements that begin a block of their own, and end an open paragraph.
const BLOCKS: [&str; 35] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// The rest of the blocks: parts of tables.
const TABLE_PARTS: [&str; 6] = ["tr", "td", "th", "thead", "tbody", "tfoot"];

/// Whether an element begins a block of its own.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name) || TABLE_PARTS.contains(&name) || name == "caption"
}

struct Node {
    /// Of an element; empty for a text.
    name: Box<str>,
    attributes: Vec<(&'static str, String)>,
    text: String,
    /// The node after all that is inside this one.
    end: usize,
    depth: usize,
    /// Begins a block of its own.
    block: bool,
}

/// A page: its nodes in the order in which they begin, each followed by what is inside it.
pub(super) struct Outline {
    nodes: Vec<Node>,
}

impl Outline {
    /// Reads a page, or a piece of one.
    pub(super) fn parse(html: &str) -> Result<Self, ReadError> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut builder = Builder { nodes: vec![node("", 0)], open: vec![ROOT], ignored: 0 };
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            if builder.nodes.len() > NODES {
                return Err(ReadError::Parts);
            }
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name);
                    let attributes = tag.attributes.into_iter().filter_map(|(name, value)| {
                        let name = ATTRIBUTES.iter().find(|known| known.as_bytes() == name.as_slice())?;
                        Some((*name, String::from_utf8_lossy(&value).into_owned()))
                    });
                    builder.begin(&name, attributes.collect(), tag.self_closing);
                }
                Token::EndTag(tag) => builder.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => builder.text(&String::from_utf8_lossy(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        Ok(builder.finish())
    }

    /// The element's name in lower case; empty for a text.
    pub(super) fn name(&self, node: usize) -> &str {
        &self.nodes[node].name
    }

    /// The words of a text; empty for an element.
    pub(super) fn words(&self, node: usize) -> &str {
        &self.nodes[node].text
    }

    pub(super) fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        self.nodes[node].attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Everything inside a node, in order.
    pub(super) fn inside(&self, node: usize) -> std::ops::Range<usize> {
        node + 1..self.nodes[node].end
    }

    /// The node after all that is inside this one.
    pub(super) fn after(&self, node: usize) -> usize {
        self.nodes[node].end
    }

    /// The elements inside a node.
    pub(super) fn elements(&self, node: usize) -> impl Iterator<Item = usize> {
        self.inside(node).filter(|inner| !self.name(*inner).is_empty())
    }

    /// A node's direct children.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let mut next = node + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < self.after(node)).then(|| {
                next = self.after(child);
                child
            })
        })
    }

    /// All words inside a node.
    pub(super) fn text(&self, node: usize) -> String {
        self.inside(node).map(|inner| self.words(inner)).collect()
    }
}

fn node(name: &str, depth: usize) -> Node {
    Node {
        name: name.into(),
        attributes: Vec::new(),
        text: String::new(),
        end: 0,
        depth,
        block: is_block(name),
    }
}

struct Builder {
    nodes: Vec<Node>,
    /// The elements that are open, outermost first; never more than `DEPTH`.
    open: Vec<usize>,
    /// How many are open that were too deep to be kept.
    ignored: usize,
}

impl Builder {
    fn begin(&mut self, name: &str, attributes: Vec<(&'static str, String)>, self_closing: bool) {
        self.imply_ends(name);
        // In pictures and formulas, an element may close itself.
        let empty =
            VOID.contains(&name) || matches!(name, "track" | "param") || (self_closing && !is_block(name));
        if self.open.len() >= DEPTH && !empty {
            self.ignored += 1;
            return;
        }
        let mut element = node(name, self.open.len());
        element.attributes = attributes;
        let at = self.nodes.len();
        element.end = at + 1;
        self.nodes.push(element);
        if !empty {
            self.open.push(at);
        }
    }

    fn text(&mut self, text: &str) {
        let depth = self.open.len();
        match self.nodes.last_mut() {
            // What directly follows a text at the same depth continues it.
            Some(last) if last.name.is_empty() && last.depth == depth && !last.text.is_empty() => {
                last.text.push_str(text);
            }
            _ => {
                let mut words = node("", depth);
                words.text = text.to_owned();
                words.end = self.nodes.len() + 1;
                self.nodes.push(words);
            }
        }
    }

    fn end(&mut self, name: &str) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        let table = TABLE_PARTS.contains(&name) || name == "table";
        // The end of something outside a cell does not end the cell, unless it is the table's.
        let wall = |open: &Node| !table && matches!(&*open.name, "td" | "th" | "table");
        self.close_to(|open| &*open.name == name, wall);
    }

    /// What ends where an element begins, though nobody said so.
    fn imply_ends(&mut self, name: &str) {
        let mut close = |ended: &[&str], walls: &[&str]| {
            self.close_to(|open| ended.contains(&&*open.name), |open| walls.contains(&&*open.name));
        };
        match name {
            "li" => close(&["li"], &["ul", "ol", "menu", "table"]),
            "dt" | "dd" => close(&["dt", "dd"], &["dl", "table"]),
            // A link in a link is two links.
            "a" => close(&["a"], &["td", "th", "table"]),
            "option" => close(&["option"], &["select"]),
            "td" | "th" => close(&["td", "th"], &["tr", "table"]),
            "tr" => close(&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => close(&["thead", "tbody", "tfoot"], &["table"]),
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.close_to(|open| &*open.name == "p", |open| open.block);
        }
        if HEADINGS.contains(&name) {
            self.close_to(|open| HEADINGS.contains(&&*open.name), |open| open.block);
        }
    }

    /// Closes the innermost open element that is `wanted`, and what is inside it, unless a `wall` stands between.
    fn close_to(&mut self, wanted: impl Fn(&Node) -> bool, wall: impl Fn(&Node) -> bool) {
        for at in (1..self.open.len()).rev() {
            let open = &self.nodes[self.open[at]];
            if wanted(open) {
                let end = self.nodes.len();
                for closed in self.open.drain(at..) {
                    self.nodes[closed].end = end;
                }
                return;
            }
            if wall(open) {
                return;
            }
        }
    }

    fn finish(mut self) -> Outline {
        let end = self.nodes.len();
        for open in self.open {
            self.nodes[open].end = end;
        }
        Outline { nodes: self.nodes }
    }
}
