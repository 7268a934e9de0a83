//! tests: bad input. Each has its answer, and no effect on anybody.

mod floods;
mod frames;
mod http;
mod lists;
mod numbers;
mod origins;
mod strangers;
mod texts;

use baton_protocol::agent::ConversationList;
use baton_tests::{agent::Agent, http::Http, people::MIRA, server::Server, visitor::Visitor};

/// A server with a visitor who chats, and an admin who sees all that is stored.
struct Scene {
    server: Server,
    bystander: Visitor,
    admin: Agent,
}

impl Scene {
    async fn set() -> Self {
        Self::with(&[]).await
    }

    async fn with(flags: &[&str]) -> Self {
        let server = Server::with(flags).await;
        let mut bystander = Visitor::arrives(&server).await;
        bystander.says("Can I return opened tea?").await;
        bystander.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
        let admin = Agent::signs_in(&server, MIRA).await;
        Self { server, bystander, admin }
    }

    /// All that is stored, as text.
    async fn stored(&mut self) -> String {
        let http = Http::with_cookie(&self.server, &self.admin.cookie);
        let list: ConversationList =
            http.get("/api/v1/conversations?limit=100").await.json().await.expect("a list");
        let mut told = String::new();
        for card in list.cards {
            self.admin.opens(&card.id).await;
            told += &format!("{card:?}\n{:?}\n", self.admin.sees.chat(&card.id).log);
        }
        told
    }

    /// Nothing is stored that was not before, and the bystander chats on.
    async fn is_unmoved(&mut self, before: &str) {
        assert_eq!(self.stored().await, before);
        assert!(self.bystander.sees.refused.is_empty());
        let done = self.bystander.says("Still here").await;
        let answered = |chat: &baton_tests::screen::Screen| chat.last() > done.seq;
        self.bystander.until("an answer", |sees| sees.shows(answered)).await;
    }
}
