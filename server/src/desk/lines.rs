//! Lines: the sites' LINE accounts with their secrets in the clear, in memory alone.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use baton_protocol::{AgentId, Refusal};

use super::{Desk, unavailable};
use crate::store::{
    StoreError,
    model::{LineAbout, SiteId, StoredLine},
};

/// What a secret is sealed under.
const SECRET: &str = "line secret";
const TOKEN: &str = "line token";

/// A site's account.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) site: SiteId,
    /// What LINE signs with.
    pub(crate) secret: String,
    /// What LINE knows this server by.
    pub(crate) token: String,
    pub(crate) about: LineAbout,
}

impl fmt::Debug for Account {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Account")
            .field("site", &self.site)
            .field("about", &self.about)
            .finish_non_exhaustive()
    }
}

/// Every account, as it now is. Whoever holds an older copy may finish with it.
#[derive(Default)]
pub(crate) struct Lines(RwLock<BTreeMap<SiteId, Arc<Account>>>);

impl Lines {
    pub(super) fn get(&self, site: SiteId) -> Option<Arc<Account>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&site).cloned()
    }

    fn all(&self) -> Vec<Arc<Account>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    fn put(&self, account: Account) {
        let mut accounts = self.0.write().unwrap_or_else(PoisonError::into_inner);
        accounts.insert(account.site, Arc::new(account));
    }

    fn end(&self, site: SiteId) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(&site);
    }
}

impl Desk {
    /// Every account is known again. One whose secrets cannot be read is left out, and said to be.
    pub(crate) async fn begin_lines(&self) -> Result<(), StoreError> {
        for StoredLine { site, secret, token, about } in self.store.line_accounts().await? {
            let opened = self
                .vault
                .unseal(&secret, &of(SECRET, site))
                .zip(self.vault.unseal(&token, &of(TOKEN, site)));
            match opened {
                Some((secret, token)) => self.lines.put(Account { site, secret, token, about }),
                None => tracing::error!(
                    site = site.0,
                    "the secrets of a LINE account cannot be read; connect it again"
                ),
            }
        }
        Ok(())
    }

    /// The site's account.
    pub(crate) fn line(&self, site: SiteId) -> Option<Arc<Account>> {
        self.lines.get(site)
    }

    /// Every site's.
    pub(crate) fn lines(&self) -> Vec<Arc<Account>> {
        self.lines.all()
    }

    /// This is the site's account from now on.
    pub(crate) async fn keep_line(&self, by: AgentId, key: &str, account: Account) -> Result<(), Refusal> {
        let seal = |text: &str, of: &str| self.vault.seal(text, of, self.random.as_ref());
        let site = account.site;
        let sealed = seal(&account.secret, &of(SECRET, site)).zip(seal(&account.token, &of(TOKEN, site)));
        let Some((secret, token)) = sealed else {
            return Err(unavailable(&StoreError::Unavailable("the vault cannot seal".to_owned())));
        };
        let stored = StoredLine { site, secret, token, about: account.about.clone() };
        self.store.put_line_account(stored).await.map_err(|error| unavailable(&error))?;
        self.lines.put(account);
        self.note(by, "line.connected", key).await;
        Ok(())
    }

    /// What is known of the site's account changes. The account as it then is; none where there is none.
    pub(crate) async fn note_line(
        &self,
        site: SiteId,
        change: impl FnOnce(&mut LineAbout),
    ) -> Result<Option<Arc<Account>>, StoreError> {
        let Some(known) = self.lines.get(site) else { return Ok(None) };
        let mut account = Account::clone(&known);
        change(&mut account.about);
        if account.about == known.about {
            return Ok(Some(known));
        }
        self.store.set_line_about(site, account.about.clone()).await?;
        self.lines.put(account);
        Ok(self.lines.get(site))
    }

    /// The site has no account from now on.
    pub(crate) async fn end_line(&self, by: AgentId, key: &str, site: SiteId) -> Result<(), Refusal> {
        self.lines.end(site);
        self.store.end_line_account(site).await.map_err(|error| unavailable(&error))?;
        self.note(by, "line.disconnected", key).await;
        Ok(())
    }
}

/// No account's secret can be put in another's place.
fn of(what: &str, site: SiteId) -> String {
    format!("{what} {}", site.0)
}
