//! console: replies that are kept at hand: `/` at the start opens them, and typing on narrows the list.

use baton_client::browser;
use baton_protocol::team::Canned;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    session::Session,
    words::{put, t},
};

/// So many are shown at once.
const SHOWN: usize = 8;

/// A handle: copies show the same.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    session: Session,
    text: RwSignal<String>,
    /// Which of those that are shown Enter takes.
    at: RwSignal<usize>,
    /// This text opens nothing: it was closed with Escape.
    shut: RwSignal<Option<String>>,
    found: Memo<Vec<Canned>>,
}

impl Shelf {
    pub(super) fn new(session: Session, text: RwSignal<String>) -> Self {
        let all = RwSignal::new(None::<Vec<Canned>>);
        let at = RwSignal::new(0);
        let shut = RwSignal::new(None);
        let found = Memo::new(move |_| {
            let me = session.me.with(|me| me.as_ref().map(|me| me.id));
            let teams = session.crew.with(|crew| {
                let mine = crew.people.iter().find(|person| Some(person.id) == me);
                mine.map(|person| person.teams.clone()).unwrap_or_default()
            });
            let shut = text.with(|text| shut.with(|shut| shut.as_ref() == Some(text)));
            let word = text.with(|text| sought(text).map(str::to_owned)).filter(|_| !shut);
            let (Some(word), Some(all)) = (word, all.get()) else { return Vec::new() };
            let mut found = all;
            found.retain(|canned| canned.team.is_none_or(|team| teams.contains(&team)));
            matching(found, &word)
        });
        let shelf = Self { session, text, at, shut, found };
        Effect::new(move |_| {
            let wanted = text.with(|text| sought(text).is_some());
            at.set(0);
            if wanted && all.with_untracked(Option::is_none) {
                all.set(Some(Vec::new()));
                spawn_local(async move {
                    let answer = browser::get::<Vec<Canned>>("/api/v1/canned").await;
                    // Where they could not be had, the next `/` asks again.
                    all.try_set(answer.ok());
                });
            }
        });
        shelf
    }

    fn open(self) -> bool {
        self.found.with(|found| !found.is_empty())
    }

    /// The id of the row that Enter takes.
    pub(super) fn active(self) -> Option<String> {
        self.open().then(|| format!("canned-{}", self.at.get()))
    }

    /// True where the key belongs to the list.
    pub(super) fn press(self, key: &str) -> bool {
        let count = self.found.with_untracked(Vec::len);
        if count == 0 {
            return false;
        }
        match key {
            "ArrowDown" => self.at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => self.at.update(|at| *at = (*at + count - 1) % count),
            "Enter" | "Tab" => self.take(self.at.get_untracked()),
            "Escape" => self.shut.set(Some(self.text.get_untracked())),
            _ => return false,
        }
        true
    }

    fn take(self, at: usize) {
        let Some(canned) = self.found.with_untracked(|found| found.get(at).cloned()) else { return };
        let visitor = self.session.chat.visitor.get_untracked();
        let me = self.session.me.get_untracked();
        let name = visitor.as_ref().and_then(|visitor| visitor.name.clone()).unwrap_or_default();
        let email = visitor.as_ref().and_then(|visitor| visitor.email.clone()).unwrap_or_default();
        let site = self.session.chat.site.get_untracked();
        let values = [
            ("name", name.as_str()),
            ("first_name", name.split_whitespace().next().unwrap_or_default()),
            ("agent", me.as_ref().map_or("", |me| me.first_name.as_str())),
            ("site", site.as_str()),
            ("email", email.as_str()),
        ];
        self.text.set(put(&canned.text, &values));
        self.session.chat.compose(self.session.chat.private.get_untracked());
    }
}

#[component]
pub(super) fn CannedList(shelf: Shelf) -> impl IntoView {
    view! {
        <ul class="canned-list" id="canned-list" role="listbox" aria-label=t("canned.list") hidden=move || !shelf.open()>
            {move || shelf.found.get().into_iter().enumerate().map(|(at, canned)| view! {
                <li
                    class="canned-row" id=format!("canned-{at}") role="option"
                    aria-selected=move || (shelf.at.get() == at).to_string()
                    on:mousedown=move |event| {
                        event.prevent_default();
                        shelf.take(at);
                    }
                >
                    <span class="canned-shortcut">"/"{canned.shortcut}</span>
                    <span class="canned-text" dir="auto">{canned.text}</span>
                </li>
            }).collect_view()}
        </ul>
    }
}

/// What stands after a `/` at the start of one word.
fn sought(text: &str) -> Option<&str> {
    text.strip_prefix('/').filter(|word| !word.contains(char::is_whitespace))
}

/// Those whose shortcut begins with the word, then those that have it anywhere.
fn matching(all: Vec<Canned>, word: &str) -> Vec<Canned> {
    let word = word.to_lowercase();
    let begins = |canned: &Canned| canned.shortcut.to_lowercase().starts_with(&word);
    let has = |canned: &Canned| {
        canned.shortcut.to_lowercase().contains(&word) || canned.text.to_lowercase().contains(&word)
    };
    let (mut first, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(begins);
    first.sort_by(|a, b| a.shortcut.cmp(&b.shortcut));
    first.into_iter().chain(rest.into_iter().filter(has)).take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canned(shortcut: &str, text: &str) -> Canned {
        Canned { id: 1, shortcut: shortcut.into(), text: text.into(), team: None, version: 1 }
    }

    #[test]
    fn only_a_slash_at_the_start_of_one_word_opens_the_list() {
        for (text, word) in [("/", Some("")), ("/he", Some("he")), ("/he y", None), ("a /", None), ("", None)]
        {
            assert_eq!(sought(text), word, "{text:?}");
        }
    }

    #[test]
    fn what_begins_with_the_word_stands_first() {
        let all = vec![canned("bye", "Say hello again"), canned("hello", "Hi"), canned("refund", "Money")];
        let found: Vec<_> = matching(all, "HE").into_iter().map(|canned| canned.shortcut).collect();
        assert_eq!(found, ["hello", "bye"]);
    }
}
