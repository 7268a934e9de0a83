//! tests: a visitor's client.

use std::{collections::HashMap, fmt};

use baton_protocol::{
    Author, ClientId, ConversationId, Refusal,
    rich::Block,
    state::Queue,
    visitor::{Hello, VisitorFrame, VisitorNews, VisitorVerb, Welcome},
};
use reqwest::StatusCode;
use tokio::time::timeout;

use crate::{
    PATIENCE, fresh_id,
    line::{Buffer, Came, Line},
    screen::Screen,
    server::Server,
};

/// The site of the demo.
pub const SITE: &str = "demo";
/// Where visitors connect.
pub const PATH: &str = "/api/v1/visitor/live";

/// A visitor's connection.
pub type VisitorLine = Line<VisitorFrame, VisitorNews>;

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Where.
    pub conversation: ConversationId,
    /// The number of its first event.
    pub seq: u64,
}

/// A visitor's tab.
pub struct Visitor {
    /// The connection.
    pub line: VisitorLine,
    /// What the tab shows.
    pub sees: VisitorSees,
}

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

impl Visitor {
    /// Somebody who was never here.
    pub async fn arrives(server: &Server) -> Self {
        Self::greets(server, Hello { site: SITE.to_owned(), ..Hello::default() }).await
    }

    /// A tab that comes back with what it holds.
    ///
    /// # Panics
    /// Where there is no welcome.
    pub async fn again(server: &Server, sees: &VisitorSees) -> Self {
        let mut line = Self::line(server, &[], None).await.expect("a WebSocket");
        line.send(&VisitorFrame::Hello(sees.hello())).await;
        let Came::News(news) = line.next().await else { panic!("closed instead of welcomed") };
        assert!(matches!(*news, VisitorNews::Welcome(_)), "{news:?} instead of a welcome");
        let mut sees = VisitorSees { closed: None, ..sees.clone() };
        sees.hear(*news);
        Self { line, sees }
    }

    /// Another tab of the same browser: it knows the token and nothing else.
    pub async fn elsewhere(&self, server: &Server) -> Self {
        let token = Some(self.sees.token.clone());
        Self::greets(server, Hello { site: SITE.to_owned(), token, ..Hello::default() }).await
    }

    /// Whoever greets so.
    ///
    /// # Panics
    /// Where there is no welcome.
    pub async fn greets(server: &Server, hello: Hello) -> Self {
        Self::tries(server, hello, None).await.unwrap_or_else(|why| panic!("not welcome: {why:?}"))
    }

    /// The same through a buffer of this size.
    ///
    /// # Errors
    /// What came instead of a welcome.
    pub async fn tries(server: &Server, hello: Hello, buffer: Buffer) -> Result<Self, Came<VisitorNews>> {
        let mut line = Self::line(server, &[], buffer).await.expect("a WebSocket");
        let token = hello.token.clone();
        line.send(&VisitorFrame::Hello(hello)).await;
        match line.next().await {
            Came::News(news) => match *news {
                VisitorNews::Welcome(welcome) => Ok(Self { line, sees: VisitorSees::new(welcome, token) }),
                other => Err(Came::News(Box::new(other))),
            },
            Came::Closed(code) => Err(Came::Closed(code)),
        }
    }

    /// A connection that has not greeted yet.
    ///
    /// # Errors
    /// The status, where there is no WebSocket to be had.
    pub async fn line(
        server: &Server,
        headers: &[(&str, &str)],
        buffer: Buffer,
    ) -> Result<VisitorLine, StatusCode> {
        Line::connect(server.address(), PATH, headers, buffer).await
    }

    /// Says it, and waits until it is stored.
    ///
    /// # Panics
    /// Where it is refused.
    pub async fn says(&mut self, text: &str) -> Done {
        let done = self.does(VisitorVerb::Send { text: text.to_owned() }).await;
        done.unwrap_or_else(|why| panic!("{text:?} was refused: {why:?}"))
    }

    /// Does it, and waits for the answer.
    ///
    /// # Errors
    /// The refusal.
    pub async fn does(&mut self, what: VisitorVerb) -> Result<Done, Refusal> {
        self.does_as(fresh_id(), what).await
    }

    /// The same under this id.
    ///
    /// # Errors
    /// The refusal.
    pub async fn does_as(&mut self, id: ClientId, what: VisitorVerb) -> Result<Done, Refusal> {
        self.sees.answers.remove(&id);
        self.line.send(&VisitorFrame::Do { id, what }).await;
        self.until("an answer to a command", |sees| sees.answers.contains_key(&id)).await;
        self.sees.answers[&id].clone()
    }

    /// Says it and does not wait; the id.
    pub async fn begins(&mut self, what: VisitorVerb) -> ClientId {
        let id = fresh_id();
        self.line.send(&VisitorFrame::Do { id, what }).await;
        id
    }

    /// Waits until the tab shows this.
    ///
    /// # Panics
    /// Where it never does, or the connection ends before.
    pub async fn until(&mut self, what: &str, shown: impl Fn(&VisitorSees) -> bool) {
        let waited = timeout(PATIENCE, async {
            while !shown(&self.sees) {
                match self.line.come().await {
                    Came::News(news) => self.sees.hear(*news),
                    Came::Closed(code) => panic!("the visitor waited for {what}, and was closed with {code:?}"),
                }
            }
        });
        if waited.await.is_err() {
            panic!("a visitor never saw {what}; shown is {:#?}", self.sees);
        }
    }

    /// Asks for older pages until the conversation's beginning is there.
    ///
    /// # Panics
    /// Where there is no conversation.
    pub async fn reads_all(&mut self) {
        loop {
            let chat = self.sees.chat();
            let before = chat.log.first().map_or(1, |event| event.seq);
            if before <= 1 {
                return;
            }
            let conversation = chat.id.clone();
            self.line.send(&VisitorFrame::Older { conversation, before }).await;
            let further = |chat: &Screen| chat.log.first().is_some_and(|event| event.seq < before);
            self.until("an older page", |sees| sees.shows(further)).await;
        }
    }

    /// Waits for the end of the connection; its code.
    pub async fn end(&mut self) -> Option<u16> {
        self.line.end().await
    }
}

impl fmt::Debug for Visitor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sees.fmt(out)
    }
}
