//! widget: what the visitor has before their eyes, and what they have not seen yet.

use baton_protocol::{Author, StateView, visitor::VisitorFrame};
use leptos::prelude::*;
use web_sys::VisibilityState;

use super::Session;
use crate::host;

impl Session {
    /// Takes note of what is in view now, and tells the server and the page around.
    pub(crate) fn look(self) {
        let seen = self.at_end.get_untracked() && document().visibility_state() == VisibilityState::Visible;
        let looked = self.held.try_update_value(|held| {
            let marks = held.timeline.mark(seen && held.open);
            let unread = held.timeline.unread(|by| *by != Author::Visitor) as u32;
            let active = held.timeline.last_seq() > 0 && *held.timeline.state() != StateView::Ended;
            let changed = std::mem::replace(&mut held.active, active) != active;
            (marks.zip(held.timeline.conversation().cloned()), unread, changed.then_some(active))
        });
        let Some((marks, unread, active)) = looked else { return };
        if let Some(active) = active {
            host::tell("active", &[("on", active.into())]);
        }
        if let Some((marks, conversation)) = marks {
            self.say(VisitorFrame::Marks { conversation, delivered: marks.delivered, read: marks.read });
        }
        if self.unread.get_untracked() != unread {
            self.unread.set(unread);
            host::tell("unread", &[("count", unread.into())]);
        }
    }

    /// The end of the log has come into view, or left it.
    pub(crate) fn scrolled(self, at_end: bool) {
        if self.at_end.get_untracked() != at_end {
            self.at_end.set(at_end);
            self.look();
        }
    }
}
