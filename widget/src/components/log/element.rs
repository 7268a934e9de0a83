//! widget: the elements that rows are made of. All rows go through these few functions, because every other shape of
//! view is code of its own.

use leptos::{ev, html::custom, prelude::*};

/// An element of this class with these children.
pub(crate) fn element(tag: &'static str, class: &'static str, children: Vec<AnyView>) -> AnyView {
    custom(tag).class(class).dir("auto").child(children).into_any()
}

/// An element of this class that holds this text.
pub(crate) fn text(tag: &'static str, class: &'static str, words: String) -> AnyView {
    element(tag, class, vec![words.into_any()])
}

/// A button that does this.
pub(crate) fn button(class: &'static str, words: String, act: impl Fn() + 'static) -> AnyView {
    let act: Box<dyn Fn()> = Box::new(act);
    custom("button").class(class).attr("type", "button").on(ev::click, move |_| act()).child(words).into_any()
}

/// A link that opens beside this page and tells nothing of it.
pub(crate) fn link(href: String, words: String) -> AnyView {
    custom("a")
        .attr("href", href)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .child(words)
        .into_any()
}
