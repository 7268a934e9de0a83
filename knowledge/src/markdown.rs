//! The AI agent's Markdown as typed nodes: a short allowlist, bounded, never markup.

mod link;

use baton_protocol::{
    limits::MESSAGE_CHARS,
    rich::{Block, Span},
};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::language::unspaced;
use link::allowed;

/// The most blocks, rows and spans of one text together; what is beyond is left out.
const NODES: usize = 600;

/// What the reader of articles and the renderer of answers both understand.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES;

/// Parses Markdown; of a text longer than a message may be, only the beginning. Raw HTML is dropped, images become their
/// alternative text, links to anything but `http:`, `https:` and `mailto:` their words, nested lists and quotes are
/// flattened, rows of a table become rows of a list. A hard line break is `\n` inside a text.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let end = markdown.char_indices().nth(MESSAGE_CHARS).map_or(markdown.len(), |(at, _)| at);
    let mut page = Page::default();
    for event in Parser::new_ext(&markdown[..end], OPTIONS) {
        page.take(event);
        if page.nodes >= NODES {
            break;
        }
    }
    page.end_line();
    page.end_list();
    page.done
}

/// The nodes so far, and what is open.
#[derive(Default)]
struct Page {
    done: Vec<Block>,
    nodes: usize,
    /// The line being written.
    line: Vec<Span>,
    /// A soft line break waits for the next letter: a blank, unless both sides are written without blanks.
    soft: bool,
    /// How many lists are open, whether the outermost one is numbered, and its rows.
    lists: usize,
    ordered: bool,
    items: Vec<Vec<Span>>,
    strong: usize,
    emphasis: usize,
    /// Open links, innermost last; none inside where the address is not allowed.
    links: Vec<Option<String>>,
    heading: bool,
    /// The text of an open block of code.
    code: Option<String>,
    table: Option<Table>,
}

/// An open table: its column titles, and the cell that is being read.
#[derive(Default)]
struct Table {
    titles: Vec<String>,
    head: bool,
    column: usize,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(text) => self.push(Span::Code(text.into_string())),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::InlineHtml(tag) => {
                let name = tag.trim_start_matches('<').trim_end_matches(['/', '>', ' ']);
                if name.eq_ignore_ascii_case("br") {
                    self.text("\n");
                }
            }
            Event::SoftBreak => self.soft = true,
            Event::HardBreak => self.text("\n"),
            Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.end_line();
                self.heading = true;
            }
            Tag::CodeBlock(_) => {
                if self.lists == 0 {
                    self.end_line();
                }
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                if self.lists == 0 {
                    self.end_line();
                    self.ordered = first.is_some();
                }
                self.lists += 1;
            }
            // Rows below a numbered row stay inside it, so that the numbers remain right.
            Tag::Item if self.lists > 1 && self.ordered => self.text(" – "),
            Tag::Item => self.end_line(),
            Tag::Table(_) => {
                self.end_line();
                self.lists += 1;
                self.table = Some(Table::default());
            }
            Tag::TableHead => self.in_table(|table| table.head = true),
            Tag::TableCell => self.start_cell(),
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { link_type, dest_url, .. } => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.links.push(allowed(&format!("{mail}{dest_url}")));
            }
            Tag::Paragraph if self.lists > 0 => {
                if !self.line.is_empty() {
                    self.text("\n");
                }
            }
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::TableRow
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Image { .. }
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.lists > 0 => {}
            TagEnd::Item if self.lists > 1 && self.ordered => {}
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow => self.end_line(),
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                if self.lists > 0 {
                    self.push(Span::Code(code.trim_end().to_owned()));
                } else {
                    self.block(Block::Code(code));
                }
            }
            TagEnd::List(_) | TagEnd::Table => {
                self.end_line();
                self.table = None;
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0 {
                    self.end_list();
                }
            }
            TagEnd::TableHead => self.in_table(|table| {
                table.head = false;
                table.column = 0;
            }),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::BlockQuote(_)
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn in_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    /// A cell after the first says what column it stands in.
    fn start_cell(&mut self) {
        let Some(table) = &self.table else { return };
        if table.head || table.column == 0 {
            return;
        }
        let title = table.titles.get(table.column).filter(|title| !title.is_empty());
        let lead = title.map_or(" · ".to_owned(), |title| format!(" · {title}: "));
        self.text(&lead);
    }

    fn end_cell(&mut self) {
        self.soft = false;
        let Some(table) = &mut self.table else { return };
        table.column += 1;
        if table.head {
            table.titles.push(self.line.drain(..).map(|span| span.text().to_owned()).collect());
        }
    }

    fn text(&mut self, text: &str) {
        let text = text.replace('\0', "\u{fffd}");
        let span = match (self.links.last(), self.strong, self.emphasis) {
            (Some(Some(href)), ..) => Span::Link { text, href: href.clone() },
            (_, 1.., _) => Span::Bold(text),
            (_, _, 1..) => Span::Italic(text),
            _ => Span::Text(text),
        };
        self.push(span);
    }

    /// Adds to the line; joins what wears the same dress.
    fn push(&mut self, mut span: Span) {
        if std::mem::take(&mut self.soft) {
            let before = self.line.last().and_then(|last| last.text().chars().next_back());
            let after = span.text().chars().next();
            if let (Some(before), Some(after)) = (before, after)
                && !(unspaced(before) && unspaced(after))
            {
                self.push(Span::Text(" ".to_owned()));
            }
        }
        match (self.line.last_mut(), &mut span) {
            (Some(Span::Text(old)), Span::Text(new))
            | (Some(Span::Bold(old)), Span::Bold(new))
            | (Some(Span::Italic(old)), Span::Italic(new)) => old.push_str(new),
            (Some(Span::Link { text: old, href: from }), Span::Link { text: new, href: to })
                if from == to =>
            {
                old.push_str(new);
            }
            _ => {
                self.nodes += 1;
                self.line.push(span);
            }
        }
    }

    fn end_line(&mut self) {
        self.soft = false;
        if let Some(table) = &mut self.table {
            table.column = 0;
        }
        let heading = std::mem::take(&mut self.heading);
        let line = std::mem::take(&mut self.line);
        if line.iter().all(|span| span.text().trim().is_empty()) {
            return;
        }
        if self.lists > 0 {
            self.nodes += 1;
            self.items.push(line);
        } else if heading {
            self.block(Block::Head(line));
        } else {
            self.block(Block::Para(line));
        }
    }

    fn end_list(&mut self) {
        let items = std::mem::take(&mut self.items);
        if !items.is_empty() {
            self.block(Block::List { ordered: self.ordered, items });
        }
        self.ordered = false;
    }

    fn block(&mut self, block: Block) {
        self.nodes += 1;
        self.done.push(block);
    }
}

#[cfg(test)]
mod tests;
