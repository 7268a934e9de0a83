//! Channel: messaging apps at the edge. What arrives from LINE becomes what a visitor does; what happens in a
//! conversation there goes out, in order, until LINE has taken it.
//!
//! # Layout
//! - [`account`]: connecting a site's account, and looking after it; [`menus`]: the button at the bottom of its chats
//! - [`intake`]: events as they arrive, each once; [`heard`]: what one of them means; [`who`]: whose it is;
//!   [`wish`]: what they sent, as a client would; [`media`]: what came besides words
//! - [`deliver`]: what waits for a visitor; [`send`]: one request to LINE; [`render`]: an event as messages;
//!   [`links`]: where LINE finds pictures and files
//! - [`busy`]: one task at a time for each of many

mod account;
mod busy;
mod deliver;
mod heard;
mod intake;
mod links;
mod media;
mod menus;
mod render;
mod send;
mod who;
mod wish;

use std::{sync::Arc, time::Duration};

use baton_line::{api::Line, say::Sender};
use baton_protocol::{Author, Event, VisitorId, What, event::AgentRef, line::LineTrouble};
use tokio::time::{MissedTickBehavior, interval};

use busy::Busy;
use links::Links;

use crate::{
    bus::{Advance, Ears, Hint, Topic, ears::Heard},
    desk::{Desk, lines::Account},
    store::{
        StoreError,
        model::{ConversationKey, LineUserChange, Site, SiteId},
    },
};

/// How often accounts that cannot send are looked at again.
const ROUND: Duration = Duration::from_secs(600);
/// Seconds that LINE shows that an answer is being made, unless it comes before.
const LOADING: u32 = 20;

/// The edge to LINE. One a server.
pub(crate) struct Channel {
    desk: Arc<Desk>,
    line: Line,
    /// Where LINE and its users find this server.
    address: String,
    links: Links,
    /// Whose events are being worked on.
    arriving: Busy<(SiteId, String)>,
    /// To whom something is being sent.
    leaving: Busy<VisitorId>,
    /// Whose menus are being made.
    drawing: Busy<SiteId>,
}

impl Channel {
    /// Begins nothing yet.
    ///
    /// # Errors
    /// Where the key of signed links cannot be had.
    pub(crate) async fn open(desk: Arc<Desk>, line: Line, address: String) -> anyhow::Result<Arc<Self>> {
        let links = Links::open(desk.as_ref()).await?;
        let (arriving, leaving, drawing) = (Busy::default(), Busy::default(), Busy::default());
        Ok(Arc::new(Self { desk, line, address, links, arriving, leaving, drawing }))
    }

    /// Goes on where the last start ended, and from then on follows what happens, for as long as the server runs.
    pub(crate) async fn run(self: Arc<Self>) {
        let mut ears = Ears::new(Arc::clone(&self.desk.bus));
        ears.listen(Topic::Line);
        self.catch_up().await;
        for account in self.desk.lines() {
            self.draw(account.site);
        }
        let mut rounds = interval(ROUND);
        rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        rounds.tick().await;
        loop {
            tokio::select! {
                heard = ears.hear() => match heard {
                    Heard::Hint(hint) => self.hint(hint).await,
                    Heard::Missed => self.catch_up().await,
                },
                _ = rounds.tick() => self.look_again().await,
            }
        }
    }

    /// Everything that waits is begun.
    async fn catch_up(self: &Arc<Self>) {
        let waiting = async {
            for (site, user) in self.desk.store.arrived_from().await? {
                self.work(site, user);
            }
            for visitor in self.desk.store.posted_to(None).await? {
                self.deliver(visitor);
            }
            Ok::<_, StoreError>(())
        };
        if let Err(error) = waiting.await {
            tracing::error!(%error, "what waits for LINE could not be read");
        }
    }

    async fn hint(self: &Arc<Self>, hint: Hint) {
        match hint {
            Hint::Advanced(advance) => self.advanced(&advance).await,
            Hint::Typing(typing) if typing.on && typing.by == Author::Ai => {
                let channel = Arc::clone(self);
                tokio::spawn(async move { channel.show_loading(typing.visitor).await });
            }
            Hint::Marks(marked) => self.read(marked.visitor, marked.conversation, marked.marks.read),
            Hint::Site => {
                for account in self.desk.lines() {
                    self.draw(account.site);
                }
            }
            Hint::Typing(_)
            | Hint::Known(_)
            | Hint::Card(_)
            | Hint::Draft(_)
            | Hint::Undelivered(_)
            | Hint::Queue(_)
            | Hint::Crew
            | Hint::Switch(_)
            | Hint::Rights
            | Hint::Erased
            | Hint::SignedOut(_) => {}
        }
    }

    async fn advanced(self: &Arc<Self>, advance: &Advance) {
        let head = &advance.head;
        self.deliver(head.visitor);
        self.desk.tell_undelivered(head.key).await;
        // Whoever answers has read what was asked.
        let said = |event: &&Event| event.by == Author::Ai && matches!(event.what, What::Message(_));
        if let Some(event) = advance.events.iter().rfind(said) {
            self.read(head.visitor, head.key, event.seq);
        }
    }

    async fn show_loading(&self, visitor: VisitorId) {
        let Ok(Some(user)) = self.desk.store.line_user_of(visitor).await else { return };
        let Some(account) = self.able(user.site).filter(|_| user.gone.is_none()) else { return };
        // It is only seen while it lasts: nothing is tried again.
        if let Err(failed) = self.line.loading(&account.token, &user.user, LOADING).await {
            tracing::debug!(%failed, "LINE did not show that an answer is being made");
        }
    }

    /// All of the visitor's words up to this event were read: LINE is told, in a task of its own.
    fn read(self: &Arc<Self>, visitor: VisitorId, key: ConversationKey, seq: u64) {
        let channel = Arc::clone(self);
        tokio::spawn(async move {
            let Ok(Some(user)) = channel.desk.store.line_user_of(visitor).await else { return };
            let Some((_, _, token)) = user.unread.filter(|(of, last, _)| *of == key && *last <= seq) else {
                return;
            };
            let Some(account) = channel.able(user.site) else { return };
            match channel.line.mark_as_read(&account.token, &token).await {
                Ok(()) => channel.change(visitor, LineUserChange::Read(token)).await,
                Err(failed) => tracing::debug!(%failed, "LINE was not told that a message was read"),
            }
        });
    }

    async fn change(&self, visitor: VisitorId, change: LineUserChange) {
        if let Err(error) = self.desk.store.change_line_user(visitor, change).await {
            tracing::error!(%error, "what is known of somebody at LINE could not be stored");
        }
    }

    /// The site's account, where LINE lets it in.
    fn able(&self, site: SiteId) -> Option<Arc<Account>> {
        self.desk.line(site).filter(|account| account.about.trouble != Some(LineTrouble::TokenRefused))
    }

    /// Why nothing can be sent, or that it can; live agents who wait for it are told.
    async fn trouble(self: &Arc<Self>, site: SiteId, trouble: Option<LineTrouble>) {
        let Some(before) = self.desk.line(site).map(|account| account.about.trouble) else { return };
        if before == trouble {
            return;
        }
        let noted = async {
            self.desk.note_line(site, |about| about.trouble = trouble).await?;
            for visitor in self.desk.store.posted_to(Some(site)).await? {
                if let Ok(Some(head)) = self.desk.current(visitor).await {
                    self.desk.tell_undelivered(head.key).await;
                }
                if trouble.is_none() {
                    self.deliver(visitor);
                }
            }
            Ok::<_, StoreError>(())
        };
        if let Err(error) = noted.await {
            tracing::error!(%error, "the state of a LINE account could not be stored");
        }
        if trouble.is_none() {
            self.draw(site);
        }
    }

    /// Accounts that cannot send are asked about again; what an account was refused for its token waits for another one.
    async fn look_again(self: &Arc<Self>) {
        for account in self.desk.lines() {
            match account.about.trouble {
                Some(LineTrouble::QuotaUsedUp | LineTrouble::Unreachable) => {
                    if let Err(error) = self.ask(account.site).await {
                        tracing::error!(%error, "what LINE says of an account could not be stored");
                    }
                }
                Some(LineTrouble::TokenRefused) => {}
                None => self.draw(account.site),
            }
        }
        self.catch_up().await;
    }

    /// The AI agent as a sender.
    fn ai(&self, site: &Site) -> Sender {
        let icon = site.settings.picture.as_ref().map(|id| format!("{}/line/faces/{id}", self.address));
        Sender::new(&site.settings.ai_name, icon)
    }

    /// A live agent as a sender.
    fn agent(&self, agent: &AgentRef) -> Sender {
        let icon = agent.picture.as_ref().map(|id| format!("{}/line/faces/{id}", self.address));
        Sender::new(&agent.name, icon)
    }
}
