//! console: settings that differ between two versions, in words.

use baton_protocol::{
    answering::{Answering, Rule, When},
    site::Tone,
};
use leptos::prelude::*;

use crate::{
    diff::diff_view,
    names,
    session::use_session,
    when,
    words::{fill, t},
};

#[component]
pub(super) fn MannerDiff(before: Answering, after: Answering) -> impl IntoView {
    let crew = use_session().crew.get_untracked();
    let rules = |rules: &[Rule]| {
        let lines = rules.iter().map(|rule| {
            let team = rule.team.map(|team| names::team(&crew, team)).unwrap_or_default();
            let parts = [rule.name.clone(), rule.mentions.join(", "), time(rule.when).to_owned(), team];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let lines = [
        (t("sure.name"), percent(before.sure), percent(after.sure)),
        (t("agent.tone"), tone(before.tone).to_owned(), tone(after.tone).to_owned()),
        (t("agent.languages"), spoken(&before.languages), spoken(&after.languages)),
        (t("agent.no_answer"), before.no_answer, after.no_answer),
        (t("rules.title"), rules(&before.rules), rules(&after.rules)),
    ];
    let rows = lines.into_iter().filter(|(_, before, after)| before != after).map(|(name, before, after)| {
        view! { <div><dt class="check-name">{name}</dt><dd>{diff_view(&before, &after)}</dd></div> }
    });
    view! { <dl class="check-list">{rows.collect_view()}</dl> }
}

fn percent(n: u8) -> String {
    fill("report.percent", &[("n", &n.to_string())])
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Friendly => t("agent.friendly"),
        Tone::Brief => t("agent.brief"),
    }
}

fn time(when: When) -> &'static str {
    match when {
        When::Always => "",
        When::Open => t("rules.open"),
        When::Closed => t("rules.closed"),
    }
}

fn spoken(languages: &[String]) -> String {
    languages.iter().map(|tag| when::own_name(tag)).collect::<Vec<_>>().join(", ")
}
