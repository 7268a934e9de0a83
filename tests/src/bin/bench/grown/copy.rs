//! tests, bench: fills a store with copies of conversations, row for row as the server writes them.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use baton_protocol::ClientId;
use rusqlite::{Connection, Transaction, params_from_iter, types::Value};

use super::{
    dice::{Dice, RARE, UNCOMMON, Vocabulary},
    mould::{Cell, Cells, Mould},
    pattern::Filling,
    shop::Place,
};

/// Two thousand conversations a month: a shop that is a month old has as many on a day as one of eight years.
const APART: i64 = 30 * 24 * 3_600_000 / 2_000;
/// So many share a transaction.
const GROUP: usize = 1_000;
/// Every so many a visitor comes back whose last conversation has ended.
const AGAIN: usize = 3;

struct Copier<'a> {
    moulds: &'a [Mould],
    words: Vocabulary,
    dice: Dice,
    /// The last visitor of each mould, and how many conversations they have had.
    known: HashMap<usize, (i64, i64)>,
    visitors: i64,
    conversations: i64,
    hears_waits: bool,
    /// Words that the next conversations in their language are to hold.
    due: Vec<&'static str>,
}

/// What a copy's rows are made with.
struct Copy<'a> {
    mould: &'a Mould,
    filling: Filling,
    visitor: i64,
    conversation: i64,
}

/// Copies until there are `count` conversations, the last one begun a while before `now`.
pub(crate) fn fill(store: &mut Connection, moulds: &[Mould], count: usize, now: i64) -> Result<()> {
    store
        .execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; PRAGMA foreign_keys = OFF")?;
    let hears_waits = store.table_exists(None, "wait")?;
    let last = |table: &str| {
        let query = format!("SELECT coalesce(max(id), 0) FROM {table}");
        store.query_row(&query, [], |row| row.get::<_, i64>(0))
    };
    let (visitors, conversations) = (last("visitor")?, last("conversation")?);
    let (words, dice, known) = (Vocabulary::new(), Dice(count as u64), HashMap::new());
    let mut copier =
        Copier { moulds, words, dice, known, visitors, conversations, hears_waits, due: Vec::new() };
    let newest = |place: Place| (0..moulds.len()).filter(move |at| moulds[*at].place == place);
    let (anywhere, newest): (Vec<_>, Vec<_>) =
        (newest(Place::Anywhere).collect(), newest(Place::Newest).collect());
    let mut at = 0;
    while at < count {
        let transaction = store.transaction()?;
        for _ in 0..GROUP.min(count - at) {
            let left = count - at;
            let choice = match newest.get(left.wrapping_sub(1)) {
                Some(choice) => *choice,
                None => anywhere[copier.dice.below(anywhere.len())],
            };
            let jitter = copier.dice.below(600_000) as i64;
            copier.copy(&transaction, choice, now - APART * (left as i64 + 1) + jitter, at, count)?;
            at += 1;
        }
        transaction.commit()?;
        if at.is_multiple_of(20 * GROUP) {
            eprintln!("    {at} conversations of {count}");
        }
    }
    Ok(())
}

impl Copier<'_> {
    fn copy(
        &mut self,
        to: &Transaction<'_>,
        choice: usize,
        opened: i64,
        at: usize,
        count: usize,
    ) -> Result<()> {
        let mould = &self.moulds[choice];
        // The same few stand in every store, the others in as large a part of each.
        let third = (count / 3).max(1);
        if at % third == third / 2 {
            self.due.push(RARE);
        } else if at.is_multiple_of(100) {
            self.due.push(UNCOMMON);
        }
        let first = if mould.english { self.due.pop() } else { None };
        let filling = Filling::new(opened, first, &self.words, &mut self.dice);
        self.conversations += 1;
        let conversation = self.conversations;
        let back = self.known.get(&choice).copied().filter(|_| mould.ended && at.is_multiple_of(AGAIN));
        let (visitor, had) = back.unwrap_or_else(|| {
            self.visitors += 1;
            (self.visitors, 0)
        });
        self.known.insert(choice, (visitor, had + 1));
        let copy = Copy { mould, filling, visitor, conversation };
        if back.is_none() {
            let token = Value::Blob(self.dice.bytes::<32>().to_vec());
            copy.row(
                to,
                "visitor",
                &mould.visitor,
                &[("id", visitor.into()), ("token", token), ("current", conversation.into())],
            )?;
        } else {
            to.prepare_cached(
                "UPDATE visitor SET current = ?2, conversations = ?3, last_seen = ?4 WHERE id = ?1",
            )?
            .execute([visitor, conversation, had + 1, opened])?;
        }
        let public = Value::Text(self.dice.name());
        copy.row(
            to,
            "conversation",
            &mould.conversation,
            &[("id", conversation.into()), ("public", public)],
        )?;
        self.events(to, &copy)?;
        for (table, row) in &mould.others {
            copy.row(to, table, row, &[])?;
        }
        Ok(())
    }

    fn events(&mut self, to: &Transaction<'_>, copy: &Copy<'_>) -> Result<()> {
        for said in &copy.mould.events {
            let id = copy.event(said.seq);
            let at = copy.filling.opened + copy.mould.pace.of(said.after);
            let name = said.named.then(|| ClientId::new(at.unsigned_abs(), self.dice.bytes()));
            let name = name.as_ref().map(|name| name.as_bytes().as_slice());
            let body = said.body.fill(&copy.filling, copy.mould.pace);
            to.prepare_cached("INSERT INTO event (id, at, client_id, body) VALUES (?1, ?2, ?3, ?4)")?
                .execute((id, at, name, body))?;
            if said.speaks {
                to.prepare_cached("INSERT INTO unsearched (event) VALUES (?1)")?.execute([id])?;
            }
            if self.hears_waits
                && let Some(waited) = said.body.waited(copy.mould.pace)
            {
                to.prepare_cached("INSERT INTO wait (site, at, waited) VALUES (1, ?1, ?2)")?
                    .execute([at, waited])?;
            }
        }
        Ok(())
    }
}

impl Copy<'_> {
    const fn event(&self, seq: i64) -> i64 {
        self.conversation << 32 | seq
    }

    /// A row with these columns in place of the mould's; a number that names only the row itself is given anew.
    fn row(&self, to: &Transaction<'_>, table: &str, cells: &Cells, own: &[(&str, Value)]) -> Result<()> {
        let own_of = |name: &str| own.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone());
        let kept: Vec<_> = cells
            .iter()
            .filter(|(name, cell)| name != "id" || own_of(name).is_some() || matches!(cell, Cell::Event(_)))
            .collect();
        let names: Vec<&str> = kept.iter().map(|(name, _)| name.as_str()).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let query = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", "));
        let values = kept.iter().map(|(name, cell)| own_of(name).unwrap_or_else(|| self.value(cell)));
        to.prepare_cached(&query)?.execute(params_from_iter(values)).with_context(|| query.clone())?;
        Ok(())
    }

    fn value(&self, cell: &Cell) -> Value {
        match cell {
            Cell::Plain(value) => value.clone(),
            Cell::Time(after) => (self.filling.opened + self.mould.pace.of(*after)).into(),
            Cell::Lasts(long) => self.mould.pace.of(*long).into(),
            Cell::Text(pattern) => pattern.fill(&self.filling, self.mould.pace).into(),
            Cell::Conversation => self.conversation.into(),
            Cell::Visitor => self.visitor.into(),
            Cell::Event(seq) => self.event(*seq).into(),
        }
    }
}
