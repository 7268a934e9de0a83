//! The store's lists on SQLite: conversations by filter, and the labels that they are filed under.

use baton_protocol::TeamId;
use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};

use super::row::{self, heads};
use crate::store::model::{ConversationKey, Head, ListFilter};

/// A condition and what it compares with.
type Condition = (&'static str, Box<dyn ToSql>);

/// Conversations that pass `filter`, newest first, older than `before`.
pub(super) fn page(
    connection: &Connection,
    filter: &ListFilter,
    before: Option<ConversationKey>,
    limit: usize,
) -> rusqlite::Result<Vec<Head>> {
    let mut conditions = conditions(filter);
    let before = before.map_or(i64::MAX, |key| key.0);
    conditions.push(("id < ?", Box::new(before)));
    let (clause, mut values) = clause(conditions);
    values.push(Box::new(row::limit(limit)));
    let query = format!("{} WHERE {clause} ORDER BY id DESC LIMIT ?", heads!(""));
    let mut find = connection.prepare_cached(&query)?;
    find.query_map(params_from_iter(values), row::head)?.collect()
}

/// The conversation of this number.
pub(super) fn one(connection: &Connection, key: ConversationKey) -> rusqlite::Result<Option<Head>> {
    connection.prepare_cached(heads!("WHERE id = ?1"))?.query_row([key.0], row::head).optional()
}

/// What a filter asks of a row of `conversation`. The columns of a condition with an index of its own stand bare;
/// those that only thin out what another index has found have a `+`, so that SQLite never prefers them to the order.
pub(super) fn conditions(filter: &ListFilter) -> Vec<Condition> {
    let ListFilter { live_agent, stage, channel, team, agent, label, from, to, hidden } = filter;
    let mut all: Vec<Condition> = Vec::new();
    let mut narrow = false;
    if let Some(label) = label {
        let labelled = "id IN (SELECT conversation FROM label WHERE name = ?)";
        all.push((labelled, Box::new(label.clone())));
        narrow = true;
    }
    if *live_agent {
        all.push((if narrow { "+stage IN (1, 2) AND ?" } else { "stage IN (1, 2) AND ?" }, Box::new(true)));
        narrow = true;
    }
    if let Some(agent) = agent {
        all.push((if narrow { "+agent = ?" } else { "agent = ?" }, Box::new(agent.0)));
        narrow = true;
    }
    if let Some(team) = team {
        all.push((if narrow { "+team = ?" } else { "team = ?" }, Box::new(team.0)));
        narrow = true;
    }
    if let Some(stage) = stage {
        let number = row::stage_number(*stage);
        all.push((if narrow { "+stage = ?" } else { "stage = ?" }, Box::new(number)));
    }
    if let Some(channel) = channel {
        all.push(("channel = ?", Box::new(row::channel_name(*channel))));
    }
    // Numbers grow with time, so a date is a place in the order; a clock that was set back costs a conversation at the
    // edge its place, and no more.
    if let Some(from) = from {
        let first = "id >= coalesce((SELECT min(id) FROM conversation WHERE opened >= ?), 0)";
        all.push((first, Box::new(from.0)));
        all.push(("+opened >= ?", Box::new(from.0)));
    }
    if let Some(to) = to {
        all.push(("+opened < ?", Box::new(to.0)));
    }
    for team in hidden {
        all.push(("team IS NOT ?", Box::new(team.0)));
    }
    all
}

/// The conditions as one clause, and the values in order.
pub(super) fn clause(conditions: Vec<Condition>) -> (String, Vec<Box<dyn ToSql>>) {
    let (parts, values): (Vec<_>, Vec<_>) = conditions.into_iter().unzip();
    (parts.join(" AND "), values)
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
