//! widget: what changes. One session holds the connection, the conversation and all that the components show of it.
//!
//! There is one kind of signal, a trigger for each [`Part`] of what is seen, and plain data beside it: a signal type
//! for every shape of data would weigh more than all that they hold.

use std::cell::RefCell;

use baton_client::{
    Heard, Line, Outbox, Status, Timeline, Unsent,
    browser::{ObjectUrl, Storage},
};
use baton_protocol::{
    ConversationId, FileId, StateView,
    visitor::{Hello, PageView, VisitorVerb},
};
use leptos::{prelude::*, reactive::signal::ArcTrigger};

use crate::{
    calendar, host,
    identity::Identity,
    news::{News, Panel},
    page::Page,
    rows,
    say::Greeting,
};

mod contact;
mod files;
mod hear;
mod judge;
mod keep;
mod look;
mod orders;
mod past;
mod rate;
mod seen;
mod verbs;

pub(crate) use files::Stands;
pub(crate) use seen::{Part, Seen};

/// A handle to everything that changes; there is one session in a page, and it lives as long as the page.
#[derive(Clone, Copy)]
pub(crate) struct Session(());

thread_local! {
    static HELD: &'static RefCell<Held> = Box::leak(Box::new(RefCell::new(Held::new())));
}

/// One way to what is held: each of the many places that look at it would bring a copy of that way.
#[inline(never)]
fn held() -> &'static RefCell<Held> {
    HELD.with(|held| *held)
}

struct Held {
    /// What the components show.
    seen: Seen,
    triggers: Vec<ArcTrigger>,
    site: String,
    locale: String,
    storage: Storage,
    tab: Storage,
    line: Option<Line<Panel>>,
    timeline: Timeline,
    outbox: Outbox<VisitorVerb>,
    /// Acknowledged messages whose events are still on their way.
    settling: Vec<Unsent<VisitorVerb>>,
    /// Stored files that are in this page's memory.
    files: Vec<(FileId, ObjectUrl)>,
    /// The visitor has said to send what stands in the composer, which waits for its files.
    waits: bool,
    page: Option<PageView>,
    identity: Identity,
    /// Events up to this one were there when the conversation was opened, or have been seen as a draft.
    calm: u64,
    /// An older page is on its way.
    paging: bool,
    /// The panel is open; as a page of its own it always is.
    open: bool,
    typing_said: i64,
    typing_heard: u32,
    /// The last greeting brought no token.
    nameless: bool,
    /// What the page around was told last: there is a conversation that may still bring something.
    active: bool,
}

impl Held {
    fn new() -> Self {
        Self {
            seen: Seen::default(),
            triggers: triggers(),
            site: String::new(),
            locale: String::new(),
            storage: Storage::site(),
            tab: Storage::tab(),
            line: None,
            timeline: Timeline::default(),
            outbox: Outbox::default(),
            settling: Vec::new(),
            files: Vec::new(),
            waits: false,
            page: None,
            identity: Identity::default(),
            calm: 0,
            paging: false,
            open: !host::is_framed(),
            typing_said: 0,
            typing_heard: 0,
            nameless: false,
            active: false,
        }
    }
}

fn triggers() -> Vec<ArcTrigger> {
    (0..Part::COUNT).map(|_| ArcTrigger::new()).collect()
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
            }
            held.restore();
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
            let name = held.timeline.conversation().map_or("", ConversationId::as_str);
            let salt = name.bytes().fold(0u32, |salt, byte| salt.wrapping_mul(31).wrapping_add(byte.into()));
            let rate = held.to_rate();
            let seen = &mut held.seen;
            seen.rows = rows::rows(held.timeline.all(), &written, salt, now, calendar::day_of);
            seen.whole = !held.timeline.has_older();
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
                if *state != StateView::Ai {
                    seen.contact = false;
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
