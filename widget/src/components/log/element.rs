//! widget: the elements that rows are made of. Rows are drawn once and never change their shape, so they are plain
//! elements: a view of its own type for each of their shapes would weigh more than all else in the panel.

use leptos::tachys::renderer::Rndr;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Element;

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
    let act = Closure::<dyn Fn()>::new(act).into_js_value();
    button.add_event_listener_with_callback("click", act.unchecked_ref()).ok();
    button
}

/// Puts an element at the end of another.
pub(crate) fn append(parent: &Element, child: &Element) {
    Rndr::insert_node(parent, child, None);
}
