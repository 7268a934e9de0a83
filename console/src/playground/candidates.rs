//! console: what was weighed for an answer, best first, with the scores and the passages.

use baton_protocol::answering::Candidate;
use leptos::prelude::*;

use crate::{
    sources::entry_address,
    words::{fill, t},
};

#[component]
pub(super) fn Candidates(candidates: Vec<Candidate>) -> impl IntoView {
    let none = candidates.is_empty();
    view! {
        <div class="panel">
            <h2 id="candidates-title">{t("candidates.title")}</h2>
            {none.then(|| view! { <p class="empty">{t("candidates.none")}</p> })}
            {(!none).then(|| view! {
                <div class="table-frame" tabindex="0" role="region" aria-labelledby="candidates-title">
                    <table class="table candidates">
                        <thead>
                            <tr>
                                <th scope="col">{t("candidates.entry")}</th>
                                <th scope="col">{t("candidates.confidence")}</th>
                                <th scope="col">{t("candidates.coverage")}</th>
                                <th scope="col">{t("candidates.learnt")}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {candidates.into_iter().map(|candidate| view! { <Line candidate/> }).collect_view()}
                        </tbody>
                    </table>
                </div>
            })}
        </div>
    }
}

#[component]
fn Line(candidate: Candidate) -> impl IntoView {
    let Candidate { entry, label, passage, confidence, coverage, learnt } = candidate;
    let percent = |n: u8| fill("report.percent", &[("n", &n.to_string())]);
    view! {
        <tr>
            <th scope="row">
                <a href=entry_address(entry) dir="auto">{label}</a>
                <details class="candidate-passage">
                    <summary>{t("candidates.passage")}</summary>
                    <blockquote dir="auto">{passage}</blockquote>
                </details>
            </th>
            <td>
                <span class="candidate-bar">
                    <progress max="100" value=confidence.to_string() aria-hidden="true"></progress>
                    {percent(confidence)}
                </span>
            </td>
            <td>{percent(coverage)}</td>
            <td>{percent(learnt)}</td>
        </tr>
    }
}
