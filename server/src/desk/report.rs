//! Reports: what came in, who took it, and how long it took; by day, live agent and team. Pure but for the reading.

pub(super) mod days;

use std::collections::BTreeMap;

use baton_protocol::{
    AgentId, Refusal, TeamId,
    report::{Figures, Report, SiteToday, Slice, Spread, Today},
};
use days::Days;

use super::{Desk, hours, people::WrongField, teams::wrong, unavailable};
use crate::store::model::{Outcome, RatingRow, RequestRow, Rows, Span};

/// What a report is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// `YYYY-MM-DD`, both days within it.
    pub(crate) from: String,
    pub(crate) to: String,
    /// IANA name.
    pub(crate) zone: String,
    /// A site's key.
    pub(crate) site: Option<String>,
    pub(crate) team: Option<TeamId>,
    pub(crate) agent: Option<AgentId>,
}

impl Desk {
    /// The figures of a time, as far as this person may see whose they are.
    pub(crate) async fn report(&self, viewer: AgentId, wanted: Wanted) -> Result<Report, WrongField> {
        let days = Days::between(&wanted.from, &wanted.to, &wanted.zone)
            .map_err(|(field, message)| wrong(field, message))?;
        let site = match &wanted.site {
            None => None,
            Some(key) => Some(self.site(key).ok_or_else(|| wrong("site", "There is no such site."))?.site.id),
        };
        let span = Span { from: days.from(), to: days.to(), site };
        let rows = self.seen_by(viewer, span).await?;
        let rows = narrowed(rows, wanted.team, wanted.agent);
        let crew = self.crew();
        let mut report = built(&rows, &days);
        for slice in &mut report.agents {
            let named = crew.people.iter().find(|person| person.id.0.to_string() == slice.key);
            slice.name = named.map(|person| person.name.clone()).unwrap_or_default();
        }
        for slice in &mut report.teams {
            let named = crew.teams.iter().find(|team| team.id.0.to_string() == slice.key);
            slice.name = named.map(|team| team.name.clone()).unwrap_or_default();
        }
        Ok(report)
    }

    /// What has happened since midnight in this zone, and when the sites are open.
    pub(crate) async fn today(&self, viewer: AgentId, zone: &str) -> Result<Today, WrongField> {
        let now = self.clock.now();
        let days = Days::today(now, zone).map_err(|(field, message)| wrong(field, message))?;
        let span = Span { from: days.from(), to: days.to(), site: None };
        let rows = self.seen_by(viewer, span).await?;
        let report = built(&rows, &days);
        let mine = report.agents.into_iter().find(|slice| slice.key == viewer.0.to_string());
        let site = |desked: std::sync::Arc<super::shelf::Desked>| {
            let settings = &desked.site.settings;
            let open = hours::is_open(&settings.hours, now);
            SiteToday { name: settings.name.clone(), open, until: hours::next_change(&settings.hours, now) }
        };
        Ok(Today {
            all: report.total,
            mine: mine.map(|slice| slice.figures).unwrap_or_default(),
            sites: self.all_sites().into_iter().map(site).collect(),
        })
    }

    /// The rows of a time without those of teams that are closed to this person.
    async fn seen_by(&self, viewer: AgentId, span: Span) -> Result<Rows, Refusal> {
        let mut rows = self.store.figures(span).await.map_err(|error| unavailable(&error))?;
        let hidden = self.crew.book().hidden_from(viewer);
        let shown = |team: Option<TeamId>| team.is_none_or(|team| !hidden.contains(&team));
        rows.conversations.retain(|row| shown(row.team));
        rows.requests.retain(|row| shown(row.team));
        rows.ratings.retain(|row| shown(row.team));
        Ok(rows)
    }
}

/// What concerns one team, or one live agent, alone.
fn narrowed(mut rows: Rows, team: Option<TeamId>, agent: Option<AgentId>) -> Rows {
    if team.is_some() {
        rows.conversations.retain(|row| row.team == team);
        rows.requests.retain(|row| row.team == team);
        rows.ratings.retain(|row| row.team == team);
    }
    if let Some(agent) = agent {
        // Which conversations began says nothing of a live agent.
        rows.conversations.clear();
        rows.requests.retain(|row| takes(row) == Some(agent) || row.ignored.contains(&agent));
        for row in &mut rows.requests {
            row.ignored.retain(|other| *other == agent);
            if takes(row) != Some(agent) {
                (row.outcome, row.answered) = (None, None);
            }
        }
        rows.ratings.retain(|row| row.agent == Some(agent));
    }
    rows
}

fn takes(row: &RequestRow) -> Option<AgentId> {
    match row.outcome {
        Some(Outcome::Accepted(agent, _)) => Some(agent),
        Some(Outcome::Abandoned | Outcome::Unanswered) | None => None,
    }
}

fn built(rows: &Rows, days: &Days) -> Report {
    let mut total = Sum::default();
    let mut by_day: Vec<Sum> = days.names().map(|_| Sum::default()).collect();
    let mut by_agent: BTreeMap<AgentId, Sum> = BTreeMap::new();
    let mut by_team: BTreeMap<Option<TeamId>, Sum> = BTreeMap::new();
    for row in &rows.conversations {
        let mut sums = vec![&mut total, by_team.entry(row.team).or_default()];
        sums.extend(days.of(row.at).and_then(|day| by_day.get_mut(day)));
        for sum in sums {
            sum.figures.conversations += 1;
            sum.figures.alone += u32::from(row.alone);
        }
    }
    for row in &rows.requests {
        total.request(row);
        by_team.entry(row.team).or_default().request(row);
        if let Some(sum) = days.of(row.at).and_then(|day| by_day.get_mut(day)) {
            sum.request(row);
        }
        for agent in &row.ignored {
            let sum = by_agent.entry(*agent).or_default();
            sum.figures.ignored += 1;
            // Whoever ignores a request and takes it all the same has been asked once.
            sum.figures.requests += u32::from(takes(row) != Some(*agent));
        }
        if let Some(agent) = takes(row) {
            by_agent.entry(agent).or_default().request(&RequestRow { ignored: Vec::new(), ..row.clone() });
        }
    }
    for row in &rows.ratings {
        let mut sums = vec![&mut total, by_team.entry(row.team).or_default()];
        sums.extend(days.of(row.at).and_then(|day| by_day.get_mut(day)));
        sums.extend(row.agent.map(|agent| by_agent.entry(agent).or_default()));
        sums.into_iter().for_each(|sum| sum.rating(row));
    }
    let slice = |key: String, sum: Sum| Slice { key, name: String::new(), figures: sum.done() };
    Report {
        total: total.done(),
        days: days.names().zip(by_day).map(|(day, sum)| slice(day, sum)).collect(),
        agents: by_agent.into_iter().map(|(agent, sum)| slice(agent.0.to_string(), sum)).collect(),
        teams: by_team
            .into_iter()
            .map(|(team, sum)| slice(team.map_or(0, |team| team.0).to_string(), sum))
            .collect(),
    }
}

/// Figures that are still being added up.
#[derive(Default)]
struct Sum {
    figures: Figures,
    waits: Vec<i64>,
    answers: Vec<i64>,
}

impl Sum {
    fn request(&mut self, row: &RequestRow) {
        let figures = &mut self.figures;
        figures.requests += 1;
        figures.ignored += u32::try_from(row.ignored.len()).unwrap_or(u32::MAX);
        match row.outcome {
            Some(Outcome::Accepted(_, waited)) => {
                figures.accepted += 1;
                self.waits.push(waited);
            }
            Some(Outcome::Abandoned) => figures.abandoned += 1,
            Some(Outcome::Unanswered) => figures.unanswered += 1,
            None => {}
        }
        self.answers.extend(row.answered);
    }

    fn rating(&mut self, row: &RatingRow) {
        self.figures.rated += 1;
        self.figures.satisfied += u32::from(row.stars >= 4);
    }

    fn done(mut self) -> Figures {
        self.figures.wait = spread(&mut self.waits);
        self.figures.answer = spread(&mut self.answers);
        self.figures
    }
}

/// The smallest values that half, and nine of ten, do not pass.
fn spread(values: &mut [i64]) -> Option<Spread> {
    values.sort_unstable();
    let at = |share: usize| values.get((values.len() * share).div_ceil(100).saturating_sub(1)).copied();
    Some(Spread { median: at(50)?, ninetieth: at(90)? })
}

#[cfg(test)]
mod tests;
