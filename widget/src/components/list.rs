//! widget: things in a row of the document, such as the rows of the log. They come and go, but none ever changes its
//! place, so one walk along both lists is enough.

use std::cell::RefCell;

use leptos::{prelude::*, tachys::renderer::Rndr};
use web_sys::Element;

use super::element::effect;
use crate::session::{Part, Seen, Session};

/// One of them in the document.
pub(crate) struct Drawn {
    pub(crate) element: Element,
    /// What follows its fate, as long as it is there.
    pub(crate) _follows: Option<RenderEffect<()>>,
}

impl From<Element> for Drawn {
    fn from(element: Element) -> Self {
        Self { element, _follows: None }
    }
}

/// From now on this place has a child for each key, as they stand whenever this part changes.
pub(crate) fn fill(
    session: Session,
    part: Part,
    place: &Element,
    keys: fn(&Seen) -> Vec<u128>,
    draw: fn(Session, u128) -> Drawn,
) {
    let place = place.clone();
    let drawn = RefCell::new(Vec::<(u128, Drawn)>::new());
    let effect = effect(move || {
        session.follow(part);
        let keys = session.peek(keys);
        let mut held = drawn.take();
        let mut next = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some(at) = held.iter().position(|(one, _)| *one == key) {
                for (_, gone) in held.drain(..at) {
                    Rndr::remove(&gone.element);
                }
                next.push(held.remove(0));
            } else {
                let drawn = draw(session, key);
                let below = held.first().map(|(_, below)| &*below.element);
                Rndr::insert_node(&place, &drawn.element, below);
                next.push((key, drawn));
            }
        }
        for (_, gone) in held {
            Rndr::remove(&gone.element);
        }
        drawn.replace(next);
    });
    // The place is filled as long as it is there.
    std::mem::forget(effect);
}
