//! Import's writer of Markdown: a page's headings, paragraphs, lists, tables and links, and nothing else of it.

mod blocks;

use reqwest::Url;

use super::{
    content::{menu, skipped},
    outline::{Outline, ROOT, is_block},
};
use crate::escape::escape;

/// Writes the content of a page: its heading of the first level, and its blocks.
pub(super) fn write(page: &Outline, content: usize, base: Option<&Url>) -> (Option<String>, Vec<String>) {
    let main =
        matches!(page.name(content), "main" | "article") || page.attribute(content, "role") == Some("main");
    let mut writer = Writer {
        page,
        base,
        main,
        blocks: Vec::new(),
        line: String::new(),
        title: None,
        level: 1,
        nested: 0,
    };
    writer.children(content);
    writer.flush();
    (writer.title, writer.blocks)
}

/// Writes a piece of HTML, all of it.
pub(super) fn fragment(page: &Outline, base: Option<&Url>) -> (Option<String>, Vec<String>) {
    let mut writer = Writer {
        page,
        base,
        main: true,
        blocks: Vec::new(),
        line: String::new(),
        title: None,
        level: 1,
        nested: 0,
    };
    writer.children(ROOT);
    writer.flush();
    (None, writer.blocks)
}

/// An address of a link, if it is one that may be followed.
pub(super) fn link(href: &str, base: Option<&Url>) -> Option<String> {
    let url = match base {
        Some(base) => base.join(href.trim()).ok()?,
        None => Url::parse(href.trim()).ok()?,
    };
    let live = matches!(url.scheme(), "http" | "https" | "mailto");
    // Parentheses and blanks would end a link of Markdown; the parser leaves the former.
    live.then(|| url.as_str().replace('(', "%28").replace(')', "%29").replace('<', "%3C").replace('>', "%3E"))
}

struct Writer<'a> {
    page: &'a Outline,
    base: Option<&'a Url>,
    /// The content is the page's own `main`: its lists of links are meant.
    main: bool,
    blocks: Vec<String>,
    /// The line of text being written.
    line: String,
    title: Option<String>,
    /// The level of the last heading.
    level: usize,
    nested: usize,
}

impl<'a> Writer<'a> {
    fn children(&mut self, node: usize) {
        let page = self.page;
        page.children(node).for_each(|child| self.node(child));
    }

    fn node(&mut self, node: usize) {
        let page = self.page;
        let name = page.name(node);
        if name.is_empty() {
            self.words(page.words(node));
            return;
        }
        if skipped(page, node, self.main) || (!self.main && menu(page, node)) {
            return;
        }
        match name {
            "br" => self.line_break(),
            "a" => self.anchor(node),
            "code" | "kbd" | "samp" => self.code(node),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes().get(1).map_or(2, |digit| usize::from(digit - b'0'));
                self.heading(node, level);
            }
            // Terms and the bars of accordions are what the text below them answers.
            "dt" | "summary" => {
                let level = self.level;
                self.heading(node, level + 1);
                self.level = level;
            }
            "ul" | "ol" => self.list(node, name == "ol"),
            "blockquote" => self.quotation(node),
            "pre" => self.preformatted(node),
            "table" => self.table(node),
            _ if is_block(name) => {
                self.flush();
                self.children(node);
                self.flush();
            }
            _ => self.children(node),
        }
    }

    /// Ends the line of text; it becomes a paragraph.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end_matches('\\').trim();
        if !line.is_empty() {
            self.blocks.push(line.to_owned());
        }
    }

    fn words(&mut self, words: &str) {
        let blank_first = words.starts_with(char::is_whitespace);
        let blank_last = words.ends_with(char::is_whitespace);
        let mut first = true;
        for word in words.split_whitespace() {
            if !first || blank_first {
                self.blank();
            }
            let start = self.line.is_empty() || self.line.ends_with('\n');
            escape(word, start, &mut self.line);
            first = false;
        }
        if blank_last {
            self.blank();
        }
    }

    fn blank(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
            self.line.push(' ');
        }
    }

    fn line_break(&mut self) {
        let end = self.line.trim_end().len();
        self.line.truncate(end);
        // Two in a row are how some people make paragraphs.
        if self.line.ends_with('\\') && !self.line.ends_with("\\\\") {
            self.line.pop();
            self.flush();
        } else if !self.line.is_empty() {
            self.line.push_str("\\\n");
        }
    }

    /// What the children of a node make when they are written by themselves, as one line.
    fn inline(&mut self, node: usize) -> String {
        let (line, blocks) = (std::mem::take(&mut self.line), std::mem::take(&mut self.blocks));
        self.children(node);
        self.flush();
        let inner = std::mem::replace(&mut self.blocks, blocks);
        self.line = line;
        inner.join(" ").replace("\\\n", " ").replace('\n', " ")
    }

    fn anchor(&mut self, node: usize) {
        let page = self.page;
        let target = page.attribute(node, "href").filter(|href| !href.trim_start().starts_with('#'));
        let target = target.and_then(|href| link(href, self.base));
        let whole = page.elements(node).any(|inner| is_block(page.name(inner)));
        let Some(target) = target.filter(|_| !whole) else {
            self.children(node);
            return;
        };
        if page.words(node + 1).starts_with(char::is_whitespace) {
            self.blank();
        }
        let words = self.inline(node);
        if !words.is_empty() {
            self.line.push_str(&format!("[{words}]({target})"));
        }
    }

    fn code(&mut self, node: usize) {
        let text = self.page.text(node).split_whitespace().collect::<Vec<_>>().join(" ");
        if text.contains(['`', '|']) {
            let start = self.line.is_empty();
            escape(&text, start, &mut self.line);
        } else if !text.is_empty() {
            self.line.push_str(&format!("`{text}`"));
        }
    }

    fn heading(&mut self, node: usize, level: usize) {
        self.flush();
        let words = self.inline(node);
        if words.is_empty() {
            return;
        }
        if level == 1 && self.title.is_none() && self.nested == 0 {
            self.title = Some(self.page.text(node).split_whitespace().collect::<Vec<_>>().join(" "));
            return;
        }
        self.level = level.clamp(2, 6);
        self.blocks.push(format!("{} {words}", "#".repeat(self.level)));
    }
}
