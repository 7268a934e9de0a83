//! The store's door for what the AI agent knows, is tested by, and has answered.

use async_trait::async_trait;
use baton_protocol::{
    AgentId, ConversationId, EntryId, ImportId, LessonId, TestId, Timestamp,
    answering::{Answering, Draft, Meter},
    knowledge::{Entry, EntryPage, Written},
    publishing::{Compared, Test, Version},
    teaching::{Lesson, Taught},
};

use super::{
    Result,
    model::{
        AnswerGiven, Birth, Edited, EntryFilter, NewLesson, NewTest, OpenQuestion, Publishing, Shelved,
        SiteId, Span, StoredImport, StoredModel, StoredPage, Taken,
    },
};

/// The draft and its entries.
#[async_trait]
pub(crate) trait Knowledge {
    async fn draft(&self, site: SiteId) -> Result<Draft>;
    /// The whole draft.
    async fn shelved_draft(&self, site: SiteId) -> Result<Shelved>;
    /// A whole version; the one in force where none is named. `None` where there is no such version.
    async fn shelved(&self, site: SiteId, number: Option<u32>) -> Result<Option<Shelved>>;
    async fn entry(&self, site: SiteId, id: EntryId) -> Result<Option<Entry>>;
    /// Entries of the draft, newest first.
    async fn entries(&self, site: SiteId, filter: EntryFilter, limit: usize) -> Result<EntryPage>;
    /// The first knowledge of a site that has none, published at once.
    async fn begin_with(&self, site: SiteId, entries: Vec<Written>, at: Timestamp) -> Result<()>;
    /// Where a message has taught a pair before, that one is changed instead.
    async fn add_entry(
        &self,
        site: SiteId,
        written: Written,
        birth: Birth,
        by: AgentId,
        at: Timestamp,
    ) -> Result<Entry>;
    /// Also puts back an entry that was removed.
    async fn change_entry(
        &self,
        site: SiteId,
        id: EntryId,
        written: Written,
        version: u64,
        by: AgentId,
        at: Timestamp,
    ) -> Result<Edited<Entry>>;
    /// Takes it out of the draft; false where it is not in there.
    async fn remove_entry(&self, site: SiteId, id: EntryId) -> Result<bool>;
    /// Returns the draft's new version.
    async fn set_answering(&self, site: SiteId, answering: Answering, version: u64) -> Result<Edited<u64>>;
    /// What a conversation has taught.
    async fn taught(&self, conversation: &ConversationId) -> Result<Vec<Taught>>;
}

/// Versions, and the tests that they are held against.
#[async_trait]
pub(crate) trait Versions {
    /// `Stale` where the draft is another one by now, `Missing` where there is no such version.
    async fn publish(&self, publishing: Publishing) -> Result<Edited<Version>>;
    /// Newest first.
    async fn versions(&self, site: SiteId, limit: usize) -> Result<Vec<Version>>;
    /// Against the one before, where none is named.
    async fn compare(&self, site: SiteId, number: u32, against: Option<u32>) -> Result<Option<Compared>>;
    /// What was learnt from this version.
    async fn learnt(&self, site: SiteId, version: u64) -> Result<Option<Vec<u8>>>;
    async fn put_learnt(&self, site: SiteId, version: u64, bytes: Vec<u8>) -> Result<()>;

    async fn tests(&self, site: SiteId) -> Result<Vec<Test>>;
    /// It replaces an older one of the same question.
    async fn add_test(&self, site: SiteId, test: NewTest) -> Result<TestId>;
    async fn remove_test(&self, site: SiteId, id: TestId) -> Result<bool>;
}

/// Imports, their pages, and what they bring into the draft.
#[async_trait]
pub(crate) trait Imports {
    async fn imports(&self, site: SiteId) -> Result<Vec<StoredImport>>;
    async fn import(&self, id: ImportId) -> Result<Option<StoredImport>>;
    /// The number and the counts of `import` are not looked at.
    async fn add_import(&self, import: StoredImport) -> Result<ImportId>;
    /// Replaces all but its number, its site and what it has read.
    async fn put_import(&self, import: StoredImport) -> Result<()>;
    /// Its entries leave the draft; false where there is none.
    async fn remove_import(&self, site: SiteId, id: ImportId) -> Result<bool>;
    /// Those that are to run by `now`, the longest due first.
    async fn due_imports(&self, now: Timestamp) -> Result<Vec<ImportId>>;
    /// Files that the server was stopped over.
    async fn interrupted_imports(&self) -> Result<Vec<ImportId>>;
    async fn pages(&self, id: ImportId) -> Result<Vec<StoredPage>>;
    /// What a page says now replaces what it said; without a page, what a file says.
    async fn take_in(
        &self,
        id: ImportId,
        page: Option<StoredPage>,
        pieces: Vec<Written>,
        at: Timestamp,
    ) -> Result<Taken>;
    /// True where it was there until now.
    async fn page_gone(&self, id: ImportId, address: &str) -> Result<bool>;
}

/// What was answered, what was not, and what chats may teach.
#[async_trait]
pub(crate) trait Answers {
    async fn answers(&self, span: Span) -> Result<Vec<AnswerGiven>>;
    /// The latest questions of visitors, newest first.
    async fn questions(&self, site: SiteId, limit: usize) -> Result<Vec<(String, String)>>;
    async fn open_questions(&self, site: SiteId, since: Timestamp, limit: usize)
    -> Result<Vec<OpenQuestion>>;
    async fn settle_questions(&self, site: SiteId, ids: Vec<u64>) -> Result<()>;
    async fn add_lessons(&self, site: SiteId, lessons: Vec<NewLesson>) -> Result<()>;
    async fn lessons(&self, site: SiteId, limit: usize) -> Result<Vec<Lesson>>;
    /// `None` where there is none, or it is settled.
    async fn lesson(&self, site: SiteId, id: LessonId) -> Result<Option<Lesson>>;
    async fn settle_lesson(&self, site: SiteId, id: LessonId) -> Result<bool>;
}

/// Models, and what they have used.
#[async_trait]
pub(crate) trait Models {
    async fn models(&self) -> Result<Vec<(SiteId, StoredModel)>>;
    /// None switches it off, and forgets its key.
    async fn set_model(&self, site: SiteId, model: Option<StoredModel>) -> Result<()>;
    /// `month`: YYYY-MM.
    async fn meter(&self, site: SiteId, month: &str) -> Result<Meter>;
    /// Adds to the month's meter.
    async fn count(&self, site: SiteId, month: &str, used: Meter) -> Result<()>;
}
