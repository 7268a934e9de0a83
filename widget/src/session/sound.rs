//! widget: a soft sound for what the other side says while the panel is not looked at.

use leptos::prelude::document;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlAudioElement;

use super::{Held, Session, change, look_at};

/// Where this browser keeps that it is to be quiet, and up to where this conversation was heard in one of its tabs.
pub(super) const QUIET: &str = "quiet";
pub(super) const HEARD: &str = "heard";

impl Session {
    /// A sound may be heard.
    pub(crate) fn sounds(self) -> bool {
        look_at(|held| held.storage.get(&held.key(QUIET)).is_none())
    }

    /// From now on a sound may be heard, or none.
    pub(crate) fn let_sound(self, on: bool) {
        look_at(|held| {
            let key = held.key(QUIET);
            if on { held.storage.remove(&key) } else { held.storage.set(&key, "1") }
        });
    }

    /// The visitor has done something here.
    pub(crate) fn touch(self) {
        change(|held| {
            held.touched = true;
            held.settle();
        });
    }

    /// Lets the event of this number be heard, in one tab of those that show it, and only where the visitor has been at
    /// work: a sound out of nowhere is an annoyance, and browsers keep it back.
    pub(super) fn sound(self, seq: u64) {
        let due = look_at(|held| held.touched && held.hears(seq));
        if !due || !self.sounds() {
            return;
        }
        let address = document().get_element_by_id("app").and_then(|app| app.get_attribute("data-sound"));
        let Some(Ok(audio)) = address.map(|address| HtmlAudioElement::new_with_src(&address)) else { return };
        if let Ok(playing) = audio.play() {
            spawn_local(async {
                // Where the browser keeps it back, nothing is lost.
                JsFuture::from(playing).await.ok();
            });
        }
    }
}

impl Held {
    fn hears(&self, seq: u64) -> bool {
        let Some(conversation) = self.timeline.conversation() else { return false };
        let here = [conversation.as_str(), " ", &(seq as i64).to_string()].concat();
        let key = self.key(HEARD);
        let first = self.storage.get(&key).as_ref() != Some(&here);
        self.storage.set(&key, &here);
        first
    }
}
