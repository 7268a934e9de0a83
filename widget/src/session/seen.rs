//! widget: what the components show, and the parts in which it changes.

use baton_client::Status;
use baton_protocol::{
    StateView, limits::MESSAGE_CHARS, rich::Block, site::Proof, state::Queue, visitor::SiteView,
};

use super::files::{Picked, Stands};
use crate::{reach::Wrong, rows::Row};

/// All that is shown.
#[derive(Default)]
pub(crate) struct Seen {
    /// The site's look and settings.
    pub(crate) site: SiteView,
    /// How the line stands; none before the first attempt.
    pub(crate) status: Option<Status>,
    /// Where the conversation stands.
    pub(crate) state: StateView,
    /// The rows of the log.
    pub(crate) rows: Vec<Row>,
    /// All of them have changed at once, which nobody wants to have read out.
    pub(crate) still: bool,
    /// There is nothing before the first row.
    pub(crate) whole: bool,
    /// A command other than a message waits for its answer.
    pub(crate) busy: bool,
    /// Why the last such command was not done; empty where all is well.
    pub(crate) problem: String,
    /// The live agent whose chat can be rated; empty where none can.
    pub(crate) rate: String,
    /// Live agents who are available; none before the server has said.
    pub(crate) available: Option<u32>,
    /// The place among those who wait.
    pub(crate) queue: Option<Queue>,
    /// The other side is writing.
    pub(crate) typing: bool,
    /// The AI agent's words so far.
    pub(crate) draft: Vec<Block>,
    /// What stands in the composer.
    pub(crate) text: String,
    /// The files that go with it.
    pub(crate) tray: Vec<Picked>,
    /// Messages that the visitor has not seen.
    pub(crate) unread: u32,
    /// The end of the log is not in view.
    pub(crate) away: bool,
    /// The form that is open.
    pub(crate) asks: Asks,
    /// What is wrong in that form.
    pub(crate) wrong: Wrong,
    /// The visitor's name and e-mail address, as far as the page around has told them.
    pub(crate) known: (String, String),
    /// The visitor has proved who they are.
    pub(crate) verified: bool,
}

/// A form of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Asks {
    #[default]
    Nothing,
    /// Leaving a message, where no live agent could come.
    Message,
    /// What the site wants to know before the first message.
    Before,
}

impl Seen {
    /// The picked file of this key.
    pub(crate) fn picked(&self, key: u128) -> Option<&Picked> {
        self.tray.iter().find(|picked| picked.key == key)
    }

    /// Nobody writes here before they have proved who they are.
    pub(crate) fn is_closed(&self) -> bool {
        self.site.proof == Proof::Required && !self.verified
    }

    /// Nothing stands in the composer.
    pub(crate) fn is_blank(&self) -> bool {
        self.tray.is_empty() && self.text.trim().is_empty()
    }

    /// What stands in the composer can go, at the latest when its files are stored: the words are not too many, and no
    /// file has failed.
    pub(crate) fn can_go(&self) -> bool {
        !self.is_blank()
            && self.text.trim().chars().count() <= MESSAGE_CHARS
            && !self.tray.iter().any(|picked| matches!(picked.stands, Stands::Failed(_)))
    }

    /// A file is still on its way to the server.
    pub(super) fn is_loading(&self) -> bool {
        self.tray.iter().any(|picked| matches!(picked.stands, Stands::Going(_)))
    }
}

/// What changes together.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    /// The site, and whether the visitor is verified.
    Site,
    Status,
    State,
    /// The rows, and `whole`, `busy`, `problem` and `rate` with them.
    Rows,
    Available,
    Queue,
    Typing,
    Draft,
    Text,
    Tray,
    /// Unread messages, and whether the end of the log is in view.
    Unread,
    /// The form that is open, with what is wrong and what is known.
    Contact,
}

impl Part {
    pub(super) const COUNT: usize = Self::Contact as usize + 1;
}
