//! The store's door: traits whose methods are whole units of work, so that no transaction escapes. A backend is a
//! folder beside this file with the same file names; only `app` names one.

pub(crate) mod bytes;
mod identity;
mod knowledge;
mod line;
pub(crate) mod model;
pub(crate) mod sqlite;
#[cfg(test)]
mod story;

use async_trait::async_trait;
use baton_protocol::{
    AgentId, ClientId, ConversationId, Event, FileId, TeamId, Timestamp, VisitorId, state::Marks,
};
pub(crate) use identity::Identities;
pub(crate) use knowledge::{Answers, Imports, Knowledge, Models, Versions};
pub(crate) use line::{Arrivals, LinePost, Lines};
use model::{
    AboutVisitor, AuditEntry, CannedChange, Commit, Committed, ConversationKey, Edited, Erasure, Found, Head,
    ListFilter, NewUser, Opening, Phrases, Pushed, Rows, Side, Site, SiteId, SiteSettings, Span,
    StoredCanned, StoredFile, StoredTeam, TeamChange, TokenHash, User, UserChange, Visitor,
};

/// Everything that Baton keeps.
pub(crate) trait Store:
    Conversations
    + Files
    + Reports
    + Search
    + Visitors
    + Identities
    + Users
    + Sessions
    + Pushes
    + Teams
    + Sites
    + Knowledge
    + Versions
    + Imports
    + Answers
    + Models
    + Lines
    + Arrivals
    + LinePost
    + Send
    + Sync
{
}

impl<S> Store for S where
    S: Conversations
        + Files
        + Reports
        + Search
        + Visitors
        + Identities
        + Users
        + Sessions
        + Pushes
        + Teams
        + Sites
        + Knowledge
        + Versions
        + Imports
        + Answers
        + Models
        + Lines
        + Arrivals
        + LinePost
        + Send
        + Sync
{
}

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
    /// Conversations in which a message that the visitor left waits for somebody, longest wait first.
    async fn left_heads(&self, limit: usize) -> Result<Vec<Head>>;
    /// A visitor's conversations, newest first.
    async fn heads_of(&self, visitor: VisitorId, limit: usize) -> Result<Vec<Head>>;
    /// Every label that is in use outside the teams of `hidden`, in order.
    async fn labels(&self, hidden: Vec<TeamId>) -> Result<Vec<String>>;
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

/// Pictures and files: what is known of them.
#[async_trait]
pub(crate) trait Files {
    async fn add_file(&self, file: StoredFile) -> Result<()>;
    async fn file(&self, id: &FileId) -> Result<Option<StoredFile>>;
    /// Bytes that this visitor has uploaded since; a file counts as at least so many.
    async fn uploaded(&self, visitor: VisitorId, since: Timestamp, least: u64) -> Result<u64>;
    /// Bytes of files that no message names.
    async fn unsent(&self) -> Result<u64>;
    /// Takes out what was uploaded before and no message names; says which they were.
    async fn drop_unsent(&self, before: Timestamp) -> Result<Vec<FileId>>;
    /// A site shows this picture from now on, and no longer that one.
    async fn show_file(&self, id: Option<&FileId>, instead_of: Option<&FileId>) -> Result<()>;
}

/// What came in, who took it, and how long it took.
#[async_trait]
pub(crate) trait Reports {
    async fn figures(&self, span: Span) -> Result<Rows>;
}

/// Browsers that ring while their console is closed, and who wants an e-mail.
#[async_trait]
pub(crate) trait Pushes {
    /// The secret that is kept under this name; `new` becomes it where there is none.
    async fn secret(&self, name: &str, new: Vec<u8>) -> Result<Vec<u8>>;
    /// The session's one subscription from now on; nothing where the session is over.
    async fn put_push(&self, pushed: Pushed) -> Result<()>;
    async fn end_push(&self, session: TokenHash) -> Result<()>;
    /// The push service does not know this one any more.
    async fn drop_push(&self, endpoint: &str) -> Result<()>;
    /// Every one whose session is good at `now`.
    async fn pushes(&self, now: Timestamp) -> Result<Vec<Pushed>>;
    async fn wants_mail(&self, id: AgentId) -> Result<bool>;
    async fn set_mail(&self, id: AgentId, mail: bool) -> Result<()>;
}

/// What the search is given of an event: its tokens, or nothing.
pub(crate) type Words = fn(&Event) -> Option<String>;

/// The search over messages. It follows the log by itself, a moment later.
#[async_trait]
pub(crate) trait Search {
    /// Takes in up to `limit` events that it has not seen, and says how many there were. `words` gives their tokens.
    async fn catch_up(&self, limit: usize, words: Words) -> Result<usize>;
    /// Forgets words that nobody has said any more since something was erased.
    async fn forget_terms(&self) -> Result<()>;
    /// Conversations with a message that has every phrase, newest first, older than `before`.
    async fn search(
        &self,
        phrases: Phrases,
        filter: ListFilter,
        before: Option<ConversationKey>,
        limit: usize,
    ) -> Result<Vec<Found>>;
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
    /// Takes a visitor out, with every conversation of theirs and all that was found in them. `None` where there is no such visitor, or one of their chats is still open.
    async fn erase_visitor(&self, id: VisitorId) -> Result<Option<Erasure>>;
    /// The visitor was here, and this is what their client says of itself.
    async fn seen(&self, id: VisitorId, about: AboutVisitor, at: Timestamp) -> Result<()>;
}

/// People who sign in, and what they changed.
#[async_trait]
pub(crate) trait Users {
    /// `None` where the e-mail address is taken, or where `only_first` is asked and there is a user already.
    async fn add_user(&self, user: NewUser, only_first: bool) -> Result<Option<User>>;
    async fn user(&self, id: AgentId) -> Result<Option<User>>;
    /// By e-mail address in lower case.
    async fn user_by_email(&self, email: &str) -> Result<Option<User>>;
    async fn users(&self) -> Result<Vec<User>>;
    async fn set_available(&self, id: AgentId, available: bool) -> Result<()>;

    /// Changes a person, where `version` is theirs or none is named; never the last one who may administer into
    /// somebody who may not.
    async fn change_user(
        &self,
        id: AgentId,
        change: UserChange,
        version: Option<u64>,
    ) -> Result<Edited<User>>;
    async fn note_audit(&self, entry: AuditEntry) -> Result<()>;
    /// Newest first, before `before`.
    async fn audit(&self, before: Option<u64>, limit: usize) -> Result<Vec<AuditEntry>>;
}

/// What lets people in: sessions, invitations, the second factor.
#[async_trait]
pub(crate) trait Sessions {
    /// A session of a person whose password is still this one; false where it was changed, or they were deactivated,
    /// since it was checked.
    async fn add_session(
        &self,
        token: TokenHash,
        user: &User,
        at: Timestamp,
        until: Timestamp,
    ) -> Result<bool>;
    /// The session's person, unless it has run out by `now`.
    async fn session(&self, token: TokenHash, now: Timestamp) -> Result<Option<User>>;
    async fn end_session(&self, token: TokenHash) -> Result<()>;
    /// Ends every session of this person; returns those that there were.
    async fn end_sessions(&self, user: AgentId) -> Result<Vec<TokenHash>>;

    /// A step of the second factor is used up; false where it, or a later one, was used before.
    async fn use_step(&self, id: AgentId, step: u64) -> Result<bool>;
    /// Makes these the person's recovery codes.
    async fn put_recovery(&self, id: AgentId, codes: Vec<TokenHash>) -> Result<()>;
    /// Uses a recovery code up; false where it is none.
    async fn use_recovery(&self, id: AgentId, code: TokenHash) -> Result<bool>;
    /// The person's one open invitation from now on.
    async fn put_invitation(&self, token: TokenHash, user: AgentId, until: Timestamp) -> Result<()>;
    /// The person whom this invitation is for, unless it has run out by `now`.
    async fn invited(&self, token: TokenHash, now: Timestamp) -> Result<Option<User>>;
    /// Uses the invitation up and gives its person this password; `None` where it is no longer good.
    async fn join(&self, token: TokenHash, password: String, now: Timestamp) -> Result<Option<User>>;
}

/// Teams, and the replies that they keep at hand.
#[async_trait]
pub(crate) trait Teams {
    async fn teams(&self) -> Result<Vec<StoredTeam>>;
    async fn add_team(&self, team: TeamChange) -> Result<Edited<StoredTeam>>;
    async fn change_team(&self, id: TeamId, team: TeamChange, version: u64) -> Result<Edited<StoredTeam>>;
    /// False where there is none.
    async fn remove_team(&self, id: TeamId) -> Result<bool>;

    async fn canned(&self) -> Result<Vec<StoredCanned>>;
    async fn add_canned(&self, reply: CannedChange) -> Result<Edited<StoredCanned>>;
    async fn change_canned(&self, id: u32, reply: CannedChange, version: u64)
    -> Result<Edited<StoredCanned>>;
    /// False where there is none.
    async fn remove_canned(&self, id: u32) -> Result<bool>;
}

/// Sites.
#[async_trait]
pub(crate) trait Sites {
    /// Adds the site or replaces its settings.
    async fn put_site(&self, key: &str, settings: SiteSettings, at: Timestamp) -> Result<SiteId>;
    async fn sites(&self) -> Result<Vec<Site>>;
    /// `None` where the key is taken.
    async fn add_site(&self, key: &str, settings: SiteSettings, at: Timestamp) -> Result<Option<Site>>;
    /// Replaces the settings of version `version`.
    async fn change_site(&self, id: SiteId, settings: SiteSettings, version: u64) -> Result<Edited<Site>>;
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
