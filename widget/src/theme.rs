//! widget: gives the site's accent and the AI agent's picture to the style sheet, with what can be read on the accent
//! and beside it.

use baton_protocol::visitor::SiteView;
use leptos::{prelude::document, tachys::renderer::Rndr};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::colour;

/// Dresses the page for this site. An accent that is not `#rrggbb` leaves the one before.
pub(crate) fn wear(site: &SiteView) {
    let Some(root) = document().document_element() else { return };
    let style = root.unchecked_ref::<HtmlElement>().style();
    if let Some(shades) = colour::shades(&site.accent) {
        for (name, value) in [
            ("--accent", &*shades.accent),
            ("--on-accent", shades.on_accent),
            ("--accent-on-light", &*shades.on_light),
            ("--accent-on-dark", &*shades.on_dark),
        ] {
            style.set_property(name, value).ok();
        }
    }
    // The name of a picture is letters, digits and dashes: nothing that could end the address.
    let face = site.picture.as_ref().map(|id| ["url(/api/v1/pictures/", id.as_str(), ")"].concat());
    style.set_property("--face", face.as_deref().unwrap_or_default()).ok();
    Rndr::set_attribute(&root, "data-face", if face.is_some() { "own" } else { "" });
}
