//! Conversations as files: CSV for spreadsheets, JSON for programs. Pure.

use baton_protocol::{
    AgentId, Code, Refusal, StateView, TeamId, Timestamp,
    agent::{Channel, Crew, Summary},
};

const COLUMNS: [&str; 11] =
    ["id", "opened", "since", "status", "channel", "visitor", "name", "language", "team", "agent", "labels"];

/// What an export is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One row a conversation, with a header (RFC 4180).
    Csv,
    /// The cards as a list.
    Json,
}

/// Where a page of an export stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) first: bool,
    pub(super) last: bool,
}

impl Form {
    /// One page; all of them after each other are the file.
    pub(super) fn page(self, cards: &[Summary], crew: &Crew, place: Place) -> Result<Vec<u8>, Refusal> {
        match self {
            Self::Csv => csv(cards, crew, place),
            Self::Json => json(cards, place),
        }
    }
}

fn csv(cards: &[Summary], crew: &Crew, place: Place) -> Result<Vec<u8>, Refusal> {
    // Spreadsheets take a file without this mark for one of their own country's.
    let mark = if place.first { "\u{feff}" } else { "" };
    let mut writer = csv::Writer::from_writer(mark.as_bytes().to_vec());
    if place.first {
        writer.write_record(COLUMNS).map_err(failed)?;
    }
    for card in cards {
        writer.write_record(row(card, crew).map(defused)).map_err(failed)?;
    }
    writer.into_inner().map_err(failed)
}

fn json(cards: &[Summary], place: Place) -> Result<Vec<u8>, Refusal> {
    let mut text = if place.first { "[" } else { "" }.as_bytes().to_vec();
    for (at, card) in cards.iter().enumerate() {
        if at > 0 || !place.first {
            text.push(b',');
        }
        serde_json::to_writer(&mut text, card).map_err(failed)?;
    }
    if place.last {
        text.push(b']');
    }
    Ok(text)
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

    const WHOLE: Place = Place { first: true, last: true };

    #[test]
    fn pages_after_each_other_are_one_file() {
        let [one, two] = [card("One"), card("Two")];
        let crew = Crew::default();
        let begin = Place { last: false, ..WHOLE };
        let end = Place { first: false, ..WHOLE };
        for form in [Form::Csv, Form::Json] {
            let whole = form.page(&[one.clone(), two.clone()], &crew, WHOLE).unwrap();
            let mut pages = form.page(std::slice::from_ref(&one), &crew, begin).unwrap();
            pages.extend(form.page(std::slice::from_ref(&two), &crew, end).unwrap());
            assert_eq!(pages, whole, "{form:?}");
            assert!(!form.page(&[], &crew, WHOLE).unwrap().is_empty(), "{form:?}");
        }
        assert_eq!(Form::Json.page(&[], &crew, WHOLE).unwrap(), b"[]");
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
            let text = String::from_utf8(csv(&[card(name)], &crew, WHOLE).unwrap()).unwrap();
            let row = text.lines().nth(1).unwrap();
            assert!(row.contains(&format!(",7,{field},ja,")), "{row}");
            assert!(row.ends_with("\"vip, refund\"") && row.contains("2026-11-21T"), "{row}");
        }
    }
}
