//! tests: a visitor's client.

mod sees;

use std::fmt;

use baton_protocol::{
    ClientId, ConversationId, Refusal,
    visitor::{Hello, VisitorFrame, VisitorNews, VisitorVerb},
};
use reqwest::StatusCode;
use tokio::time::timeout;

use crate::{
    PATIENCE, fresh_id,
    line::{Buffer, Came, Line},
    screen::Screen,
    server::Server,
};

pub use sees::VisitorSees;

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
        let done = self.does(VisitorVerb::Send { text: text.to_owned(), files: Vec::new() }).await;
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
                    Came::Closed(code) => {
                        panic!("the visitor waited for {what}, and was closed with {code:?}")
                    }
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
