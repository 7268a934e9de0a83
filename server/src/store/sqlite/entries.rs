//! The store's entries on SQLite: rows of the draft, as they stand to what is published.

use baton_protocol::{
    AgentId, EntryId, ImportId, Timestamp,
    knowledge::{Change, Entry, EntryPage, EntryRow, Origin, Written},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row;
use crate::store::model::{EntryFilter, SiteId};

/// How much of an answer or a text a list shows, in characters.
const BEGINS: usize = 160;

/// What is in the draft of site `?1`, beside what is published of it.
const DRAFT: &str = "
  SELECT e.id, r.written, e.origin, e.import, e.address, coalesce(p.gone, 0), e.conversation, e.seq, r.person, r.at,
    r.id, v.revision
  FROM draft_entry d JOIN entry e ON e.id = d.entry JOIN revision r ON r.id = d.revision
    LEFT JOIN page p ON p.import = e.import AND p.address = e.address
    LEFT JOIN version_entry v ON v.site = d.site AND v.entry = d.entry
      AND v.version = (SELECT max(number) FROM version WHERE site = ?1)
  WHERE d.site = ?1";

/// What is published and no longer in the draft.
const REMOVED: &str = "
  SELECT e.id, r.written, e.origin, e.import, e.address, coalesce(p.gone, 0), e.conversation, e.seq, r.person, r.at,
    r.id, NULL
  FROM version_entry v JOIN entry e ON e.id = v.entry JOIN revision r ON r.id = v.revision
    LEFT JOIN page p ON p.import = e.import AND p.address = e.address
  WHERE v.site = ?1 AND v.version = (SELECT max(number) FROM version WHERE site = ?1)
    AND NOT EXISTS (SELECT 1 FROM draft_entry d WHERE d.site = ?1 AND d.entry = v.entry)";

/// An entry of the draft.
pub(super) fn one(connection: &Connection, site: SiteId, id: EntryId) -> rusqlite::Result<Option<Entry>> {
    let query = format!("{DRAFT} AND d.entry = ?2");
    connection
        .prepare_cached(&query)?
        .query_row(params![site.0, id.0], |found| entry(found, false))
        .optional()
}

/// Entries of the draft that pass the filter, newest first.
pub(super) fn page(
    connection: &Connection,
    site: SiteId,
    filter: &EntryFilter,
    limit: usize,
) -> rusqlite::Result<EntryPage> {
    let before = filter.after.map_or(i64::MAX, |id| i64::from(id.0));
    let words = filter.find.to_lowercase();
    let mut found: Vec<Entry> = Vec::new();
    let mut gather = |query: &str, removed: bool| -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(query)?;
        let mut rows = statement.query(params![site.0, before])?;
        let mut taken = 0;
        while let Some(row) = rows.next()?
            && taken <= limit
        {
            let entry = entry(row, removed)?;
            if passes(&entry, filter, &words) {
                found.push(entry);
                taken += 1;
            }
        }
        Ok(())
    };
    let only = if filter.changed { "AND v.revision IS NOT d.revision" } else { "" };
    gather(&format!("{DRAFT} {only} AND d.entry < ?2 ORDER BY d.entry DESC"), false)?;
    if filter.changed {
        gather(&format!("{REMOVED} AND v.entry < ?2 ORDER BY v.entry DESC"), true)?;
    }
    found.sort_unstable_by_key(|entry| std::cmp::Reverse(entry.id));
    let more = found.len() > limit;
    found.truncate(limit);
    let count = "SELECT count(*) FILTER (WHERE r.written LIKE '{\"pair\"%'), count(*)
                 FROM draft_entry d JOIN revision r ON r.id = d.revision WHERE d.site = ?1";
    let (pairs, all): (u32, u32) =
        connection.prepare_cached(count)?.query_row([site.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(EntryPage { rows: found.into_iter().map(line).collect(), more, pairs, articles: all - pairs })
}

/// How many entries are not as they are published, removed ones too.
pub(super) fn changes(connection: &Connection, site: SiteId) -> rusqlite::Result<u32> {
    let count = |query: &str| -> rusqlite::Result<u32> {
        let query = format!("SELECT count(*) FROM ({query})");
        connection.prepare_cached(&query)?.query_row([site.0], |row| row.get(0))
    };
    Ok(count(&format!("{DRAFT} AND v.revision IS NOT d.revision"))? + count(REMOVED)?)
}

fn passes(entry: &Entry, filter: &EntryFilter, words: &str) -> bool {
    let pair = matches!(entry.written, Written::Pair { .. });
    let imported =
        |import: ImportId| matches!(&entry.origin, Origin::Import { import: by, .. } if *by == import);
    filter.pair.is_none_or(|wanted| wanted == pair)
        && filter.import.is_none_or(imported)
        && (words.is_empty() || has(&entry.written, words))
}

fn has(written: &Written, words: &str) -> bool {
    let in_it = |text: &str| text.to_lowercase().contains(words);
    match written {
        Written::Pair { questions, answer } => in_it(answer) || questions.iter().any(|one| in_it(one)),
        Written::Article { title, body } => in_it(title) || in_it(body),
    }
}

/// An entry as a list shows it.
pub(super) fn line(entry: Entry) -> EntryRow {
    let begins = |text: &str| {
        let plain = baton_protocol::rich::plain(&baton_knowledge::blocks(text));
        plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(BEGINS).collect()
    };
    let (pair, title, begins, phrasings) = match entry.written {
        Written::Pair { questions, answer } => {
            let more = u32::try_from(questions.len().saturating_sub(1)).unwrap_or(u32::MAX);
            (true, questions.into_iter().next().unwrap_or_default(), begins(&answer), more)
        }
        // The beginning is enough to show the beginning.
        Written::Article { title, body } => {
            let head: String = body.chars().take(8 * BEGINS).collect();
            (false, title, begins(&head), 0)
        }
    };
    EntryRow {
        id: entry.id,
        pair,
        title,
        begins,
        phrasings,
        origin: entry.origin,
        change: entry.change,
        at: entry.at,
    }
}

fn entry(found: &Row<'_>, removed: bool) -> rusqlite::Result<Entry> {
    let revision = found.get::<_, i64>(10)?;
    let change = match found.get::<_, Option<i64>>(11)? {
        _ if removed => Change::Removed,
        None => Change::New,
        Some(published) if published == revision => Change::Same,
        Some(_) => Change::Changed,
    };
    Ok(Entry {
        id: EntryId(found.get(0)?),
        written: row::json(found, 1)?,
        origin: origin(found)?,
        change,
        by: found.get::<_, Option<u32>>(8)?.map(AgentId),
        at: Timestamp(found.get(9)?),
        version: row::count(found, 10)?,
    })
}

fn origin(found: &Row<'_>) -> rusqlite::Result<Origin> {
    let kind: String = found.get(2)?;
    let told = || -> rusqlite::Result<_> {
        let known = found.get_ref(6)?.as_str().is_ok();
        Ok(if known { Some((row::conversation_id(found, 6)?, row::count(found, 7)?)) } else { None })
    };
    Ok(match (kind.as_str(), told()?) {
        ("correction", Some((conversation, seq))) => Origin::Correction { conversation, seq },
        ("lesson", Some((conversation, seq))) => Origin::Lesson { conversation, seq },
        ("unanswered", _) => Origin::Unanswered,
        ("import", _) => match found.get::<_, Option<u32>>(3)? {
            Some(import) => Origin::Import {
                import: ImportId(import),
                address: found.get::<_, Option<String>>(4)?.filter(|address| !address.is_empty()),
                gone: found.get(5)?,
            },
            None => Origin::Hand,
        },
        // Whoever taught it was erased, or it was written.
        _ => Origin::Hand,
    })
}
