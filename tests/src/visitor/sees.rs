//! tests: what a visitor's tab shows.

use std::collections::HashMap;

use baton_protocol::{
    Author, ClientId, Refusal,
    rich::Block,
    state::Queue,
    visitor::{Hello, VisitorNews, Welcome},
};

use super::{Done, SITE};
use crate::screen::Screen;

/// What a visitor's tab shows.
#[derive(Clone, Debug)]
pub struct VisitorSees {
    /// The visitor's token.
    pub token: String,
    /// The last welcome.
    pub welcome: Welcome,
    /// The conversation.
    pub chat: Option<Screen>,
    /// Available live agents.
    pub available: u32,
    /// The last place in the queue.
    pub queue: Option<Queue>,
    /// Who was last said to write, or to have stopped.
    pub typing: Option<(Author, bool)>,
    /// Every draft so far.
    pub drafts: Vec<Vec<Block>>,
    /// Commands that were answered.
    pub answers: HashMap<ClientId, Result<Done, Refusal>>,
    /// Refusals without an id.
    pub refused: Vec<Refusal>,
    /// How often a snapshot replaced the conversation.
    pub snapshots: u32,
    /// The connection has ended; with this code.
    pub closed: Option<Option<u16>>,
}

impl VisitorSees {
    /// A tab that was welcomed.
    ///
    /// # Panics
    /// Where a stranger is given no token.
    #[must_use]
    pub fn new(welcome: Welcome, token: Option<String>) -> Self {
        Self {
            token: welcome.token.clone().or(token).expect("a stranger is given a token"),
            available: welcome.available,
            chat: welcome.conversation.clone().map(Screen::new),
            welcome,
            queue: None,
            typing: None,
            drafts: Vec::new(),
            answers: HashMap::new(),
            refused: Vec::new(),
            snapshots: 0,
            closed: None,
        }
    }

    /// The greeting of a tab that comes back with what it holds.
    #[must_use]
    pub fn hello(&self) -> Hello {
        Hello {
            site: SITE.to_owned(),
            token: Some(self.token.clone()),
            have: self.chat.as_ref().map(|chat| chat.have(&self.welcome.epoch)),
            ..Hello::default()
        }
    }

    /// The conversation.
    ///
    /// # Panics
    /// Where there is none.
    #[must_use]
    pub fn chat(&self) -> &Screen {
        self.chat.as_ref().expect("a conversation")
    }

    /// The conversation is so.
    pub fn shows(&self, is: impl Fn(&Screen) -> bool) -> bool {
        self.chat.as_ref().is_some_and(is)
    }

    /// Takes in what the server tells.
    ///
    /// # Panics
    /// Where it does not fit what was told before.
    pub fn hear(&mut self, news: VisitorNews) {
        match news {
            VisitorNews::Welcome(welcome) => {
                if let Some(token) = &welcome.token {
                    self.token.clone_from(token);
                }
                if !welcome.resumed {
                    self.chat = welcome.conversation.clone().map(Screen::new);
                }
                self.available = welcome.available;
                self.welcome = welcome;
            }
            VisitorNews::Snapshot(snapshot) => {
                self.snapshots += 1;
                self.chat = Some(Screen::new(snapshot));
            }
            VisitorNews::Events(events) => {
                let same = self.chat.take().filter(|chat| chat.id == events.conversation);
                let chat = same.unwrap_or_else(|| Screen::begin(events.conversation.clone()));
                self.chat.insert(chat).follow(events);
            }
            VisitorNews::Page(page) => self.chat.as_mut().expect("a conversation").precede(page),
            VisitorNews::Ack { id, conversation, seq } => {
                self.answers.insert(id, Ok(Done { conversation, seq }));
            }
            VisitorNews::Refused { id: Some(id), why } => {
                self.answers.insert(id, Err(why));
            }
            VisitorNews::Refused { id: None, why } => self.refused.push(why),
            VisitorNews::Available(available) => self.available = available,
            VisitorNews::Queue(queue) => self.queue = Some(queue),
            VisitorNews::Typing { by, on } => self.typing = Some((by, on)),
            VisitorNews::Draft(draft) => self.drafts.push(draft),
            VisitorNews::Marks(marks) => {
                if let Some(chat) = &mut self.chat {
                    assert!(marks.read <= marks.delivered, "{marks:?}");
                    assert!(
                        marks.read >= chat.theirs.read && marks.delivered >= chat.theirs.delivered,
                        "marks went back: {:?}, then {marks:?}",
                        chat.theirs
                    );
                    chat.theirs = marks;
                }
            }
            VisitorNews::Site(site) => self.welcome.site = site,
        }
    }
}
