//! Turned away: pages that hold a site's chat without being among its origins, for the site's owner to admit or forget.

use baton_protocol::{
    AgentId, Refusal,
    site::{EmbedSettings, OriginChoice, RefusedOrigin, SiteRecord, Versioned},
};

use super::{Desk, people::WrongField, sites::is_origin, unavailable};

/// Origins that are remembered of a site.
const KEPT: usize = 50;

impl Desk {
    /// A page of this origin asked for the site's chat in vain.
    pub(crate) async fn turn_away(&self, key: &str, origin: &str) -> Result<(), Refusal> {
        // What a browser would not send is of no use to the owner.
        if !is_origin(origin) {
            return Ok(());
        }
        let site = self.named_site(key)?.site.id;
        let noted = self.store.note_refused(site, origin, self.clock.now(), KEPT).await;
        noted.map_err(|error| unavailable(&error))
    }

    /// Those that were turned away, newest first.
    pub(crate) async fn turned_away(&self, key: &str) -> Result<Vec<RefusedOrigin>, Refusal> {
        let site = self.named_site(key)?.site.id;
        self.store.refused(site).await.map_err(|error| unavailable(&error))
    }

    /// Admits an origin from now on.
    pub(crate) async fn admit_origin(
        &self,
        by: AgentId,
        key: &str,
        choice: OriginChoice,
    ) -> Result<SiteRecord, WrongField> {
        let desked = self.named_site(key)?;
        let record = self.site_records().into_iter().find(|record| record.key == key);
        let mut to: EmbedSettings = record.ok_or_else(super::not_found)?.embed;
        // Where no origin is named every one is admitted, and the first that is named would shut all others out.
        if !to.origins.is_empty() && !to.origins.contains(&choice.origin) {
            to.origins.push(choice.origin.clone());
        }
        let changed = self.set_embed(by, key, Versioned { version: desked.site.version, to }).await?;
        self.forget_turned_away(key, &choice).await?;
        Ok(changed)
    }

    /// Forgets that an origin was turned away.
    pub(crate) async fn forget_turned_away(&self, key: &str, choice: &OriginChoice) -> Result<(), Refusal> {
        let site = self.named_site(key)?.site.id;
        let forgotten = self.store.forget_refused(site, &choice.origin).await;
        forgotten.map_err(|error| unavailable(&error))
    }
}
