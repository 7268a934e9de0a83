//! console: the figures of the whole report, one in each tile.

use baton_protocol::report::{Figures, Spread};
use leptos::prelude::*;

use super::share::percent;
use crate::{
    when,
    words::{fill, t},
};

pub(super) fn tiles(total: &Figures) -> impl IntoView + use<> {
    let Figures {
        conversations,
        alone,
        requests,
        accepted,
        ignored,
        abandoned,
        unanswered,
        wait,
        answer,
        rated,
        satisfied,
    } = *total;
    let of_requests = |part: u32| fill("report.of_requests", &[("share", &percent(part, requests))]);
    let of_chats = fill("report.of_chats", &[("n", &alone.to_string()), ("all", &conversations.to_string())]);
    let of_rated = fill("report.of_rated", &[("n", &rated.to_string())]);
    view! {
        <dl class="tiles">
            <Tile name=t("report.requests") value=requests.to_string()/>
            <Tile name=t("report.accepted") value=accepted.to_string() note=of_requests(accepted)/>
            <Tile name=t("report.abandoned") value=abandoned.to_string() note=of_requests(abandoned)/>
            <Tile name=t("report.unanswered") value=unanswered.to_string() note=of_requests(unanswered)/>
            <Tile name=t("report.ignored") value=ignored.to_string() note=t("report.ignored_note").to_owned()/>
            <Tile name=t("report.wait") value=median(wait) note=ninetieth(wait)/>
            <Tile name=t("report.answer") value=median(answer) note=ninetieth(answer)/>
            <Tile name=t("report.alone") value=percent(alone, conversations) note=of_chats/>
            <Tile name=t("report.satisfied") value=percent(satisfied, rated) note=of_rated/>
        </dl>
    }
}

#[component]
pub(super) fn Tile(
    name: &'static str,
    value: String,
    #[prop(default = String::new())] note: String,
) -> impl IntoView {
    view! {
        <div class="panel tile">
            <dt class="tile-name">{name}</dt>
            <dd class="tile-value">{value}</dd>
            {(!note.is_empty()).then(|| view! { <dd class="tile-note">{note}</dd> })}
        </div>
    }
}

/// What half of them took no longer than.
pub(crate) fn median(spread: Option<Spread>) -> String {
    spread.map_or_else(|| t("report.nothing").to_owned(), |spread| when::length(spread.median))
}

fn ninetieth(spread: Option<Spread>) -> String {
    spread
        .map(|spread| fill("report.ninetieth", &[("span", &when::length(spread.ninetieth))]))
        .unwrap_or_default()
}
