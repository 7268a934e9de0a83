//! widget: the elements that rows are made of. All rows go through these few functions, because every other shape of
//! view is code of its own.

use leptos::{ev, html::custom, prelude::*};

/// A part of the panel's own layout, in the page's direction.
pub(crate) fn part(tag: &'static str, class: &'static str, children: Vec<AnyView>) -> AnyView {
    element(tag, class, "", children)
}

/// A line of somebody's words, in its own direction.
pub(crate) fn line(tag: &'static str, children: Vec<AnyView>) -> AnyView {
    element(tag, "", "auto", children)
}

/// An element that holds this text, in the text's own direction.
pub(crate) fn text(tag: &'static str, class: &'static str, words: String) -> AnyView {
    element(tag, class, "auto", vec![words.into_any()])
}

fn element(tag: &'static str, class: &'static str, dir: &'static str, children: Vec<AnyView>) -> AnyView {
    custom(tag).class(class).dir(dir).child(children).into_any()
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
