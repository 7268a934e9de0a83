//! tests: from the AI agent to a live agent and back, step by step.

mod answers;
mod chat;
mod finish;
mod limits;
mod requests;
mod rings;

use baton_protocol::{ConversationId, visitor::VisitorVerb};
use baton_tests::{agent::Agent, visitor::Visitor};

/// The visitor asks for a person, the live agent takes it and opens it.
pub(crate) async fn connect(visitor: &mut Visitor, agent: &mut Agent) -> ConversationId {
    visitor.does(VisitorVerb::Request).await.expect("a request");
    let id = agent.accepts().await;
    agent.opens(&id).await;
    let name = agent.sees.welcome.me.first_name.clone();
    visitor.until("the live agent's name", |sees| sees.shows(|chat| chat.is_with(&name))).await;
    id
}
