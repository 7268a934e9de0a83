//! The store's lists on SQLite: conversations by filter, and the labels that they are filed under.

use baton_protocol::{TeamId, Timestamp, agent::Channel};
use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};

use super::row::{self, heads};
use crate::store::model::{ConversationKey, Head, ListFilter, Stage};

/// A condition and what it compares with.
type Condition = (&'static str, Box<dyn ToSql>);

/// What leads to the rows: the one condition whose index is walked, in the list's order. The others only thin out what
/// it finds; each of them has a `+`, or a form without an index, so that SQLite never prefers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// Requested or live: few at any time.
    Open,
    Label,
    /// A channel that few conversations are in.
    Channel,
    Agent,
    Team,
    /// A state that many are in.
    Stage,
    /// The order itself.
    Newest,
}

impl Lead {
    /// The shortest way to what passes this filter.
    pub(super) fn of(filter: &ListFilter) -> Self {
        let open = matches!(filter.stage, Some(Stage::Requested | Stage::Live));
        match filter {
            ListFilter { live_agent: true, .. } => Self::Open,
            _ if open => Self::Open,
            ListFilter { label: Some(_), .. } => Self::Label,
            ListFilter { channel: Some(Channel::Line), .. } => Self::Channel,
            ListFilter { agent: Some(_), .. } => Self::Agent,
            ListFilter { team: Some(_), .. } => Self::Team,
            ListFilter { stage: Some(_), .. } => Self::Stage,
            _ => Self::Newest,
        }
    }
}

/// Conversations that pass `filter`, newest first, older than `before`.
pub(super) fn page(
    connection: &Connection,
    filter: &ListFilter,
    before: Option<ConversationKey>,
    limit: usize,
) -> rusqlite::Result<Vec<Head>> {
    let lead = Lead::of(filter);
    let (first, last) = span(connection, filter)?;
    let end = before.map_or(i64::MAX, |key| key.0).min(last.saturating_add(1));
    // `CROSS JOIN` keeps the order: the label first, newest first, then the row that it belongs to.
    let (select, order) = if lead == Lead::Label {
        (heads!(from "label CROSS JOIN conversation ON id = label.conversation"), "label.conversation")
    } else {
        (heads!(""), "id")
    };
    let (clause, mut values) = clause(conditions(filter, lead));
    values.extend::<[Box<dyn ToSql>; 3]>([Box::new(first), Box::new(end), Box::new(row::limit(limit))]);
    let query = format!("{select} WHERE {clause} {order} >= ? AND {order} < ? ORDER BY {order} DESC LIMIT ?");
    let mut find = connection.prepare_cached(&query)?;
    find.query_map(params_from_iter(values), row::head)?.collect()
}

/// The conversation of this number.
pub(super) fn one(connection: &Connection, key: ConversationKey) -> rusqlite::Result<Option<Head>> {
    connection.prepare_cached(heads!("WHERE id = ?1"))?.query_row([key.0], row::head).optional()
}

/// What a filter asks of a row of `conversation`. Its dates are also a [`span`].
pub(super) fn conditions(filter: &ListFilter, lead: Lead) -> Vec<Condition> {
    let ListFilter { live_agent, stage, channel, team, agent, label, from, to, hidden } = filter;
    let mut all: Vec<Condition> = Vec::new();
    if *live_agent {
        let either = if lead == Lead::Open { "stage IN (1, 2) AND ?" } else { "+stage IN (1, 2) AND ?" };
        all.push((either, Box::new(true)));
    }
    if let Some(stage) = stage {
        let leads = lead == Lead::Stage || (lead == Lead::Open && !live_agent);
        let number = row::stage_number(*stage);
        all.push((if leads { "stage = ?" } else { "+stage = ?" }, Box::new(number)));
    }
    if let Some(label) = label {
        let labelled = if lead == Lead::Label {
            "label.name = ?"
        } else {
            "EXISTS (SELECT 1 FROM label WHERE name = ? AND label.conversation = conversation.id)"
        };
        all.push((labelled, Box::new(label.clone())));
    }
    if let Some(channel) = channel {
        // As the index has it, which is of the channels that few are in.
        let one = if lead == Lead::Channel { "channel = ? AND channel <> 'web'" } else { "+channel = ?" };
        all.push((one, Box::new(row::channel_name(*channel))));
    }
    if let Some(agent) = agent {
        all.push((if lead == Lead::Agent { "agent = ?" } else { "+agent = ?" }, Box::new(agent.0)));
    }
    if let Some(team) = team {
        all.push((if lead == Lead::Team { "team = ?" } else { "+team = ?" }, Box::new(team.0)));
    }
    if let Some(from) = from {
        all.push(("+opened >= ?", Box::new(from.0)));
    }
    if let Some(to) = to {
        all.push(("+opened < ?", Box::new(to.0)));
    }
    for team in hidden {
        all.push(("+team IS NOT ?", Box::new(team.0)));
    }
    all
}

/// The conditions as the beginning of a clause, and the values in order.
pub(super) fn clause(conditions: Vec<Condition>) -> (String, Vec<Box<dyn ToSql>>) {
    let (parts, values): (Vec<_>, Vec<_>) = conditions.into_iter().unzip();
    (parts.into_iter().map(|part| format!("{part} AND ")).collect(), values)
}

/// The labels in use outside the teams of `hidden`.
pub(super) fn labels(connection: &Connection, hidden: &[TeamId]) -> rusqlite::Result<Vec<String>> {
    let hidden: Vec<u32> = hidden.iter().map(|team| team.0).collect();
    let hidden = serde_json::to_string(&hidden).unwrap_or_default();
    // A loose scan: one step a label, however many conversations it has.
    let query = "WITH RECURSIVE known (name) AS (
                   SELECT min(name) FROM label
                   UNION ALL
                   SELECT (SELECT min(name) FROM label WHERE name > known.name) FROM known
                   WHERE known.name IS NOT NULL
                 )
                 SELECT name FROM known WHERE name IS NOT NULL AND EXISTS (
                   SELECT 1 FROM label JOIN conversation ON conversation.id = label.conversation
                   WHERE label.name = known.name
                     AND coalesce(team, 0) NOT IN (SELECT value FROM json_each(?1))
                 )";
    connection.prepare_cached(query)?.query_map([hidden], |row| row.get(0))?.collect()
}

/// Files a conversation under these labels, and no others.
pub(super) fn set_labels(
    connection: &Connection,
    key: ConversationKey,
    labels: &[String],
) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM label WHERE conversation = ?1")?.execute([key.0])?;
    let mut insert =
        connection.prepare_cached("INSERT OR IGNORE INTO label (name, conversation) VALUES (?1, ?2)")?;
    for label in labels {
        insert.execute(params![label, key.0])?;
    }
    Ok(())
}

/// The numbers of the first and the last conversation that a filter's dates admit. Numbers grow with time, so a date is
/// a place in the order; a clock that was set back costs a conversation at the edge its place, and no more.
pub(super) fn span(connection: &Connection, filter: &ListFilter) -> rusqlite::Result<(i64, i64)> {
    let find = |query: &str, at: Timestamp| {
        connection.prepare_cached(query)?.query_row([at.0], |row| row.get::<_, i64>(0)).optional()
    };
    let first = "SELECT id FROM conversation WHERE opened >= ? ORDER BY opened, id LIMIT 1";
    let last = "SELECT id FROM conversation WHERE opened < ? ORDER BY opened DESC, id DESC LIMIT 1";
    // Beyond every number where there is none.
    let first = filter.from.map(|from| find(first, from)).transpose()?.map_or(0, |id| id.unwrap_or(i64::MAX));
    let last = filter.to.map(|to| find(last, to)).transpose()?.map_or(i64::MAX, |id| id.unwrap_or(-1));
    Ok((first, last))
}

/// The open conversations that pass a filter, newest first; `None` where there are more than `most`.
pub(super) fn few_open(
    connection: &Connection,
    filter: &ListFilter,
    most: usize,
) -> rusqlite::Result<Option<Vec<ConversationKey>>> {
    if Lead::of(filter) != Lead::Open {
        return Ok(None);
    }
    let (clause, mut values) = clause(conditions(filter, Lead::Open));
    values.push(Box::new(row::limit(most + 1)));
    let query = format!("SELECT id FROM conversation WHERE {clause} 1 ORDER BY id DESC LIMIT ?");
    let mut find = connection.prepare_cached(&query)?;
    let keys = find.query_map(params_from_iter(values), |row| row.get(0).map(ConversationKey))?;
    let keys = keys.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok((keys.len() <= most).then_some(keys))
}
