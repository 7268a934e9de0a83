//! widget: the chat in a window of its own. Browsers keep the storage of a frame on another site apart, so the frame gives
//! that window its visitor: into the storage of this server's own origin, which no page around can read.

use std::time::Duration;

use leptos::prelude::{set_timeout, window};
use web_sys::Window;

use super::{Session, look_at};
use crate::host::{inner, tell, text};

/// What the window is called: by this name the loader opens it, too.
const NAME: &str = "baton";
/// Between two looks at a window whose page is on its way, and how many there are.
const WAIT: Duration = Duration::from_millis(100);
const LOOKS: u32 = 100;

impl Session {
    /// Opens the chat in a window, with the visitor of this frame, who opens it and not the page around: what somebody
    /// opens is empty and of their own origin until its page comes, so that this page finds the visitor there when it
    /// begins. Inside a page that cuts its windows off (`Cross-Origin-Opener-Policy`) there is no hold of it: it begins
    /// anew, and the panel stays, as where the browser has refused the window.
    pub(crate) fn pop_out(self) {
        // A preview has no visitor.
        if look_at(|held| held.line.is_none()) {
            return;
        }
        if let Some(opened) = open(&text(&window().location(), "pathname")) {
            tell("close", &[]);
            self.accompany(opened, LOOKS);
        }
    }

    /// Gives the visitor to the window that the page around has opened.
    pub(crate) fn join(self) {
        // What exists is found by its name, and nothing is opened or left.
        if let Some(opened) = open("") {
            self.accompany(opened, LOOKS);
        }
    }

    /// Gives it as soon as the window can be reached, and makes sure of it once its page is there.
    fn accompany(self, window: Window, looks: u32) {
        // Nothing is told of the address of another origin's page.
        let at = text(&window.location(), "href");
        let given = !at.is_empty() && look_at(|held| held.hand_over(&window));
        let is_there = at.starts_with("http");
        if is_there && given {
            // It has begun with somebody else.
            window.location().reload().ok();
        } else if !is_there && looks > 0 && inner(&window, "closed").as_bool() == Some(false) {
            set_timeout(move || self.accompany(window, looks - 1), WAIT);
        }
    }
}

/// The chat's window, now with this page; an empty address leaves it the one that it has.
fn open(address: &str) -> Option<Window> {
    window().open_with_url_and_target_and_features(address, NAME, "width=400,height=700").ok().flatten()
}
