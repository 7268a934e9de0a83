//! console: how a site's AI agent fared: what it answered, what it did not know, and which entries helped.

mod entries;
mod figures;

use baton_protocol::{
    site::SiteRecord,
    teaching::{AnswerFigures, AnswerReport},
};
use leptos::prelude::*;

use self::{
    entries::{Entries, Unused},
    figures::{AnswerTable, answer_plots, answer_tiles},
};
use super::range::Range;
use crate::{
    fetched::Fetched,
    wanted::{Wanted, encoded},
    words::t,
};

#[component]
pub(super) fn AnswerReports(
    wanted: Memo<Wanted>,
    range: Memo<Range>,
    zone: StoredValue<String>,
) -> impl IntoView {
    let sites = Fetched::<Vec<SiteRecord>>::new("/api/v1/sites");
    let site = Memo::new(move |_| {
        sites.value.with(|sites| {
            let sites = sites.as_ref()?;
            let known = wanted.with(|wanted| sites.iter().find(|site| site.key == wanted.get("site")));
            Some(known.or_else(|| sites.first())?.key.clone())
        })
    });
    let url = Memo::new(move |_| {
        let (site, range) = (site.get()?, range.get().check().ok()?);
        let days = zone.with_value(|zone| range.asked(&wanted.with(Wanted::cleared), zone, encoded));
        Some(format!("/api/v1/sites/{}/answers?{days}", encoded(&site)))
    });
    let report = Fetched::<AnswerReport>::following(url);
    view! {
        {sites.waiting()}
        {report.waiting()}
        <div class="reports-body" class:reports-old=move || report.busy.get() aria-busy=move || report.busy.get().to_string()>
            {move || report.value.get().map(|report| view! { <Shown report/> })}
        </div>
    }
}

#[component]
fn Shown(report: AnswerReport) -> impl IntoView {
    let AnswerReport { total, days, entries, unused, unused_count } = report;
    let empty = total == AnswerFigures::default();
    view! {
        {if empty {
            view! { <p class="panel empty reports-empty">{t("answered.empty")}</p> }.into_any()
        } else {
            view! {
                {answer_tiles(&total)}
                {answer_plots(&days)}
                <AnswerTable days/>
                <Entries entries/>
            }
            .into_any()
        }}
        <Unused rows=unused count=unused_count/>
    }
}
