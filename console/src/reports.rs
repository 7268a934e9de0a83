//! console: the page of figures: what came in, who took it, how long it took, and what visitors thought of it.

mod answers;
mod calendar;
mod filters;
mod plots;
mod range;
pub(crate) mod share;
mod table;
mod tiles;

use baton_protocol::{
    people::Role,
    report::{Figures, Report},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

pub(crate) use tiles::median;

use self::{
    answers::AnswerReports,
    filters::Filters,
    plots::Plots,
    range::{KEYS, Range},
    table::{By, Table},
    tiles::tiles,
};
use crate::{
    fetched::Fetched,
    session::use_session,
    wanted::{Wanted, encoded},
    when,
    words::t,
};

#[component]
pub(crate) fn ReportsPage() -> impl IntoView {
    let session = use_session();
    view! {
        <div class="reports">
            <h1 class="reports-title">{t("page.reports")}</h1>
            <Show
                when=move || session.may(Role::Editor)
                fallback=|| view! { <p class="warning">{t("settings.not_yours")}</p> }
            >
                <Reports/>
            </Show>
        </div>
    }
}

/// What the address calls the report on the AI agent.
const AI: &str = "ai";

#[component]
fn Reports() -> impl IntoView {
    let minute = use_session().clock.minute;
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|query| Wanted::read(&KEYS, |key| query.get(key))));
    let today = Memo::new(move |_| when::local_day(minute.get()));
    let range = Memo::new(move |_| wanted.with(|wanted| Range::of(wanted, today.get())));
    let zone = StoredValue::new(when::zone());
    let asked = Memo::new(move |_| {
        let range = range.get().check().ok()?;
        Some(wanted.with(|wanted| zone.with_value(|zone| range.asked(wanted, zone, encoded))))
    });
    let url = Memo::new(move |_| {
        let asked = asked.get().filter(|_| wanted.with(|wanted| wanted.get("of") != AI));
        asked.map(|asked| format!("/api/v1/reports?{asked}"))
    });
    let report = Fetched::<Report>::following(url);
    let go = use_navigate();
    let go = Callback::new(move |to: Wanted| {
        let address = format!("/console/reports{}", to.address(encoded));
        go(&address, NavigateOptions { resolve: false, scroll: false, ..NavigateOptions::default() });
    });
    let of_ai = Memo::new(move |_| wanted.with(|wanted| wanted.get("of") == AI));
    view! {
        <Kinds wanted of_ai/>
        <Filters wanted range of_ai go/>
        <Show when=move || of_ai.get() && asked.with(Option::is_some)>
            <AnswerReports wanted range zone/>
        </Show>
        <Show when=move || !of_ai.get() && asked.with(Option::is_some)>
            {report.waiting()}
            <div class="reports-body" class:reports-old=move || report.busy.get() aria-busy=move || report.busy.get().to_string()>
                {move || report.value.get().map(|report| {
                    view! { <Shown report asked/> }
                })}
            </div>
        </Show>
    }
}

/// The two reports: on the live agents' work, and on the AI agent's.
#[component]
fn Kinds(wanted: Memo<Wanted>, of_ai: Memo<bool>) -> impl IntoView {
    let kind = move |ai: bool, name: &'static str| {
        let address = move || {
            let of = if ai { AI } else { "" };
            format!("/console/reports{}", wanted.with(|wanted| wanted.with("of", of)).address(encoded))
        };
        view! {
            <a class="reports-kind" href=address aria-current=move || (of_ai.get() == ai).then_some("page")>{name}</a>
        }
    };
    view! {
        <nav class="reports-kinds" aria-label=t("report.of")>
            {kind(false, t("transfer.people"))}
            {kind(true, t("author.ai"))}
        </nav>
    }
}

#[component]
fn Shown(report: Report, asked: Memo<Option<String>>) -> impl IntoView {
    // The answer to this very question.
    let asked = asked.get_untracked().unwrap_or_default();
    let Report { total, days, agents, teams } = report;
    if is_empty(&total) {
        return view! { <p class="panel empty reports-empty">{t("report.empty")}</p> }.into_any();
    }
    view! {
        {tiles(&total)}
        <Plots days=days.clone()/>
        <Table slices=days by=By::Days file=By::Days.file(&asked)/>
        <Table slices=agents by=By::Agents file=By::Agents.file(&asked)/>
        <Table slices=teams by=By::Teams file=By::Teams.file(&asked)/>
    }
    .into_any()
}

fn is_empty(total: &Figures) -> bool {
    *total == Figures::default()
}
