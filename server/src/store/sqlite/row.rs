//! The store's rows on SQLite: columns to values and back.

use baton_conversation::State;
use baton_protocol::{
    AgentId, ConversationId, Timestamp, VisitorId, agent::Channel, people::Role, state::Marks,
};
use rusqlite::{
    Error, Row,
    types::{Type, ValueRef},
};
use serde::{Serialize, de::DeserializeOwned};

use super::StoreError;
use crate::store::model::{ConversationKey, Head, SiteId, Stage};

/// The select of whole heads, from these tables or followed by this clause; [`head`] reads its rows.
macro_rules! heads {
    (from $tables:literal) => {
        concat!(
            "SELECT id, public, site, visitor, channel, opened, seq, visitor_delivered, visitor_read,
                    agent_delivered, agent_read, head FROM ",
            $tables
        )
    };
    ($clause:literal) => {
        concat!(heads!(from "conversation "), $clause)
    };
}
pub(super) use heads;

pub(super) fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        key: ConversationKey(row.get(0)?),
        id: conversation_id(row, 1)?,
        site: SiteId(row.get(2)?),
        visitor: VisitorId(count(row, 3)?),
        channel: channel(row, 4)?,
        opened: Timestamp(row.get(5)?),
        seq: count(row, 6)?,
        visitor_marks: Marks { delivered: count(row, 7)?, read: count(row, 8)? },
        agent_marks: Marks { delivered: count(row, 9)?, read: count(row, 10)? },
        body: json(row, 11)?,
    })
}

/// What the queries look for in a state: its stage, and who holds the chat or held it last.
pub(super) fn stage(state: &State) -> (i64, Option<u32>) {
    let stage = match state {
        State::Ai => Stage::Ai,
        State::Requested(_) => Stage::Requested,
        State::Live(_) => Stage::Live,
        State::Completed(_) => Stage::Completed,
        State::Ended(_) => Stage::Ended,
    };
    (stage_number(stage), state.agent().map(|agent| agent.id.0))
}

pub(super) const fn stage_number(stage: Stage) -> i64 {
    match stage {
        Stage::Ai => 0,
        Stage::Requested => 1,
        Stage::Live => 2,
        Stage::Completed => 3,
        Stage::Ended => 4,
    }
}

pub(super) fn conversation_id(row: &Row<'_>, column: usize) -> rusqlite::Result<ConversationId> {
    name(row, column, ConversationId::parse)
}

/// A name of the shape that `parse` knows.
pub(super) fn name<T>(
    row: &Row<'_>,
    column: usize,
    parse: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    parse(text(row, column)?).ok_or_else(|| unreadable(column, "not a name of ours"))
}

pub(super) fn agent_id(row: &Row<'_>, column: usize) -> rusqlite::Result<AgentId> {
    row.get(column).map(AgentId)
}

pub(super) const fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "web",
        Channel::Line => "line",
    }
}

fn channel(row: &Row<'_>, column: usize) -> rusqlite::Result<Channel> {
    match text(row, column)? {
        "web" => Ok(Channel::Web),
        "line" => Ok(Channel::Line),
        _ => Err(unreadable(column, "not a channel")),
    }
}

pub(super) const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Analyst => "analyst",
        Role::Editor => "editor",
        Role::Admin => "admin",
    }
}

pub(super) fn role(row: &Row<'_>, column: usize) -> rusqlite::Result<Role> {
    match text(row, column)? {
        "analyst" => Ok(Role::Analyst),
        "editor" => Ok(Role::Editor),
        "admin" => Ok(Role::Admin),
        _ => Err(unreadable(column, "not a role")),
    }
}

/// A number that is never negative.
pub(super) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| Error::IntegralValueOutOfRange(column, number))
}

/// A number as a column holds it; more than it can hold is as much as it can.
pub(super) fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A limit as a column holds it.
pub(super) fn limit(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    serde_json::from_str(text(row, column)?).map_err(|error| unreadable(column, error))
}

pub(super) fn json_or_null<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    if row.get_ref(column)? == ValueRef::Null { Ok(None) } else { json(row, column).map(Some) }
}

/// `value` as JSON; made on the caller's side, because the writer's time is everybody's.
pub(super) fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Unavailable(error.to_string()))
}

fn text<'row>(row: &'row Row<'_>, column: usize) -> rusqlite::Result<&'row str> {
    row.get_ref(column)?.as_str().map_err(|error| unreadable(column, error))
}

fn unreadable(column: usize, reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::FromSqlConversionFailure(column, Type::Text, reason.into())
}
