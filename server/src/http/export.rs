//! Conversations as files: CSV for spreadsheets, JSON for programs. Pure.

use baton_protocol::{
    AgentId, Code, Refusal, StateView, TeamId, Timestamp,
    agent::{Channel, Crew, Summary},
};

const COLUMNS: [&str; 11] =
    ["id", "opened", "since", "status", "channel", "visitor", "name", "language", "team", "agent", "labels"];

/// One row a conversation, with a header (RFC 4180).
pub(super) fn csv(cards: &[Summary], crew: &Crew) -> Result<Vec<u8>, Refusal> {
    // Spreadsheets take a file without this mark for one of their own country's.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(COLUMNS).map_err(failed)?;
    for card in cards {
        writer.write_record(row(card, crew).map(defused)).map_err(failed)?;
    }
    writer.into_inner().map_err(failed)
}

/// The cards as a list.
pub(super) fn json(cards: &[Summary], _: &Crew) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(cards)
        .map_err(|error| Refusal::new(Code::Unavailable, format!("The export could not be made: {error}.")))
}

fn row(card: &Summary, crew: &Crew) -> [String; 11] {
    let channel = match card.channel {
        Channel::Web => "web",
        Channel::Line => "line",
    };
    let (status, agent) = match &card.state {
        StateView::Ai => ("ai", String::new()),
        StateView::Requested { .. } => ("requested", String::new()),
        StateView::Live { agent } => ("live", named(crew, agent.id)),
        StateView::Completed => ("completed", String::new()),
        StateView::Ended => ("ended", String::new()),
    };
    [
        card.id.to_string(),
        iso(card.opened),
        iso(card.since),
        status.to_owned(),
        channel.to_owned(),
        card.visitor.0.to_string(),
        card.name.clone().unwrap_or_default(),
        card.locale.clone(),
        card.team.map(|team| team_name(crew, team)).unwrap_or_default(),
        agent,
        card.labels.join(", "),
    ]
}

fn named(crew: &Crew, id: AgentId) -> String {
    crew.people.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default()
}

fn team_name(crew: &Crew, id: TeamId) -> String {
    crew.teams.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default()
}

/// ISO 8601, UTC.
fn iso(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.0).map(|at| at.to_string()).unwrap_or_default()
}

/// A spreadsheet takes what begins so for a formula, whatever the quotes; an apostrophe makes it text.
pub(super) fn defused(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text }
}

pub(super) fn failed(error: impl std::fmt::Display) -> Refusal {
    Refusal::new(Code::Unavailable, format!("The export could not be made: {error}."))
}

#[cfg(test)]
mod tests {
    use baton_protocol::{ConversationId, VisitorId};

    use super::*;

    fn card(name: &str) -> Summary {
        Summary {
            id: ConversationId::parse("q8Zt3kWmR1xN0aYbVc5LdA").unwrap(),
            channel: Channel::Web,
            visitor: VisitorId(7),
            name: Some(name.to_owned()),
            locale: "ja".to_owned(),
            state: StateView::Ai,
            rings_me: false,
            mine: false,
            team: None,
            rings: None,
            unanswered: None,
            left: None,
            labels: vec!["vip".to_owned(), "refund".to_owned()],
            question: String::new(),
            opened: Timestamp(1_795_255_201_000),
            since: Timestamp(1_795_255_201_000),
            seq: 3,
            last: None,
            unread: 0,
        }
    }

    #[test]
    fn formulas_are_text_and_quotes_are_quoted() {
        let crew = Crew::default();
        for (name, field) in [
            ("=HYPERLINK(\"https://evil.example\")", "\"'=HYPERLINK(\"\"https://evil.example\"\")\""),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+43", "'+43"),
            ("-1", "'-1"),
            ("Kim, \u{7f8e}\u{54b2}", "\"Kim, \u{7f8e}\u{54b2}\""),
        ] {
            let text = String::from_utf8(csv(&[card(name)], &crew).unwrap()).unwrap();
            let row = text.lines().nth(1).unwrap();
            assert!(row.contains(&format!(",7,{field},ja,")), "{row}");
            assert!(row.ends_with("\"vip, refund\"") && row.contains("2026-11-21T"), "{row}");
        }
    }
}
