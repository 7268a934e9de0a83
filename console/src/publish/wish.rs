//! console: a new test: a question, and what must come.

use baton_client::browser;
use baton_protocol::{
    EntryId,
    knowledge::EntryPage,
    publishing::{Expects, TestWish},
};
use leptos::prelude::*;
use serde::de::IgnoredAny;

use super::release::Release;
use crate::{
    fetched::Fetched,
    form::{Form, Outcome, Pick, Submit, TextField},
    wanted::encoded,
    words::{fill, t},
};

/// How the field names what is expected.
const ENTRY: &str = "entry";
const UNKNOWN: &str = "unknown";
const ASK_BACK: &str = "ask_back";
const PERSON: &str = "person";

#[component]
pub(super) fn NewTest(release: Release, adding: RwSignal<bool>) -> impl IntoView {
    let form = Form::new("new-test");
    let question = RwSignal::new(String::new());
    let expects = RwSignal::new(ENTRY.to_owned());
    let find = RwSignal::new(String::new());
    let entry = RwSignal::new(String::new());
    let url = Memo::new(move |_| {
        let find = find.with(|find| encoded(find.trim()));
        Some(release.studio.url(&format!("/knowledge?find={find}")))
    });
    let found = Fetched::<EntryPage>::following(url);
    let entries = Signal::derive(move || {
        let rows = found.value.get().map(|page| page.rows).unwrap_or_default();
        let none = [(String::new(), t("tests.choose").to_owned())];
        none.into_iter()
            .chain(rows.into_iter().map(|row| (row.id.0.to_string(), row.title)))
            .collect::<Vec<_>>()
    });
    let kinds = Signal::stored(vec![
        (ENTRY.to_owned(), t("tests.entry").to_owned()),
        (UNKNOWN.to_owned(), t("expects.unknown").to_owned()),
        (ASK_BACK.to_owned(), t("expects.ask_back").to_owned()),
        (PERSON.to_owned(), t("expects.person").to_owned()),
    ]);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let kind = expects.get_untracked();
        let Some(expects) = entry.with_untracked(|entry| read(&kind, entry)) else {
            form.refuse("entry", t("tests.no_entry"));
            return;
        };
        let question = question.with_untracked(|question| question.trim().to_owned());
        if question.is_empty() {
            form.refuse("question", t("playground.empty"));
            return;
        }
        let said = fill("tests.added", &[("question", &question)]);
        let wish = TestWish { question, locale: String::new(), expects };
        let url = release.studio.url("/tests");
        form.send(async move { browser::post::<IgnoredAny>(&url, &wish).await }, move |_| {
            release.session.toasts.say(said);
            release.tests.again();
            adding.set(false);
        });
    };
    view! {
        <form class="form" on:submit=submit novalidate aria-label=t("tests.add")>
            <TextField form field="question" name=t("pair.question") text=question/>
            <Pick form field="expects" name=t("tests.expects") value=expects options=kinds/>
            <Show when=move || expects.with(|expects| expects == ENTRY)>
                <div class="form-pair">
                    <TextField form field="find" name=t("tests.find") text=find/>
                    <Pick form field="entry" name=t("candidates.entry") value=entry options=entries/>
                </div>
            </Show>
            <Outcome form/>
            <div class="form-actions">
                <Submit form name=t("action.save")/>
                <button type="button" class="button button-quiet" on:click=move |_| adding.set(false)>
                    {t("action.cancel")}
                </button>
            </div>
        </form>
    }
}

/// None where an entry is to be expected and none is chosen.
fn read(kind: &str, entry: &str) -> Option<Expects> {
    match kind {
        UNKNOWN => Some(Expects::Unknown),
        ASK_BACK => Some(Expects::AskBack),
        PERSON => Some(Expects::Person),
        _ => entry.parse().ok().map(|id| Expects::Entry(EntryId(id))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_expects_one_thing() {
        assert_eq!(read(ENTRY, "12"), Some(Expects::Entry(EntryId(12))));
        assert_eq!(read(ENTRY, ""), None);
        assert_eq!(read(UNKNOWN, "12"), Some(Expects::Unknown));
        assert_eq!(read(ASK_BACK, ""), Some(Expects::AskBack));
        assert_eq!(read(PERSON, ""), Some(Expects::Person));
    }
}
