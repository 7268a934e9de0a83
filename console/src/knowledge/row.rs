//! console: an entry as a row: what it says, where it comes from, and how it stands to what is published.

use baton_protocol::knowledge::{Change, EntryRow, Import};
use leptos::prelude::*;

use super::{PAGE, origin::OriginSign};
use crate::{
    fetched::Fetched,
    session::use_session,
    wanted::{Wanted, encoded},
    when,
    words::{plural, t},
};

#[component]
pub(super) fn EntryLine(row: EntryRow, wanted: Memo<Wanted>, imports: Fetched<Vec<Import>>) -> impl IntoView {
    let minute = use_session().clock.minute;
    let EntryRow { id, pair, title, begins, phrasings, origin, change, at } = row;
    let kind = if pair { t("knowledge.pair") } else { t("knowledge.article") };
    let more =
        (phrasings != 0).then(|| plural(phrasings, "knowledge.phrasing.one", "knowledge.phrasing.many"));
    let name = if change == Change::Removed {
        // It is in no draft any more, so there is nothing to edit.
        view! { <span class="row-name" dir="auto">{title}</span> }.into_any()
    } else {
        let number = id.0.to_string();
        let address = {
            let number = number.clone();
            move || format!("{PAGE}{}", wanted.with(|wanted| wanted.with("entry", &number)).address(encoded))
        };
        view! { <a class="row-name" dir="auto" href=address data-row=number>{title}</a> }.into_any()
    };
    view! {
        <li class="row entry-row">
            <div class="row-main">
                <div class="row-line">
                    {name}
                    <ChangeSign change/>
                    <span class="row-age" title=when::full(at)>{move || when::age(at, minute.get())}</span>
                </div>
                <p class="row-words" dir="auto">{begins}</p>
                <p class="entry-about">
                    <span class="sign">{kind}</span>
                    {more.map(|more| view! { <span>{more}</span> })}
                    <OriginSign origin imports/>
                </p>
            </div>
        </li>
    }
}

/// How an entry stands to what is published; nothing where it is the same.
#[component]
pub(crate) fn ChangeSign(change: Change) -> impl IntoView {
    let (class, words) = match change {
        Change::Same => return None,
        Change::New => ("sign sign-new", t("change.new")),
        Change::Changed => ("sign sign-changed", t("change.changed")),
        Change::Removed => ("sign sign-removed", t("change.removed")),
    };
    Some(view! { <span class=class>{words}</span> })
}
