//! widget: what the visitor has before their eyes, and what they have not seen yet.

use baton_protocol::{StateView, visitor::VisitorFrame};
use leptos::prelude::document;
use web_sys::VisibilityState;

use super::{Part, Session, change, look_at};
use crate::{host, news::is_other};

impl Session {
    /// Takes note of what is in view now, and tells the server and the page around.
    pub(crate) fn look(self) {
        let away = self.is_away();
        let (marks, unread, active) = change(|held| {
            let marks = held.timeline.mark(!away && !held.seen.away && held.past.is_none());
            let marks = marks.zip(held.timeline.conversation().cloned());
            let count = held.timeline.unread(is_other) as u32;
            let unread = std::mem::replace(&mut held.seen.unread, count) != count;
            let on = held.timeline.last_seq() > 0 && *held.timeline.state() != StateView::Ended;
            let active = std::mem::replace(&mut held.active, on) != on;
            (marks, unread.then_some(count), active.then_some(on))
        });
        if let Some((marks, conversation)) = marks {
            self.say(VisitorFrame::Marks { conversation, delivered: marks.delivered, read: marks.read });
        }
        if let Some(count) = unread {
            self.notify(Part::Unread);
            host::tell("unread", &[("count", count.into())]);
            if !host::is_framed() {
                let mark = if count > 0 {
                    ["(", &i64::from(count).to_string(), ") "].concat()
                } else {
                    String::new()
                };
                document().set_title(&look_at(|held| mark + &held.title));
            }
        }
        if let Some(on) = active {
            host::tell("active", &[("on", on.into())]);
        }
    }

    /// Nobody looks at the panel.
    pub(super) fn is_away(self) -> bool {
        document().visibility_state() != VisibilityState::Visible || look_at(|held| !held.open)
    }

    /// The end of the log has come into view, or left it.
    pub(crate) fn scrolled(self, at_end: bool) {
        if self.peek(|seen| seen.away) == at_end {
            self.set(Part::Unread, |seen| seen.away = !at_end);
            self.look();
        }
    }
}
