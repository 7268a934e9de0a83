//! Reports over HTTP: as JSON for the console, as CSV for spreadsheets.

use axum::{
    Extension, Json,
    extract::{Query, State},
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
    response::{IntoResponse, Response},
};
use baton_protocol::{
    AgentId, Refusal, TeamId,
    report::{Figures, Report, Slice, Spread, Today},
};
use serde::Deserialize;

use super::{
    Http,
    error::Error,
    export::{defused, failed},
    rights::SignedIn,
};
use crate::desk::report::Wanted;

const COLUMNS: [&str; 16] = [
    "key",
    "name",
    "conversations",
    "ai_alone",
    "requests",
    "accepted",
    "ignored",
    "abandoned",
    "unanswered",
    "wait_median_s",
    "wait_90_s",
    "first_answer_median_s",
    "first_answer_90_s",
    "rated",
    "satisfied",
    "satisfied_share",
];

/// What stands in a report's address.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    zone: String,
    site: Option<String>,
    team: Option<u32>,
    agent: Option<u32>,
    by: Option<String>,
}

/// `GET /api/v1/reports`.
pub(crate) async fn show(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Result<impl IntoResponse, Error> {
    let (report, _) = made(&http, user.id, asked).await?;
    Ok(([(CACHE_CONTROL, "no-store")], Json(report)))
}

/// `GET /api/v1/reports/export?by=days|agents|teams`.
pub(crate) async fn export(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Result<Response, Error> {
    let (report, by) = made(&http, user.id, asked).await?;
    let (slices, name) = match by.as_deref() {
        Some("days") => (report.days, "attachment; filename=\"report-days.csv\""),
        Some("agents") => (report.agents, "attachment; filename=\"report-agents.csv\""),
        Some("teams") => (report.teams, "attachment; filename=\"report-teams.csv\""),
        Some(_) | None => return Err(Error::invalid("A report is exported by days, agents or teams.")),
    };
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, name),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, csv(&slices)?).into_response())
}

/// `GET /api/v1/today?zone=Europe/Vienna`.
pub(crate) async fn today(
    State(http): State<Http>,
    Extension(SignedIn { user, .. }): Extension<SignedIn>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Today>, Error> {
    let Query(asked) = asked.map_err(|_| unreadable())?;
    Ok(Json(http.desk.today(user.id, &asked.zone).await?))
}

async fn made(
    http: &Http,
    viewer: AgentId,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Result<(Report, Option<String>), Error> {
    let Query(Asked { from, to, zone, site, team, agent, by }) = asked.map_err(|_| unreadable())?;
    let wanted = Wanted { from, to, zone, site, team: team.map(TeamId), agent: agent.map(AgentId) };
    Ok((http.desk.report(viewer, wanted).await?, by))
}

fn unreadable() -> Error {
    Error::invalid("Please give from, to and zone; a team and an agent are numbers.")
}

/// One row a slice, with a header (RFC 4180).
fn csv(slices: &[Slice]) -> Result<Vec<u8>, Refusal> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS).map_err(failed)?;
    for slice in slices {
        writer.write_record(row(slice).map(defused)).map_err(failed)?;
    }
    writer.into_inner().map_err(failed)
}

fn row(Slice { key, name, figures }: &Slice) -> [String; 16] {
    let Figures {
        conversations,
        alone,
        requests,
        accepted,
        ignored,
        abandoned,
        unanswered,
        wait,
        answer,
        rated,
        satisfied,
    } = figures;
    let count = u32::to_string;
    let seconds = |spread: &Option<Spread>, of: fn(&Spread) -> i64| {
        spread.as_ref().map(|spread| format!("{:.1}", of(spread) as f64 / 1_000.0)).unwrap_or_default()
    };
    let share = (*rated > 0).then(|| format!("{:.2}", f64::from(*satisfied) / f64::from(*rated)));
    [
        key.clone(),
        name.clone(),
        count(conversations),
        count(alone),
        count(requests),
        count(accepted),
        count(ignored),
        count(abandoned),
        count(unanswered),
        seconds(wait, |spread| spread.median),
        seconds(wait, |spread| spread.ninetieth),
        seconds(answer, |spread| spread.median),
        seconds(answer, |spread| spread.ninetieth),
        count(rated),
        count(satisfied),
        share.unwrap_or_default(),
    ]
}
