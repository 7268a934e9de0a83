//! console: the same figures as a table: what the plots show, for whoever reads rather than sees.

use baton_protocol::report::{Figures, Slice, Spread};
use leptos::prelude::*;

use super::{calendar::read, share::percent};
use crate::{
    when,
    words::{fill, t},
};

/// What each row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Days,
    Agents,
    Teams,
}

impl By {
    const fn key(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Agents => "agents",
            Self::Teams => "teams",
        }
    }

    /// The address of the same as CSV.
    pub(super) fn file(self, asked: &str) -> String {
        format!("/api/v1/reports/export?by={}&{asked}", self.key())
    }

    fn title(self) -> &'static str {
        match self {
            Self::Days => t("report.by_day"),
            Self::Agents => t("report.by_agent"),
            Self::Teams => t("report.by_team"),
        }
    }

    fn head(self) -> &'static str {
        match self {
            Self::Days => t("report.day"),
            Self::Agents => t("filter.agent"),
            Self::Teams => t("field.team"),
        }
    }

    fn name(self, slice: &Slice) -> String {
        match (self, slice.name.as_str()) {
            (Self::Days, _) => read(&slice.key).map_or_else(|| slice.key.clone(), when::date),
            (Self::Teams, "") if slice.key == "0" => t("canned.everybody").to_owned(),
            (Self::Agents | Self::Teams, "") => format!("#{}", slice.key),
            (Self::Agents | Self::Teams, name) => name.to_owned(),
        }
    }
}

#[component]
pub(super) fn Table(by: By, slices: Vec<Slice>, file: String) -> impl IntoView {
    if slices.is_empty() {
        return ().into_any();
    }
    // A live agent has no conversations that began, and none that the AI agent answered alone.
    let chats = by != By::Agents;
    let rows = slices.into_iter().map(|slice| {
        let cells = cells(&slice.figures, chats).into_iter().map(|cell| view! { <td>{cell}</td> });
        view! { <tr><th scope="row" dir="auto">{by.name(&slice)}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="panel">
            <header class="panel-head">
                <h2>{by.title()}</h2>
                <a
                    class="button button-small reports-file" rel="external" download href=file
                    aria-label=fill("report.csv_of", &[("name", by.title())])
                >
                    {t("report.csv")}
                </a>
            </header>
            <div class="table-frame" tabindex="0" role="region" aria-label=by.title()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{by.head()}</th>
                            {heads(chats).into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}

fn heads(chats: bool) -> Vec<&'static str> {
    let first = if chats { vec![t("report.conversations"), t("report.alone")] } else { Vec::new() };
    let rest = [
        t("report.requests"),
        t("report.accepted"),
        t("report.ignored"),
        t("report.abandoned"),
        t("report.unanswered"),
        t("report.wait"),
        t("report.wait_ninetieth"),
        t("report.answer"),
        t("report.answer_ninetieth"),
        t("report.rated"),
        t("report.satisfied"),
    ];
    first.into_iter().chain(rest).collect()
}

/// In the order of the heads.
fn cells(figures: &Figures, chats: bool) -> Vec<String> {
    let span = |spread: Option<Spread>, of: fn(Spread) -> i64| {
        spread.map_or_else(|| t("report.nothing").to_owned(), |spread| when::length(of(spread)))
    };
    let first = if chats {
        vec![figures.conversations.to_string(), percent(figures.alone, figures.conversations)]
    } else {
        Vec::new()
    };
    let rest = [
        figures.requests.to_string(),
        figures.accepted.to_string(),
        figures.ignored.to_string(),
        figures.abandoned.to_string(),
        figures.unanswered.to_string(),
        span(figures.wait, |wait| wait.median),
        span(figures.wait, |wait| wait.ninetieth),
        span(figures.answer, |answer| answer.median),
        span(figures.answer, |answer| answer.ninetieth),
        figures.rated.to_string(),
        percent(figures.satisfied, figures.rated),
    ];
    first.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_head_has_its_cell() {
        for chats in [true, false] {
            assert_eq!(heads(chats).len(), cells(&Figures::default(), chats).len());
        }
    }
}
