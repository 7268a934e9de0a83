//! console: whom a request rings besides me, and who did not want it.

use baton_protocol::{
    AgentId,
    agent::{Crew, Summary},
};
use leptos::prelude::*;

use crate::{
    names,
    session::use_session,
    words::{fill, t},
};

#[component]
pub(super) fn Rung(#[prop(into)] card: Signal<Summary>) -> impl IntoView {
    let session = use_session();
    let lines = Memo::new(move |_| {
        let me = session.me.with(|me| me.as_ref().map(|me| me.id));
        card.with(|card| session.crew.with(|crew| lines(card, crew, me)))
    });
    let urgent = Memo::new(move |_| card.with(|card| card.rings.as_ref().is_some_and(|rings| rings.urgent)));
    view! {
        <Show when=move || urgent.get()>
            <p class="request-urgent">{t("request.urgent")}</p>
        </Show>
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <p class="request-who" dir="auto">{move || lines.get().join(" · ")}</p>
        </Show>
    }
}

fn lines(card: &Summary, crew: &Crew, me: Option<AgentId>) -> Vec<String> {
    let names = |ids: &[AgentId]| {
        let others = ids.iter().filter(|id| Some(**id) != me).map(|id| names::colleague(crew, *id));
        let names = others.collect::<Vec<_>>().join(t("list.comma"));
        Some(names).filter(|names| !names.is_empty())
    };
    let team = card.team.map(|team| fill("request.team", &[("team", &names::team(crew, team))]));
    let rings = card.rings.as_ref();
    let ringing = rings.map(|rings| match names(&rings.ringing) {
        Some(names) => fill("request.rings", &[("names", &names)]),
        None => t("request.rings_you").to_owned(),
    });
    let ignored = rings
        .and_then(|rings| names(&rings.ignored))
        .map(|names| fill("request.ignored", &[("names", &names)]));
    [team, ringing, ignored].into_iter().flatten().collect()
}
