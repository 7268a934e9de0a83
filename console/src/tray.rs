//! console: the files that are to go with replies: chosen, uploaded at once, and kept with their conversation until
//! they are sent.

use std::collections::HashMap;

use baton_client::browser::{Storage, Upload};
use baton_protocol::{ConversationId, file::Attachment, limits};
use leptos::prelude::*;
use web_sys::File;

use crate::{
    size, upload,
    words::{fill, t},
};

/// Where a conversation's uploaded files are kept in the tab's storage; followed by the conversation.
const FILES: &str = "baton.console.files.";

/// How far a file has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// So many hundredths of it have left this machine.
    Sending(u8),
    /// The server has it.
    Stored(Attachment),
    /// It was not taken, and why.
    Failed(String),
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) number: u32,
    conversation: ConversationId,
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) fate: Fate,
}

/// Whether a conversation's files can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ready {
    /// Nothing is in the way, or there are none.
    Yes,
    /// Some are still under way.
    Sending,
    /// Some were not taken.
    Failed,
}

/// A handle: copies are the same files.
#[derive(Clone, Copy)]
pub(crate) struct Tray {
    list: RwSignal<Vec<Chosen>>,
    next: StoredValue<u32>,
    /// Those that may have to be sent once more.
    sources: StoredValue<HashMap<u32, File>, LocalStorage>,
    under_way: StoredValue<HashMap<u32, Upload>, LocalStorage>,
    tab: StoredValue<Storage, LocalStorage>,
}

impl Tray {
    /// Keeps what it holds in this storage.
    pub(crate) fn new(tab: Storage) -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            sources: StoredValue::new_local(HashMap::new()),
            under_way: StoredValue::new_local(HashMap::new()),
            tab: StoredValue::new_local(tab),
        }
    }

    /// Takes up what an earlier page left for this conversation.
    pub(crate) fn open(self, conversation: &ConversationId) {
        let key = format!("{FILES}{conversation}");
        let known =
            self.list.with_untracked(|list| list.iter().any(|file| file.conversation == *conversation));
        let kept = self.tab.with_value(|tab| tab.get(&key)).filter(|_| !known);
        // What cannot be read is of another release, and lost.
        let kept: Vec<Attachment> =
            kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        for file in kept {
            let (name, size) = (file.name.clone(), file.size);
            self.push(conversation, name, size, Fate::Stored(file));
        }
    }

    pub(crate) fn of(self, conversation: &ConversationId) -> Vec<Chosen> {
        self.list
            .with(|list| list.iter().filter(|file| file.conversation == *conversation).cloned().collect())
    }

    pub(crate) fn fate(self, number: u32) -> Option<Fate> {
        self.list.with(|list| list.iter().find(|file| file.number == number).map(|file| file.fate.clone()))
    }

    pub(crate) fn ready(self, conversation: &ConversationId) -> Ready {
        self.list.with(|list| ready(list.iter().filter(|file| file.conversation == *conversation)))
    }

    /// Begins to upload these; gives what is said of those that are not taken.
    pub(crate) fn add(self, conversation: &ConversationId, files: Vec<File>) -> Vec<String> {
        let mut refused = Vec::new();
        for file in files {
            let (name, bytes) = (file.name(), file.size());
            let count = untrack(|| self.of(conversation)).len();
            if let Some(words) = refusal(&name, bytes, count) {
                if !refused.contains(&words) {
                    refused.push(words);
                }
                continue;
            }
            // Whole, and below the limit.
            let number = self.push(conversation, name, bytes as u64, Fate::Sending(0));
            self.sources.update_value(|sources| {
                sources.insert(number, file);
            });
            self.send(number);
        }
        refused
    }

    /// Sends one again that was not taken.
    pub(crate) fn retry(self, number: u32) {
        self.settle(number, Fate::Sending(0));
        self.send(number);
    }

    pub(crate) fn remove(self, number: u32) {
        let conversation = self.list.with_untracked(|list| {
            list.iter().find(|file| file.number == number).map(|file| file.conversation.clone())
        });
        self.forget(&[number]);
        if let Some(conversation) = conversation {
            self.keep(&conversation);
        }
    }

    /// The conversation's files, which are in the tray no more.
    pub(crate) fn take(self, conversation: &ConversationId) -> Vec<Attachment> {
        let mine = untrack(|| self.of(conversation));
        let numbers: Vec<_> = mine.iter().map(|file| file.number).collect();
        self.forget(&numbers);
        self.keep(conversation);
        let stored = mine.into_iter().filter_map(|file| match file.fate {
            Fate::Stored(file) => Some(file),
            Fate::Sending(_) | Fate::Failed(_) => None,
        });
        stored.collect()
    }

    /// Whoever was signed in is so no more: what is under way is broken off, and what is stored waits in the tab.
    pub(crate) fn clear(self) {
        self.list.set(Vec::new());
        self.sources.set_value(HashMap::new());
        self.under_way.set_value(HashMap::new());
    }

    fn push(self, conversation: &ConversationId, name: String, size: u64, fate: Fate) -> u32 {
        let number = self.next.get_value();
        self.next.set_value(number.wrapping_add(1));
        let file = Chosen { number, conversation: conversation.clone(), name, size, fate };
        self.list.update(|list| list.push(file));
        number
    }

    fn send(self, number: u32) {
        let conversation = self.list.with_untracked(|list| {
            list.iter().find(|file| file.number == number).map(|file| file.conversation.clone())
        });
        let file = self.sources.with_value(|sources| sources.get(&number).cloned());
        let (Some(conversation), Some(file)) = (conversation, file) else { return };
        let address = format!("/api/v1/conversations/{conversation}/files");
        let progress = move |part: f64| self.settle(number, Fate::Sending(hundredths(part)));
        let end = move |answer: Result<Attachment, String>| {
            match answer {
                Ok(file) => self.settle(number, Fate::Stored(file)),
                Err(words) => self.settle(number, Fate::Failed(words)),
            }
            self.keep(&conversation);
            self.under_way.update_value(|under_way| {
                under_way.remove(&number);
            });
        };
        match upload::begin(&address, &file, progress, end) {
            Some(upload) => self.under_way.update_value(|under_way| {
                under_way.insert(number, upload);
            }),
            None => self.settle(number, Fate::Failed(t("refused.other").to_owned())),
        }
    }

    fn settle(self, number: u32, fate: Fate) {
        self.list.update(|list| {
            if let Some(file) = list.iter_mut().find(|file| file.number == number) {
                file.fate = fate;
            }
        });
    }

    fn forget(self, numbers: &[u32]) {
        self.list.update(|list| list.retain(|file| !numbers.contains(&file.number)));
        for number in numbers {
            self.sources.update_value(|sources| {
                sources.remove(number);
            });
            self.under_way.update_value(|under_way| {
                under_way.remove(number);
            });
        }
    }

    /// Writes down what the server has of this conversation's files.
    fn keep(self, conversation: &ConversationId) {
        let key = format!("{FILES}{conversation}");
        let stored: Vec<_> = untrack(|| self.of(conversation))
            .into_iter()
            .filter_map(|file| match file.fate {
                Fate::Stored(file) => Some(file),
                Fate::Sending(_) | Fate::Failed(_) => None,
            })
            .collect();
        let text = Some(stored).filter(|stored| !stored.is_empty());
        let text = text.and_then(|stored| serde_json::to_string(&stored).ok());
        self.tab.with_value(|tab| match text {
            Some(text) => tab.set(&key, &text),
            None => tab.remove(&key),
        });
    }
}

fn ready<'a>(files: impl Iterator<Item = &'a Chosen>) -> Ready {
    files.fold(Ready::Yes, |ready, file| match (&file.fate, ready) {
        (Fate::Failed(_), _) | (_, Ready::Failed) => Ready::Failed,
        (Fate::Sending(_), _) | (_, Ready::Sending) => Ready::Sending,
        (Fate::Stored(_), Ready::Yes) => Ready::Yes,
    })
}

/// Why a file of so many bytes cannot go beside so many others.
fn refusal(name: &str, bytes: f64, others: usize) -> Option<String> {
    if bytes > limits::FILE_BYTES as f64 {
        let most = size::written(limits::FILE_BYTES as u64);
        return Some(fill("files.large", &[("name", name), ("size", &most)]));
    }
    let most = limits::MESSAGE_FILES;
    (others >= most).then(|| fill("files.many", &[("n", &most.to_string())]))
}

/// A part of one as a number that a person reads; all of it is said only by the server.
fn hundredths(part: f64) -> u8 {
    (part * 100.0).clamp(0.0, 99.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(fate: Fate) -> Chosen {
        let conversation = ConversationId::parse("abcdefghijklmnopqrstuv").unwrap();
        Chosen { number: 0, conversation, name: "a".into(), size: 1, fate }
    }

    #[test]
    fn one_file_that_was_not_taken_stands_in_the_way_of_all() {
        let (sending, failed) = (chosen(Fate::Sending(5)), chosen(Fate::Failed(String::new())));
        assert_eq!(ready([].into_iter()), Ready::Yes);
        assert_eq!(ready([&sending].into_iter()), Ready::Sending);
        assert_eq!(ready([&sending, &failed, &sending].into_iter()), Ready::Failed);
    }

    #[test]
    fn what_is_too_large_or_too_many_is_not_begun() {
        assert!(refusal("a", limits::FILE_BYTES as f64, limits::MESSAGE_FILES - 1).is_none());
        assert!(refusal("a", limits::FILE_BYTES as f64 + 1.0, 0).is_some());
        assert!(refusal("a", 1.0, limits::MESSAGE_FILES).is_some());
    }

    #[test]
    fn only_the_server_says_that_all_has_arrived() {
        assert_eq!([0.0, 0.5, 1.0, f64::NAN].map(hundredths), [0, 50, 99, 0]);
    }
}
