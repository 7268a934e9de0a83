//! widget: gives the site's accent to the style sheet, with what can be read on it and beside it.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::colour;

/// Dresses the page in this accent, `#rrggbb`; anything else leaves it as it is.
pub(crate) fn wear(accent: &str) {
    let root = document().document_element().map(JsCast::unchecked_into::<HtmlElement>);
    let (Some(root), Some(shades)) = (root, colour::shades(accent)) else { return };
    let style = root.style();
    for (name, value) in [
        ("--accent", &*shades.accent),
        ("--on-accent", shades.on_accent),
        ("--accent-on-light", &*shades.on_light),
        ("--accent-on-dark", &*shades.on_dark),
    ] {
        style.set_property(name, value).ok();
    }
}
