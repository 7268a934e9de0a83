//! widget: the plain elements that the panel is made of. They are drawn once and never change their shape; what changes
//! in them follows a part of what is seen.

use leptos::{prelude::RenderEffect, tachys::renderer::Rndr};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget};

use crate::session::{Part, Seen, Session};

/// An empty element, in the page's direction.
pub(crate) fn element(tag: &str, class: &str) -> Element {
    let element = Rndr::create_element(tag, None);
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element
}

/// An element that holds this text, in the text's own direction.
pub(crate) fn text(tag: &str, class: &str, words: &str) -> Element {
    let element = element(tag, class);
    Rndr::set_attribute(&element, "dir", "auto");
    element.set_text_content(Some(words));
    element
}

/// A button that does this.
pub(crate) fn button(class: &str, words: &str, act: impl Fn() + 'static) -> Element {
    let button = text("button", class, words);
    on(&button, "click", move |_| act());
    button
}

/// A button with a drawing for a label that is heard.
pub(crate) fn sign(path: &str, label: &str, act: impl Fn(Event) + 'static) -> Element {
    let button = element("button", "round");
    set(&button, &[("aria-label", label), ("title", label)]);
    append(&button, &icon(path));
    on(&button, "click", act);
    button
}

/// A line drawing of 24 by 24, for the eyes alone.
pub(crate) fn icon(path: &str) -> Element {
    let space = Some("http://www.w3.org/2000/svg");
    let (drawing, line) = (Rndr::create_element("svg", space), Rndr::create_element("path", space));
    set(&drawing, &[("class", "icon"), ("viewBox", "0 0 24 24"), ("aria-hidden", "true")]);
    set(&line, &[("d", path)]);
    append(&drawing, &line);
    drawing
}

/// Gives an element these attributes.
pub(crate) fn set(element: &Element, attributes: &[(&str, &str)]) {
    for (name, value) in attributes {
        Rndr::set_attribute(element, name, value);
    }
}

/// Does this at each such event.
pub(crate) fn on(target: &EventTarget, name: &str, act: impl Fn(Event) + 'static) {
    hear(target, name, Box::new(act));
}

/// The part of it that is the same for all.
fn hear(target: &EventTarget, name: &str, act: Box<dyn Fn(Event)>) {
    let act = Closure::wrap(act).into_js_value();
    target.add_event_listener_with_callback(name, act.unchecked_ref()).ok();
}

/// What changes in an element.
#[derive(Clone, Copy)]
pub(crate) enum Changes {
    /// It is out of sight.
    Hidden(fn(&Seen) -> bool),
    /// The value of this attribute.
    Value(&'static str, fn(&Seen) -> String),
    /// This attribute says so, or that it is not so.
    Is(&'static str, fn(&Seen) -> bool),
    /// Its text.
    Words(fn(&Seen) -> String),
}

/// From now on an element looks as these parts of what is seen have it.
pub(crate) fn follow(session: Session, element: &Element, parts: &'static [Part], changes: Changes) {
    let element = element.clone();
    let effect = effect(move || {
        for part in parts {
            session.follow(*part);
        }
        match changes {
            Changes::Hidden(is) => hide(&element, session.peek(is)),
            Changes::Value(name, value) => Rndr::set_attribute(&element, name, &session.peek(value)),
            Changes::Is(name, is) => {
                Rndr::set_attribute(&element, name, if session.peek(is) { "true" } else { "false" });
            }
            Changes::Words(words) => {
                let words = session.peek(words);
                // What is said again is read out again.
                if element.text_content().as_ref() != Some(&words) {
                    element.set_text_content(Some(&words));
                }
            }
        }
    });
    // It follows as long as the element is there.
    std::mem::forget(effect);
}

/// Does this now, and again whenever what it follows has changed, until what is given back is dropped.
pub(crate) fn effect(act: impl Fn() + 'static) -> RenderEffect<()> {
    begin(Box::new(act))
}

/// The part of it that is the same for all.
fn begin(act: Box<dyn Fn()>) -> RenderEffect<()> {
    RenderEffect::new(move |_: Option<()>| act())
}

/// Takes an element out of sight, or shows it.
pub(crate) fn hide(element: &Element, is: bool) {
    if is {
        Rndr::set_attribute(element, "hidden", "");
    } else {
        Rndr::remove_attribute(element, "hidden");
    }
}

/// Puts an element at the end of another.
pub(crate) fn append(parent: &Element, child: &Element) {
    Rndr::insert_node(parent, child, None);
}
