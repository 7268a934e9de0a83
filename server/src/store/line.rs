//! The store's door: LINE's accounts and users, what arrived from there, and what has to go there.

use async_trait::async_trait;
use baton_protocol::{FileId, Timestamp, VisitorId, line::Delivery};

use super::{
    Result,
    model::{
        AboutVisitor, Arrival, ConversationKey, LineAbout, LineUser, LineUserChange, NewArrival, NewCall,
        Outbox, SiteId, StoredLine, TokenHash,
    },
};

/// LINE's accounts, and who writes there.
#[async_trait]
pub(crate) trait Lines {
    async fn line_accounts(&self) -> Result<Vec<StoredLine>>;
    /// The site's account from now on.
    async fn put_line_account(&self, account: StoredLine) -> Result<()>;
    async fn set_line_about(&self, site: SiteId, about: LineAbout) -> Result<()>;
    /// The site has none from now on; nothing waits to go there any more.
    async fn end_line_account(&self, site: SiteId) -> Result<()>;

    async fn line_user(&self, site: SiteId, user: &str) -> Result<Option<LineUser>>;
    async fn line_user_of(&self, visitor: VisitorId) -> Result<Option<LineUser>>;
    /// A new visitor; the one that there is, where LINE's name of them is known already.
    async fn add_line_user(
        &self,
        site: SiteId,
        user: &str,
        token: TokenHash,
        about: AboutVisitor,
        at: Timestamp,
    ) -> Result<LineUser>;
    async fn change_line_user(&self, visitor: VisitorId, change: LineUserChange) -> Result<()>;
    /// Their picture, from this address; the one before is returned, and no longer known.
    async fn set_line_picture(
        &self,
        visitor: VisitorId,
        picture: Option<FileId>,
        from: Option<String>,
    ) -> Result<Option<FileId>>;
    /// True for a group's first time.
    async fn note_line_group(&self, site: SiteId, name: &str) -> Result<bool>;
    /// Nobody of the site has the menu that leads back to the AI agent any more; those who had it.
    async fn forget_line_menus(&self, site: SiteId) -> Result<Vec<VisitorId>>;
}

/// What arrived from LINE, each event once.
#[async_trait]
pub(crate) trait Arrivals {
    /// Keeps events that are not known, and says how many were new.
    async fn arrive(&self, site: SiteId, events: Vec<NewArrival>, at: Timestamp) -> Result<usize>;
    /// What a user's events are that nobody has worked on, the oldest first by LINE's clock.
    async fn arrivals(&self, site: SiteId, user: &str, limit: usize) -> Result<Vec<Arrival>>;
    /// Whose events wait.
    async fn arrived_from(&self) -> Result<Vec<(SiteId, String)>>;
    /// An event of this name has arrived before.
    async fn has_arrived(&self, site: SiteId, event: &str) -> Result<bool>;
    /// It has been worked on; what it was is forgotten.
    async fn settle_arrival(&self, id: i64) -> Result<()>;
}

/// What has to go to LINE.
#[async_trait]
pub(crate) trait LinePost {
    /// The arrival has been worked on, and words that stand in no log have to go out for it.
    async fn post_words(&self, visitor: VisitorId, messages: String, arrival: i64) -> Result<()>;
    async fn outbox(&self, visitor: VisitorId, limit: usize) -> Result<Outbox>;
    /// Makes the next requests out of what waits; a reply's token is used up with it.
    async fn place_calls(&self, visitor: VisitorId, calls: Vec<NewCall>) -> Result<()>;
    /// Whether it may have arrived, from now on; and whether it still is a reply.
    async fn try_call(&self, id: i64, as_reply: bool, may_have_arrived: bool) -> Result<()>;
    /// It has not arrived, and what it carries waits for another request.
    async fn undo_call(&self, id: i64) -> Result<()>;
    /// LINE has taken it. The events that are out with it.
    async fn call_taken(&self, id: i64) -> Result<Vec<(ConversationKey, u64)>>;
    /// It is not tried again: what it carries is undelivered, what comes after it waits for another request.
    async fn call_failed(&self, id: i64, why: Delivery) -> Result<Vec<ConversationKey>>;
    /// Nothing of this can go out.
    async fn fail_outs(&self, outs: Vec<i64>, why: Delivery) -> Result<()>;
    /// This has nothing to say.
    async fn drop_outs(&self, outs: Vec<i64>) -> Result<()>;
    /// The events of a conversation that are not out, and why, where they are not tried again.
    async fn undelivered(&self, key: ConversationKey) -> Result<Vec<(u64, Option<Delivery>)>>;
    /// Tries again what was not tried again by itself; false where there is no such.
    async fn resend(&self, key: ConversationKey, seq: u64) -> Result<bool>;
    /// For whom something waits; of one site, or of all.
    async fn posted_to(&self, site: Option<SiteId>) -> Result<Vec<VisitorId>>;
    /// How many messages of a site wait.
    async fn posted(&self, site: SiteId) -> Result<u64>;
}
