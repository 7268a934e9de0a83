//! Import's writer of what has rows: lists, quotations, code and tables.

use super::{Writer, skipped};

/// Lists and quotations deeper than this are written at this depth: each level repeats its indentation on every line.
const NESTED: usize = 6;

/// The most columns of a table; wider ones are pages laid out by tables.
const COLUMNS: usize = 20;

impl Writer<'_> {
    /// What the children of a node make when they are written by themselves, as blocks.
    fn nest(&mut self, node: usize) -> Vec<String> {
        self.flush();
        let outside = std::mem::take(&mut self.blocks);
        self.nested += 1;
        self.children(node);
        self.flush();
        self.nested -= 1;
        std::mem::replace(&mut self.blocks, outside)
    }

    pub(super) fn list(&mut self, node: usize, ordered: bool) {
        self.flush();
        let page = self.page;
        let mut number: usize =
            page.attribute(node, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let mut rows = Vec::new();
        for child in page.children(node) {
            if page.name(child).is_empty() && page.words(child).trim().is_empty() {
                continue;
            }
            let inner = if page.name(child) == "li" && !skipped(page, child, self.main) {
                self.nest(child)
            } else {
                self.one(child)
            };
            if inner.is_empty() {
                continue;
            }
            if self.nested >= NESTED {
                rows.extend(inner);
                continue;
            }
            let mark = if ordered { format!("{number}. ") } else { "- ".to_owned() };
            number = number.saturating_add(1);
            let tight = inner.iter().skip(1).all(|block| block.starts_with("- ") || block.starts_with("1. "));
            rows.push(indented(
                &inner.join(if tight { "\n" } else { "\n\n" }),
                &mark,
                &" ".repeat(mark.len()),
            ));
        }
        if !rows.is_empty() {
            self.blocks.push(rows.join("\n"));
        }
    }

    /// A node that stands in a list without being a row of it.
    fn one(&mut self, node: usize) -> Vec<String> {
        let outside = std::mem::take(&mut self.blocks);
        self.nested += 1;
        self.node(node);
        self.flush();
        self.nested -= 1;
        std::mem::replace(&mut self.blocks, outside)
    }

    pub(super) fn quotation(&mut self, node: usize) {
        let inner = self.nest(node);
        if self.nested >= NESTED {
            self.blocks.extend(inner);
        } else if !inner.is_empty() {
            self.blocks.push(indented(&inner.join("\n\n"), "> ", "> "));
        }
    }

    pub(super) fn preformatted(&mut self, node: usize) {
        self.flush();
        let text = self.page.text(node);
        let text = text.trim_matches('\n').trim_end();
        let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        if !text.trim().is_empty() && fence.len() < 20 {
            self.blocks.push(format!("{fence}\n{text}\n{fence}"));
        }
    }

    pub(super) fn table(&mut self, node: usize) {
        self.flush();
        let page = self.page;
        let rows: Vec<Vec<usize>> = page
            .elements(node)
            .filter(|row| page.name(*row) == "tr")
            .map(|row| {
                page.children(row).filter(|cell| matches!(page.name(*cell), "td" | "th")).collect::<Vec<_>>()
            })
            .filter(|cells| !cells.is_empty())
            .collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let nested = page
            .elements(node)
            .any(|inner| matches!(page.name(inner), "table" | "h1" | "h2" | "h3" | "ul" | "ol" | "pre"));
        if rows.len() < 2 || !(2..=COLUMNS).contains(&columns) || nested {
            // Laid out, not tabulated.
            self.children(node);
            self.flush();
            return;
        }
        if let Some(caption) = page.children(node).find(|child| page.name(*child) == "caption") {
            let caption = self.inline(caption);
            self.blocks.extend((!caption.is_empty()).then_some(caption));
        }
        let mut lines = Vec::new();
        for (at, cells) in rows.iter().enumerate() {
            let mut words: Vec<String> = cells.iter().map(|cell| self.inline(*cell)).collect();
            words.resize(columns, String::new());
            lines.push(format!("| {} |", words.join(" | ")));
            if at == 0 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
        self.blocks.push(lines.join("\n"));
    }
}

/// A text with something before its first line and something before each other.
fn indented(text: &str, first: &str, other: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let before = if at == 0 { first } else { other };
        out.push_str(if line.is_empty() { before.trim_end() } else { before });
        out.push_str(line);
    }
    out
}
