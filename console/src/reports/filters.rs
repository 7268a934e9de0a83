//! console: which days, and whose figures; the address keeps them.

use baton_protocol::site::SiteRecord;
use leptos::prelude::*;

use super::{
    calendar::{read, write},
    range::{RANGES, Range, Wrong, days, latest},
};
use crate::{
    fetched::Fetched,
    session::use_session,
    wanted::{Choose, Day, Wanted},
    words::{fill, t},
};

#[component]
pub(super) fn Filters(
    wanted: Memo<Wanted>,
    range: Memo<Range>,
    of_ai: Memo<bool>,
    go: Callback<Wanted>,
) -> impl IntoView {
    let crew = use_session().crew;
    // Without them there is one filter less.
    let sites = Fetched::<Vec<SiteRecord>>::new("/api/v1/sites").value;
    let sites = Signal::derive(move || {
        let sites = sites.get().unwrap_or_default();
        sites.into_iter().map(|site| (site.key, site.embed.name)).collect::<Vec<_>>()
    });
    let teams = Signal::derive(move || {
        crew.with(|crew| {
            crew.teams.iter().map(|team| (team.id.0.to_string(), team.name.clone())).collect::<Vec<_>>()
        })
    });
    let people = Signal::derive(move || {
        crew.with(|crew| {
            let people = crew.people.iter();
            people.map(|person| (person.id.0.to_string(), person.name.clone())).collect::<Vec<_>>()
        })
    });
    // A day that cannot be read, such as an emptied field, changes nothing.
    let choose = move |with: fn(Range, i64) -> Range| {
        Callback::new(move |day: String| {
            if let Some(day) = read(&day) {
                let to = with(range.get_untracked(), day);
                go.run(wanted.with_untracked(|wanted| to.fixed(wanted)));
            }
        })
    };
    let wrong = Memo::new(move |_| range.get().check().err());
    view! {
        <form class="filters" aria-label=t("report.filters") on:submit=|event| event.prevent_default()>
            <div class="reports-ranges" role="group" aria-label=t("report.days")>
                {RANGES.into_iter().map(|count| view! { <Latest count wanted go/> }).collect_view()}
            </div>
            <Day
                name=t("filter.from") day=Signal::derive(move || write(range.get().from))
                choose=choose(|range, from| Range { from, ..range })
            />
            <Day
                name=t("filter.to") day=Signal::derive(move || write(range.get().to))
                choose=choose(|range, to| Range { to, ..range })
            />
            <Show when=move || of_ai.get() fallback=move || view! {
                <Choose wanted go key="site" name=t("field.site") options=sites/>
                <Choose wanted go key="team" name=t("field.team") options=teams/>
                <Choose wanted go key="agent" name=t("filter.agent") options=people/>
            }>
                <OneSite wanted go sites/>
            </Show>
            <p class="field-note field-trouble reports-wrong" role="alert">
                {move || wrong.get().map(|wrong| match wrong {
                    Wrong::Backwards => t("report.backwards"),
                    Wrong::Long => t("report.long"),
                })}
            </p>
        </form>
    }
}

/// The AI agent of one site is reported on, never of several at once.
#[component]
fn OneSite(
    wanted: Memo<Wanted>,
    go: Callback<Wanted>,
    sites: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let chosen = move |at: usize, key: &str| {
        wanted.with(|wanted| match wanted.get("site") {
            "" => at == 0,
            site => site == key,
        })
    };
    view! {
        <label class="field">
            <span class="field-name">{t("field.site")}</span>
            <select
                class="input"
                on:change:target=move |event| {
                    go.run(wanted.with_untracked(|wanted| wanted.with("site", &event.target().value())));
                }
            >
                {move || sites.get().into_iter().enumerate().map(|(at, (key, name))| {
                    let this = { let key = key.clone(); move || chosen(at, &key) };
                    view! { <option value=key prop:selected=this>{name}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

#[component]
fn Latest(count: i64, wanted: Memo<Wanted>, go: Callback<Wanted>) -> impl IntoView {
    let words = match count {
        1 => t("day.today").to_owned(),
        _ => fill("report.latest", &[("n", &count.to_string())]),
    };
    let here = move || wanted.with(|wanted| days(wanted) == Some(count));
    view! {
        <button
            type="button" class="button filter" aria-pressed=move || here().to_string()
            on:click=move |_| go.run(wanted.with_untracked(|wanted| latest(wanted, count)))
        >
            {words}
        </button>
    }
}
