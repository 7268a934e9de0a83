//! tests, bench: a stored conversation with everything that hangs on it, read out of a store as a mould for copies.

use anyhow::{Context as _, Result, ensure};
use rusqlite::{Connection, Row, types::Value};

use super::{
    pattern::{Pace, Pattern, is_time},
    shop::Place,
};

/// A conversation's copies last some minutes, milliseconds.
const LASTS: i64 = 900_000;

/// A column's value.
#[derive(Debug)]
pub(crate) enum Cell {
    Plain(Value),
    /// Milliseconds after the conversation's opening.
    Time(i64),
    /// Milliseconds.
    Lasts(i64),
    Text(Pattern),
    /// The copy's own.
    Conversation,
    Visitor,
    /// The event of this number.
    Event(i64),
}

/// A row, by column.
pub(crate) type Cells = Vec<(String, Cell)>;

#[derive(Debug)]
pub(crate) struct Mould {
    pub(crate) place: Place,
    pub(crate) pace: Pace,
    pub(crate) english: bool,
    pub(crate) ended: bool,
    pub(crate) visitor: Cells,
    pub(crate) conversation: Cells,
    pub(crate) events: Vec<Said>,
    /// Rows of other tables.
    pub(crate) others: Vec<(String, Cells)>,
}

#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) seq: i64,
    /// Milliseconds after the opening.
    pub(crate) after: i64,
    /// It carries an id of its sender's.
    pub(crate) named: bool,
    /// The search is to find its words.
    pub(crate) speaks: bool,
    pub(crate) body: Pattern,
}

/// Tables that copies fill by themselves.
const KNOWN: [&str; 5] = ["conversation", "event", "visitor", "unsearched", "words"];
/// Columns that say how long something took.
const DURATIONS: [&str; 2] = ["waited", "answered"];

/// The moulds of these conversations.
pub(crate) fn read(store: &Connection, made: &[(String, Place)]) -> Result<Vec<Mould>> {
    let tables = tables(store)?;
    made.iter().map(|(name, place)| mould(store, &tables, name, *place).context(name.clone())).collect()
}

/// The other tables, in which rows of a conversation may stand.
fn tables(store: &Connection) -> Result<Vec<String>> {
    let query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'";
    let names =
        store.prepare(query)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(names
        .into_iter()
        .filter(|name| !KNOWN.contains(&name.as_str()) && !name.starts_with("sqlite_"))
        .collect())
}

fn mould(store: &Connection, tables: &[String], name: &str, place: Place) -> Result<Mould> {
    let find = "SELECT id, visitor, opened, stage FROM conversation WHERE public = ?1";
    let (id, visitor, opened, stage): (i64, i64, i64, i64) =
        store.query_row(find, [name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let cells = |row: &Row<'_>| cells(row, id, visitor, opened);
    let one = |table: &str, id: i64| {
        store.query_row(&format!("SELECT * FROM {table} WHERE id = ?1"), [id], |row| Ok(cells(row)))
    };
    let (visitor_row, conversation) = (one("visitor", visitor)??, one("conversation", id)??);
    let events = events(store, id, opened)?;
    let length = events.last().map_or(1, |said| said.after).max(1);
    let mut others = Vec::new();
    for table in tables {
        let mut find = store.prepare(&format!("SELECT * FROM {table}"))?;
        let rows = find.query_map([], |row| Ok(cells(row)))?;
        for row in rows {
            let row = row??;
            if row.iter().any(|(_, cell)| matches!(cell, Cell::Conversation | Cell::Event(_))) {
                others.push((table.clone(), row));
            }
        }
    }
    let locale: Option<String> = store.query_row(
        "SELECT json_extract(head, '$.locale') FROM conversation WHERE id = ?1",
        [id],
        |row| row.get(0),
    )?;
    ensure!(!events.is_empty(), "it has no events");
    Ok(Mould {
        place,
        pace: Pace { length, factor: (LASTS / length).max(1) },
        english: locale.as_deref() == Some("en"),
        ended: stage == 4,
        visitor: visitor_row,
        conversation,
        events,
        others,
    })
}

fn events(store: &Connection, id: i64, opened: i64) -> Result<Vec<Said>> {
    let query = "SELECT id & 0xffffffff, at, client_id IS NOT NULL, body,
                   id IN (SELECT id FROM words_docsize) OR id IN (SELECT event FROM unsearched)
                 FROM event WHERE id > ?1 AND id < ?2 ORDER BY id";
    let mut find = store.prepare(query)?;
    let said = find.query_map([id << 32, (id + 1) << 32], |row| {
        Ok(Said {
            seq: row.get(0)?,
            after: row.get::<_, i64>(1)? - opened,
            named: row.get(2)?,
            body: Pattern::new(&row.get::<_, String>(3)?, opened),
            speaks: row.get(4)?,
        })
    })?;
    Ok(said.collect::<rusqlite::Result<Vec<_>>>()?)
}

fn cells(row: &Row<'_>, id: i64, visitor: i64, opened: i64) -> Result<Cells> {
    let names = row.as_ref().column_names().map(str::to_owned).collect::<Vec<_>>();
    let cell = |(at, name): (usize, String)| {
        let cell = match row.get::<_, Value>(at)? {
            Value::Text(text) => Cell::Text(Pattern::new(&text, opened)),
            Value::Integer(number) if name == "conversation" && number == id => Cell::Conversation,
            Value::Integer(number) if name == "visitor" && number == visitor => Cell::Visitor,
            // Wherever it stands: nothing else is as large and begins with this conversation's number.
            Value::Integer(number) if number >> 32 == id => Cell::Event(number & 0xffff_ffff),
            Value::Integer(number) if DURATIONS.contains(&name.as_str()) => Cell::Lasts(number),
            Value::Integer(number) if is_time(number) => Cell::Time(number - opened),
            other @ (Value::Null | Value::Integer(_) | Value::Real(_) | Value::Blob(_)) => Cell::Plain(other),
        };
        Ok((name, cell))
    };
    names.into_iter().enumerate().map(cell).collect()
}
