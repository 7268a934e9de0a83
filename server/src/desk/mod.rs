//! The desk: whole operations, a verb a file. Each loads, decides, commits and announces.

pub(crate) mod act;
pub(crate) mod agent_does;
pub(crate) mod announce;
pub(crate) mod answer;
pub(crate) mod card;
pub(crate) mod clockwork;
pub(crate) mod fold;
pub(crate) mod heads;
pub(crate) mod marks;
pub(crate) mod password;
pub(crate) mod people;
pub(crate) mod read;
pub(crate) mod redact;
pub(crate) mod visitor_does;
pub(crate) mod waits;

use std::{collections::HashMap, sync::Arc, time::Duration};

use baton_protocol::{Code, Refusal, visitor::SiteView};

use crate::{
    ai::Answerer,
    bus::Bus,
    clock::Clock,
    presence::Presence,
    random::Random,
    store::{
        Store, StoreError,
        model::{Site, SiteId},
    },
};

/// All that an operation needs. One a server.
pub(crate) struct Desk {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) bus: Arc<dyn Bus>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) presence: Presence,
    pub(crate) rules: Rules,
    /// The log's epoch.
    pub(crate) epoch: String,
    sites: HashMap<SiteId, Desked>,
    heads: heads::Heads,
    answering: answer::Answering,
    waits: waits::Waits,
    setup: people::SetUpToken,
    hashing: password::Hashing,
}

/// A site and the AI agent that answers there.
pub(crate) struct Desked {
    pub(crate) site: Site,
    pub(crate) ai: Arc<dyn Answerer>,
}

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// A request rings this long before the visitor is told that nobody came.
    pub(crate) ring: Duration,
    /// A live agent may be gone this long before their chats ring again.
    pub(crate) grace: Duration,
    /// Commands a second that one visitor's connection may send for long; 0: any number.
    pub(crate) visitor_rate: u32,
}

/// The parts that a desk is put together from.
pub(crate) struct Parts {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) bus: Arc<dyn Bus>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) rules: Rules,
    /// Chats that one live agent may hold before no more ring.
    pub(crate) chat_limit: usize,
    pub(crate) sites: Vec<Desked>,
}

impl Desk {
    /// Opens the desk: every open conversation is known again, and everybody who held one counts as gone since now.
    pub(crate) async fn open(parts: Parts) -> Result<Arc<Self>, StoreError> {
        let Parts { store, bus, clock, random, rules, chat_limit, sites } = parts;
        let presence = Presence::new(clock.now(), chat_limit);
        for head in store.open_heads().await? {
            presence.note(|| Arc::new(head));
        }
        let waits = waits::Waits::load(store.as_ref(), sites.iter().map(|desked| desked.site.id)).await?;
        let setup = people::SetUpToken::new(store.users().await?.is_empty());
        Ok(Arc::new(Self {
            epoch: store.epoch().await?,
            sites: sites.into_iter().map(|desked| (desked.site.id, desked)).collect(),
            heads: heads::Heads::default(),
            answering: answer::Answering::default(),
            hashing: password::Hashing::default(),
            waits,
            setup,
            store,
            bus,
            clock,
            random,
            presence,
            rules,
        }))
    }

    /// The site with this public key.
    pub(crate) fn site(&self, key: &str) -> Option<&Site> {
        self.sites.values().map(|desked| &desked.site).find(|site| site.key == key)
    }

    /// The public keys of the sites, in order.
    pub(crate) fn site_keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = self.sites.values().map(|desked| desked.site.key.as_str()).collect();
        keys.sort_unstable();
        keys
    }

    fn desked(&self, id: SiteId) -> Result<&Desked, Refusal> {
        self.sites.get(&id).ok_or_else(not_found)
    }
}

/// The site as its visitors see it.
pub(crate) fn site_view(site: &Site) -> SiteView {
    let settings = &site.settings;
    SiteView {
        name: settings.name.clone(),
        ai_name: settings.ai_name.clone(),
        greeting: settings.greeting.clone(),
        suggestions: settings.suggestions.clone(),
        requests: settings.requests,
        accent: settings.accent.clone(),
    }
}

/// No such thing, or not theirs: the two are not told apart.
pub(crate) fn not_found() -> Refusal {
    Refusal::new(Code::NotFound, "There is no such conversation.")
}

/// What a client is told when the store fails; the cause is for the log alone.
pub(crate) fn unavailable(error: &StoreError) -> Refusal {
    tracing::error!(%error, "the store failed");
    Refusal::new(Code::Unavailable, "The server cannot store this now. It was not kept; please try again.")
}
