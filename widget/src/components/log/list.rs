//! widget: the rows of the log in the document. Rows come and go, but none ever changes its place, so one walk along
//! both lists is enough.

use leptos::{prelude::*, tachys::renderer::Rndr};
use web_sys::Element;

use super::row::{self, Drawn};
use crate::session::{Part, Session};

/// From now on this element has a child for each row.
pub(super) fn fill(session: Session, log: Element) {
    let effect = RenderEffect::new(move |held: Option<Vec<(u128, Drawn)>>| {
        session.follow(Part::Rows);
        let rows = session.peek(|seen| seen.rows.clone());
        let mut held = held.unwrap_or_default();
        let mut next = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(at) = held.iter().position(|(key, _)| *key == row.key) {
                for (_, gone) in held.drain(..at) {
                    Rndr::remove(&gone.element);
                }
                next.push(held.remove(0));
            } else {
                let drawn = row::draw(session, row);
                let below = held.first().map(|(_, below)| &*below.element);
                Rndr::insert_node(&log, &drawn.element, below);
                next.push((row.key, drawn));
            }
        }
        for (_, gone) in held {
            Rndr::remove(&gone.element);
        }
        next
    });
    // The log is filled as long as the page lives.
    std::mem::forget(effect);
}
