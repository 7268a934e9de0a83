//! Teaching: corrections, lessons, questions that nobody answered, and what visitors thought of the answers.

use serde::{Deserialize, Serialize};

use crate::{
    id::{AgentId, ConversationId, EntryId, LessonId},
    knowledge::EntryRow,
    time::Timestamp,
};

/// `POST /api/v1/conversations/{id}/teach`, for every live agent who may see the conversation: *Correct this answer* on
/// a message of the AI agent, *Teach this* on one of a live agent. It becomes a pair of the draft; a correction is kept
/// as a test too. Teaching the same message again changes the pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Teach {
    /// The message.
    pub seq: u64,
    /// As for a pair.
    pub questions: Vec<String>,
    /// As for a pair.
    pub answer: String,
}

/// `GET /api/v1/conversations/{id}/teach`: what this conversation has taught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taught {
    /// The message.
    pub seq: u64,
    /// The pair that it became.
    pub entry: EntryId,
    /// Its phrasings.
    pub questions: Vec<String>,
    /// Its answer.
    pub answer: String,
}

/// `GET /api/v1/sites/{key}/lessons`: a pair that a live agent's words in a finished chat may teach; newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// Its number.
    pub id: LessonId,
    /// Where it was said.
    pub conversation: ConversationId,
    /// The live agent's message.
    pub seq: u64,
    /// Who said it.
    pub by: AgentId,
    /// When.
    pub at: Timestamp,
    /// What the visitor asked.
    pub question: String,
    /// What the live agent said.
    pub answer: String,
}

/// `POST /api/v1/sites/{key}/lessons/{id}`: what becomes of a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Settle {
    /// It becomes a pair of the draft.
    Teach {
        /// As for a pair.
        questions: Vec<String>,
        /// As for a pair.
        answer: String,
    },
    /// It is dropped.
    Drop,
}

/// `GET /api/v1/sites/{key}/unanswered`: questions of the last 90 days that mean the same, most frequent first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The number of each question: what settles them.
    pub ids: Vec<u64>,
    /// How they were put, at most 10 different ones.
    pub questions: Vec<Unanswered>,
    /// When one was last asked.
    pub last: Timestamp,
}

/// A question that the AI agent had no answer to, or whose answer did not help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    /// The visitor's words.
    pub text: String,
    /// Where.
    pub conversation: ConversationId,
    /// The visitor's message.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
}

/// `POST /api/v1/sites/{key}/unanswered`: what becomes of these questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettleGroup {
    /// The questions.
    pub ids: Vec<u64>,
    /// A pair that answers them, or nothing.
    pub with: Settle,
}

/// `GET /api/v1/sites/{key}/answers?from=YYYY-MM-DD&to=YYYY-MM-DD&zone=Europe/Vienna`: how the AI agent fared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerReport {
    /// All of it.
    pub total: AnswerFigures,
    /// Each day in order.
    pub days: Vec<AnswerDay>,
    /// Entries that were answered from, the most used first, at most 200.
    pub entries: Vec<EntryFigures>,
    /// Published entries that were never answered from in this time, at most 200.
    pub unused: Vec<EntryRow>,
    /// How many of these there are.
    pub unused_count: u32,
}

/// A day of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerDay {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// Its figures.
    pub figures: AnswerFigures,
}

/// How the AI agent fared in a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerFigures {
    /// Questions, without small talk.
    pub asked: u32,
    /// Answered from the knowledge.
    pub answered: u32,
    /// Of them, in a model's words.
    pub by_model: u32,
    /// Asked back.
    pub asked_back: u32,
    /// Not known.
    pub unknown: u32,
    /// Requests for a person that followed, or that it made itself.
    pub handed_over: u32,
    /// Answers that a visitor found helpful.
    pub helpful: u32,
    /// Answers that a visitor did not.
    pub unhelpful: u32,
}

/// How an entry fared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryFigures {
    /// Which one.
    pub id: EntryId,
    /// Its title; empty where it is gone.
    pub title: String,
    /// Answers from it.
    pub used: u32,
    /// Of them, helpful.
    pub helpful: u32,
    /// Of them, not helpful.
    pub unhelpful: u32,
    /// Of them, followed by a request for a person.
    pub handed_over: u32,
}
