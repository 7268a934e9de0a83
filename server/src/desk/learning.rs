//! Learning: what is published is made to answer, and learns while it answers already; a draft learns where it is asked.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use baton_knowledge::{Embed, Entry, Written};
use baton_protocol::{Refusal, knowledge};
use tokio::{sync::OnceCell, task::spawn_blocking};

use super::{Desk, unavailable};
use crate::{
    ai::Agent,
    store::{
        StoreError,
        model::{Shelved, SiteId, StoredEntry},
    },
};

/// What learns at this moment, and the drafts that have learnt.
#[derive(Default)]
pub(crate) struct Learning {
    /// Tells whoever learns for a site to stop: something newer is published.
    stops: Mutex<HashMap<SiteId, Arc<AtomicBool>>>,
    /// The latest draft of each site that was asked anything.
    drafts: Mutex<HashMap<SiteId, Arc<Drafted>>>,
}

/// A draft that is, or is being, made to answer. It learns once, whoever asks.
struct Drafted {
    version: u64,
    learned: OnceCell<Learned>,
}

/// What answers, and the bytes of what it learnt.
#[derive(Clone)]
struct Learned {
    agent: Arc<Agent>,
    bytes: Option<Arc<[u8]>>,
}

impl Learning {
    fn begin(&self, site: SiteId) -> Arc<AtomicBool> {
        let fresh = Arc::new(AtomicBool::new(false));
        let mut stops = self.stops.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(older) = stops.insert(site, Arc::clone(&fresh)) {
            older.store(true, Ordering::Relaxed);
        }
        fresh
    }

    fn drafted(&self, site: SiteId, version: u64) -> Arc<Drafted> {
        let mut drafts = self.drafts.lock().unwrap_or_else(PoisonError::into_inner);
        let known = drafts.get(&site).filter(|drafted| drafted.version == version);
        let drafted =
            known.cloned().unwrap_or_else(|| Arc::new(Drafted { version, learned: OnceCell::new() }));
        drafts.insert(site, Arc::clone(&drafted));
        drafted
    }
}

impl Desk {
    /// Everything that is published answers, with what was learnt before; what was not learns now.
    pub(crate) async fn begin_answering(self: &Arc<Self>) -> Result<(), StoreError> {
        for desked in self.all_sites() {
            self.answer_from_store(desked.site.id).await?;
        }
        Ok(())
    }

    /// What is published at this site answers from now on.
    pub(super) async fn answer_from_store(self: &Arc<Self>, site: SiteId) -> Result<(), StoreError> {
        let Some(shelved) = self.store.shelved(site, None).await? else { return Ok(()) };
        let learnt = self.store.learnt(site, shelved.number).await?;
        let (made, embed) = (shelved.clone(), self.embed.clone());
        let agent = spawn_blocking(move || built(made, learnt.as_deref(), embed.as_ref())).await;
        let Ok(agent) = agent else {
            return Err(StoreError::Unavailable("no thread to build with".to_owned()));
        };
        // What another version of the server, or other embeddings, made of it does not fit.
        let known = agent.library.has_learnt();
        self.sites.put_agent(site, Arc::new(agent));
        if !known {
            let desk = Arc::clone(self);
            let stop = self.learning.begin(site);
            tokio::spawn(async move { desk.learn(site, shelved, stop).await });
        }
        Ok(())
    }

    async fn learn(&self, site: SiteId, shelved: Shelved, stop: Arc<AtomicBool>) {
        let number = shelved.number;
        let (stopped, embed) = (Arc::clone(&stop), self.embed.clone());
        let learned = spawn_blocking(move || learned(&shelved, &stopped, embed.as_ref())).await;
        let Ok((agent, Some(bytes))) = learned else { return };
        if stop.load(Ordering::Relaxed) {
            return;
        }
        self.sites.put_agent(site, Arc::new(agent));
        if let Err(error) = self.store.put_learnt(site, number, bytes).await {
            tracing::warn!(%error, "what was learnt could not be kept; the next start learns it again");
        }
    }

    /// The draft as it now is, with all that it can learn.
    pub(super) async fn draft_agent(&self, site: SiteId) -> Result<Arc<Agent>, Refusal> {
        let shelved = self.store.shelved_draft(site).await.map_err(|error| unavailable(&error))?;
        let drafted = self.learning.drafted(site, shelved.number);
        let learned = drafted.learned.get_or_try_init(|| async {
            let embed = self.embed.clone();
            let learned =
                spawn_blocking(move || learned(&shelved, &AtomicBool::new(false), embed.as_ref())).await;
            let (agent, bytes) =
                learned.map_err(|error| unavailable(&StoreError::Unavailable(error.to_string())))?;
            Ok(Learned { agent: Arc::new(agent), bytes: bytes.map(Arc::from) })
        });
        learned.await.map(|learned| Arc::clone(&learned.agent))
    }

    /// What the draft of this version has learnt, the published version `number` knows too.
    pub(super) async fn pass_learnt_on(
        &self,
        site: SiteId,
        draft: u64,
        number: u32,
    ) -> Result<(), StoreError> {
        let drafted = self.learning.drafted(site, draft);
        match drafted.learned.get().and_then(|learned| learned.bytes.clone()) {
            Some(bytes) => self.store.put_learnt(site, u64::from(number), bytes.to_vec()).await,
            None => Ok(()),
        }
    }
}

/// What answers from these entries. `learnt` is what was made of the same ones.
fn built(shelved: Shelved, learnt: Option<&[u8]>, embed: Option<&Arc<dyn Embed>>) -> Agent {
    let entry = |entry: StoredEntry| Entry {
        id: u64::from(entry.id.0),
        what: match entry.written {
            knowledge::Written::Pair { questions, answer } => Written::Pair { questions, answer },
            knowledge::Written::Article { title, body } => {
                Written::Article { title, body, address: entry.address }
            }
        },
    };
    let entries = shelved.entries.into_iter().map(entry).collect();
    Agent::new(shelved.number, shelved.answering, entries, learnt, embed)
}

/// The same, with all that can be learnt; takes as long as the processor needs.
fn learned(shelved: &Shelved, stop: &AtomicBool, embed: Option<&Arc<dyn Embed>>) -> (Agent, Option<Vec<u8>>) {
    let fresh = built(shelved.clone(), None, embed);
    match fresh.library.learn(stop) {
        Some(bytes) => (built(shelved.clone(), Some(&bytes), embed), Some(bytes)),
        None => (fresh, None),
    }
}
