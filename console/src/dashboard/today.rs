//! console: today's figures, everybody's and mine, and until when the sites are open.

use baton_protocol::{
    Timestamp,
    report::{Figures, SiteToday, Today as Report},
};
use gloo_timers::callback::Interval;
use leptos::prelude::*;

use crate::{
    fetched::Fetched,
    reports::{median, share::percent},
    session::use_session,
    wanted::encoded,
    when,
    words::{fill, t},
};

/// So often, in milliseconds, the figures are asked for again.
const AGAIN_MS: u32 = 60_000;

#[component]
pub(super) fn Today() -> impl IntoView {
    let today = Fetched::<Report>::new(format!("/api/v1/today?zone={}", encoded(&when::zone())));
    let timer = StoredValue::new_local(Interval::new(AGAIN_MS, move || today.again()));
    on_cleanup(move || timer.dispose());
    view! {
        <section class="panel" aria-labelledby="today">
            <header class="panel-head"><h2 id="today">{t("today.title")}</h2></header>
            {today.waiting()}
            {move || today.value.get().map(|Report { all, mine, .. }| view! { <Numbers all mine/> })}
        </section>
        {move || {
            let sites = today.value.with(|today| today.as_ref().map(|today| today.sites.clone()));
            sites.filter(|sites| !sites.is_empty()).map(|sites| view! { <Sites sites/> })
        }}
    }
}

#[component]
fn Numbers(all: Figures, mine: Figures) -> impl IntoView {
    let row = |name: &'static str, of: fn(&Figures) -> String| {
        view! { <tr><th scope="row">{name}</th><td>{of(&all)}</td><td>{of(&mine)}</td></tr> }
    };
    view! {
        <table class="table today">
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{t("canned.everybody")}</th>
                    <th scope="col">{t("author.me")}</th>
                </tr>
            </thead>
            <tbody>
                {row(t("report.requests"), |figures| figures.requests.to_string())}
                {row(t("report.accepted"), |figures| figures.accepted.to_string())}
                {row(t("report.ignored"), |figures| figures.ignored.to_string())}
                {row(t("report.wait"), |figures| median(figures.wait))}
                {row(t("report.answer"), |figures| median(figures.answer))}
                {row(t("report.satisfied"), |figures| percent(figures.satisfied, figures.rated))}
            </tbody>
        </table>
    }
}

#[component]
fn Sites(sites: Vec<SiteToday>) -> impl IntoView {
    let minute = use_session().clock.minute;
    let rows = sites.into_iter().map(|site| {
        let SiteToday { name, open, until } = site;
        view! {
            <li class="site-today">
                <span class="site-today-name" dir="auto">{name}</span>
                <span class="site-today-stands" class:site-today-open=open>
                    <span class="site-today-mark" aria-hidden="true"></span>
                    {move || stands(open, until, minute.get())}
                </span>
            </li>
        }
    });
    view! {
        <section class="panel" aria-labelledby="sites-today">
            <header class="panel-head"><h2 id="sites-today">{t("today.hours")}</h2></header>
            <ul class="sites-today">{rows.collect_view()}</ul>
        </section>
    }
}

fn stands(open: bool, until: Option<Timestamp>, now: Timestamp) -> String {
    let until = until.map(|until| when::coming(until, now));
    match (open, until) {
        (true, Some(until)) => fill("today.open_until", &[("when", &until)]),
        (false, Some(until)) => fill("today.closed_until", &[("when", &until)]),
        (true, None) => t("today.open").to_owned(),
        (false, None) => t("today.closed").to_owned(),
    }
}
