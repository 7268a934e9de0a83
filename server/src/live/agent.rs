//! The live agent's session.

mod here;
mod open;

use std::{collections::HashMap, sync::Arc, time::Duration};

use baton_protocol::{
    Author, ConversationId, Refusal,
    agent::{AgentFrame, AgentHello, AgentNews},
    event::AgentRef,
    line::UndeliveredList,
    people::Me,
    state::Marks,
};
use tokio::sync::watch;

use here::Here;

use super::session::{Over, Session};
use crate::{
    bus::{Advance, Ears, Hint, Topic, ears::Heard},
    desk::{
        Desk,
        card::card,
        people::{agent_ref, me},
        read::{in_pages, shown},
    },
    store::model::{ConversationKey, Head, Side, TokenHash, User},
};

/// Conversations that one tab may look at; more than a screen holds.
const OPEN_AT_ONCE: usize = 100;

/// One console tab.
pub(crate) struct AgentSession {
    desk: Arc<Desk>,
    agent: AgentRef,
    me: Me,
    session: TokenHash,
    ears: Ears,
    available: watch::Receiver<u32>,
    /// The conversations that the tab shows, and the last event of each that it was sent.
    open: HashMap<ConversationKey, (ConversationId, u64)>,
    /// Counted as connected for as long as this lives.
    _here: Here,
}

impl AgentSession {
    /// Answers a greeting. A client that polls stays present for `linger` after each answer.
    pub(crate) async fn greet(
        desk: Arc<Desk>,
        user: &User,
        session: TokenHash,
        hello: AgentHello,
        linger: Duration,
    ) -> Result<(Self, Vec<AgentNews>), Refusal> {
        let agent = agent_ref(user);
        let mut ears = Ears::new(Arc::clone(&desk.bus));
        ears.listen(Topic::Agent(agent.id));
        ears.listen(Topic::Crew);
        // Read after the ear is open: a switch moved in between is heard.
        let switch = desk.switch(agent.id).await?;
        let here = Here::arrive(Arc::clone(&desk), agent.id, switch, linger);
        let available = desk.presence.watch();
        let me = me(user);
        let mut this = Self { desk, agent, me, session, ears, available, open: HashMap::new(), _here: here };
        let news = this.welcome(hello).await?;
        Ok((this, news))
    }

    async fn obey(&mut self, frame: AgentFrame, out: &mut Vec<AgentNews>) -> Result<(), Refusal> {
        match frame {
            // A client that lost the thread greets again.
            AgentFrame::Hello(hello) => {
                out.extend(self.welcome(hello).await?);
                Ok(())
            }
            AgentFrame::Do { id, conversation, what } => {
                out.push(match self.desk.agent_does(&self.agent, id, &conversation, what).await {
                    Ok(done) => AgentNews::Ack { id, conversation: done.conversation, seq: done.seq },
                    Err(why) => AgentNews::Refused { id: Some(id), conversation: Some(conversation), why },
                });
                Ok(())
            }
            AgentFrame::Available(on) => self.desk.set_available(self.agent.id, on).await,
            AgentFrame::Open(id) => self.open(&id, out).await,
            AgentFrame::Shut(id) => {
                let key = self.desk.head(&id).await?.key;
                self.open.remove(&key);
                self.ears.ignore(Topic::Conversation(key));
                Ok(())
            }
            AgentFrame::Typing { conversation, on } => {
                let head = self.desk.head(&conversation).await?;
                if self.holds(&head) {
                    self.desk.typing(&head, Author::Agent(self.agent.clone()), on);
                }
                Ok(())
            }
            AgentFrame::Marks { conversation, delivered, read } => {
                let head = self.desk.head(&conversation).await?;
                // Whoever only looks has not read it for the visitor.
                if self.holds(&head) {
                    self.desk.mark(&head, Side::Agents, Marks { delivered, read }).await?;
                }
                Ok(())
            }
            AgentFrame::Older { conversation, before } => {
                let head = self.seen(&conversation).await?;
                out.push(AgentNews::Page(self.desk.page(&head, Side::Agents, before).await?));
                Ok(())
            }
        }
    }

    fn holds(&self, head: &Head) -> bool {
        head.body.state.agent().is_some_and(|holder| holder.id == self.agent.id)
    }

    async fn advanced(&mut self, advance: &Advance, out: &mut Vec<AgentNews>) -> Result<(), Refusal> {
        let head = &advance.head;
        let Some((id, last)) = self.open.get(&head.key).cloned() else { return Ok(()) };
        if head.seq <= last {
            return Ok(());
        }
        let first = advance.events.first().map_or(u64::MAX, |event| event.seq);
        let events = if first == last + 1 {
            shown(&advance.events, Side::Agents)
        } else {
            match self.desk.events_after(head, Side::Agents, last).await? {
                Some(events) => events,
                None => return self.open(&id, out).await,
            }
        };
        if let Some(end) = events.last() {
            self.open.insert(head.key, (id.clone(), end.seq));
            out.extend(in_pages(head, &events).into_iter().map(AgentNews::Events));
            let card = card(head, self.agent.id);
            // A card that concerns this agent comes by itself.
            if !card.mine && !card.rings_me {
                out.push(AgentNews::Summary(card));
            }
        }
        Ok(())
    }

    /// Something was missed: every card and every open conversation again, from the store.
    async fn catch_up(&mut self, out: &mut Vec<AgentNews>) -> Result<(), Refusal> {
        for (id, _) in self.open.clone().into_values() {
            let head = self.desk.head(&id).await?;
            self.advanced(&Advance { head, events: Vec::new() }, out).await?;
        }
        out.extend(self.ambient().await?);
        Ok(())
    }
}

impl Session for AgentSession {
    type Frame = AgentFrame;
    type News = AgentNews;

    /// A live agent whose tab or line dies leaves the count within two of these.
    const PING: Duration = Duration::from_secs(5);

    async fn frame(&mut self, frame: AgentFrame, out: &mut Vec<AgentNews>) {
        if let Err(why) = self.obey(frame, out).await {
            out.push(AgentNews::Refused { id: None, conversation: None, why });
        }
    }

    async fn heard(&mut self, heard: Heard, out: &mut Vec<AgentNews>) -> Result<(), Over> {
        let name = |open: &HashMap<ConversationKey, (ConversationId, u64)>, key| {
            open.get(key).map(|(id, _)| id.clone())
        };
        let told = match heard {
            Heard::Missed => self.catch_up(out).await,
            Heard::Hint(Hint::Advanced(advance)) => self.advanced(&advance, out).await,
            Heard::Hint(Hint::Card(head)) => {
                out.push(AgentNews::Summary(card(&head, self.agent.id)));
                Ok(())
            }
            Heard::Hint(Hint::Typing(typing)) => {
                if let Some(conversation) = name(&self.open, &typing.conversation) {
                    out.push(AgentNews::Typing { conversation, by: typing.by.clone(), on: typing.on });
                }
                Ok(())
            }
            Heard::Hint(Hint::Draft(draft)) => {
                if let Some(conversation) = name(&self.open, &draft.conversation) {
                    out.push(AgentNews::Draft { conversation, blocks: draft.blocks.clone() });
                }
                Ok(())
            }
            Heard::Hint(Hint::Marks(marked)) => {
                if let Some(conversation) = name(&self.open, &marked.conversation) {
                    out.push(AgentNews::Marks { conversation, marks: marked.marks });
                }
                Ok(())
            }
            Heard::Hint(Hint::Undelivered(list)) => {
                if self.open.values().any(|(id, _)| *id == list.conversation) {
                    out.push(AgentNews::Undelivered(UndeliveredList::clone(&list)));
                }
                Ok(())
            }
            Heard::Hint(Hint::Switch(on)) => {
                out.push(AgentNews::Switch(on));
                Ok(())
            }
            Heard::Hint(Hint::Crew) => {
                out.push(AgentNews::Crew(self.desk.crew()));
                Ok(())
            }
            // Whoever may do other things from now on begins anew.
            Heard::Hint(Hint::Rights) => return Err(Over::Changed),
            Heard::Hint(Hint::SignedOut(session)) => {
                return if *session == self.session { Err(Over::SignedOut) } else { Ok(()) };
            }
            Heard::Hint(Hint::Queue(_) | Hint::Erased | Hint::Known(_) | Hint::Site) => Ok(()),
        };
        if let Err(why) = told {
            out.push(AgentNews::Refused { id: None, conversation: None, why });
        }
        Ok(())
    }

    fn available(&mut self, available: u32, out: &mut Vec<AgentNews>) {
        out.push(AgentNews::Available(available));
    }

    fn malformed(why: Refusal) -> AgentNews {
        AgentNews::Refused { id: None, conversation: None, why }
    }

    fn senses(&mut self) -> (&mut Ears, &mut watch::Receiver<u32>) {
        (&mut self.ears, &mut self.available)
    }
}
