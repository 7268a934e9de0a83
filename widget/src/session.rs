//! widget: what changes. One session holds the connection, the conversation and all that the components show of it.

use baton_client::{Heard, Line, Outbox, Status, Timeline, Visitor, browser::Storage};
use baton_protocol::{
    ClientId, Event, StateView,
    rich::Block,
    state::Queue,
    visitor::{Hello, PageView, SiteView, VisitorVerb},
};
use leptos::prelude::*;

use crate::{
    calendar, host,
    page::Page,
    rows::{self, Fate, Row},
};

mod hear;
mod look;
mod orders;
mod verbs;

/// A handle to everything that changes; copies are the same session. It lives as long as the page.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    /// The site's look and settings.
    pub(crate) site: RwSignal<SiteView>,
    /// How the line stands.
    pub(crate) status: RwSignal<Status>,
    /// Where the conversation stands.
    pub(crate) state: RwSignal<StateView>,
    /// The rows of the log.
    pub(crate) rows: RwSignal<Vec<Row>>,
    /// Live agents who are available; none before the server has said.
    pub(crate) available: RwSignal<Option<u32>>,
    /// The place among those who wait.
    pub(crate) queue: RwSignal<Option<Queue>>,
    /// The other side is writing.
    pub(crate) typing: RwSignal<bool>,
    /// The AI agent's words so far.
    pub(crate) draft: RwSignal<Vec<Block>>,
    /// What stands in the composer.
    pub(crate) text: RwSignal<String>,
    /// Messages that the visitor has not seen.
    pub(crate) unread: RwSignal<u32>,
    /// The end of the log is in view.
    pub(crate) at_end: RwSignal<bool>,
    /// The form for leaving a message is open.
    pub(crate) contact: RwSignal<bool>,
    /// A command other than a message waits for its answer.
    pub(crate) busy: RwSignal<bool>,
    /// Why the last such command was not done; empty where all is well.
    pub(crate) problem: RwSignal<String>,
    /// Counts up when the composer is to have the focus.
    pub(crate) focus: RwSignal<u32>,
    held: StoredValue<Held, LocalStorage>,
}

/// What the components never see.
struct Held {
    site: String,
    storage: Storage,
    tab: Storage,
    line: Option<Line<Visitor>>,
    timeline: Timeline,
    outbox: Outbox<VisitorVerb>,
    /// Acknowledged messages whose events are still on their way.
    settling: Vec<(ClientId, String)>,
    page: Option<PageView>,
    /// Events up to this one were there when the conversation was opened, or have been seen as a draft.
    calm: u64,
    /// An older page is on its way.
    paging: bool,
    /// The panel is open; as a page of its own it always is.
    open: bool,
    typing_said: i64,
    typing_heard: u32,
    /// What the page around was told last: there is a conversation that may still bring something.
    active: bool,
    /// What the page has told about the visitor.
    known: (String, String),
}

impl Session {
    /// Opens the session of this page, and its line to the server.
    pub(crate) fn open(page: &Page) -> Self {
        let (storage, tab) = (Storage::site(), Storage::tab());
        let outbox = Outbox::from_json(&tab.get(&key(&page.site, "unsent")).unwrap_or_default());
        let text = storage.get(&key(&page.site, "draft")).unwrap_or_default();
        let session = Self {
            site: RwSignal::new(page.site_view.clone()),
            status: RwSignal::new(Status::Connecting),
            state: RwSignal::new(StateView::Ai),
            rows: RwSignal::new(Vec::new()),
            available: RwSignal::new(None),
            queue: RwSignal::new(None),
            typing: RwSignal::new(false),
            draft: RwSignal::new(Vec::new()),
            text: RwSignal::new(text),
            unread: RwSignal::new(0),
            at_end: RwSignal::new(true),
            contact: RwSignal::new(false),
            busy: RwSignal::new(false),
            problem: RwSignal::new(String::new()),
            focus: RwSignal::new(0),
            held: StoredValue::new_local(Held {
                site: page.site.clone(),
                storage,
                tab,
                line: None,
                timeline: Timeline::default(),
                outbox,
                settling: Vec::new(),
                page: None,
                calm: 0,
                paging: false,
                open: !host::is_framed(),
                typing_said: 0,
                typing_heard: 0,
                active: false,
                known: Default::default(),
            }),
        };
        session.connect(page.locale.clone());
        session
    }

    /// Opens a line; one that was open before is let go.
    fn connect(self, locale: String) {
        let again = locale.clone();
        let hello = move || {
            self.held.with_value(|held| Hello {
                site: held.site.clone(),
                token: held.token(),
                have: held.timeline.have(),
                locale: locale.clone(),
                time_zone: calendar::time_zone(),
                page: held.page.clone(),
            })
        };
        let token = move || self.held.with_value(Held::token);
        let line = Line::open("", hello, token, move |heard| match heard {
            Heard::News(news) => self.hear(news),
            Heard::Status(Status::SignedOut) if self.forget_token() => self.connect(again.clone()),
            Heard::Status(status) => self.status.set(status),
        });
        let before = self.held.try_update_value(|held| held.line.replace(line));
        // It may have something to say when it ends, so it ends after the borrow.
        drop(before);
    }

    /// `false` where there was none: asking again would change nothing.
    fn forget_token(self) -> bool {
        self.held.with_value(|held| {
            let had = held.token().is_some();
            held.storage.remove(&held.key("token"));
            had
        })
    }

    /// Puts what is held into the signals that show it.
    fn show(self) {
        let (rows, state, busy) = self.held.with_value(|held| {
            let unsent = held.outbox.unsent();
            let written = unsent.filter(|unsent| !words_of(&unsent.what).is_empty()).map(|unsent| unsent.id);
            let unsent = held.settling.iter().map(|(id, _)| *id).chain(written);
            let now = baton_client::browser::now();
            let rows = rows::rows(held.timeline.all(), unsent, now, calendar::day_of);
            let busy = held.outbox.unsent().any(|unsent| words_of(&unsent.what).is_empty());
            (rows, held.timeline.state().clone(), busy)
        });
        self.busy.set(busy);
        if self.state.with_untracked(|before| *before != state) {
            self.turn(state);
        }
        self.rows.set(rows);
        self.look();
    }

    /// The conversation stands differently.
    fn turn(self, state: StateView) {
        orders::tell_state(&state, None);
        orders::tell_agent(&state);
        if !matches!(state, StateView::Requested { .. }) {
            self.queue.set(None);
        }
        if !matches!(state, StateView::Ai) {
            self.contact.set(false);
        }
        self.problem.set(String::new());
        self.state.set(state);
    }

    /// The event of this number, where it is held.
    pub(crate) fn event(self, seq: u64) -> Option<Event> {
        self.held.with_value(|held| {
            let events = held.timeline.all();
            let at = events.binary_search_by_key(&seq, |event| event.seq).ok()?;
            events.get(at).cloned()
        })
    }

    /// The words of a message that the log does not have yet.
    pub(crate) fn unsent(self, id: ClientId) -> String {
        self.held.with_value(|held| {
            let settling = held.settling.iter().find(|(one, _)| *one == id).map(|(_, text)| text.clone());
            let unsent = || held.outbox.unsent().find(|unsent| unsent.id == id);
            settling.or_else(|| unsent().map(|unsent| words_of(&unsent.what).to_owned())).unwrap_or_default()
        })
    }

    /// What became of an own message, and whether it is the last one. Follows the rows.
    pub(crate) fn fate(self, key: u128, id: Option<ClientId>, seq: u64) -> (Fate, bool) {
        let last = self.rows.with(|rows| rows.iter().rev().find(|row| row.own).is_some_and(|row| row.key == key));
        let fate = self.held.with_value(|held| {
            let pending = id.and_then(|id| held.outbox.unsent().find(|unsent| unsent.id == id));
            match pending {
                Some(pending) if pending.failed.is_some() => Fate::Failed,
                Some(_) => Fate::Sending,
                None => {
                    let named = || id.and_then(|id| rows::seq_of(held.timeline.all(), id));
                    let seq = if seq > 0 { seq } else { named().unwrap_or(u64::MAX) };
                    rows::fate(seq, held.timeline.theirs())
                }
            }
        });
        (fate, last)
    }

    /// This event came while the visitor was there to see it come.
    pub(crate) fn is_fresh(self, seq: u64) -> bool {
        self.held.with_value(|held| seq > held.calm)
    }

    /// There is nothing before the first row.
    pub(crate) fn is_whole(self) -> bool {
        self.rows.track();
        self.held.with_value(|held| !held.timeline.has_older())
    }

    /// The number of the first event held.
    pub(crate) fn first_seq(self) -> u64 {
        self.held.with_value(|held| held.timeline.first_seq())
    }

    /// Name and e-mail address of the visitor, as far as the page has told them.
    pub(crate) fn known(self) -> (String, String) {
        self.held.with_value(|held| held.known.clone())
    }
}

impl Held {
    fn key(&self, of: &str) -> String {
        key(&self.site, of)
    }

    fn token(&self) -> Option<String> {
        self.storage.get(&self.key("token"))
    }

    /// Keeps the words that are not sent yet for the next page.
    fn keep(&self) {
        match self.outbox.to_json() {
            Some(text) => self.tab.set(&self.key("unsent"), &text),
            None => self.tab.remove(&self.key("unsent")),
        }
    }
}

/// Where something of this site is kept in the browser.
fn key(site: &str, of: &str) -> String {
    "baton:".to_owned() + site + ":" + of
}

/// The words that a command carries to the log; empty where it carries none.
fn words_of(verb: &VisitorVerb) -> &str {
    match verb {
        VisitorVerb::Send { text } => text,
        VisitorVerb::Contact(_) | VisitorVerb::Request | VisitorVerb::Cancel | VisitorVerb::End => "",
    }
}
