//! The shelf: every site with the AI agent that answers there, as they now are.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock, RwLockWriteGuard},
};

use baton_model::Client;

use crate::{
    ai::Agent,
    store::model::{Site, SiteId, StoredModel},
};

/// A site and the AI agent that answers there.
#[derive(Clone)]
pub(crate) struct Desked {
    pub(crate) site: Site,
    pub(crate) agent: Arc<Agent>,
    /// What helps it to words.
    pub(crate) model: Option<Arc<Model>>,
}

/// A model as a site uses it.
pub(crate) struct Model {
    pub(crate) settings: StoredModel,
    pub(crate) client: Client,
}

/// Every site, as it now is. Whoever holds an older copy may finish with it.
#[derive(Default)]
pub(crate) struct Shelf(RwLock<BTreeMap<SiteId, Arc<Desked>>>);

impl Shelf {
    pub(crate) fn new(sites: Vec<Desked>) -> Self {
        Self(RwLock::new(sites.into_iter().map(|desked| (desked.site.id, Arc::new(desked))).collect()))
    }

    pub(super) fn ids(&self) -> Vec<SiteId> {
        self.all().iter().map(|desked| desked.site.id).collect()
    }

    pub(super) fn all(&self) -> Vec<Arc<Desked>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    pub(super) fn get(&self, id: SiteId) -> Option<Arc<Desked>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// A new site, or its settings.
    pub(super) fn put(&self, site: Site) -> Arc<Desked> {
        let mut sites = self.write();
        let desked = match sites.get(&site.id) {
            Some(known) => Desked { site, ..known.as_ref().clone() },
            None => Desked { site, agent: Arc::new(Agent::empty()), model: None },
        };
        let desked = Arc::new(desked);
        sites.insert(desked.site.id, Arc::clone(&desked));
        desked
    }

    /// What answers there from now on, unless a later version does already.
    pub(super) fn put_agent(&self, id: SiteId, agent: Arc<Agent>) {
        let mut sites = self.write();
        if let Some(known) = sites.get(&id).filter(|known| known.agent.number <= agent.number) {
            let desked = Desked { agent, ..known.as_ref().clone() };
            sites.insert(id, Arc::new(desked));
        }
    }

    pub(super) fn put_model(&self, id: SiteId, model: Option<Arc<Model>>) {
        let mut sites = self.write();
        if let Some(known) = sites.get(&id) {
            let desked = Desked { model, ..known.as_ref().clone() };
            sites.insert(id, Arc::new(desked));
        }
    }

    fn write(&self) -> RwLockWriteGuard<'_, BTreeMap<SiteId, Arc<Desked>>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}
