//! console: who is writing where. Whoever says nothing more for six seconds has stopped.

use std::collections::HashMap;

use baton_protocol::{Author, ConversationId, Timestamp};

/// How long the news that somebody writes holds, in milliseconds.
const HOLDS_MS: i64 = 6_000;

#[derive(Clone, Debug, Default)]
pub(crate) struct Typists(HashMap<ConversationId, (Author, Timestamp)>);

impl Typists {
    pub(crate) fn heard(&mut self, conversation: ConversationId, by: Author, on: bool, now: Timestamp) {
        if on {
            self.0.insert(conversation, (by, now));
        } else if self.0.get(&conversation).is_some_and(|(known, _)| *known == by) {
            self.0.remove(&conversation);
        }
    }

    /// Who is writing there now.
    pub(crate) fn at(&self, conversation: &ConversationId, now: Timestamp) -> Option<&Author> {
        let (by, since) = self.0.get(conversation)?;
        (now.since(*since) < HOLDS_MS).then_some(by)
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chat() -> ConversationId {
        ConversationId::parse("abcdefghijklmnopqrstuv").unwrap()
    }

    #[test]
    fn writing_ends_by_word_or_by_silence() {
        let mut typists = Typists::default();
        typists.heard(chat(), Author::Visitor, true, Timestamp(1_000));
        assert_eq!(typists.at(&chat(), Timestamp(6_999)), Some(&Author::Visitor));
        assert_eq!(typists.at(&chat(), Timestamp(7_000)), None);
        typists.heard(chat(), Author::Visitor, true, Timestamp(8_000));
        typists.heard(chat(), Author::Ai, false, Timestamp(8_000));
        assert!(typists.at(&chat(), Timestamp(8_000)).is_some());
        typists.heard(chat(), Author::Visitor, false, Timestamp(8_000));
        assert_eq!(typists.at(&chat(), Timestamp(8_000)), None);
    }
}
