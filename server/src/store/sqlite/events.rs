//! The store's events on SQLite: a conversation's log under one run of integer keys.

use baton_protocol::{
    Author, ClientId, ConversationId, Event, Timestamp,
    event::{Extra, Message, What},
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::{StoreError, row};
use crate::store::model::{Committed, ConversationKey};

/// The low bits of an event's key hold its number, the high ones its conversation.
const SEQ_BITS: u32 = 32;

/// The number that no event's passes.
const LAST: u64 = u32::MAX as u64;

/// An event on its way into its row.
pub(super) struct NewEvent {
    seq: u64,
    at: Timestamp,
    client_id: Option<ClientId>,
    body: String,
    /// It has words, which the search is to find.
    speaks: bool,
}

/// What of an event is kept as JSON: a message's client id has a column of its own.
#[derive(Serialize)]
struct Body<'event> {
    by: &'event Author,
    what: &'event What,
}

#[derive(Deserialize)]
struct StoredBody {
    by: Author,
    what: What,
}

/// Makes `events` ready for their rows. They must go on after `before` without a gap: a log that has one could never
/// be read to its end again.
pub(super) fn prepare(events: Vec<Event>, before: u64, last: u64) -> Result<Vec<NewEvent>, StoreError> {
    let mut next = before;
    let prepared = events.into_iter().map(|event| {
        next += 1;
        if event.seq == next && next <= LAST { prepare_one(event) } else { Err(out_of_step(event.seq, next)) }
    });
    let prepared = prepared.collect::<Result<Vec<_>, _>>()?;
    if next == last { Ok(prepared) } else { Err(out_of_step(last, next)) }
}

fn out_of_step(found: u64, wanted: u64) -> StoreError {
    StoreError::Unavailable(format!("event {found} came where event {wanted} belongs"))
}

fn prepare_one(mut event: Event) -> Result<NewEvent, StoreError> {
    let client_id = event.what.rename(None);
    let body = row::to_json(&Body { by: &event.by, what: &event.what })?;
    let speaks = event.what.words().is_some();
    Ok(NewEvent { seq: event.seq, at: event.at, client_id, body, speaks })
}

/// Appends them. Whether they are duplicates must have been asked before.
pub(super) fn insert(
    connection: &Connection,
    key: ConversationKey,
    events: &[NewEvent],
) -> rusqlite::Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT INTO event (id, at, client_id, body) VALUES (?1, ?2, ?3, ?4)")?;
    for event in events {
        let client_id = event.client_id.as_ref().map(|id| id.as_bytes().as_slice());
        insert.execute(params![event_key(key, event.seq), event.at.0, client_id, event.body])?;
        if event.speaks {
            connection
                .prepare_cached("INSERT INTO unsearched (event) VALUES (?1)")?
                .execute([event_key(key, event.seq)])?;
        }
    }
    Ok(())
}

/// The first of `events` that is stored already, wherever it stands.
pub(super) fn duplicate(connection: &Connection, events: &[NewEvent]) -> rusqlite::Result<Option<Committed>> {
    for client_id in events.iter().filter_map(|event| event.client_id) {
        if let Some((conversation, id, event)) = said(connection, client_id)? {
            return Ok(Some(Committed::Duplicate { conversation, id, event: Box::new(event) }));
        }
    }
    Ok(None)
}

/// The message with this client id, and where it stands.
pub(super) fn said(
    connection: &Connection,
    client_id: ClientId,
) -> rusqlite::Result<Option<(ConversationKey, ConversationId, Event)>> {
    let mut find = connection.prepare_cached("SELECT id FROM event WHERE client_id = ?1")?;
    let found = find.query_row([client_id.as_bytes().as_slice()], |row| row.get::<_, i64>(0)).optional()?;
    let Some(id) = found else { return Ok(None) };
    let event = one(connection, id)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let conversation = ConversationKey(id >> SEQ_BITS);
    let id = connection
        .prepare_cached("SELECT public FROM conversation WHERE id = ?1")?
        .query_row([conversation.0], |found| row::conversation_id(found, 0))?;
    Ok(Some((conversation, id, event)))
}

/// The event under this key.
pub(super) fn one(connection: &Connection, id: i64) -> rusqlite::Result<Option<Event>> {
    connection
        .prepare_cached("SELECT id, at, client_id, body FROM event WHERE id = ?1")?
        .query_row([id], event)
        .optional()
}

/// The key before a conversation's first event.
pub(super) const fn first_of(key: ConversationKey) -> i64 {
    key.0 << SEQ_BITS
}

/// At most `limit` events after `after`, oldest first.
pub(super) fn after(
    connection: &Connection,
    key: ConversationKey,
    after: u64,
    limit: usize,
) -> rusqlite::Result<Vec<Event>> {
    let mut find = connection.prepare_cached(
        "SELECT id, at, client_id, body FROM event WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3",
    )?;
    let range = params![event_key(key, after), event_key(key, LAST), row::limit(limit)];
    find.query_map(range, event)?.collect()
}

/// The last `limit` events before `before`, oldest first.
pub(super) fn before(
    connection: &Connection,
    key: ConversationKey,
    before: u64,
    limit: usize,
) -> rusqlite::Result<Vec<Event>> {
    let mut find = connection.prepare_cached(
        "SELECT id, at, client_id, body FROM event WHERE id >= ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
    )?;
    let before = if before > LAST { event_key(key, LAST) + 1 } else { event_key(key, before) };
    let range = params![event_key(key, 0), before, row::limit(limit)];
    let mut events = find.query_map(range, event)?.collect::<rusqlite::Result<Vec<_>>>()?;
    events.reverse();
    Ok(events)
}

/// Takes out a conversation's log, and its words from the search; how many events there were.
pub(super) fn erase(connection: &Connection, key: ConversationKey) -> rusqlite::Result<u64> {
    let range = params![first_of(key), event_key(key, LAST)];
    let mut find = connection.prepare_cached("SELECT id FROM event WHERE id > ?1 AND id <= ?2")?;
    let ids = find.query_map(range, |found| found.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    for id in &ids {
        let waiting =
            connection.prepare_cached("DELETE FROM unsearched WHERE event = ?1")?.execute([id])? == 1;
        if !waiting {
            connection.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([id])?;
        }
        connection.prepare_cached("DELETE FROM event WHERE id = ?1")?.execute([id])?;
    }
    Ok(ids.len() as u64)
}

/// The visitor takes this message back: nothing of it is left but its place and its name.
pub(super) fn unsend(connection: &Connection, key: ConversationKey, seq: u64) -> rusqlite::Result<()> {
    let id = event_key(key, seq);
    let Some(Event { by, what: What::Message(message), .. }) = one(connection, id)? else { return Ok(()) };
    let extra = Some(Extra::Unsent);
    let what = What::Message(Message { extra, ..Message::default() });
    let body = row::to_json(&Body { by: &by, what: &what })
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    connection.prepare_cached("UPDATE event SET body = ?2 WHERE id = ?1")?.execute(params![id, body])?;
    let waiting = connection.prepare_cached("DELETE FROM unsearched WHERE event = ?1")?.execute([id])? == 1;
    if !waiting {
        connection.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([id])?;
    }
    for file in &message.files {
        connection.prepare_cached("DELETE FROM file WHERE public = ?1")?.execute([file.id.as_str()])?;
    }
    connection
        .prepare_cached(
            "UPDATE answer SET question = '', settled = 1
             WHERE id > ?1 AND id <= ?2 AND ?3 <> '' AND instr(question, ?3) > 0",
        )?
        .execute(params![first_of(key), event_key(key, LAST), message.text])?;
    Ok(())
}

fn event_key(conversation: ConversationKey, seq: u64) -> i64 {
    conversation.0 << SEQ_BITS | row::column(seq.min(LAST))
}

fn event(found: &Row<'_>) -> rusqlite::Result<Event> {
    let id: i64 = found.get(0)?;
    let StoredBody { by, mut what } = row::json(found, 3)?;
    what.rename(found.get::<_, Option<[u8; 16]>>(2)?.map(ClientId::from_bytes));
    Ok(Event { seq: id as u64 & LAST, at: Timestamp(found.get(1)?), by, what })
}
