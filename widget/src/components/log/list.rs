//! widget: the rows of the log in the document. Rows come and go, but none ever changes its place, so one walk along
//! both lists is enough, and lighter than a list that can be shuffled.

use leptos::{
    prelude::*,
    tachys::view::{Mountable, Render, any_view::AnyViewState},
};
use web_sys::Element;

use super::row;
use crate::session::{Part, Session};

/// From now on this element has a child for each row.
pub(super) fn fill(session: Session, log: Element) {
    let effect = RenderEffect::new(move |held: Option<Vec<(u128, AnyViewState)>>| {
        let rows = session.see(Part::Rows, |seen| seen.rows.clone());
        let mut held = held.unwrap_or_default();
        let mut next = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(at) = held.iter().position(|(key, _)| *key == row.key) {
                for (_, mut gone) in held.drain(..at) {
                    gone.unmount();
                }
                next.push(held.remove(0));
            } else {
                let mut state = row::view(session, row).build();
                // Every row is one element, so the next one stands where this one is to come.
                state.mount(&log, log.children().item(next.len() as u32).as_deref());
                next.push((row.key, state));
            }
        }
        for (_, mut gone) in held {
            gone.unmount();
        }
        next
    });
    // The log is filled as long as the page lives.
    std::mem::forget(effect);
}
