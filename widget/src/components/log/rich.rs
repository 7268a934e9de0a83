//! widget: formatted text, from typed nodes to elements. No text is ever parsed into markup.

use baton_protocol::rich::{Block, Span};
use leptos::tachys::renderer::Rndr;
use web_sys::Element;

use crate::components::element::{append, set, text};

/// One element for each block, at the end of `parent`.
pub(super) fn fill(parent: &Element, blocks: &[Block]) {
    for block in blocks {
        let (tag, words) = match block {
            Block::Para(_) => ("p", ""),
            Block::Head(_) => ("h2", ""),
            Block::Code(code) => ("pre", code.as_str()),
            Block::List { ordered: true, .. } => ("ol", ""),
            Block::List { ordered: false, .. } => ("ul", ""),
        };
        let element = text(tag, "", words);
        match block {
            Block::Para(line) | Block::Head(line) => spans(&element, line),
            Block::List { items, .. } => {
                for item in items {
                    let row = text("li", "", "");
                    spans(&row, item);
                    append(&element, &row);
                }
            }
            Block::Code(_) => {}
        }
        append(parent, &element);
    }
}

fn spans(parent: &Element, line: &[Span]) {
    for span in line {
        let tag = match span {
            Span::Text(words) => {
                Rndr::insert_node(parent, &Rndr::create_text_node(words), None);
                continue;
            }
            Span::Bold(_) => "b",
            Span::Italic(_) => "i",
            Span::Code(_) => "code",
            Span::Link { .. } => "a",
        };
        let element = text(tag, "", span.text());
        if let Span::Link { href, .. } = span {
            lead(&element, href);
        }
        append(parent, &element);
    }
}

/// Makes a link lead there. It opens beside this page and tells nothing of it.
pub(super) fn lead(link: &Element, href: &str) {
    set(link, &[("href", href), ("target", "_blank"), ("rel", "noopener noreferrer")]);
}
