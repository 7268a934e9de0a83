//! console: the AI agent's figures: as tiles, day by day as bars, and as a table.

use baton_protocol::teaching::{AnswerDay, AnswerFigures};
use leptos::prelude::*;

use super::super::{calendar::read, plots::place, share::percent, tiles::Tile};
use crate::{
    plot::{Look, Plot, Series, Shown, Unit},
    when,
    words::{fill, t},
};

pub(super) fn answer_tiles(total: &AnswerFigures) -> impl IntoView + use<> {
    let AnswerFigures { asked, answered, by_model, asked_back, unknown, handed_over, helpful, unhelpful } =
        *total;
    let judged = helpful.saturating_add(unhelpful);
    let of_asked = |part: u32| fill("answered.of_asked", &[("share", &percent(part, asked))]);
    let of_answers = fill("answered.of_answers", &[("share", &percent(by_model, answered))]);
    let of_judged = fill("answered.of_judged", &[("n", &judged.to_string())]);
    view! {
        <dl class="tiles">
            <Tile name=t("answered.asked") value=asked.to_string()/>
            <Tile name=t("answered.answered") value=answered.to_string() note=of_asked(answered)/>
            <Tile name=t("answered.by_model") value=by_model.to_string() note=of_answers/>
            <Tile name=t("answered.asked_back") value=asked_back.to_string() note=of_asked(asked_back)/>
            <Tile name=t("answered.unknown") value=unknown.to_string() note=of_asked(unknown)/>
            <Tile name=t("answered.handed_over") value=handed_over.to_string() note=of_asked(handed_over)/>
            <Tile name=t("answered.helpful") value=percent(helpful, judged) note=of_judged/>
        </dl>
    }
}

pub(super) fn answer_plots(days: &[AnswerDay]) -> impl IntoView + use<> {
    let places = days.iter().map(|day| place(&day.day)).collect::<Vec<_>>();
    let counts =
        |of: fn(&AnswerFigures) -> u32| days.iter().map(|day| Some(i64::from(of(&day.figures)))).collect();
    let questions = Shown {
        unit: Unit::Count,
        places: places.clone(),
        series: vec![
            Series { name: t("answered.answered"), look: Look::Full, values: counts(|day| day.answered) },
            Series {
                name: t("answered.asked_back"),
                look: Look::Striped,
                values: counts(|day| day.asked_back),
            },
            Series { name: t("answered.unknown"), look: Look::Dotted, values: counts(|day| day.unknown) },
        ],
    };
    let handed = Shown {
        unit: Unit::Count,
        places,
        series: vec![Series {
            name: t("answered.handed_over"),
            look: Look::Striped,
            values: counts(|day| day.handed_over),
        }],
    };
    let count = days.len().to_string();
    view! {
        <section class="panel reports-plots" aria-label=t("report.plots")>
            <Plot
                id="plot-questions" name=t("answered.plot_questions")
                description=fill("answered.plot_questions_text", &[("n", &count)]) shown=questions
            />
            <Plot
                id="plot-handed" name=t("answered.plot_handed")
                description=fill("answered.plot_handed_text", &[("n", &count)]) shown=handed
            />
        </section>
    }
}

#[component]
pub(super) fn AnswerTable(days: Vec<AnswerDay>) -> impl IntoView {
    let rows = days.into_iter().map(|AnswerDay { day, figures }| {
        let name = read(&day).map_or(day, when::date);
        let cells = cells(&figures).into_iter().map(|cell| view! { <td>{cell}</td> });
        view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="panel">
            <header class="panel-head"><h2>{t("report.by_day")}</h2></header>
            <div class="table-frame" tabindex="0" role="region" aria-label=t("report.by_day")>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t("report.day")}</th>
                            {heads().into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
}

fn heads() -> [&'static str; 7] {
    [
        t("answered.asked"),
        t("answered.answered"),
        t("answered.by_model"),
        t("answered.asked_back"),
        t("answered.unknown"),
        t("answered.handed_over"),
        t("answered.helpful"),
    ]
}

/// In the order of the heads.
fn cells(figures: &AnswerFigures) -> [String; 7] {
    [
        figures.asked.to_string(),
        figures.answered.to_string(),
        figures.by_model.to_string(),
        figures.asked_back.to_string(),
        figures.unknown.to_string(),
        figures.handed_over.to_string(),
        percent(figures.helpful, figures.helpful.saturating_add(figures.unhelpful)),
    ]
}
