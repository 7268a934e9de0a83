//! console: what the open conversation is filed under, and the way to change it.

use baton_client::browser;
use baton_protocol::agent::AgentVerb;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    icon::{Glyph, Icon},
    session::use_session,
    words::{fill, t},
};

/// At most so many.
const MOST: usize = 20;
/// The longest one, in characters.
const LONGEST: usize = 40;

#[component]
pub(super) fn Labels() -> impl IntoView {
    let session = use_session();
    let chat = session.chat;
    let labels = Memo::new(move |_| {
        let id = chat.id.get();
        let listed = session.cards.with(|cards| id.and_then(|id| Some(cards.get(&id)?.labels.clone())));
        listed.unwrap_or_else(|| {
            chat.card.with(|card| card.as_ref().map(|card| card.labels.clone()).unwrap_or_default())
        })
    });
    let text = RwSignal::new(String::new());
    let known = RwSignal::new(None::<Vec<String>>);
    let file = move |labels: Vec<String>| {
        if let Some(id) = chat.id.get_untracked() {
            untrack(|| session.order(&id, AgentVerb::Label { labels }));
        }
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(labels) = with(&labels.get_untracked(), &text.get_untracked()) {
            file(labels);
        }
        text.set(String::new());
    };
    let learn = move |_| {
        if known.with_untracked(Option::is_none) {
            known.set(Some(Vec::new()));
            spawn_local(async move {
                // Without them one types what one would have chosen.
                if let Ok(all) = browser::get::<Vec<String>>("/api/v1/labels").await {
                    known.try_set(Some(all));
                }
            });
        }
    };
    view! {
        <form class="labels" on:submit=add>
            <ul class="labels-list" aria-label=t("labels.list")>
                <For each=move || labels.get() key=|label| label.clone() let:label>
                    <li class="label">
                        <span dir="auto">{label.clone()}</span>
                        <button
                            type="button" class="label-drop" aria-label=fill("labels.drop", &[("label", &label)])
                            on:click=move |_| {
                                let rest = labels.get_untracked().into_iter().filter(|known| *known != label);
                                file(rest.collect());
                            }
                        >
                            <Glyph icon=Icon::Close/>
                        </button>
                    </li>
                </For>
            </ul>
            <input
                class="labels-add" list="labels-known" maxlength=LONGEST autocomplete="off"
                aria-label=t("labels.add") placeholder=t("labels.add")
                prop:value=text on:focus=learn
                on:input:target=move |event| text.set(event.target().value())
            />
            <datalist id="labels-known">
                {move || known.get().unwrap_or_default().into_iter()
                    .map(|label| view! { <option value=label></option> }).collect_view()}
            </datalist>
        </form>
    }
}

/// The labels and one more; none where that changes nothing or cannot be.
fn with(labels: &[String], more: &str) -> Option<Vec<String>> {
    let more = more.trim();
    let fits = !more.is_empty() && more.chars().count() <= LONGEST && labels.len() < MOST;
    let fresh = labels.iter().all(|label| label != more);
    (fits && fresh).then(|| labels.iter().cloned().chain([more.to_owned()]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stands_once_and_is_neither_empty_nor_long() {
        let labels = ["refund".to_owned()];
        assert_eq!(with(&labels, " urgent "), Some(vec!["refund".to_owned(), "urgent".to_owned()]));
        for more in ["", "  ", "refund", &"x".repeat(LONGEST + 1)] {
            assert_eq!(with(&labels, more), None, "{more:?}");
        }
        assert_eq!(with(&vec!["a".to_owned(); MOST], "b"), None);
    }
}
