//! tests: a live agent's console.

mod sees;

use std::fmt;

use baton_protocol::{
    ClientId, ConversationId, Refusal,
    agent::{AgentFrame, AgentHello, AgentNews, AgentVerb},
};
use reqwest::StatusCode;
use tokio::time::timeout;

use crate::{
    PATIENCE, fresh_id,
    http::Http,
    line::{Came, Line},
    people::Person,
    server::Server,
    visitor::Done,
};

pub use sees::{AgentSees, Chat};

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
        let done = self
            .does(conversation, AgentVerb::Send { text: text.to_owned(), quote: None, files: Vec::new() })
            .await;
        done.unwrap_or_else(|why| panic!("{text:?} was refused: {why:?}"))
    }

    /// Asks for older pages of an open conversation until its beginning is there.
    pub async fn reads_all(&mut self, id: &ConversationId) {
        loop {
            let before = self.sees.chat(id).log.first().map_or(1, |event| event.seq);
            if before <= 1 {
                return;
            }
            self.line.send(&AgentFrame::Older { conversation: id.clone(), before }).await;
            let further =
                |sees: &AgentSees| sees.chat(id).log.first().is_some_and(|event| event.seq < before);
            self.until("an older page", further).await;
        }
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
