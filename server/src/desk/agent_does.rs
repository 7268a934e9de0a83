//! What a live agent does: accept, ignore, reply, complete and so on; and whom a request rings besides.

use std::sync::Arc;

use baton_conversation::{Command, State};
use baton_protocol::{
    AgentId, ClientId, Code, ConversationId, Refusal,
    agent::AgentVerb,
    event::{AgentRef, Message},
};

use super::{Desk, act::Done, unavailable, visitor_does::check_text};
use crate::store::model::{Head, User};

impl Desk {
    /// Does what the live agent's client asks.
    pub(crate) async fn agent_does(
        self: &Arc<Self>,
        agent: &AgentRef,
        id: ClientId,
        conversation: &ConversationId,
        verb: AgentVerb,
    ) -> Result<Done, Refusal> {
        match &verb {
            AgentVerb::Send { text } => check_text(text)?,
            AgentVerb::Transfer { to } => self.check_target(*to).await?,
            AgentVerb::Reactivate => self.check_free(conversation).await?,
            AgentVerb::Accept
            | AgentVerb::Ignore
            | AgentVerb::TakeOver
            | AgentVerb::Complete
            | AgentVerb::End => {}
        }
        let done = self.act(conversation, |head| Ok(self.agent_command(head, agent, id, &verb))).await?;
        if verb == AgentVerb::Reactivate {
            let visitor = self.head(conversation).await?.visitor;
            self.heads.forget_current(visitor);
        }
        Ok(done)
    }

    /// A waiting request rings `agent` too.
    pub(super) async fn ring(self: &Arc<Self>, id: &ConversationId, agent: AgentId) -> Result<Done, Refusal> {
        self.act(id, |_| Ok(Command::Ring([agent].into()))).await
    }

    fn agent_command(&self, head: &Head, agent: &AgentRef, id: ClientId, verb: &AgentVerb) -> Command {
        let agent = agent.clone();
        match verb {
            AgentVerb::Send { text } => {
                let message = Message { client_id: Some(id), text: text.clone(), ..Message::default() };
                Command::AgentSays(agent, message)
            }
            AgentVerb::Accept => Command::Accept(agent),
            AgentVerb::Ignore => {
                let request = head.body.state.request();
                let mut unwilling = request.map(|request| request.ignored.clone()).unwrap_or_default();
                unwilling.insert(agent.id);
                let more_may_come = self.presence.others_on_duty(&unwilling);
                Command::Ignore { agent, more_may_come }
            }
            AgentVerb::TakeOver => Command::TakeOver(agent),
            AgentVerb::Transfer { to } => Command::Transfer { from: agent, to: *to, until: self.deadline() },
            AgentVerb::Complete => Command::Complete(agent),
            AgentVerb::End => Command::AgentEnds(agent),
            AgentVerb::Reactivate => Command::Reactivate(agent),
        }
    }

    async fn check_target(&self, to: AgentId) -> Result<(), Refusal> {
        let target: Option<User> = self.store.user(to).await.map_err(|error| unavailable(&error))?;
        if target.is_none() {
            return Err(Refusal::new(Code::NotFound, "There is no such live agent."));
        }
        let (ring, _) = self.presence.reach();
        if ring.contains(&to) {
            Ok(())
        } else {
            Err(Refusal::new(Code::WrongState, "That live agent is not available now."))
        }
    }

    /// A visitor has one conversation at a time: an old one cannot come back beside a newer one that runs.
    async fn check_free(&self, conversation: &ConversationId) -> Result<(), Refusal> {
        let head = self.head(conversation).await?;
        let current = self.current(head.visitor).await?;
        let elsewhere =
            |current: &Head| current.id != head.id && !matches!(current.body.state, State::Ended(_));
        if current.as_deref().is_some_and(elsewhere) {
            return Err(Refusal::new(
                Code::WrongState,
                "This visitor has begun a newer conversation; take that one over instead.",
            ));
        }
        Ok(())
    }
}
