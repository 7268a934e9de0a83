//! widget: what changes. One session holds the connection, the conversation and all that the components show of it.
//!
//! There is one kind of signal, a trigger for each [`Part`] of what is seen, and plain data beside it: a signal type
//! for every shape of data would weigh more than all that they hold.

use std::cell::RefCell;

use baton_client::{Heard, Line, Status, browser::Storage};
use baton_protocol::{
    ConversationId, StateView,
    visitor::{Hello, VisitorVerb},
};
use leptos::prelude::*;

use crate::{
    calendar, host,
    news::{News, Panel},
    page::Page,
    rows,
    say::Greeting,
};

mod archive;
mod ask;
mod contact;
mod files;
mod hear;
mod held;
mod judge;
mod keep;
mod look;
mod orders;
mod past;
mod popout;
mod proof;
mod rate;
mod seen;
mod sound;
mod verbs;

pub(crate) use files::Stands;
use held::{Held, triggers};
pub(crate) use seen::{Asks, Part, Seen};

/// A handle to everything that changes; there is one session in a page, and it lives as long as the page.
#[derive(Clone, Copy)]
pub(crate) struct Session(());

thread_local! {
    static HELD: &'static RefCell<Held> = Box::leak(Box::new(RefCell::new(Held::new())));
}

/// How the address ends after a logout.
const LEFT: &str = "#left";

/// One way to what is held: each of the many places that look at it would bring a copy of that way.
#[inline(never)]
fn held() -> &'static RefCell<Held> {
    HELD.with(|held| *held)
}

fn look_at<R>(read: impl FnOnce(&Held) -> R) -> R {
    read(&held().borrow())
}

fn change<R>(write: impl FnOnce(&mut Held) -> R) -> R {
    write(&mut held().borrow_mut())
}

impl Session {
    /// Opens the session of this page, and its line to the server; a preview has none, and keeps nothing.
    pub(crate) fn open(page: &mut Page) -> Self {
        let preview = page.preview;
        change(|held| {
            held.site.clone_from(&page.site);
            held.locale.clone_from(&page.locale);
            held.seen.site = std::mem::take(&mut page.site_view);
            if preview {
                held.storage = Storage::default();
                held.tab = Storage::default();
                held.seen.status = Some(Status::Live);
                held.seen.available = Some(1);
            } else if held.tab.get(&held.key("token")).is_some() {
                // The frame that opened this window gave it its visitor, who is the one that the person has just seen.
                // Whoever was here before stays what the site keeps, for the next who comes by a link.
                held.storage = held.tab.clone();
            }
            held.left = host::text(&window().location(), "hash") == LEFT;
            if held.left {
                held.storage = Storage::default();
            }
            held.restore();
            held.title = document().title();
        });
        let session = Self(());
        if preview {
            session.show();
        } else {
            session.connect();
        }
        session
    }

    /// Reads what is seen now, and again whenever this part of it changes.
    pub(crate) fn see<R>(self, part: Part, read: impl FnOnce(&Seen) -> R) -> R {
        self.follow(part);
        self.peek(read)
    }

    /// Reads what is seen now.
    pub(crate) fn peek<R>(self, read: impl FnOnce(&Seen) -> R) -> R {
        look_at(|held| read(&held.seen))
    }

    /// Whoever reads this is called again when the part changes.
    pub(crate) fn follow(self, part: Part) {
        look_at(|held| held.triggers[part as usize].track());
    }

    /// Nobody who has followed until now is called any more: what they have drawn is about to be thrown away.
    pub(crate) fn unfollow(self) {
        change(|held| held.triggers = triggers());
    }

    /// Changes what is seen.
    pub(crate) fn set(self, part: Part, write: impl FnOnce(&mut Seen)) {
        change(|held| write(&mut held.seen));
        self.notify(part);
    }

    fn notify(self, part: Part) {
        let trigger = look_at(|held| held.triggers[part as usize].clone());
        // Whoever is told may look at once, so nothing is borrowed any more.
        trigger.notify();
    }

    /// Opens a line; one that was open before is let go.
    fn connect(self) {
        let hello = || {
            change(|held| {
                let token = held.token();
                held.nameless = token.is_none();
                Greeting(Hello {
                    site: held.site.clone(),
                    token,
                    have: held.timeline.have(),
                    locale: held.locale.clone(),
                    time_zone: calendar::time_zone(),
                    page: held.page.clone(),
                })
            })
        };
        let line = Line::<Panel>::open(
            "",
            hello,
            || look_at(Held::token),
            move |heard| match heard {
                Heard::News(News(news, texts)) => {
                    if let Some(texts) = texts {
                        self.reword(texts);
                    }
                    if let Some(news) = news {
                        self.hear(news);
                    }
                }
                // A token that is no longer good is let go, and the visitor begins anew.
                Heard::Status(Status::SignedOut) if change(Held::forget_token) => self.connect(),
                Heard::Status(status) => self.set(Part::Status, |seen| seen.status = Some(status)),
            },
        );
        // The one before may have something to say when it ends, so it ends after the borrow.
        drop(change(|held| held.line.replace(line)));
    }

    /// Puts what is held into what is seen.
    fn show(self) {
        let now = baton_client::browser::now();
        let turned = change(|held| {
            let (mut written, mut busy) = (Vec::new(), false);
            written.extend(held.settling.iter().map(|unsent| unsent.id));
            for unsent in held.outbox.unsent() {
                match &unsent.what {
                    VisitorVerb::Send { .. } => written.push(unsent.id),
                    VisitorVerb::Judge { .. } => {}
                    VisitorVerb::Contact(_)
                    | VisitorVerb::Request
                    | VisitorVerb::Cancel
                    | VisitorVerb::End
                    | VisitorVerb::Rate(_) => {
                        busy = true;
                    }
                }
            }
            let past = held.past.is_some();
            if past {
                written.clear();
            }
            let shown = held.past.as_ref().unwrap_or(&held.timeline);
            let name = shown.conversation().map_or("", ConversationId::as_str);
            let salt = name.bytes().fold(0u32, |salt, byte| salt.wrapping_mul(31).wrapping_add(byte.into()));
            let rate = held.to_rate();
            let seen = &mut held.seen;
            seen.rows = rows::rows(shown.all(), &written, salt, now, calendar::day_of);
            seen.whole = !shown.has_older() && !past;
            seen.busy = busy;
            seen.rate = rate;
            let state = held.timeline.state();
            let turned = seen.state != *state;
            if turned {
                seen.state = state.clone();
                seen.problem.clear();
                if !matches!(state, StateView::Requested { .. }) {
                    seen.queue = None;
                }
                if *state != StateView::Ai && seen.asks == Asks::Message {
                    seen.asks = Asks::Nothing;
                }
            }
            turned
        });
        self.notify(Part::Rows);
        if turned {
            for part in [Part::State, Part::Queue, Part::Contact] {
                self.notify(part);
            }
            self.peek(orders::tell_state);
            self.peek(orders::tell_agent);
        }
        self.look();
    }
}
