//! The store's search on SQLite: an FTS5 index over tokens that the server cuts. Its rows are numbered as the events
//! are, so that the newest match comes first and a conversation's matches lie together.

use std::collections::BTreeSet;

use async_trait::async_trait;
use baton_protocol::Event;
use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};

use super::{
    SqliteStore, StoreError, events,
    list::{self, Lead},
    row,
};
use crate::store::{
    Search, Words,
    model::{ConversationKey, Found, ListFilter, Phrases},
};

type Result<T> = std::result::Result<T, StoreError>;

/// A word that goes on in more ways than these is left to FTS5's own prefixes.
const TERMS: usize = 64;
/// So many open conversations are looked into one by one.
const FEW: usize = 64;
/// Conversations are numbered up to here: their events have the rest of the number.
const NUMBERS: i64 = (1 << 31) - 1;

#[async_trait]
impl Search for SqliteStore {
    async fn catch_up(&self, limit: usize, words: Words) -> Result<usize> {
        // Cut into tokens by a reader: the writer's time is everybody's.
        let fresh = self.readers.run(move |connection| unsearched(connection, limit)).await?;
        if fresh.is_empty() {
            return Ok(0);
        }
        let taken: Vec<(i64, Option<String>)> =
            fresh.iter().map(|(id, event)| (*id, event.as_ref().and_then(words))).collect();
        let count = taken.len();
        let said = taken.iter().filter_map(|(_, words)| words.as_deref()).flat_map(|words| words.split(' '));
        let terms: BTreeSet<String> = said.map(str::to_owned).collect();
        self.writer.run(move |connection| take_in(connection, &taken, &terms)).await?;
        Ok(count)
    }

    async fn forget_terms(&self) -> Result<()> {
        let mut after = String::new();
        loop {
            let from = after.clone();
            let terms = self.readers.run(move |connection| page_of_terms(connection, &from)).await?;
            let Some(last) = terms.last() else { return Ok(()) };
            after.clone_from(last);
            let gone = self.readers.run(move |connection| silent(connection, &terms)).await?;
            if !gone.is_empty() {
                self.writer.run(move |connection| forget(connection, &gone)).await?;
            }
        }
    }

    async fn search(
        &self,
        phrases: Phrases,
        filter: ListFilter,
        before: Option<ConversationKey>,
        limit: usize,
    ) -> Result<Vec<Found>> {
        self.readers.run(move |connection| search(connection, &phrases, &filter, before, limit)).await
    }
}

fn unsearched(connection: &Connection, limit: usize) -> rusqlite::Result<Vec<(i64, Option<Event>)>> {
    let mut find = connection.prepare_cached("SELECT event FROM unsearched LIMIT ?1")?;
    let ids = find.query_map([row::limit(limit)], |row| row.get(0))?;
    let ids = ids.collect::<rusqlite::Result<Vec<i64>>>()?;
    ids.into_iter().map(|id| Ok((id, events::one(connection, id)?))).collect()
}

fn page_of_terms(connection: &Connection, after: &str) -> rusqlite::Result<Vec<String>> {
    let mut find =
        connection.prepare_cached("SELECT text FROM term WHERE text > ?1 ORDER BY text LIMIT 1000")?;
    find.query_map([after], |row| row.get(0))?.collect()
}

fn forget(connection: &Connection, terms: &[String]) -> rusqlite::Result<()> {
    // Somebody may have said one of them a moment ago.
    for term in silent(connection, terms)? {
        connection.prepare_cached("DELETE FROM term WHERE text = ?1")?.execute([term])?;
    }
    Ok(())
}

fn take_in(
    connection: &Connection,
    taken: &[(i64, Option<String>)],
    terms: &BTreeSet<String>,
) -> rusqlite::Result<()> {
    let mut add = connection.prepare_cached("INSERT OR IGNORE INTO term (text) VALUES (?1)")?;
    for term in terms {
        add.execute([term])?;
    }
    let mut insert = connection.prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?;
    let mut done = connection.prepare_cached("DELETE FROM unsearched WHERE event = ?1")?;
    for (id, words) in taken {
        // A second run may find it done already.
        if done.execute([id])? == 1
            && let Some(words) = words
        {
            insert.execute(params![id, words])?;
        }
    }
    Ok(())
}

fn search(
    connection: &Connection,
    phrases: &Phrases,
    filter: &ListFilter,
    before: Option<ConversationKey>,
    limit: usize,
) -> rusqlite::Result<Vec<Found>> {
    let Some(expression) = expression(connection, phrases)? else { return Ok(Vec::new()) };
    let before = before.map_or(i64::MAX, |key| key.0);
    if let Some(open) = list::few_open(connection, filter, FEW)? {
        return in_each(connection, &expression, open.into_iter().filter(|key| key.0 < before), limit);
    }
    let (first, last) = list::span(connection, filter)?;
    let (clause, values) = list::clause(list::conditions(filter, Lead::Newest));
    // `CROSS JOIN` keeps the order: the words first, newest match first, then the row that they belong to.
    let query = format!(
        "SELECT words.rowid FROM words CROSS JOIN conversation
         WHERE {clause} conversation.id = words.rowid >> 32
           AND words MATCH ? AND words.rowid >= ? AND words.rowid < ?
         ORDER BY words.rowid DESC"
    );
    let begin = events::first_of(ConversationKey(first.min(NUMBERS)));
    let end = events::first_of(ConversationKey(before.min(last.saturating_add(1)).min(NUMBERS)));
    let mut with: Vec<&dyn ToSql> = values.iter().map(|value| &**value).collect();
    with.extend::<[&dyn ToSql; 3]>([&expression, &begin, &end]);
    let mut find = connection.prepare_cached(&query)?;
    // Stepped through, not asked again for each piece: where a word is in most messages, beginning is what costs.
    let mut rows = find.query(params_from_iter(with))?;
    let mut found: Vec<Found> = Vec::new();
    while found.len() < limit
        && let Some(row) = rows.next()?
    {
        let id: i64 = row.get(0)?;
        if found.last().is_none_or(|found| found.head.key.0 != id >> 32) {
            found.extend(whole(connection, id)?);
        }
    }
    Ok(found)
}

/// The newest match in each of these conversations.
fn in_each(
    connection: &Connection,
    expression: &str,
    keys: impl Iterator<Item = ConversationKey>,
    limit: usize,
) -> rusqlite::Result<Vec<Found>> {
    let mut find = connection.prepare_cached(
        "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid > ?2 AND rowid < ?3 ORDER BY rowid DESC LIMIT 1",
    )?;
    let mut found = Vec::new();
    for key in keys {
        let range = params![expression, events::first_of(key), events::first_of(ConversationKey(key.0 + 1))];
        if let Some(id) = find.query_row(range, |row| row.get(0)).optional()? {
            found.extend(whole(connection, id)?);
        }
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

fn whole(connection: &Connection, id: i64) -> rusqlite::Result<Option<Found>> {
    let Some(event) = events::one(connection, id)? else { return Ok(None) };
    let head = list::one(connection, ConversationKey(id >> 32))?;
    Ok(head.map(|head| Found { head, event }))
}

/// The phrases in FTS5's language; none where nothing can fit. Tokens are letters and digits, so that quoting them is
/// enough.
fn expression(connection: &Connection, Phrases(phrases): &Phrases) -> rusqlite::Result<Option<String>> {
    let mut parts = Vec::with_capacity(phrases.len());
    for phrase in phrases {
        let quoted = |tokens: &[String]| format!("\"{}\"", tokens.join(" ").replace('"', ""));
        let Some((last, first)) = phrase.tokens.split_last().filter(|_| phrase.open) else {
            parts.push(quoted(&phrase.tokens));
            continue;
        };
        let terms = terms(connection, last)?;
        if terms.is_empty() {
            return Ok(None);
        }
        if terms.len() > TERMS {
            parts.push(format!("{} *", quoted(&phrase.tokens)));
            continue;
        }
        let each = terms.into_iter().map(|term| quoted(&[first, &[term]].concat()));
        parts.push(format!("({})", each.collect::<Vec<_>>().join(" OR ")));
    }
    Ok(Some(parts.join(" AND ")))
}

/// The terms that go on from `beginning`, one more than [`TERMS`] at most. A prefix of FTS5's own gathers every match of
/// every term before the first is told; the terms by name tell the newest at once.
fn terms(connection: &Connection, beginning: &str) -> rusqlite::Result<Vec<String>> {
    let mut find =
        connection.prepare_cached("SELECT text FROM term WHERE text >= ?1 AND text < ?1 || ?2 LIMIT ?3")?;
    let with = params![beginning, char::MAX.to_string(), row::limit(TERMS + 1)];
    find.query_map(with, |row| row.get(0))?.collect()
}

/// Which of these terms nobody says any more.
fn silent(connection: &Connection, terms: &[String]) -> rusqlite::Result<Vec<String>> {
    let mut find = connection.prepare_cached("SELECT 1 FROM words WHERE words MATCH ?1 LIMIT 1")?;
    let mut silent = Vec::new();
    for term in terms {
        if !find.exists([format!("\"{term}\"")])? {
            silent.push(term.clone());
        }
    }
    Ok(silent)
}
