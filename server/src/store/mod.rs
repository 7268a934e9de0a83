//! The store's door: traits whose methods are whole units of work, so that no transaction escapes. A backend is a
//! folder beside this file with the same file names; only `app` names one.

pub(crate) mod model;
pub(crate) mod sqlite;
#[cfg(test)]
mod story;

use async_trait::async_trait;
use baton_protocol::{AgentId, ClientId, ConversationId, Event, Timestamp, VisitorId, state::Marks};
use model::{
    AboutVisitor, Commit, Committed, ConversationKey, Head, ListFilter, NewUser, Opening, Side, Site, SiteId,
    SiteSettings, StoredArticle, TokenHash, User, Visitor,
};

/// Everything that Baton keeps.
pub(crate) trait Store: Conversations + Visitors + Users + Sites + Send + Sync {}

impl<S: Conversations + Visitors + Users + Sites + Send + Sync> Store for S {}

type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Conversations: the log and the head beside it.
#[async_trait]
pub(crate) trait Conversations {
    /// Opens a conversation and makes it its visitor's current one.
    async fn open(&self, opening: Opening) -> Result<Committed>;
    /// Appends events and replaces the head. Returns after the commit is durable.
    async fn commit(&self, commit: Commit) -> Result<Committed>;
    /// Moves marks forward; never back. Not awaited for durability by anybody who was promised something.
    async fn mark(&self, conversation: ConversationKey, side: Side, marks: Marks) -> Result<()>;

    async fn head(&self, id: &ConversationId) -> Result<Option<Head>>;
    async fn head_by_key(&self, key: ConversationKey) -> Result<Option<Head>>;
    /// Every conversation that is requested or live.
    async fn open_heads(&self) -> Result<Vec<Head>>;
    /// Finished conversations that this live agent held last, newest first.
    async fn finished_by(&self, agent: AgentId, limit: usize) -> Result<Vec<Head>>;
    /// Conversations, newest first, older than `before`.
    async fn list(
        &self,
        filter: ListFilter,
        before: Option<ConversationKey>,
        limit: usize,
    ) -> Result<Vec<Head>>;

    /// The events after `after`, oldest first.
    async fn events_after(&self, key: ConversationKey, after: u64, limit: usize) -> Result<Vec<Event>>;
    /// The last `limit` events before `before`, oldest first.
    async fn events_before(&self, key: ConversationKey, before: u64, limit: usize) -> Result<Vec<Event>>;

    /// The message with this client id, and where it stands.
    async fn said(&self, client_id: ClientId) -> Result<Option<(ConversationKey, ConversationId, Event)>>;

    /// The latest measured waits of a site, milliseconds, newest first.
    async fn waits(&self, site: SiteId, limit: usize) -> Result<Vec<i64>>;
    /// The log's epoch: another one after a restore from a backup, so that clients start afresh.
    async fn epoch(&self) -> Result<String>;
}

/// Visitors and their tokens.
#[async_trait]
pub(crate) trait Visitors {
    /// A token that this site has stored already names the same visitor.
    async fn add_visitor(
        &self,
        site: SiteId,
        token: TokenHash,
        about: AboutVisitor,
        at: Timestamp,
    ) -> Result<VisitorId>;
    async fn visitor_by_token(&self, token: TokenHash) -> Result<Option<Visitor>>;
    async fn visitor(&self, id: VisitorId) -> Result<Option<Visitor>>;
    /// The visitor was here, and this is what their client says of itself.
    async fn seen(&self, id: VisitorId, about: AboutVisitor, at: Timestamp) -> Result<()>;
}

/// People who sign in, and their sessions.
#[async_trait]
pub(crate) trait Users {
    /// `None` where the e-mail address is taken, or where `only_first` is asked and there is a user already.
    async fn add_user(&self, user: NewUser, only_first: bool) -> Result<Option<User>>;
    async fn user(&self, id: AgentId) -> Result<Option<User>>;
    /// By e-mail address in lower case.
    async fn user_by_email(&self, email: &str) -> Result<Option<User>>;
    async fn users(&self) -> Result<Vec<User>>;
    async fn set_available(&self, id: AgentId, available: bool) -> Result<()>;

    async fn add_session(
        &self,
        token: TokenHash,
        user: AgentId,
        at: Timestamp,
        until: Timestamp,
    ) -> Result<()>;
    /// The session's person, unless it has run out by `now`.
    async fn session(&self, token: TokenHash, now: Timestamp) -> Result<Option<User>>;
    async fn end_session(&self, token: TokenHash) -> Result<()>;
}

/// Sites and their knowledge.
#[async_trait]
pub(crate) trait Sites {
    /// Adds the site or replaces its settings.
    async fn put_site(&self, key: &str, settings: SiteSettings) -> Result<SiteId>;
    async fn sites(&self) -> Result<Vec<Site>>;
    /// Makes these the site's articles.
    async fn put_articles(&self, site: SiteId, articles: Vec<StoredArticle>) -> Result<()>;
    async fn articles(&self, site: SiteId) -> Result<Vec<StoredArticle>>;
}

/// What a store can fail with. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// It cannot take the work now: the disk is full, the file is locked, the writer is gone. Trying again may help.
    #[error("the store cannot take this now: {0}")]
    Unavailable(String),
    /// The data folder was written by a newer version.
    #[error(
        "the data in {path} was written by a newer version of Baton (schema {found}, this one knows {known}); start that version instead"
    )]
    Newer { path: String, found: i64, known: i64 },
    /// What is stored cannot be read.
    #[error("the store in {path} is damaged: {reason}")]
    Damaged { path: String, reason: String },
}
