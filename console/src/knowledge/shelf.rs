//! console: the list of entries as it is loaded, a page at a time, and as it changes.

use baton_client::browser::{self, RequestError};
use baton_protocol::{
    EntryId,
    knowledge::{Entry, EntryPage, EntryRow, Written},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    session::{Session, use_session},
    studio::Studio,
    wanted::{Wanted, encoded},
};

/// What can be asked for, by the names that the address gives it.
pub(super) const KEYS: [&str; 5] = ["q", "kind", "import", "changed", "entry"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Load {
    Loading,
    Done,
    Failed,
}

/// A handle: copies are the same list.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    pub(super) session: Session,
    pub(super) studio: Studio,
    asked: Memo<String>,
    pub(super) rows: RwSignal<Vec<EntryRow>>,
    pub(super) more: RwSignal<bool>,
    /// Pairs and articles of the whole draft.
    pub(super) counts: RwSignal<Option<(u32, u32)>>,
    pub(super) load: RwSignal<Load>,
    /// What was asked for under another filter must not come into this list.
    turn: StoredValue<u32>,
}

impl Shelf {
    /// Loads the first page, and again as what is `wanted` changes.
    pub(super) fn new(studio: Studio, wanted: Memo<Wanted>) -> Self {
        let session = use_session();
        let shelf = Self {
            session,
            studio,
            asked: Memo::new(move |_| wanted.with(|wanted| asked(wanted, encoded))),
            rows: RwSignal::new(Vec::new()),
            more: RwSignal::new(false),
            counts: RwSignal::new(None),
            load: RwSignal::new(Load::Loading),
            turn: StoredValue::new(0),
        };
        Effect::new(move |_| {
            shelf.asked.track();
            session.redrafted.track();
            shelf.again();
        });
        shelf
    }

    /// Loads the first page anew; what is shown stays until it comes.
    pub(super) fn again(self) {
        self.ask(None);
    }

    /// Loads the next page, or the first where that failed.
    pub(super) fn next(self) {
        if self.load.get_untracked() != Load::Loading {
            self.ask(self.rows.with_untracked(|rows| rows.last().map(|row| row.id)));
        }
    }

    fn ask(self, after: Option<EntryId>) {
        let mine = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(mine);
        self.load.set(Load::Loading);
        let mut url = self.studio.url("/knowledge?");
        url.push_str(&self.asked.get_untracked());
        if let Some(after) = after {
            url.push_str(&format!("&after={}", after.0));
        }
        spawn_local(async move {
            let answer = browser::get::<EntryPage>(&url).await;
            // The page may be gone by now.
            if self.turn.try_get_value() == Some(mine) {
                self.take(answer, after.is_none());
            }
        });
    }

    fn take(self, answer: Result<EntryPage, RequestError>, first: bool) {
        match answer {
            Ok(page) => {
                self.counts.set(Some((page.pairs, page.articles)));
                self.more.set(page.more);
                self.rows.update(|rows| {
                    if first {
                        rows.clear();
                    }
                    rows.extend(page.rows);
                });
                self.load.set(Load::Done);
            }
            Err(RequestError::Refused { status: 401, .. }) => self.session.begin(),
            Err(_) => self.load.set(Load::Failed),
        }
    }

    /// The draft has been changed from this page.
    pub(super) fn changed(self) {
        self.studio.draft.again();
        self.again();
    }
}

/// The question to the server, without its question mark.
fn asked(wanted: &Wanted, encode: impl Fn(&str) -> String) -> String {
    let pairs = wanted.pairs().filter(|(key, _)| *key != "entry").map(|(key, value)| {
        let key = if key == "q" { "find" } else { key };
        format!("{key}={}", encode(value))
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// What an entry is called.
pub(super) fn title(entry: &Entry) -> &str {
    match &entry.written {
        Written::Pair { questions, .. } => questions.first().map(String::as_str).unwrap_or_default(),
        Written::Article { title, .. } => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_is_asked_for_the_filters_and_not_for_the_open_entry() {
        let wanted = Wanted::read(&KEYS, |key| match key {
            "q" => Some("a b".to_owned()),
            "changed" => Some("true".to_owned()),
            "entry" => Some("12".to_owned()),
            _ => None,
        });
        assert_eq!(asked(&wanted, |text| text.replace(' ', "%20")), "find=a%20b&changed=true");
        assert_eq!(asked(&wanted.cleared(), str::to_owned), "");
    }
}
