//! The AI agent's room: what a site's AI agent knows, and how it says it, by itself or in a model's words.
//!
//! [`Agent`] takes a [`Question`](baton_knowledge::Question) and sends [`Piece`]s. Nothing in here knows of
//! conversations, storage or sockets.

mod agent;
mod speak;

use baton_protocol::{
    answering::{Kind, Said},
    event::{Reason, Source},
};

pub(crate) use agent::{Agent, weighed};
pub(crate) use speak::{Voice, answer, plainly};

/// What comes out of an answer, in order: any number of the others, then one `Done`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    /// More Markdown; all of them since the last `Anew` joined are the answer's text.
    Words(String),
    /// What was said so far is not kept; other words follow.
    Anew,
    /// A model was asked: whether its words were good, and what came of it.
    Asked { good: bool, outcome: String },
    /// The whole answer; nothing follows.
    Done(Answer),
}

/// A finished answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Answer {
    pub(crate) kind: Kind,
    /// Markdown.
    pub(crate) text: String,
    /// The passages that the text was taken from; empty where the AI agent speaks for itself.
    pub(crate) sources: Vec<Source>,
    /// What it asks back.
    pub(crate) choices: Vec<String>,
    /// The AI agent has nothing to say to this, and offers a person.
    pub(crate) offers_person: bool,
    /// The words are a model's.
    pub(crate) by_model: bool,
}

impl Answer {
    /// As a test or the playground sees it.
    pub(crate) fn said(self) -> Said {
        Said {
            kind: self.kind,
            blocks: baton_knowledge::blocks(&self.text),
            text: self.text,
            sources: self.sources,
            choices: self.choices,
            person: (self.kind == Kind::Person).then_some(Reason::Ai),
            rule: None,
        }
    }
}
