//! tests: a live agent's console.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

use baton_protocol::{
    Author, ClientId, ConversationId, Refusal,
    agent::{AgentFrame, AgentHello, AgentNews, AgentVerb, AgentWelcome, Summary, VisitorDetails},
    rich::Block,
};
use reqwest::StatusCode;
use tokio::time::timeout;

use crate::{
    PATIENCE, fresh_id,
    http::Http,
    line::{Came, Line},
    people::Person,
    screen::Screen,
    server::Server,
    visitor::Done,
};

/// Where live agents connect.
pub const PATH: &str = "/api/v1/agent/live";

/// A live agent's connection.
pub type AgentLine = Line<AgentFrame, AgentNews>;

/// A console's tab.
pub struct Agent {
    /// The connection.
    pub line: AgentLine,
    /// What the tab shows.
    pub sees: AgentSees,
    /// The session's cookie.
    pub cookie: String,
}

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
            AgentNews::Switch(on) => self.switch = on,
            AgentNews::Typing { conversation, by, on } => {
                self.open(&conversation).typing = Some((by, on));
            }
            AgentNews::Draft { conversation, blocks } => self.open(&conversation).drafts.push(blocks),
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

impl Agent {
    /// Signs in and connects.
    pub async fn signs_in(server: &Server, person: Person) -> Self {
        let http = Http::signed_in(server, person).await;
        Self::connects(server, http.cookie.as_deref().expect("a cookie")).await
    }

    /// Signs in, connects and is available.
    pub async fn at_work(server: &Server, person: Person) -> Self {
        let mut agent = Self::signs_in(server, person).await;
        agent.switches(true).await;
        agent
    }

    /// A tab of the session with this cookie.
    ///
    /// # Panics
    /// Where there is no welcome.
    pub async fn connects(server: &Server, cookie: &str) -> Self {
        let (line, news) = Self::greets(server, cookie, AgentHello::default()).await;
        let AgentNews::Welcome(welcome) = news else { panic!("{news:?} instead of a welcome") };
        Self { line, sees: AgentSees::new(welcome), cookie: cookie.to_owned() }
    }

    /// A tab that comes back with what it holds.
    pub async fn again(server: &Server, cookie: &str, sees: &AgentSees) -> Self {
        let (line, news) = Self::greets(server, cookie, sees.hello()).await;
        let mut sees = sees.clone();
        sees.hear(news);
        Self { line, sees, cookie: cookie.to_owned() }
    }

    async fn greets(server: &Server, cookie: &str, hello: AgentHello) -> (AgentLine, AgentNews) {
        let line = Self::line(server, &[("cookie", cookie), ("origin", &server.origin())]).await;
        let mut line = line.unwrap_or_else(|status| panic!("no WebSocket: {status}"));
        line.send(&AgentFrame::Hello(hello)).await;
        match line.next().await {
            Came::News(news) => (line, *news),
            Came::Closed(code) => panic!("closed with {code:?} instead of welcomed"),
        }
    }

    /// A connection that has not greeted yet.
    ///
    /// # Errors
    /// The status, where there is no WebSocket to be had.
    pub async fn line(server: &Server, headers: &[(&str, &str)]) -> Result<AgentLine, StatusCode> {
        Line::connect(server.address(), PATH, headers, None).await
    }

    /// Moves the switch, and waits until it has moved.
    pub async fn switches(&mut self, on: bool) {
        self.line.send(&AgentFrame::Available(on)).await;
        self.until("the own switch", |sees| sees.switch == on).await;
    }

    /// Opens a conversation.
    pub async fn opens(&mut self, id: &ConversationId) {
        let before = self.sees.chats.get(id).map_or(0, |chat| chat.opened);
        self.line.send(&AgentFrame::Open(id.clone())).await;
        self.until("an opened conversation", |sees| {
            sees.chats.get(id).is_some_and(|chat| chat.opened > before)
        })
        .await;
    }

    /// Does it, and waits for the answer.
    ///
    /// # Errors
    /// The refusal.
    pub async fn does(&mut self, conversation: &ConversationId, what: AgentVerb) -> Result<Done, Refusal> {
        let id = self.begins(conversation, what).await;
        self.answer(id).await
    }

    /// Does it and does not wait; the command's id.
    pub async fn begins(&mut self, conversation: &ConversationId, what: AgentVerb) -> ClientId {
        let id = fresh_id();
        let conversation = conversation.clone();
        self.line.send(&AgentFrame::Do { id, conversation, what }).await;
        id
    }

    /// Waits for the answer to this command.
    ///
    /// # Errors
    /// The refusal.
    pub async fn answer(&mut self, id: ClientId) -> Result<Done, Refusal> {
        self.until("an answer to a command", |sees| sees.answers.contains_key(&id)).await;
        self.sees.answers[&id].clone()
    }

    /// Says it, and waits until it is stored.
    ///
    /// # Panics
    /// Where it is refused.
    pub async fn says(&mut self, conversation: &ConversationId, text: &str) -> Done {
        let done = self.does(conversation, AgentVerb::Send { text: text.to_owned() }).await;
        done.unwrap_or_else(|why| panic!("{text:?} was refused: {why:?}"))
    }

    /// Waits for a request that rings, and takes it.
    ///
    /// # Panics
    /// Where it is refused.
    pub async fn accepts(&mut self) -> ConversationId {
        self.until("a request that rings", |sees| sees.ringing().is_some()).await;
        let id = self.sees.ringing().cloned().expect("it rings");
        self.does(&id, AgentVerb::Accept).await.unwrap_or_else(|why| panic!("not accepted: {why:?}"));
        self.until("the own chat", |sees| sees.card(&id, |card| card.mine && !card.rings_me)).await;
        id
    }

    /// Waits until the tab shows this.
    ///
    /// # Panics
    /// Where it never does, or the connection ends before.
    pub async fn until(&mut self, what: &str, shown: impl Fn(&AgentSees) -> bool) {
        let waited = timeout(PATIENCE, async {
            while !shown(&self.sees) {
                match self.line.come().await {
                    Came::News(news) => self.sees.hear(*news),
                    Came::Closed(code) => panic!("the agent waited for {what}, and was closed with {code:?}"),
                }
            }
        });
        if waited.await.is_err() {
            panic!("a live agent never saw {what}; shown is {:#?}", self.sees);
        }
    }
}

impl fmt::Debug for Agent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sees.fmt(out)
    }
}
