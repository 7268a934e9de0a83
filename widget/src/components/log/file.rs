//! widget: the pictures and files of a message.

use baton_protocol::file::{Attachment, Pixels};
use leptos::tachys::renderer::Rndr;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    components::{
        element::{append, button, element, icon, set, text},
        icon::SAVE,
    },
    session::Session,
    size::size,
    words::t,
};

/// The most room that a picture gets, in pixels.
const ROOM: (i64, i64) = (240, 320);
/// The least, however long and thin it is.
const LEAST: i64 = 32;

/// One element for each of them, at the end of `parent`.
pub(super) fn fill(session: Session, parent: &Element, files: &[Attachment]) {
    for file in files {
        let place = element("div", "file");
        if let Some(pixels) = file.picture {
            picture(session, &place, file, pixels);
        } else {
            row(session, &place, file);
        }
        append(parent, &place);
    }
}

/// A picture in the room that it needs, before it is there. Where it does not come, it is a file like any other.
fn picture(session: Session, place: &Element, file: &Attachment, pixels: Pixels) {
    let link = element("a", "picture");
    let (width, height) = room(pixels);
    let style = Rndr::style(&link);
    Rndr::set_css_property(&style, "width", &(width.to_string() + "px"));
    Rndr::set_css_property(
        &style,
        "aspect-ratio",
        &[&*width.to_string(), "/", &*height.to_string()].concat(),
    );
    append(place, &link);
    let (place, shown) = (place.clone(), file.clone());
    let then = move |url: Option<String>| {
        let Some(url) = url else {
            place.set_text_content(None);
            return row(session, &place, &shown);
        };
        let image = element("img", "");
        set(&link, &[("href", &url), ("target", "_blank")]);
        set(&image, &[("alt", &shown.name), ("src", &url)]);
        append(&link, &image);
    };
    session.fetch(file, Box::new(then));
}

/// A file's name and size; the button saves it.
fn row(session: Session, place: &Element, file: &Attachment) {
    let saved = file.clone();
    let get = move || {
        let name = saved.name.clone();
        let then = move |url: Option<String>| {
            let Some(url) = url else { return session.trouble() };
            save(&url, &name);
        };
        session.fetch(&saved, Box::new(then));
    };
    let row = button("saves", "", get);
    set(&row, &[("title", &t("file.get"))]);
    append(&row, &icon(SAVE));
    append(&row, &text("span", "called", &file.name));
    append(&row, &text("span", "size", &size(file.size)));
    append(place, &row);
}

/// Has the browser save what is at this address under this name.
pub(crate) fn save(url: &str, name: &str) {
    let link = element("a", "");
    set(&link, &[("href", url), ("download", name)]);
    link.unchecked_ref::<HtmlElement>().click();
}

/// Width and height of the room for a picture of this size.
fn room(pixels: Pixels) -> (i64, i64) {
    let (real_width, real_height) = (i64::from(pixels.width).max(1), i64::from(pixels.height).max(1));
    let mut width = real_width.min(ROOM.0);
    let mut height = real_height * width / real_width;
    if height > ROOM.1 {
        height = ROOM.1;
        width = real_width * height / real_height;
    }
    (width.max(LEAST), height.max(LEAST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_within_its_room() {
        for (real, shown) in [
            ((640, 480), (240, 180)),
            ((100, 50), (100, 50)),
            ((1000, 4000), (80, 320)),
            ((1, 40_000_000), (32, 320)),
            ((40_000_000, 1), (240, 32)),
            ((0, 0), (32, 32)),
        ] {
            assert_eq!(room(Pixels { width: real.0, height: real.1 }), shown);
        }
    }
}
