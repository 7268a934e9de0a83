//! The store's post on SQLite: what has to go to LINE.

use async_trait::async_trait;
use baton_protocol::{Timestamp, VisitorId, line::Delivery};
use rusqlite::{Connection, Row, params};

use super::{SqliteStore, StoreError, arrivals, row};
use crate::store::{
    LinePost,
    model::{ConversationKey, LineCall, NewCall, Out, OutWhat, Outbox, SiteId},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl LinePost for SqliteStore {
    async fn post_words(&self, visitor: VisitorId, messages: String, arrival: i64) -> Result<()> {
        self.writer
            .run(move |connection| {
                let insert = "INSERT INTO line_out (visitor, body) VALUES (?1, ?2)";
                connection.prepare_cached(insert)?.execute(params![row::column(visitor.0), messages])?;
                arrivals::settle(connection, arrival)
            })
            .await
    }

    async fn outbox(&self, visitor: VisitorId, limit: usize) -> Result<Outbox> {
        self.readers
            .run(move |connection| {
                let visitor = row::column(visitor.0);
                let calls: Vec<LineCall> = connection
                    .prepare_cached(
                        "SELECT id, key, reply, reply_at, tried, messages FROM line_call WHERE visitor = ?1
                         ORDER BY id",
                    )?
                    .query_map([visitor], call)?
                    .collect::<rusqlite::Result<_>>()?;
                if !calls.is_empty() {
                    return Ok(Outbox { calls, outs: Vec::new() });
                }
                let outs = connection
                    .prepare_cached(
                        "SELECT id, conversation, seq, body FROM line_out
                         WHERE visitor = ?1 AND last IS NULL AND why IS NULL ORDER BY id LIMIT ?2",
                    )?
                    .query_map(params![visitor, row::limit(limit)], out)?
                    .collect::<rusqlite::Result<_>>()?;
                Ok(Outbox { calls, outs })
            })
            .await
    }

    async fn place_calls(&self, visitor: VisitorId, calls: Vec<NewCall>) -> Result<()> {
        self.writer
            .run(move |connection| {
                let visitor = row::column(visitor.0);
                for call in &calls {
                    let (reply, reply_at) = call.reply.as_ref().map(|(token, at)| (token, at.0)).unzip();
                    connection
                        .prepare_cached(
                            "INSERT INTO line_call (visitor, key, reply, reply_at, messages)
                             VALUES (?1, ?2, ?3, ?4, ?5)",
                        )?
                        .execute(params![visitor, call.key, reply, reply_at, call.messages])?;
                    let id = connection.last_insert_rowid();
                    for out in &call.outs {
                        connection
                            .prepare_cached(
                                "UPDATE line_out SET first = coalesce(first, ?2), last = ?2 WHERE id = ?1",
                            )?
                            .execute([*out, id])?;
                    }
                    if reply.is_some() {
                        connection
                            .prepare_cached(
                                "UPDATE line_user SET reply = NULL WHERE visitor = ?1 AND reply = ?2",
                            )?
                            .execute(params![visitor, reply])?;
                    }
                }
                Ok(())
            })
            .await
    }

    async fn try_call(&self, id: i64, as_reply: bool, may_have_arrived: bool) -> Result<()> {
        self.writer
            .run(move |connection| {
                let update = "UPDATE line_call SET tried = ?3, reply = iif(?2, reply, NULL) WHERE id = ?1";
                connection.prepare_cached(update)?.execute(params![id, as_reply, may_have_arrived])?;
                Ok(())
            })
            .await
    }

    async fn undo_call(&self, id: i64) -> Result<()> {
        self.writer.run(move |connection| undo(connection, visitor_of(connection, id)?, id)).await
    }

    async fn call_taken(&self, id: i64) -> Result<Vec<(ConversationKey, u64)>> {
        self.writer
            .run(move |connection| {
                let out = connection
                    .prepare_cached("DELETE FROM line_out WHERE last = ?1 RETURNING conversation, seq")?
                    .query_map([id], |found| Ok(place(found.get(0)?, found.get(1)?)))?
                    .collect::<rusqlite::Result<Vec<_>>>()?;
                connection.prepare_cached("DELETE FROM line_call WHERE id = ?1")?.execute([id])?;
                Ok(out.into_iter().flatten().collect())
            })
            .await
    }

    async fn call_failed(&self, id: i64, why: Delivery) -> Result<Vec<ConversationKey>> {
        let why = row::to_json(&why)?;
        self.writer.run(move |connection| fail_call(connection, id, &why)).await
    }

    async fn fail_outs(&self, outs: Vec<i64>, why: Delivery) -> Result<()> {
        let why = row::to_json(&why)?;
        self.writer
            .run(move |connection| {
                let mut update = connection.prepare_cached("UPDATE line_out SET why = ?2 WHERE id = ?1")?;
                for out in &outs {
                    update.execute(params![out, why])?;
                }
                Ok(())
            })
            .await
    }

    async fn drop_outs(&self, outs: Vec<i64>) -> Result<()> {
        self.writer
            .run(move |connection| {
                let mut delete = connection.prepare_cached("DELETE FROM line_out WHERE id = ?1")?;
                for out in &outs {
                    delete.execute([out])?;
                }
                Ok(())
            })
            .await
    }

    async fn undelivered(&self, key: ConversationKey) -> Result<Vec<(u64, Option<Delivery>)>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT seq, why FROM line_out WHERE conversation = ?1 ORDER BY seq";
                let undelivered = |found: &Row<'_>| Ok((row::count(found, 0)?, row::json_or_null(found, 1)?));
                connection.prepare_cached(query)?.query_map([key.0], undelivered)?.collect()
            })
            .await
    }

    async fn resend(&self, key: ConversationKey, seq: u64) -> Result<bool> {
        self.writer
            .run(move |connection| {
                let update = "UPDATE line_out SET why = NULL
                              WHERE conversation = ?1 AND seq = ?2 AND why IS NOT NULL";
                Ok(connection.prepare_cached(update)?.execute(params![key.0, row::column(seq)])? == 1)
            })
            .await
    }

    async fn posted_to(&self, site: Option<SiteId>) -> Result<Vec<VisitorId>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT DISTINCT line_out.visitor FROM line_out JOIN line_user USING (visitor)
                             WHERE why IS NULL AND (?1 IS NULL OR site = ?1)";
                let visitor = |found: &Row<'_>| row::count(found, 0).map(VisitorId);
                connection.prepare_cached(query)?.query_map([site.map(|site| site.0)], visitor)?.collect()
            })
            .await
    }

    async fn posted(&self, site: SiteId) -> Result<u64> {
        self.readers
            .run(move |connection| {
                let query = "SELECT count(*) FROM line_out JOIN line_user USING (visitor)
                             WHERE why IS NULL AND site = ?1";
                connection.prepare_cached(query)?.query_row([site.0], |found| row::count(found, 0))
            })
            .await
    }
}

/// These events of a conversation have to go out to its visitor.
pub(super) fn post(
    connection: &Connection,
    visitor: i64,
    key: ConversationKey,
    events: &[u64],
) -> rusqlite::Result<()> {
    for seq in events {
        connection
            .prepare_cached("INSERT INTO line_out (visitor, conversation, seq) VALUES (?1, ?2, ?3)")?
            .execute(params![visitor, key.0, row::column(*seq)])?;
    }
    Ok(())
}

fn fail_call(connection: &Connection, id: i64, why: &str) -> rusqlite::Result<Vec<ConversationKey>> {
    let visitor = visitor_of(connection, id)?;
    let failed = connection
        .prepare_cached(
            "UPDATE line_out SET why = ?2, first = NULL, last = NULL
             WHERE visitor = ?3 AND first <= ?1 AND last >= ?1 RETURNING conversation, seq",
        )?
        .query_map(params![id, why, visitor], |found| Ok(place(found.get(0)?, found.get(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    // Words that stand in no log are nobody's to try again.
    connection
        .prepare_cached("DELETE FROM line_out WHERE visitor = ?1 AND why IS NOT NULL AND body IS NOT NULL")?
        .execute([visitor])?;
    undo(connection, visitor, id)?;
    Ok(failed.into_iter().flatten().map(|(key, _)| key).collect())
}

fn visitor_of(connection: &Connection, call: i64) -> rusqlite::Result<i64> {
    let find = "SELECT visitor FROM line_call WHERE id = ?1";
    connection.prepare_cached(find)?.query_row([call], |found| found.get(0))
}

/// What this request and those after it carry waits for others.
fn undo(connection: &Connection, visitor: i64, call: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE line_out SET first = NULL, last = NULL WHERE visitor = ?1 AND last >= ?2")?
        .execute([visitor, call])?;
    connection.prepare_cached("DELETE FROM line_call WHERE visitor = ?1")?.execute([visitor]).map(drop)
}

fn place(key: Option<i64>, seq: Option<i64>) -> Option<(ConversationKey, u64)> {
    Some((ConversationKey(key?), u64::try_from(seq?).ok()?))
}

fn call(found: &Row<'_>) -> rusqlite::Result<LineCall> {
    let reply = found.get::<_, Option<String>>(2)?.zip(found.get::<_, Option<i64>>(3)?);
    Ok(LineCall {
        id: found.get(0)?,
        key: found.get(1)?,
        reply: reply.map(|(token, at)| (token, Timestamp(at))),
        tried: found.get(4)?,
        messages: found.get(5)?,
    })
}

fn out(found: &Row<'_>) -> rusqlite::Result<Out> {
    let what = match place(found.get(1)?, found.get(2)?) {
        Some((key, seq)) => OutWhat::Event(key, seq),
        None => OutWhat::Words(found.get(3)?),
    };
    Ok(Out { id: found.get(0)?, what })
}
