//! The store's door: who visitors are, the secrets that prove it, and pages that were turned away.

use async_trait::async_trait;
use baton_protocol::{Timestamp, site::RefusedOrigin};

use super::{
    Result,
    model::{AboutVisitor, Claim, Proved, SiteId, SiteSecret, TokenHash},
};

/// Who visitors are.
#[async_trait]
pub(crate) trait Identities {
    /// The visitor whom a shop names `proved.subject`, from now on also by the token that they brought. Where that
    /// token belongs to a visitor of whom nothing is proved, the two become one. A token that belongs to somebody else
    /// of whom something is proved stays theirs, and `fresh` names the visitor instead.
    async fn prove(
        &self,
        site: SiteId,
        proved: Proved,
        offered: Option<TokenHash>,
        fresh: TokenHash,
        about: AboutVisitor,
        at: Timestamp,
    ) -> Result<Claim>;
    /// The token names nobody any more.
    async fn end_token(&self, token: TokenHash) -> Result<()>;

    async fn site_secret(&self, site: SiteId) -> Result<Option<SiteSecret>>;
    /// The site's secret from now on; the one before is good until `former_until`.
    async fn put_site_secret(
        &self,
        site: SiteId,
        sealed: Vec<u8>,
        at: Timestamp,
        former_until: Timestamp,
    ) -> Result<SiteSecret>;

    /// A page of this origin asked for the site's chat and did not get it. Of more than `most` origins of a site, the
    /// one that was seen longest ago goes.
    async fn note_refused(&self, site: SiteId, origin: &str, at: Timestamp, most: usize) -> Result<()>;
    /// Newest first.
    async fn refused(&self, site: SiteId) -> Result<Vec<RefusedOrigin>>;
    async fn forget_refused(&self, site: SiteId, origin: &str) -> Result<()>;
}
