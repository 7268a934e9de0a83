//! tests: what a console's tab shows.

use std::collections::{BTreeMap, HashMap};

use baton_protocol::{
    Author, ClientId, ConversationId, Refusal,
    agent::{AgentHello, AgentNews, AgentWelcome, Summary, VisitorDetails},
    line::Undelivered,
    rich::Block,
};

use crate::{screen::Screen, visitor::Done};

/// What a console's tab shows.
#[derive(Clone, Debug)]
pub struct AgentSees {
    /// The last welcome.
    pub welcome: AgentWelcome,
    /// The switch.
    pub switch: bool,
    /// Available live agents.
    pub available: u32,
    /// The cards.
    pub cards: BTreeMap<ConversationId, Summary>,
    /// The open conversations.
    pub chats: HashMap<ConversationId, Chat>,
    /// Commands that were answered.
    pub answers: HashMap<ClientId, Result<Done, Refusal>>,
    /// Refusals without an id, and what they were about.
    pub refused: Vec<(Option<ConversationId>, Refusal)>,
}

/// An open conversation.
#[derive(Clone, Debug)]
pub struct Chat {
    /// The conversation itself.
    pub screen: Screen,
    /// Its visitor.
    pub visitor: Option<VisitorDetails>,
    /// Who was last said to write, or to have stopped.
    pub typing: Option<(Author, bool)>,
    /// Every draft so far.
    pub drafts: Vec<Vec<Block>>,
    /// How often it was opened.
    pub opened: u32,
    /// Messages that have not reached LINE.
    pub undelivered: Vec<Undelivered>,
}

impl AgentSees {
    /// A tab that was welcomed.
    #[must_use]
    pub fn new(welcome: AgentWelcome) -> Self {
        let cards = welcome.cards.iter().map(|card| (card.id.clone(), card.clone())).collect();
        Self {
            switch: welcome.switch,
            available: welcome.available,
            cards,
            welcome,
            chats: HashMap::new(),
            answers: HashMap::new(),
            refused: Vec::new(),
        }
    }

    /// The greeting of a tab that comes back with what it holds.
    #[must_use]
    pub fn hello(&self) -> AgentHello {
        let have = self.chats.values().map(|chat| chat.screen.have(&self.welcome.epoch));
        AgentHello { have: have.collect() }
    }

    /// The card is so.
    pub fn card(&self, id: &ConversationId, is: impl Fn(&Summary) -> bool) -> bool {
        self.cards.get(id).is_some_and(is)
    }

    /// The open conversation.
    ///
    /// # Panics
    /// Where it is not open.
    #[must_use]
    pub fn chat(&self, id: &ConversationId) -> &Screen {
        &self.chats.get(id).expect("an open conversation").screen
    }

    /// The open conversation is so.
    pub fn shows(&self, id: &ConversationId, is: impl Fn(&Screen) -> bool) -> bool {
        self.chats.get(id).is_some_and(|chat| is(&chat.screen))
    }

    /// A request that rings this live agent.
    #[must_use]
    pub fn ringing(&self) -> Option<&ConversationId> {
        self.cards.values().find(|card| card.rings_me).map(|card| &card.id)
    }

    /// Takes in what the server tells.
    ///
    /// # Panics
    /// Where it does not fit what was told before.
    pub fn hear(&mut self, news: AgentNews) {
        match news {
            AgentNews::Welcome(welcome) => {
                let chats = std::mem::take(&mut self.chats);
                let answers = std::mem::take(&mut self.answers);
                *self = Self { chats, answers, ..Self::new(welcome) };
            }
            AgentNews::Summary(card) => {
                self.cards.insert(card.id.clone(), card);
            }
            AgentNews::Opened(opened) => {
                let id = opened.card.id.clone();
                let before = self.chats.remove(&id);
                let chat = Chat {
                    screen: Screen::new(opened.snapshot),
                    visitor: Some(opened.visitor),
                    typing: None,
                    drafts: Vec::new(),
                    opened: before.map_or(0, |chat| chat.opened) + 1,
                    undelivered: opened.undelivered,
                };
                self.cards.insert(id.clone(), opened.card);
                self.chats.insert(id, chat);
            }
            AgentNews::Events(events) => self.open(&events.conversation.clone()).screen.follow(events),
            AgentNews::Page(page) => self.open(&page.conversation.clone()).screen.precede(page),
            AgentNews::Ack { id, conversation, seq } => {
                self.answers.insert(id, Ok(Done { conversation, seq }));
            }
            AgentNews::Refused { id: Some(id), why, .. } => {
                self.answers.insert(id, Err(why));
            }
            AgentNews::Refused { id: None, conversation, why } => self.refused.push((conversation, why)),
            AgentNews::Available(available) => self.available = available,
            AgentNews::Crew(crew) => self.welcome.crew = crew,
            AgentNews::Switch(on) => self.switch = on,
            AgentNews::Typing { conversation, by, on } => {
                self.open(&conversation).typing = Some((by, on));
            }
            AgentNews::Draft { conversation, blocks } => self.open(&conversation).drafts.push(blocks),
            AgentNews::Undelivered(news) => self.open(&news.conversation).undelivered = news.list,
            AgentNews::Marks { conversation, marks } => {
                assert!(marks.read <= marks.delivered, "{marks:?}");
                self.open(&conversation).screen.theirs = marks;
            }
        }
    }

    fn open(&mut self, id: &ConversationId) -> &mut Chat {
        self.chats.get_mut(id).expect("news of a conversation that is open")
    }
}
