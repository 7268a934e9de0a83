//! widget: formatted text, from typed nodes to elements. No text is ever parsed into markup.

use baton_protocol::rich::{Block, Span};
use leptos::prelude::*;

use super::element::{line, link, text};

/// One element for each block.
pub(super) fn blocks(blocks: &[Block]) -> Vec<AnyView> {
    let mut views = Vec::with_capacity(blocks.len());
    for block in blocks {
        views.push(match block {
            Block::Para(row) => line("p", spans(row)),
            Block::Head(row) => line("h2", spans(row)),
            Block::Code(code) => text("pre", "", code.clone()),
            Block::List { ordered, items } => {
                let mut rows = Vec::with_capacity(items.len());
                for item in items {
                    rows.push(line("li", spans(item)));
                }
                line(if *ordered { "ol" } else { "ul" }, rows)
            }
        });
    }
    views
}

fn spans(row: &[Span]) -> Vec<AnyView> {
    let mut views = Vec::with_capacity(row.len());
    for span in row {
        let words = span.text().to_owned();
        views.push(match span {
            Span::Text(_) => words.into_any(),
            Span::Bold(_) => text("b", "", words),
            Span::Italic(_) => text("i", "", words),
            Span::Code(_) => text("code", "", words),
            Span::Link { href, .. } => link(href.clone(), words),
        });
    }
    views
}
