//! widget: all that a session holds.

use baton_client::{
    Line, Outbox, Timeline, Unsent,
    browser::{ObjectUrl, Storage},
};
use baton_protocol::{
    FileId,
    file::Attachment,
    site::Scheme,
    visitor::{PageView, VisitorVerb},
};
use leptos::reactive::signal::ArcTrigger;

use super::{Part, Seen};
use crate::{host, identity::Identity, news::Panel};

/// What the session holds.
pub(super) struct Held {
    /// What the components show.
    pub(super) seen: Seen,
    pub(super) triggers: Vec<ArcTrigger>,
    pub(super) site: String,
    pub(super) locale: String,
    pub(super) storage: Storage,
    pub(super) tab: Storage,
    pub(super) line: Option<Line<Panel>>,
    pub(super) timeline: Timeline,
    pub(super) outbox: Outbox<VisitorVerb>,
    /// Acknowledged messages whose events are still on their way.
    pub(super) settling: Vec<Unsent<VisitorVerb>>,
    /// Stored files that are in this page's memory.
    pub(super) files: Vec<(FileId, ObjectUrl)>,
    /// The visitor has said to send what stands in the composer, which waits for its files.
    pub(super) waits: bool,
    pub(super) page: Option<PageView>,
    pub(super) identity: Identity,
    /// Events up to this one were there when the conversation was opened, or have been seen as a draft.
    pub(super) calm: u64,
    /// An older page is on its way.
    pub(super) paging: bool,
    /// The panel is open; as a page of its own it always is.
    pub(super) open: bool,
    pub(super) typing_said: i64,
    pub(super) typing_heard: u32,
    /// The last greeting brought no token.
    pub(super) nameless: bool,
    /// What the page around was told last: there is a conversation that may still bring something.
    pub(super) active: bool,
    /// A proof of who the visitor is, signed by the shop, that the server has not answered yet; and how often it was
    /// asked.
    pub(super) proof: Option<String>,
    pub(super) tries: u32,
    /// The server looks at the proof: what is said meanwhile waits, so that it is said by whom it turns out to be.
    pub(super) proving: bool,
    /// What waits for the form before the first message.
    pub(super) asked: Option<(VisitorVerb, Vec<Attachment>)>,
    /// A conversation of before that is looked at in place of the current one.
    pub(super) past: Option<Timeline>,
    /// The visitor has done something here, so that a browser lets a sound be heard.
    pub(super) touched: bool,
    /// A visitor has just logged out here: nothing is kept until somebody does something.
    pub(super) left: bool,
    /// The title of the page, without what is unread.
    pub(super) title: String,
    /// Light or dark, as the page around has it; the site's own where it has not said.
    pub(super) scheme: Scheme,
}

impl Held {
    pub(super) fn new() -> Self {
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
            proof: None,
            tries: 0,
            proving: false,
            asked: None,
            past: None,
            touched: false,
            left: false,
            title: String::new(),
            scheme: Scheme::Auto,
        }
    }

    /// The conversation that is shown: the current one, or one of before.
    pub(super) fn shown(&self) -> &Timeline {
        self.past.as_ref().unwrap_or(&self.timeline)
    }
}

/// One for each part.
pub(super) fn triggers() -> Vec<ArcTrigger> {
    (0..Part::COUNT).map(|_| ArcTrigger::new()).collect()
}
