//! widget: formatted text, from typed nodes to elements. No text is ever parsed into markup.

use baton_protocol::rich::{Block, Span};
use leptos::{html::custom, prelude::*};

/// One element for each block.
pub(crate) fn blocks(blocks: &[Block]) -> AnyView {
    let mut views = Vec::with_capacity(blocks.len());
    for block in blocks {
        views.push(match block {
            Block::Para(line) => element("p", spans(line)),
            Block::Head(line) => element("h2", spans(line)),
            Block::Code(text) => element("pre", vec![text.clone().into_any()]),
            Block::List { ordered, items } => {
                let items = items.iter().map(|item| element("li", spans(item))).collect();
                element(if *ordered { "ol" } else { "ul" }, items)
            }
        });
    }
    views.into_any()
}

fn spans(line: &[Span]) -> Vec<AnyView> {
    let mut views = Vec::with_capacity(line.len());
    for span in line {
        let text = span.text().to_owned();
        views.push(match span {
            Span::Text(_) => text.into_any(),
            Span::Bold(_) => element("b", vec![text.into_any()]),
            Span::Italic(_) => element("i", vec![text.into_any()]),
            Span::Code(_) => element("code", vec![text.into_any()]),
            Span::Link { href, .. } => {
                let href = href.clone();
                view! { <a href=href target="_blank" rel="noopener noreferrer">{text}</a> }.into_any()
            }
        });
    }
    views
}

/// Every element but a link goes through here, so that there is one piece of code for all of them.
fn element(tag: &'static str, children: Vec<AnyView>) -> AnyView {
    custom(tag).child(children).into_any()
}
