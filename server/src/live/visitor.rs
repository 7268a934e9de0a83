//! The visitor's session.

mod follow;
mod welcome;
mod who;

use std::{sync::Arc, time::Duration};

use baton_protocol::{
    Author, ClientId, Code, ConversationId, Refusal, VisitorId,
    agent::Channel,
    site::Proof,
    state::Marks,
    visitor::{Hello, VisitorFrame, VisitorNews, VisitorVerb},
};
use tokio::sync::watch;

use who::{Who, bounded, cut, identified, recognise, store, unknown};

pub(crate) use who::{about, known, recognised};

use super::{
    session::{Over, Session},
    throttle::Throttle,
};
use crate::{
    bus::{Ears, Hint, Topic, ears::Heard},
    desk::{Desk, unavailable, visitor_does::Actor},
    random::token_hash,
    store::model::{AboutVisitor, Head, Side, SiteId},
};

/// One visitor's client.
pub(crate) struct VisitorSession {
    desk: Arc<Desk>,
    site: SiteId,
    who: Who,
    about: Box<AboutVisitor>,
    ears: Ears,
    available: watch::Receiver<u32>,
    /// The conversation that the client shows, and the last event that it was sent.
    shown: Option<(ConversationId, u64)>,
    flood: Throttle,
}

/// The greeting could not be answered.
#[derive(Debug)]
pub(crate) struct Unwelcome(pub(crate) Refusal);

impl VisitorSession {
    /// Answers a greeting. `keep` stores a stranger at once: over plain HTTP each request stands alone.
    pub(crate) async fn greet(
        desk: Arc<Desk>,
        hello: Hello,
        user_agent: &str,
        keep: bool,
    ) -> Result<(Self, Vec<VisitorNews>), Unwelcome> {
        let Some(desked) = desk.site(&hello.site) else {
            return Err(Unwelcome(Refusal::new(Code::NotFound, "There is no such site.")));
        };
        let site = &desked.site;
        let mut about = Box::new(about(&hello, user_agent));
        let mut ears = Ears::new(Arc::clone(&desk.bus));
        // Heard from before the store is asked, so that another tab's first words cannot fall in between.
        let offered = hello.token.as_deref().and_then(token_hash).map(Topic::Stranger);
        offered.into_iter().for_each(|topic| ears.listen(topic));
        let (mut who, token) = recognise(&desk, site, hello.token.as_deref()).await.map_err(Unwelcome)?;
        if let Who::Known { identity, .. } = &who {
            about.identity.clone_from(identity);
        }
        if let (Who::Stranger(hash), true) = (&who, keep) {
            who = store(&desk, site.id, *hash, &about).await.map_err(Unwelcome)?;
        }
        if let Who::Stranger(hash) = who {
            ears.listen(Topic::Stranger(hash));
        }
        if let Who::Known { visitor, .. } = &who {
            let visitor = *visitor;
            offered.into_iter().for_each(|topic| ears.ignore(topic));
            ears.listen(Topic::Visitor(visitor));
            if token.is_none() {
                let seen = desk.store.seen(visitor, AboutVisitor::clone(&about), desk.clock.now()).await;
                seen.map_err(|error| Unwelcome(unavailable(&error)))?;
            }
        }
        ears.listen(Topic::Site(site.id));
        let available = desk.presence.watch();
        let flood = Throttle::new(desk.rules.visitor_rate);
        let mut session = Self { desk, site: site.id, who, about, ears, available, shown: None, flood };
        let news = session.welcome(site, hello.have, token).await.map_err(Unwelcome)?;
        Ok((session, news))
    }

    /// The session of a single request by whoever holds this token.
    pub(crate) async fn recognised(desk: Arc<Desk>, token: &str, user_agent: &str) -> Result<Self, Refusal> {
        let hash = token_hash(token).ok_or_else(unknown)?;
        let found = desk.store.visitor_by_token(hash).await.map_err(|error| unavailable(&error))?;
        let visitor = found.ok_or_else(unknown)?;
        let shown = desk.current(visitor.id).await?.map(|head| (head.id.clone(), head.seq));
        let about = Box::new(AboutVisitor { user_agent: cut(user_agent, 400), ..visitor.about.clone() });
        let site = visitor.site;
        let who = Who::of(visitor);
        let (ears, available) = (Ears::new(Arc::clone(&desk.bus)), desk.presence.watch());
        let flood = Throttle::new(desk.rules.visitor_rate);
        Ok(Self { desk, site, who, about, ears, available, shown, flood })
    }

    /// What a client that polls is told when it differs from what it was told last.
    pub(crate) async fn ambient(&self) -> Result<Vec<VisitorNews>, Refusal> {
        let mut news = vec![VisitorNews::Available(self.desk.available_at(self.site)), self.site_news()?];
        if let Who::Known { visitor, .. } = self.who
            && let Some(head) = self.desk.current(visitor).await?
        {
            news.push(VisitorNews::Marks(head.agent_marks));
            news.extend(self.desk.place(&head).map(VisitorNews::Queue));
        }
        Ok(news)
    }

    fn site_news(&self) -> Result<VisitorNews, Refusal> {
        let desked = self.desk.desked(self.site)?;
        Ok(VisitorNews::Site(self.desk.site_view(&desked.site)))
    }

    async fn act(&mut self, id: ClientId, verb: VisitorVerb) -> Result<VisitorNews, Refusal> {
        if !self.flood.admits() {
            let message = "You are writing faster than we can read. Please wait a moment and send it again.";
            return Err(Refusal::new(Code::SlowDown, message));
        }
        let proof = self.desk.desked(self.site)?.site.settings.proof;
        if proof == Proof::Required && !self.who.is_verified() {
            return Err(Refusal::new(
                Code::Unauthorized,
                "Please sign in to the shop; then you can write here.",
            ));
        }
        let (visitor, name) = self.become_known().await?;
        let name = name.or_else(|| self.about.identity.name.clone());
        let actor = Actor {
            visitor,
            site: self.site,
            locale: self.about.locale.clone(),
            name,
            channel: Channel::Web,
        };
        let done = self.desk.visitor_does(&actor, id, verb).await?;
        Ok(VisitorNews::Ack { id, conversation: done.conversation, seq: done.seq })
    }

    async fn become_known(&mut self) -> Result<(VisitorId, Option<String>), Refusal> {
        if let Who::Stranger(hash) = self.who {
            self.who = store(&self.desk, self.site, hash, &self.about).await?;
            self.ears.ignore(Topic::Stranger(hash));
        }
        match &self.who {
            Who::Known { visitor, name, .. } => {
                self.ears.listen(Topic::Visitor(*visitor));
                Ok((*visitor, name.clone()))
            }
            Who::Stranger(_) => Err(unknown()),
        }
    }

    /// Another tab with this session's token has said its first words.
    async fn known(&mut self, visitor: VisitorId, out: &mut Vec<VisitorNews>) -> Result<(), Refusal> {
        let Who::Stranger(hash) = self.who else { return Ok(()) };
        self.ears.ignore(Topic::Stranger(hash));
        self.ears.listen(Topic::Visitor(visitor));
        let identity = self.about.identity.clone();
        self.who = Who::Known { visitor, name: None, verified: false, identity };
        self.catch_up(out).await
    }

    /// The visitor's conversation of this name; everybody else's does not exist.
    async fn own(&self, id: &ConversationId) -> Result<Arc<Head>, Refusal> {
        let head = self.desk.head(id).await?;
        match self.who {
            Who::Known { visitor, .. } if visitor == head.visitor => Ok(head),
            Who::Known { .. } | Who::Stranger(_) => Err(crate::desk::not_found()),
        }
    }

    /// What the client says of its visitor is kept, once they have spoken.
    async fn tell_about(&self) -> Result<(), Refusal> {
        let Who::Known { visitor, .. } = self.who else { return Ok(()) };
        let (about, now) = (AboutVisitor::clone(&self.about), self.desk.clock.now());
        let seen = self.desk.store.seen(visitor, about, now).await;
        seen.map_err(|error| unavailable(&error))
    }

    async fn obey(&mut self, frame: VisitorFrame, out: &mut Vec<VisitorNews>) -> Result<(), Refusal> {
        match frame {
            // A client that lost the thread greets again; it stays who it is.
            VisitorFrame::Hello(hello) => {
                let desk = Arc::clone(&self.desk);
                let desked = desk.site(&hello.site).filter(|desked| desked.site.id == self.site);
                let desked = desked.ok_or_else(|| Refusal::new(Code::NotFound, "There is no such site."))?;
                out.extend(self.welcome(&desked.site, hello.have, None).await?);
            }
            VisitorFrame::Do { id, what } => match self.act(id, what).await {
                Ok(ack) => out.push(ack),
                Err(why) => out.push(VisitorNews::Refused { id: Some(id), why }),
            },
            VisitorFrame::Typing(on) => {
                if let Some((id, _)) = &self.shown {
                    let head = self.own(id).await?;
                    self.desk.typing(&head, Author::Visitor, on);
                }
            }
            VisitorFrame::Marks { conversation, delivered, read } => {
                let head = self.own(&conversation).await?;
                self.desk.mark(&head, Side::Visitor, Marks { delivered, read }).await?;
            }
            VisitorFrame::Older { conversation, before } => {
                let head = self.own(&conversation).await?;
                out.push(VisitorNews::Page(self.desk.page(&head, Side::Visitor, before).await?));
            }
            VisitorFrame::At(page) => {
                self.about.page = Some(bounded(&page));
                self.tell_about().await?;
            }
            VisitorFrame::Is(identity) => {
                self.about.identity = identified(&self.about.identity, identity)?;
                self.tell_about().await?;
            }
        }
        Ok(())
    }
}

impl Session for VisitorSession {
    type Frame = VisitorFrame;
    type News = VisitorNews;

    const PING: Duration = Duration::from_secs(25);

    async fn frame(&mut self, frame: VisitorFrame, out: &mut Vec<VisitorNews>) {
        if let Err(why) = self.obey(frame, out).await {
            out.push(VisitorNews::Refused { id: None, why });
        }
    }

    async fn heard(&mut self, heard: Heard, out: &mut Vec<VisitorNews>) -> Result<(), Over> {
        let told = match heard {
            Heard::Missed => self.catch_up(out).await,
            Heard::Hint(Hint::Advanced(advance)) => self.advanced(&advance, out).await,
            Heard::Hint(Hint::Known(visitor)) => self.known(visitor, out).await,
            Heard::Hint(Hint::Typing(typing)) => {
                out.push(VisitorNews::Typing { by: typing.by.clone(), on: typing.on });
                Ok(())
            }
            Heard::Hint(Hint::Draft(draft)) => {
                out.push(VisitorNews::Draft(draft.blocks.clone()));
                Ok(())
            }
            Heard::Hint(Hint::Marks(marked)) => {
                out.push(VisitorNews::Marks(marked.marks));
                Ok(())
            }
            Heard::Hint(Hint::Queue(queue)) => {
                out.push(VisitorNews::Queue(*queue));
                Ok(())
            }
            Heard::Hint(Hint::Site) => self.site_news().map(|news| {
                out.extend([news, VisitorNews::Available(self.desk.available_at(self.site))]);
            }),
            Heard::Hint(Hint::Erased) => return Err(Over::SignedOut),
            Heard::Hint(Hint::Rights) => return Err(Over::Changed),
            Heard::Hint(
                Hint::Card(_) | Hint::Crew | Hint::Switch(_) | Hint::SignedOut(_) | Hint::Undelivered(_),
            ) => Ok(()),
        };
        if let Err(why) = told {
            out.push(VisitorNews::Refused { id: None, why });
        }
        Ok(())
    }

    fn available(&mut self, _: u32, out: &mut Vec<VisitorNews>) {
        out.push(VisitorNews::Available(self.desk.available_at(self.site)));
    }

    fn malformed(why: Refusal) -> VisitorNews {
        VisitorNews::Refused { id: None, why }
    }

    fn senses(&mut self) -> (&mut Ears, &mut watch::Receiver<u32>) {
        (&mut self.ears, &mut self.available)
    }
}
