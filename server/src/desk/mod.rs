//! The desk: whole operations, a verb a file. Each loads, decides, commits and announces.

pub(crate) mod act;
pub(crate) mod agent_does;
pub(crate) mod announce;
pub(crate) mod answer;
pub(crate) mod answering;
pub(crate) mod asking;
pub(crate) mod audit;
pub(crate) mod brief;
pub(crate) mod card;
pub(crate) mod clockwork;
mod counting;
pub(crate) mod crew;
pub(crate) mod factor;
pub(crate) mod fared;
pub(crate) mod files;
pub(crate) mod fold;
pub(crate) mod heads;
pub(crate) mod hours;
pub(crate) mod identity;
pub(crate) mod imports;
pub(crate) mod knowledge;
pub(crate) mod learning;
pub(crate) mod lessons;
pub(crate) mod lines;
pub(crate) mod marks;
pub(crate) mod models;
pub(crate) mod outward;
pub(crate) mod password;
pub(crate) mod past;
pub(crate) mod people;
pub(crate) mod profile;
pub(crate) mod publishing;
pub(crate) mod rapport;
pub(crate) mod read;
pub(crate) mod redact;
pub(crate) mod report;
pub(crate) mod rings;
pub(crate) mod search;
pub(crate) mod shelf;
pub(crate) mod sites;
pub(crate) mod staff;
pub(crate) mod summary;
pub(crate) mod summon;
pub(crate) mod teaching;
pub(crate) mod teams;
mod transcript;
mod turned_away;
pub(crate) mod vault;
pub(crate) mod visitor_does;
pub(crate) mod visitors;
pub(crate) mod waits;

use std::{sync::Arc, time::Duration};

use baton_import::Fetcher;
use baton_knowledge::Embed;
use baton_protocol::{Code, Refusal};

use crate::{
    away::Away,
    bus::Bus,
    clock::Clock,
    presence::Presence,
    random::Random,
    store::{Store, StoreError, bytes::Bytes},
};

/// All that an operation needs. One a server.
pub(crate) struct Desk {
    pub(crate) store: Arc<dyn Store>,
    /// What files hold.
    pub(crate) bytes: Bytes,
    pub(crate) bus: Arc<dyn Bus>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) presence: Presence,
    pub(crate) away: Away,
    callable: summon::Callable,
    pub(crate) rules: Rules,
    /// The log's epoch.
    pub(crate) epoch: String,
    sites: shelf::Shelf,
    crew: crew::Shelf,
    heads: heads::Heads,
    answering: answer::Answering,
    learning: learning::Learning,
    running: imports::Running,
    summaries: summary::Summaries,
    /// What reads pages for imports.
    reader: Fetcher,
    waits: waits::Waits,
    vault: vault::Vault,
    lines: lines::Lines,
    /// What the AI agents rank with besides what they learn.
    embed: Option<Arc<dyn Embed>>,
    setup: people::SetUpToken,
    hashing: password::Hashing,
}

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// A request rings this long before the visitor is told that nobody came.
    pub(crate) ring: Duration,
    /// After so long without an answer it rings the next ones.
    pub(crate) spread: Duration,
    /// A live agent may be gone this long before their chats ring again.
    pub(crate) grace: Duration,
    /// Commands a second that one visitor's connection may send for long; 0: any number.
    pub(crate) visitor_rate: u32,
    /// Between two pieces of the AI agent's own words.
    pub(crate) pace: Duration,
    /// A model's first proved sentence is waited for so long.
    pub(crate) model: Duration,
}

/// The parts that a desk is put together from.
pub(crate) struct Parts {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) bytes: Bytes,
    pub(crate) bus: Arc<dyn Bus>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) away: Away,
    pub(crate) rules: Rules,
    /// Chats that one live agent may hold before no more ring.
    pub(crate) chat_limit: usize,
    pub(crate) sites: shelf::Shelf,
    pub(crate) vault: vault::Vault,
    pub(crate) embed: Option<Arc<dyn Embed>>,
    /// What reads pages for imports.
    pub(crate) reader: Fetcher,
}

impl Desk {
    /// Opens the desk: every open conversation is known again, and everybody who held one counts as gone since now.
    pub(crate) async fn open(parts: Parts) -> Result<Arc<Self>, StoreError> {
        let Parts { store, bytes, bus, clock, random, away, rules, chat_limit, sites, vault, embed, reader } =
            parts;
        let presence = Presence::new(clock.now(), chat_limit);
        for head in store.open_heads().await? {
            presence.note(|| Arc::new(head));
        }
        let waits = waits::Waits::load(store.as_ref(), sites.ids().into_iter()).await?;
        let setup = people::SetUpToken::new(store.users().await?.is_empty());
        let desk = Arc::new(Self {
            epoch: store.epoch().await?,
            crew: crew::Shelf::load(store.as_ref()).await?,
            sites,
            heads: heads::Heads::default(),
            answering: answer::Answering::default(),
            learning: learning::Learning::default(),
            running: imports::Running::default(),
            summaries: summary::Summaries::default(),
            reader,
            hashing: password::Hashing::default(),
            waits,
            vault,
            lines: lines::Lines::default(),
            embed,
            setup,
            store,
            bytes,
            bus,
            clock,
            random,
            presence,
            away,
            callable: summon::Callable::default(),
            rules,
        });
        desk.recount_callable().await;
        Ok(desk)
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
