//! widget: the files that go with the next message, each with how it stands and a way to let it be.

use web_sys::Element;

use super::{
    element::{append, button, effect, element, icon, set, sign, text},
    icon::{CLOSE, FILE},
    list::{self, Drawn},
};
use crate::{
    session::{Part, Seen, Session, Stands},
    size::size,
    words::{self, t},
};

/// From now on this place has a chip for each of them.
pub(super) fn fill(session: Session, place: &Element) {
    let keys = |seen: &Seen| seen.tray.iter().map(|picked| picked.key).collect();
    list::fill(session, Part::Tray, place, keys, chip);
}

fn chip(session: Session, key: u128) -> Drawn {
    let whole = element("div", "");
    let about = session.peek(|seen| {
        let picked = seen.picked(key)?;
        let image = picked.image.as_ref().map(|image| image.as_str().to_owned());
        Some((picked.name.clone(), size(picked.size), image))
    });
    let Some((name, size, image)) = about else { return whole.into() };
    set(&whole, &[("role", "group"), ("aria-label", &name)]);
    if let Some(image) = image {
        let thumb = element("img", "thumb");
        set(&thumb, &[("alt", ""), ("src", &image)]);
        append(&whole, &thumb);
    } else {
        append(&whole, &icon(FILE));
    }
    let lines = element("div", "about");
    append(&lines, &text("p", "called", &name));
    let standing = text("p", "size", &size);
    set(&standing, &[("role", "status")]);
    append(&lines, &standing);
    let bar = element("progress", "");
    set(&bar, &[("max", "100"), ("aria-label", &name)]);
    append(&lines, &bar);
    append(&whole, &lines);
    append(&whole, &button("link", &t("fate.retry"), move || session.upload(key)));
    append(&whole, &sign(CLOSE, &words::fill("file.remove", &name), move |_| session.detach(key)));
    let drawn = whole.clone();
    let follows = effect(move || {
        session.see(Part::Tray, |seen| {
            let Some(picked) = seen.picked(key) else { return };
            let (class, words, part) = match &picked.stands {
                Stands::Going(part) => ("chip going", &size, *part),
                Stands::Failed(why) => ("chip failed", why, 0),
                Stands::Stored(_) => ("chip", &size, 100),
            };
            drawn.set_class_name(class);
            set(&bar, &[("value", &part.to_string())]);
            // What is said again is read out again.
            if standing.text_content().as_ref() != Some(words) {
                standing.set_text_content(Some(words));
            }
        });
    });
    Drawn { element: whole, _follows: Some(follows) }
}
