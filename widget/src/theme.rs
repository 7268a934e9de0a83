//! widget: gives the site's look to the style sheet: light or dark, the radius of corners, the accent with what can be
//! read on it and beside it.

use baton_protocol::{site::Scheme, visitor::SiteView};
use leptos::{prelude::document, tachys::renderer::Rndr};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::colour;

/// Dresses the page for this site; a `scheme` of the page around wins. An accent that is not `#rrggbb` leaves the one
/// before.
pub(crate) fn wear(site: &SiteView, scheme: Scheme) {
    let Some(root) = document().document_element() else { return };
    let style = root.unchecked_ref::<HtmlElement>().style();
    let wear = |name: &str, value: &str| style.set_property(name, value).is_ok();
    if let Some(shades) = colour::shades(&site.accent) {
        for (name, value) in [
            ("--accent", &*shades.accent),
            ("--on-accent", shades.on_accent),
            ("--accent-on-light", &*shades.on_light),
            ("--accent-on-dark", &*shades.on_dark),
        ] {
            wear(name, value);
        }
    }
    wear("--round", &(i64::from(site.look.radius).to_string() + "px"));
    let scheme = if scheme == Scheme::Auto { site.look.scheme } else { scheme };
    let name = match scheme {
        Scheme::Auto => "",
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    Rndr::set_attribute(&root, "data-scheme", name);
}
