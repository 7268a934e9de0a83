//! Answering: how the AI agent decides, who helps it, and what it would say to a question.

use serde::{Deserialize, Serialize};

use crate::{
    event::{Reason, Source},
    id::{EntryId, TeamId},
    rich::Block,
    site::Tone,
    time::Timestamp,
};

/// How the AI agent answers. Part of the draft: `PUT /api/v1/sites/{key}/answering` with
/// [`Versioned`](crate::site::Versioned), which names the draft's version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answering {
    /// *How sure must it be*: so many of 100 answers should be right; 50 to 99.
    pub sure: u8,
    /// How it speaks.
    pub tone: Tone,
    /// The languages that it speaks, BCP 47, the first where it does not speak the visitor's; empty: all it knows.
    pub languages: Vec<String>,
    /// Said where it knows no answer; empty: in its own words.
    pub no_answer: String,
    /// When it asks for a person by itself, at most 50; the first that fits is followed.
    pub rules: Vec<Rule>,
}

impl Default for Answering {
    fn default() -> Self {
        Self {
            sure: 80,
            tone: Tone::default(),
            languages: Vec::new(),
            no_answer: String::new(),
            rules: Vec::new(),
        }
    }
}

/// A rule for asking for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What live agents read, 1 to 60 characters.
    pub name: String,
    /// One of these words or phrases is in the message; 1 to 20 of at most 60 characters.
    pub mentions: Vec<String>,
    /// When it holds.
    #[serde(default)]
    pub when: When,
    /// Whom to ask; none: whom the site's requests ring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
}

/// When a rule holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// At any time.
    #[default]
    Always,
    /// In opening hours.
    Open,
    /// Outside of them.
    Closed,
}

/// `GET /api/v1/sites/{key}/draft`: the draft as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// How the AI agent is to answer.
    pub answering: Answering,
    /// It grows with every change of the draft, of entries too.
    pub version: u64,
    /// Entries that are not as they are published.
    pub changes: u32,
    /// The settings are not as they are published.
    pub settings_changed: bool,
    /// The number of the published version.
    pub published: u32,
}

/// Whose words a model's are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// Chat completions: OpenAI, Ollama, llama.cpp, vLLM.
    OpenAi,
    /// Messages: Anthropic.
    Anthropic,
}

/// `PUT /api/v1/sites/{key}/model`, for admins; in force at once. `DELETE` switches the model off and forgets the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelSettings {
    /// How it is spoken to.
    pub provider: Provider,
    /// Where it is, such as `https://api.openai.com/v1`.
    pub base: String,
    /// Its name there.
    pub model: String,
    /// The key; none keeps the one that is stored, as long as `base` names the same server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Tokens a month, in and out together; 0: no limit.
    #[serde(default)]
    pub budget: u64,
}

/// `GET /api/v1/sites/{key}/model`: the model as an admin sees it; never its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelView {
    /// How it is spoken to.
    pub provider: Provider,
    /// Where it is.
    pub base: String,
    /// Its name there.
    pub model: String,
    /// A key is stored.
    pub keyed: bool,
    /// Tokens a month; 0: no limit.
    pub budget: u64,
    /// What it has used.
    pub meter: Meter,
    /// It failed too often, and is asked again then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resting: Option<Timestamp>,
    /// What the last failure was, since the server started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// What a model has used in a month (UTC).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meter {
    /// Questions that it was asked.
    pub calls: u64,
    /// Of them, those whose answers were given to visitors.
    pub answers: u64,
    /// Tokens in.
    pub input: u64,
    /// Tokens out.
    pub output: u64,
}

/// `POST /api/v1/sites/{key}/model/try`: the stored model says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// Its name, as it says; none where it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// What went wrong, in words for a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// `POST /api/v1/sites/{key}/ask`: the playground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The question.
    pub text: String,
    /// BCP 47.
    #[serde(default)]
    pub locale: String,
    /// What the visitor asked before, oldest first, at most 8.
    #[serde(default)]
    pub before: Vec<String>,
    /// The published version is asked, not the draft.
    #[serde(default)]
    pub published: bool,
    /// The model is asked too.
    #[serde(default)]
    pub model: bool,
}

/// The answer to [`Ask`], and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// What a visitor would read.
    pub said: Said,
    /// What was weighed, best first, at most 8.
    pub candidates: Vec<Candidate>,
    /// How the decision was made.
    pub why: Because,
    /// How sure it had to be, in percent.
    pub sure: u8,
    /// What the model was good for; none where it was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// What the AI agent says, or does, to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What kind of answer it is.
    pub kind: Kind,
    /// Markdown; empty where a person is asked for instead.
    pub text: String,
    /// The same, formatted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// What it asks back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// Why a person is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Reason>,
    /// The rule that asks for a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// What kind of answer it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// From the knowledge.
    Answer,
    /// It asks back.
    AskBack,
    /// It does not know.
    #[default]
    Unknown,
    /// Small talk.
    Talk,
    /// It asks for a person.
    Person,
}

/// Why it decided so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The very words of a phrasing or a title.
    Exact,
    /// Sure enough.
    Sure,
    /// Two or three are about as likely.
    Close,
    /// The best is not sure enough.
    Unsure,
    /// Nothing speaks of it.
    #[default]
    Nothing,
    /// It is small talk.
    SmallTalk,
    /// The visitor wants a person, or a rule does.
    Person,
}

/// An entry that was weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Which one.
    pub entry: EntryId,
    /// The phrasing, or the title and heading.
    pub label: String,
    /// The passage, as stored.
    pub passage: String,
    /// How likely it is right, in percent.
    pub confidence: u8,
    /// How much of the question it speaks of, in percent.
    pub coverage: u8,
    /// How much it is like what was learnt from phrasings, in percent.
    pub learnt: u8,
}
