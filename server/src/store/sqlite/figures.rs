//! The store's figures on SQLite: a row a request, written with the event that it follows from.

use async_trait::async_trait;
use baton_protocol::{AgentId, TeamId, Timestamp};
use rusqlite::{Connection, Params, Row, params};

use super::{SqliteStore, StoreError, answers, row};
use crate::store::{
    Reports,
    model::{ConversationKey, ConversationRow, Figure, Outcome, RatingRow, RequestRow, Rows, SiteId, Span},
};

/// What `outcome` holds.
const ACCEPTED: i64 = 1;
const ABANDONED: i64 = 2;
const UNANSWERED: i64 = 3;

#[async_trait]
impl Reports for SqliteStore {
    async fn figures(&self, span: Span) -> Result<Rows, StoreError> {
        self.readers
            .run(move |connection| {
                Ok(Rows {
                    conversations: rows(connection, CONVERSATIONS, &span, conversation)?,
                    requests: rows(connection, REQUESTS, &span, request)?,
                    ratings: rows(connection, RATINGS, &span, rating)?,
                })
            })
            .await
    }
}

// The AI agent answered where there is more than the visitor's own first event.
const CONVERSATIONS: &str = "
  SELECT opened, team, agent IS NULL AND left_at IS NULL AND seq > 1
    AND NOT EXISTS (SELECT 1 FROM request
                    WHERE request.id >= conversation.id << 32 AND request.id < (conversation.id + 1) << 32)
  FROM conversation WHERE opened >= ?1 AND opened < ?2 AND (?3 IS NULL OR site = ?3)";

const REQUESTS: &str = "
  SELECT at, team, outcome, agent, waited, answered,
    (SELECT json_group_array(agent) FROM ignored WHERE ignored.request = request.id)
  FROM request WHERE at >= ?1 AND at < ?2 AND (?3 IS NULL OR site = ?3)";

const RATINGS: &str =
    "SELECT at, team, agent, stars FROM rating WHERE at >= ?1 AND at < ?2 AND (?3 IS NULL OR site = ?3)";

fn rows<T>(
    connection: &Connection,
    query: &str,
    span: &Span,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    let with = params![span.from.0, span.to.0, span.site.map(|site| site.0)];
    connection.prepare_cached(query)?.query_map(with, read)?.collect()
}

fn conversation(found: &Row<'_>) -> rusqlite::Result<ConversationRow> {
    Ok(ConversationRow { at: Timestamp(found.get(0)?), team: team(found, 1)?, alone: found.get(2)? })
}

fn request(found: &Row<'_>) -> rusqlite::Result<RequestRow> {
    let outcome = match found.get::<_, i64>(2)? {
        ACCEPTED => Some(Outcome::Accepted(row::agent_id(found, 3)?, found.get(4)?)),
        ABANDONED => Some(Outcome::Abandoned),
        UNANSWERED => Some(Outcome::Unanswered),
        _ => None,
    };
    Ok(RequestRow {
        at: Timestamp(found.get(0)?),
        team: team(found, 1)?,
        outcome,
        answered: found.get(5)?,
        ignored: row::json(found, 6)?,
    })
}

fn rating(found: &Row<'_>) -> rusqlite::Result<RatingRow> {
    Ok(RatingRow {
        at: Timestamp(found.get(0)?),
        team: team(found, 1)?,
        agent: found.get::<_, Option<u32>>(2)?.map(AgentId),
        stars: found.get(3)?,
    })
}

fn team(found: &Row<'_>, column: usize) -> rusqlite::Result<Option<TeamId>> {
    Ok(found.get::<_, Option<u32>>(column)?.map(TeamId))
}

/// Writes down what a commit means to the figures.
pub(super) fn write(
    connection: &Connection,
    key: ConversationKey,
    site: SiteId,
    figures: &[Figure],
) -> rusqlite::Result<()> {
    let id = |seq: u64| (key.0 << 32) | row::column(seq);
    let team = |team: Option<TeamId>| team.map(|team| team.0);
    for figure in figures {
        match figure.clone() {
            Figure::Began { seq, team: whose, at } => {
                run(
                    connection,
                    "INSERT OR IGNORE INTO request (id, site, team, at) VALUES (?1, ?2, ?3, ?4)",
                    params![id(seq), site.0, team(whose), at.0],
                )?;
                answers::hand(connection, key, id(seq))?;
            }
            Figure::Said { seq, at, answer } => answers::write(connection, id(seq), site, at, &answer)?,
            Figure::Judged { answer, helpful } => answers::judge(connection, id(answer), helpful)?,
            // A request that an older version began has no row, and gets none.
            Figure::Ignored { seq, agent } => run(
                connection,
                "INSERT OR IGNORE INTO ignored (request, agent) SELECT id, ?2 FROM request WHERE id = ?1",
                params![id(seq), agent.0],
            )?,
            Figure::Ended { seq, outcome } => {
                let (outcome, agent, waited) = match outcome {
                    Outcome::Accepted(agent, waited) => (ACCEPTED, Some(agent.0), Some(waited)),
                    Outcome::Abandoned => (ABANDONED, None, None),
                    Outcome::Unanswered => (UNANSWERED, None, None),
                };
                run(
                    connection,
                    "UPDATE request SET outcome = ?2, agent = ?3, waited = ?4 WHERE id = ?1",
                    params![id(seq), outcome, agent, waited],
                )?;
            }
            Figure::Answered { seq, after } => {
                run(connection, "UPDATE request SET answered = ?2 WHERE id = ?1", params![id(seq), after])?;
            }
            Figure::Rated { seq, team: whose, agent, stars, at } => run(
                connection,
                "INSERT OR IGNORE INTO rating (id, site, team, at, agent, stars) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![id(seq), site.0, team(whose), at.0, agent.map(|agent| agent.0), stars],
            )?,
        }
    }
    Ok(())
}

/// Takes a conversation's figures out.
pub(super) fn erase(connection: &Connection, key: ConversationKey) -> rusqlite::Result<()> {
    let of = params![key.0 << 32, (key.0 + 1) << 32];
    run(connection, "DELETE FROM request WHERE id >= ?1 AND id < ?2", of)?;
    run(connection, "DELETE FROM rating WHERE id >= ?1 AND id < ?2", of)?;
    answers::erase(connection, key)
}

fn run(connection: &Connection, statement: &str, with: impl Params) -> rusqlite::Result<()> {
    connection.prepare_cached(statement)?.execute(with).map(drop)
}
