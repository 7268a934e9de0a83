//! Flat: formatted text as plain lines. Pure.

use baton_protocol::rich::{Block, Span};

/// The text with a line a row, an empty one between blocks, and each link's address after its words.
pub(super) fn flat(blocks: &[Block]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for block in blocks {
        parts.push(match block {
            Block::Para(spans) | Block::Head(spans) => line(spans),
            Block::List { ordered, items } => {
                let row = |(at, item): (usize, &Vec<Span>)| {
                    if *ordered {
                        format!("{}. {}", at + 1, line(item))
                    } else {
                        format!("• {}", line(item))
                    }
                };
                items.iter().enumerate().map(row).collect::<Vec<_>>().join("\n")
            }
            Block::Code(text) => text.clone(),
        });
    }
    parts.join("\n\n")
}

fn line(spans: &[Span]) -> String {
    let mut text = String::new();
    for span in spans {
        text.push_str(span.text());
        if let Span::Link { text: shown, href } = span
            && shown != href
        {
            text.push_str(" (");
            text.push_str(href.strip_prefix("mailto:").unwrap_or(href));
            text.push(')');
        }
    }
    text
}
