//! What a console tab is shown when it greets and when it opens a conversation.

use std::sync::Arc;

use baton_protocol::{
    Code, ConversationId, Refusal,
    agent::{AgentHello, AgentNews, AgentWelcome, Channel},
    line::UndeliveredList,
    visitor::Have,
};

use super::{AgentSession, OPEN_AT_ONCE};
use crate::{
    bus::Topic,
    desk::{card::card, not_found, read::in_pages},
    store::model::{Head, Side},
};

impl AgentSession {
    /// The conversation, where this live agent may see it.
    pub(super) async fn seen(&self, id: &ConversationId) -> Result<Arc<Head>, Refusal> {
        let head = self.desk.head(id).await?;
        if self.desk.may_see(self.agent.id, &head) { Ok(head) } else { Err(not_found()) }
    }

    pub(super) async fn welcome(&mut self, hello: AgentHello) -> Result<Vec<AgentNews>, Refusal> {
        let available = *self.available.borrow_and_update();
        let welcome = AgentWelcome {
            me: self.me.clone(),
            switch: self.desk.switch(self.agent.id).await?,
            available,
            epoch: self.desk.epoch.clone(),
            now: self.desk.clock.now(),
            cards: self.desk.cards(self.agent.id).await?,
            crew: self.desk.crew(),
        };
        let mut news = vec![AgentNews::Welcome(welcome)];
        for have in hello.have.into_iter().take(OPEN_AT_ONCE) {
            let conversation = have.conversation.clone();
            if let Err(why) = self.resume(have, &mut news).await {
                news.push(AgentNews::Refused { id: None, conversation: Some(conversation), why });
            }
        }
        Ok(news)
    }

    /// What a client that polls is told when it differs from what it was told last.
    pub(crate) async fn ambient(&self) -> Result<Vec<AgentNews>, Refusal> {
        let mut news = vec![
            AgentNews::Crew(self.desk.crew()),
            AgentNews::Available(self.desk.presence.available()),
            AgentNews::Switch(self.desk.switch(self.agent.id).await?),
        ];
        let cards = self.desk.cards(self.agent.id).await?;
        for (id, _) in self.open.values() {
            let head = self.desk.head(id).await?;
            news.push(AgentNews::Marks { conversation: id.clone(), marks: head.visitor_marks });
            news.push(AgentNews::Summary(card(&head, self.agent.id)));
            if head.channel == Channel::Line {
                let list = self.desk.undelivered(&head).await?;
                news.push(AgentNews::Undelivered(UndeliveredList { conversation: id.clone(), list }));
            }
        }
        news.extend(cards.into_iter().map(AgentNews::Summary));
        Ok(news)
    }

    async fn resume(&mut self, have: Have, news: &mut Vec<AgentNews>) -> Result<(), Refusal> {
        if have.epoch != self.desk.epoch {
            return self.open(&have.conversation, news).await;
        }
        let head = self.seen(&have.conversation).await?;
        self.ears.listen(Topic::Conversation(head.key));
        let Some(events) = self.desk.events_after(&head, Side::Agents, have.after).await? else {
            return self.open(&have.conversation, news).await;
        };
        let last = events.last().map_or(have.after, |event| event.seq);
        self.open.insert(head.key, (head.id.clone(), last));
        news.extend(in_pages(&head, &events).into_iter().map(AgentNews::Events));
        news.push(AgentNews::Marks { conversation: head.id.clone(), marks: head.visitor_marks });
        news.push(AgentNews::Summary(card(&head, self.agent.id)));
        if head.channel == Channel::Line {
            let list = self.desk.undelivered(&head).await?;
            news.push(AgentNews::Undelivered(UndeliveredList { conversation: head.id.clone(), list }));
        }
        Ok(())
    }

    pub(super) async fn open(
        &mut self,
        id: &ConversationId,
        news: &mut Vec<AgentNews>,
    ) -> Result<(), Refusal> {
        let key = self.seen(id).await?.key;
        if self.open.len() >= OPEN_AT_ONCE && !self.open.contains_key(&key) {
            return Err(Refusal::new(Code::SlowDown, "Too many conversations are open in this tab."));
        }
        // Listened to before it is read: what happens in between is heard, and known by its number.
        self.ears.listen(Topic::Conversation(key));
        let opened = self.desk.opened(id, self.agent.id).await?;
        let last = opened.snapshot.page.events.last().map_or(0, |event| event.seq);
        self.open.insert(key, (id.clone(), last));
        news.push(AgentNews::Opened(Box::new(opened)));
        Ok(())
    }
}
