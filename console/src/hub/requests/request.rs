//! console: one request's card: who waits, for how long, what they asked, and whom it rings.

use baton_protocol::agent::Summary;
use leptos::prelude::*;

use super::rung::Rung;
use crate::{
    cards::waiting_since,
    hub::{
        face::WaitingFace,
        row::{ChannelSign, said},
    },
    names,
    session::use_session,
    when,
    words::fill,
};

#[component]
pub(crate) fn Request(card: Summary) -> impl IntoView {
    let session = use_session();
    let id = card.id.clone();
    let address = format!("/console/hub/{id}");
    let row = id.to_string();
    let here = Memo::new(move |_| session.chat.id.with(|shown| shown.as_ref() == Some(&id)));
    let card = Memo::new(move |_| session.cards.with(|cards| cards.get(&card.id).unwrap_or(&card).clone()));
    let name = Memo::new(move |_| card.with(|card| names::visitor(card.name.as_deref())));
    let waited = Memo::new(move |_| {
        let now = session.clock.now.get();
        card.with(waiting_since).map_or(0, |since| now.since(since))
    });
    let words = move || {
        card.with(|card| match card.question.lines().next().unwrap_or_default() {
            "" => said(card),
            question => Some(question.to_owned()),
        })
    };
    let channel = Memo::new(move |_| card.with(|card| card.channel));
    let language = Memo::new(move |_| card.with(|card| when::language(&card.locale)));
    let age = Memo::new(move |_| when::span(waited.get()));
    view! {
        <li class="row request" class:row-here=here>
            <WaitingFace name waited/>
            <div class="row-main">
                <div class="row-line">
                    <a
                        class="row-name" dir="auto" href=address data-row=row
                        aria-current=move || here.get().then_some("true")
                    >
                        {name}
                    </a>
                    <span class="row-age request-age" title=move || fill("request.waits", &[("span", &age.get())])>
                        {age}
                    </span>
                </div>
                <p class="request-words" dir="auto">{words}</p>
                <p class="request-from"><ChannelSign channel/><span>{language}</span></p>
                <Rung card/>
            </div>
        </li>
    }
}
