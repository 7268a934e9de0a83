//! The audit log: what people changed, for admins.

use baton_protocol::{
    AgentId, Refusal,
    people::{AuditPage, AuditView},
};

use super::{Desk, unavailable};
use crate::store::model::AuditEntry;

/// Entries of one page.
const PAGE: usize = 50;

impl Desk {
    /// Somebody has changed something. The change itself is done: where this cannot be stored, the log says so.
    pub(crate) async fn note(&self, by: AgentId, what: &str, about: &str) {
        let entry = AuditEntry {
            id: 0,
            at: self.clock.now(),
            person: by,
            what: what.to_owned(),
            about: about.to_owned(),
        };
        if let Err(error) = self.store.note_audit(entry).await {
            tracing::error!(%error, what, "a change was made that the audit log does not hold");
        }
    }

    /// Newest first, before `before`.
    pub(crate) async fn audit(&self, before: Option<u64>) -> Result<AuditPage, Refusal> {
        let entries = self.store.audit(before, PAGE).await.map_err(|error| unavailable(&error))?;
        let book = self.crew.book();
        let view = |entry: AuditEntry| AuditView {
            id: entry.id,
            at: entry.at,
            person: book
                .people
                .get(&entry.person)
                .map_or_else(String::new, |user| format!("{} {}", user.first_name, user.last_name)),
            what: entry.what,
            about: entry.about,
        };
        Ok(AuditPage { entries: entries.into_iter().map(view).collect() })
    }
}
