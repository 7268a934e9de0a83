//! console: the report's days as bars: what became of the requests, and how long their visitors waited.

use baton_protocol::report::{Figures, Slice};
use leptos::prelude::*;

use super::calendar::read;
use crate::{
    plot::{Look, Place, Plot, Series, Shown, Unit},
    when,
    words::{fill, t},
};

#[component]
pub(super) fn Plots(days: Vec<Slice>) -> impl IntoView {
    let (places, days): (Vec<_>, Vec<_>) = days.into_iter().map(|day| (place(&day.key), day.figures)).unzip();
    let counts = |of: fn(&Figures) -> u32| days.iter().map(|day| Some(i64::from(of(day)))).collect();
    let requests = Shown {
        unit: Unit::Count,
        places: places.clone(),
        series: vec![
            Series { name: t("report.accepted"), look: Look::Full, values: counts(|day| day.accepted) },
            Series { name: t("report.abandoned"), look: Look::Striped, values: counts(|day| day.abandoned) },
            Series { name: t("report.unanswered"), look: Look::Dotted, values: counts(|day| day.unanswered) },
        ],
    };
    let waits = Shown {
        unit: Unit::Time,
        places,
        series: vec![Series {
            name: t("report.wait"),
            look: Look::Full,
            values: days.iter().map(|day| day.wait.map(|wait| wait.median)).collect(),
        }],
    };
    let count = days.len().to_string();
    view! {
        <section class="panel reports-plots" aria-label=t("report.plots")>
            <Plot
                id="plot-requests" name=t("report.plot_requests")
                description=fill("report.plot_requests_text", &[("n", &count)]) shown=requests
            />
            <Plot
                id="plot-waits" name=t("report.plot_waits")
                description=fill("report.plot_waits_text", &[("n", &count)]) shown=waits
            />
        </section>
    }
}

/// A day of a report, as a place of a plot.
pub(super) fn place(key: &str) -> Place {
    match read(key) {
        Some(day) => Place { short: when::short_date(day), full: when::date(day) },
        None => Place { short: key.to_owned(), full: key.to_owned() },
    }
}
