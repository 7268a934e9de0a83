//! Knowledge: what editors write into the draft.

use std::sync::Arc;

use baton_protocol::{
    AgentId, Code, EntryId, Refusal,
    knowledge::{Entry, EntryPage, Written},
    limits::{ARTICLE_CHARS, MESSAGE_CHARS, PHRASING_CHARS, PHRASINGS, TITLE_CHARS},
};

use super::{Desk, people::WrongField, shelf::Desked, teams::done, teams::wrong, unavailable};
use crate::store::model::{Birth, EntryFilter};

/// Rows of a list.
const PAGE: usize = 50;
/// Entries of one site. A published version has a row for each.
const ENTRIES: u32 = 20_000;

const NO_ENTRY: &str = "There is no such entry.";

impl Desk {
    /// The site with this key, or why not.
    pub(crate) fn named_site(&self, key: &str) -> Result<Arc<Desked>, Refusal> {
        self.site(key).ok_or_else(|| Refusal::new(Code::NotFound, "There is no such site."))
    }

    pub(crate) async fn entries(&self, key: &str, filter: EntryFilter) -> Result<EntryPage, Refusal> {
        let site = self.named_site(key)?.site.id;
        self.store.entries(site, filter, PAGE).await.map_err(|error| unavailable(&error))
    }

    pub(crate) async fn entry(&self, key: &str, id: EntryId) -> Result<Entry, Refusal> {
        let site = self.named_site(key)?.site.id;
        let entry = self.store.entry(site, id).await.map_err(|error| unavailable(&error))?;
        entry.ok_or_else(|| Refusal::new(Code::NotFound, NO_ENTRY))
    }

    pub(crate) async fn add_entry(
        &self,
        by: AgentId,
        key: &str,
        written: Written,
    ) -> Result<Entry, WrongField> {
        self.write_entry(by, key, written, Birth::Hand).await
    }

    /// A new entry of the draft, wherever it comes from.
    pub(super) async fn write_entry(
        &self,
        by: AgentId,
        key: &str,
        written: Written,
        birth: Birth,
    ) -> Result<Entry, WrongField> {
        let site = self.named_site(key)?.site.id;
        let written = checked(written)?;
        let there = self.store.entries(site, EntryFilter::default(), 0).await;
        let there = there.map_err(|error| unavailable(&error))?;
        if there.pairs + there.articles >= ENTRIES {
            return Err(
                Refusal::new(Code::TooLong, "The knowledge has 20,000 entries; remove some first.").into()
            );
        }
        let added = self.store.add_entry(site, written, birth, by, self.clock.now()).await;
        let added = added.map_err(|error| unavailable(&error))?;
        self.note(by, "knowledge.added", &added.id.0.to_string()).await;
        Ok(added)
    }

    pub(crate) async fn change_entry(
        &self,
        by: AgentId,
        key: &str,
        id: EntryId,
        written: Written,
        version: u64,
    ) -> Result<Entry, WrongField> {
        let site = self.named_site(key)?.site.id;
        let written = checked(written)?;
        let edited = self.store.change_entry(site, id, written, version, by, self.clock.now()).await;
        let edited = done(edited.map_err(|error| unavailable(&error))?, "", "", NO_ENTRY)?;
        self.note(by, "knowledge.changed", &id.0.to_string()).await;
        Ok(edited)
    }

    pub(crate) async fn remove_entry(&self, by: AgentId, key: &str, id: EntryId) -> Result<(), Refusal> {
        let site = self.named_site(key)?.site.id;
        if !self.store.remove_entry(site, id).await.map_err(|error| unavailable(&error))? {
            return Err(Refusal::new(Code::NotFound, NO_ENTRY));
        }
        self.note(by, "knowledge.removed", &id.0.to_string()).await;
        Ok(())
    }
}

/// What is written, without blanks around it and without a phrasing twice, if it is within bounds.
pub(super) fn checked(written: Written) -> Result<Written, WrongField> {
    match written {
        Written::Pair { questions, answer } => {
            let mut said: Vec<String> = Vec::new();
            for question in questions.iter().map(|question| question.trim()) {
                let long = question.chars().nth(PHRASING_CHARS).is_some();
                if question.is_empty() || long || question.chars().any(char::is_control) {
                    return Err(wrong(
                        "questions",
                        "Please give questions of one line, at most 500 characters each.",
                    ));
                }
                if !said.iter().any(|known| known == question) {
                    said.push(question.to_owned());
                }
            }
            if said.is_empty() || said.len() > PHRASINGS {
                return Err(wrong("questions", "Please give 1 to 50 questions."));
            }
            if answer.trim().is_empty() || answer.chars().nth(MESSAGE_CHARS).is_some() {
                return Err(wrong("answer", "Please give an answer of at most 8,000 characters."));
            }
            Ok(Written::Pair { questions: said, answer: answer.trim().to_owned() })
        }
        Written::Article { title, body } => {
            let title = title.trim();
            let long = title.chars().nth(TITLE_CHARS).is_some();
            if title.is_empty() || long || title.chars().any(char::is_control) {
                return Err(wrong("title", "Please give a title of at most 200 characters."));
            }
            if body.trim().is_empty() || body.chars().nth(ARTICLE_CHARS).is_some() {
                return Err(wrong("body", "Please give a text of at most 200,000 characters."));
            }
            Ok(Written::Article { title: title.to_owned(), body: body.trim().to_owned() })
        }
    }
}
