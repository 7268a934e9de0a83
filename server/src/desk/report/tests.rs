//! Desk, tests: a course of requests and what it adds up to.

use baton_protocol::Timestamp;

use super::*;
use crate::store::model::ConversationRow;

const MIA: AgentId = AgentId(1);
const LUIS: AgentId = AgentId(2);
const BILLING: Option<TeamId> = Some(TeamId(4));

fn days() -> Days {
    Days::between("2026-11-27", "2026-11-28", "UTC").unwrap()
}

/// Noon of the first day, and so many days later.
fn noon(day: i64) -> Timestamp {
    days().from().plus((day * 24 + 12) * 3_600_000)
}

fn request(day: i64, team: Option<TeamId>, outcome: Outcome, answered: Option<i64>) -> RequestRow {
    RequestRow { at: noon(day), team, outcome: Some(outcome), answered, ignored: Vec::new() }
}

fn rows() -> Rows {
    let passed = RequestRow {
        ignored: vec![LUIS, MIA],
        ..request(1, BILLING, Outcome::Accepted(MIA, 40_000), Some(5_000))
    };
    Rows {
        conversations: vec![
            ConversationRow { at: noon(0), team: None, alone: true },
            ConversationRow { at: noon(1), team: BILLING, alone: false },
        ],
        requests: vec![
            request(0, None, Outcome::Accepted(MIA, 10_000), Some(2_000)),
            request(0, None, Outcome::Accepted(LUIS, 20_000), None),
            passed,
            request(1, None, Outcome::Abandoned, None),
            request(1, None, Outcome::Unanswered, None),
        ],
        ratings: vec![
            RatingRow { at: noon(1), team: BILLING, agent: Some(MIA), stars: 5 },
            RatingRow { at: noon(1), team: None, agent: Some(LUIS), stars: 2 },
        ],
    }
}

fn of<'slices>(slices: &'slices [Slice], key: &str) -> &'slices Figures {
    &slices.iter().find(|slice| slice.key == key).unwrap().figures
}

#[test]
fn everything_adds_up() {
    let total = built(&rows(), &days()).total;
    let expected = Figures {
        conversations: 2,
        alone: 1,
        requests: 5,
        accepted: 3,
        ignored: 2,
        abandoned: 1,
        unanswered: 1,
        wait: Some(Spread { median: 20_000, ninetieth: 40_000 }),
        answer: Some(Spread { median: 2_000, ninetieth: 5_000 }),
        rated: 2,
        satisfied: 1,
    };
    assert_eq!(total, expected);
}

#[test]
fn each_day_agent_and_team_has_its_own() {
    let report = built(&rows(), &days());
    let [first, second] = ["2026-11-27", "2026-11-28"].map(|day| of(&report.days, day));
    assert_eq!((first.requests, second.requests, second.rated), (2, 3, 2));
    let (mia, luis) = (of(&report.agents, "1"), of(&report.agents, "2"));
    assert_eq!(
        (mia.requests, mia.accepted, mia.ignored),
        (2, 2, 1),
        "ignored first, taken later: asked once"
    );
    assert_eq!((luis.requests, luis.accepted, luis.ignored, luis.satisfied), (2, 1, 1, 0));
    assert_eq!((of(&report.teams, "0").requests, of(&report.teams, "4").requests), (4, 1));
}

#[test]
fn a_narrowed_report_is_of_one_team_or_one_agent() {
    let team = built(&narrowed(rows(), BILLING, None), &days());
    assert_eq!((team.total.requests, team.total.conversations, team.total.rated), (1, 1, 1));
    let agent = built(&narrowed(rows(), None, Some(LUIS)), &days());
    assert_eq!((agent.total.requests, agent.total.accepted, agent.total.ignored), (2, 1, 1));
    assert_eq!(agent.agents.len(), 1);
}

#[test]
fn nothing_is_nothing_and_one_is_both() {
    assert_eq!(spread(&mut []), None);
    assert_eq!(spread(&mut [7]), Some(Spread { median: 7, ninetieth: 7 }));
    let mut ten: Vec<i64> = (1..=10).rev().collect();
    assert_eq!(spread(&mut ten), Some(Spread { median: 5, ninetieth: 9 }));
    assert_eq!(built(&Rows::default(), &days()).days.len(), 2);
}
