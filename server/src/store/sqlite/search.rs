//! The store's search on SQLite: an FTS5 index over tokens that the server cuts. Its rows are numbered as the events
//! are, so that the newest match comes first and a conversation's matches lie together.

use async_trait::async_trait;
use baton_protocol::Event;
use rusqlite::{Connection, ToSql, params, params_from_iter};

use super::{SqliteStore, StoreError, events, list, row};
use crate::store::{
    Search, Words,
    model::{ConversationKey, Found, ListFilter, Phrases},
};

type Result<T> = std::result::Result<T, StoreError>;

/// So many matches are looked at for one page at most, when they all stand in few conversations.
const LOOKS: usize = 20;

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
        self.writer.run(move |connection| take_in(connection, &taken)).await?;
        Ok(count)
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

fn take_in(connection: &Connection, taken: &[(i64, Option<String>)]) -> rusqlite::Result<()> {
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
    let expression = expression(phrases);
    let (clause, values) = list::clause(list::conditions(filter));
    let clause = if clause.is_empty() { "1" } else { &clause };
    // `CROSS JOIN` keeps the order: the words first, newest match first, then the row that they belong to.
    let query = format!(
        "SELECT words.rowid FROM words CROSS JOIN conversation
         WHERE words MATCH ? AND words.rowid < ? AND conversation.id = words.rowid >> 32 AND {clause}
         ORDER BY words.rowid DESC LIMIT ?"
    );
    let mut find = connection.prepare_cached(&query)?;
    let mut found: Vec<Found> = Vec::new();
    let mut end = before.map_or(i64::MAX, events::first_of);
    while found.len() < limit {
        let mut with: Vec<&dyn ToSql> = vec![&expression, &end];
        with.extend(values.iter().map(|value| &**value));
        let wanted = row::limit(LOOKS);
        with.push(&wanted);
        let ids = find.query_map(params_from_iter(with), |row| row.get(0))?;
        let ids = ids.collect::<rusqlite::Result<Vec<i64>>>()?;
        let Some(last) = ids.last() else { break };
        let mut newest: Vec<i64> = ids.clone();
        newest.dedup_by_key(|id| *id >> 32);
        for id in newest {
            let key = ConversationKey(id >> 32);
            if found.last().is_some_and(|found| found.head.key == key) || found.len() == limit {
                continue;
            }
            if let Some(event) = events::one(connection, id)?
                && let Some(head) = list::one(connection, key)?
            {
                found.push(Found { head, event });
            }
        }
        // Past the whole conversation of the last one: its other matches are of no use.
        end = events::first_of(ConversationKey(last >> 32));
    }
    Ok(found)
}

/// The phrases in FTS5's language. Tokens are letters and digits, so that quoting them is enough.
fn expression(Phrases(phrases): &Phrases) -> String {
    let quoted = phrases.iter().map(|phrase| {
        let text = phrase.tokens.join(" ").replace('"', "");
        format!("\"{text}\"{}", if phrase.open { " *" } else { "" })
    });
    quoted.collect::<Vec<_>>().join(" AND ")
}
