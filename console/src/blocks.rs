//! console: formatted text: each typed node becomes one element, and nothing is ever read as markup.

use baton_protocol::rich::{Block, Span};
use leptos::prelude::*;

#[component]
pub(crate) fn Blocks(blocks: Vec<Block>) -> impl IntoView {
    view! { <div class="prose" dir="auto">{blocks.into_iter().map(block).collect_view()}</div> }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Para(spans) => view! { <p>{line(spans)}</p> }.into_any(),
        Block::Head(spans) => view! { <p class="prose-head">{line(spans)}</p> }.into_any(),
        Block::Code(text) => view! { <pre tabindex="0"><code>{text}</code></pre> }.into_any(),
        Block::List { ordered, items } => {
            let items = items.into_iter().map(|spans| view! { <li>{line(spans)}</li> }).collect_view();
            if ordered {
                view! { <ol>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }
        }
    }
}

fn line(spans: Vec<Span>) -> impl IntoView {
    spans.into_iter().map(span).collect_view()
}

fn span(span: Span) -> AnyView {
    match span {
        Span::Text(text) => text.into_any(),
        Span::Bold(text) => view! { <strong>{text}</strong> }.into_any(),
        Span::Italic(text) => view! { <em>{text}</em> }.into_any(),
        Span::Code(text) => view! { <code>{text}</code> }.into_any(),
        Span::Link { text, href } => {
            view! { <a href=href target="_blank" rel="noopener noreferrer nofollow">{text}</a> }.into_any()
        }
    }
}
