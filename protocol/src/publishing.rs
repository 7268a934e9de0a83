//! Publishing: tests, and the versions of what the AI agent knows.

use serde::{Deserialize, Serialize};

use crate::{
    answering::{Answering, Said},
    id::{AgentId, EntryId, TestId},
    knowledge::{EntryRow, Written},
    time::Timestamp,
};

/// `POST /api/v1/sites/{key}/tests`: an exchange that is to stay as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestWish {
    /// The question, at most 1,000 characters.
    pub question: String,
    /// BCP 47.
    #[serde(default)]
    pub locale: String,
    /// What must come.
    pub expects: Expects,
}

/// What a test expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expects {
    /// An answer from this entry.
    Entry(EntryId),
    /// That it does not know.
    Unknown,
    /// That it asks back.
    AskBack,
    /// That it asks for a person.
    Person,
}

/// `GET /api/v1/sites/{key}/tests`: a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// Its number.
    pub id: TestId,
    /// The question.
    pub question: String,
    /// BCP 47.
    #[serde(default)]
    pub locale: String,
    /// What must come.
    pub expects: Expects,
    /// The expected entry's title, where there is one and it still exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// It came with a correction.
    #[serde(default)]
    pub correction: bool,
    /// Who keeps it.
    pub by: AgentId,
    /// Since when.
    pub at: Timestamp,
}

/// `POST /api/v1/sites/{key}/check`: what publishing the draft would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The draft's version that was looked at.
    pub draft: u64,
    /// Entries that are not as they are published, at most 100.
    pub changes: Vec<EntryRow>,
    /// How many there are.
    pub changed: u32,
    /// The settings are not as they are published.
    pub settings: bool,
    /// Tests that were run.
    pub tests: u32,
    /// Tests that hold today and would not.
    pub broken: Vec<Broken>,
    /// Tests that neither hold today nor would.
    pub failing: Vec<Broken>,
    /// Tests that would hold and do not today.
    pub mended: u32,
    /// Questions whose answer changes, of the tests and of what visitors asked lately; at most 100.
    pub differs: Vec<Differs>,
    /// Questions that were asked of both.
    pub asked: u32,
}

/// A test that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// Which one.
    pub test: TestId,
    /// Its question.
    pub question: String,
    /// What it expects.
    pub expects: Expects,
    /// The expected entry's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What would come.
    pub said: Said,
}

/// A question whose answer changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differs {
    /// The question.
    pub question: String,
    /// What is said today.
    pub before: Said,
    /// What would be said.
    pub after: Said,
}

/// `POST /api/v1/sites/{key}/publish`: refused with `changed` where the draft is no longer the one that was looked at,
/// and where tests break that nobody has agreed to break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// The draft's version that was looked at.
    pub draft: u64,
    /// What is new, for others to read; at most 200 characters, may be empty.
    #[serde(default)]
    pub note: String,
    /// Tests that break are known.
    #[serde(default)]
    pub broken: bool,
}

/// `GET /api/v1/sites/{key}/versions`: a version that is, or was, published; newest first, the first is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From 1.
    pub number: u32,
    /// Since when.
    pub at: Timestamp,
    /// Who published it; nobody for what an import read, and for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AgentId>,
    /// What was new.
    pub note: String,
    /// It says again what this one said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<u32>,
    /// Entries in it.
    pub entries: u32,
    /// Entries that the version before had not, or not so, or that it had and this has not.
    pub changes: u32,
}

/// `GET /api/v1/sites/{key}/versions/{number}?against=N`: what this version has that the other has not, and the
/// reverse; without `against`, the one before it. `POST …/versions/{number}/restore` publishes it again as a new
/// version, and makes the draft like it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// This version.
    pub version: Version,
    /// The number of the other; 0 where there is none.
    pub against: u32,
    /// Its settings.
    pub answering: Answering,
    /// The other's settings, where they differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Answering>,
    /// Entries that differ, at most 100.
    pub entries: Vec<ComparedEntry>,
}

/// An entry that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedEntry {
    /// Which one.
    pub id: EntryId,
    /// What the other version says; none where it has it not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Written>,
    /// What this version says; none where it has it no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Written>,
}
