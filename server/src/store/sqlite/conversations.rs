//! The store's conversations on SQLite: each unit asks first and writes after, so that a refusal has written nothing.

use async_trait::async_trait;
use baton_protocol::{AgentId, ClientId, ConversationId, Event, TeamId, Timestamp, VisitorId, state::Marks};
use rusqlite::{Connection, OptionalExtension, Params, params};

use super::{
    SqliteStore, StoreError,
    events::{self, NewEvent},
    figures, files, list, post,
    row::{self, heads},
};
use crate::store::{
    Conversations,
    model::{Commit, Committed, ConversationKey, Head, ListFilter, Opening, Side, SiteId},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Conversations for SqliteStore {
    async fn open(&self, mut opening: Opening) -> Result<Committed> {
        let last = opening.events.last().map_or(0, |event| event.seq);
        let events = events::prepare(std::mem::take(&mut opening.events), 0, last)?;
        let body = row::to_json(&opening.body)?;
        self.writer.run(move |connection| open(connection, &opening, last, &body, &events)).await
    }

    async fn commit(&self, mut commit: Commit) -> Result<Committed> {
        let at = commit.events.last().map_or(commit.head.body.since, |event| event.at);
        let events = std::mem::take(&mut commit.events);
        let events = events::prepare(events, commit.expected, commit.head.seq)?;
        let body = row::to_json(&commit.head.body)?;
        self.writer.run(move |connection| append(connection, &commit, at, &body, &events)).await
    }

    async fn mark(&self, conversation: ConversationKey, side: Side, marks: Marks) -> Result<()> {
        self.writer.run(move |connection| mark(connection, conversation, side, marks)).await
    }

    async fn head(&self, id: &ConversationId) -> Result<Option<Head>> {
        let id = id.clone();
        self.readers
            .run(move |connection| {
                let mut find = connection.prepare_cached(heads!("WHERE public = ?1"))?;
                find.query_row([id.as_str()], row::head).optional()
            })
            .await
    }

    async fn head_by_key(&self, key: ConversationKey) -> Result<Option<Head>> {
        self.readers
            .run(move |connection| {
                let mut find = connection.prepare_cached(heads!("WHERE id = ?1"))?;
                find.query_row([key.0], row::head).optional()
            })
            .await
    }

    async fn open_heads(&self) -> Result<Vec<Head>> {
        let query = heads!("INDEXED BY conversation_open WHERE stage IN (1, 2) ORDER BY id");
        self.readers.run(move |connection| several(connection, query, [])).await
    }

    async fn finished_by(&self, agent: AgentId, limit: usize) -> Result<Vec<Head>> {
        let query = heads!(
            "INDEXED BY conversation_finished WHERE stage IN (3, 4) AND agent = ?1
             ORDER BY since DESC, id DESC LIMIT ?2"
        );
        let limit = row::limit(limit);
        self.readers.run(move |connection| several(connection, query, params![agent.0, limit])).await
    }

    async fn left_heads(&self, limit: usize) -> Result<Vec<Head>> {
        let query =
            heads!("INDEXED BY conversation_left WHERE left_at IS NOT NULL ORDER BY left_at LIMIT ?1");
        self.readers.run(move |connection| several(connection, query, [row::limit(limit)])).await
    }

    async fn heads_of(&self, visitor: VisitorId, limit: usize) -> Result<Vec<Head>> {
        let query = heads!("WHERE visitor = ?1 ORDER BY id DESC LIMIT ?2");
        let with = params_of(visitor, limit);
        self.readers.run(move |connection| several(connection, query, with)).await
    }

    async fn labels(&self, hidden: Vec<TeamId>) -> Result<Vec<String>> {
        self.readers.run(move |connection| list::labels(connection, &hidden)).await
    }

    async fn list(
        &self,
        filter: ListFilter,
        before: Option<ConversationKey>,
        limit: usize,
    ) -> Result<Vec<Head>> {
        self.readers.run(move |connection| list::page(connection, &filter, before, limit)).await
    }

    async fn events_after(&self, key: ConversationKey, after: u64, limit: usize) -> Result<Vec<Event>> {
        self.readers.run(move |connection| events::after(connection, key, after, limit)).await
    }

    async fn events_before(&self, key: ConversationKey, before: u64, limit: usize) -> Result<Vec<Event>> {
        self.readers.run(move |connection| events::before(connection, key, before, limit)).await
    }

    async fn said(&self, client_id: ClientId) -> Result<Option<(ConversationKey, ConversationId, Event)>> {
        self.readers.run(move |connection| events::said(connection, client_id)).await
    }

    async fn waits(&self, site: SiteId, limit: usize) -> Result<Vec<i64>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT waited FROM wait WHERE site = ?1 ORDER BY id DESC LIMIT ?2";
                let mut find = connection.prepare_cached(query)?;
                find.query_map(params![site.0, row::limit(limit)], |row| row.get(0))?.collect()
            })
            .await
    }

    async fn epoch(&self) -> Result<String> {
        Ok(self.epoch.clone())
    }
}

fn params_of(visitor: VisitorId, limit: usize) -> [i64; 2] {
    [row::column(visitor.0), row::limit(limit)]
}

fn several(connection: &Connection, query: &str, with: impl Params) -> rusqlite::Result<Vec<Head>> {
    connection.prepare_cached(query)?.query_map(with, row::head)?.collect()
}

fn open(
    connection: &Connection,
    opening: &Opening,
    seq: u64,
    body: &str,
    events: &[NewEvent],
) -> rusqlite::Result<Committed> {
    if let Some(duplicate) = events::duplicate(connection, events)? {
        return Ok(duplicate);
    }
    let visitor = row::column(opening.visitor.0);
    let current: Option<i64> = connection
        .prepare_cached("SELECT current FROM visitor WHERE id = ?1")?
        .query_row([visitor], |row| row.get(0))?;
    if current != opening.instead_of.map(|key| key.0) {
        return Ok(Committed::Conflict);
    }
    let (stage, agent) = row::stage(&opening.body.state);
    connection
        .prepare_cached(
            "INSERT INTO conversation
               (public, site, visitor, channel, opened, seq, stage, since, agent, head, team, left_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            opening.id.as_str(),
            opening.site.0,
            visitor,
            row::channel_name(opening.channel),
            opening.at.0,
            row::column(seq),
            stage,
            opening.body.since.0,
            agent,
            body,
            opening.body.team.map(|team| team.0),
            opening.body.left.map(|left| left.0),
        ])?;
    let key = ConversationKey(connection.last_insert_rowid());
    events::insert(connection, key, events)?;
    files::send(connection, key, &opening.files)?;
    figures::write(connection, key, opening.site, &opening.figures)?;
    post::post(connection, visitor, key, &opening.out)?;
    connection
        .prepare_cached("UPDATE visitor SET current = ?2, conversations = conversations + 1 WHERE id = ?1")?
        .execute(params![visitor, key.0])?;
    Ok(Committed::Stored(key))
}

fn append(
    connection: &Connection,
    commit: &Commit,
    at: Timestamp,
    body: &str,
    events: &[NewEvent],
) -> rusqlite::Result<Committed> {
    if let Some(duplicate) = events::duplicate(connection, events)? {
        return Ok(duplicate);
    }
    let head = &commit.head;
    if !replace_head(connection, head, commit.expected, body)? {
        return Ok(Committed::Conflict);
    }
    events::insert(connection, head.key, events)?;
    files::send(connection, head.key, &commit.files)?;
    figures::write(connection, head.key, head.site, &commit.figures)?;
    let visitor = row::column(head.visitor.0);
    post::post(connection, visitor, head.key, &commit.out)?;
    if let Some(seq) = commit.unsent {
        events::unsend(connection, head.key, seq)?;
    }
    if let Some(waited) = commit.waited {
        connection
            .prepare_cached("INSERT INTO wait (site, at, waited) VALUES (?1, ?2, ?3)")?
            .execute(params![head.site.0, at.0, waited])?;
    }
    if let Some((name, email)) = &commit.contact {
        connection
            .prepare_cached("UPDATE visitor SET name = ?2, email = ?3 WHERE id = ?1")?
            .execute(params![visitor, name, email])?;
    }
    if let Some(labels) = &commit.labels {
        list::set_labels(connection, head.key, labels)?;
    }
    if commit.make_current {
        connection
            .prepare_cached(
                "UPDATE visitor SET current = ?2 WHERE id = ?1
                 AND coalesce((SELECT stage FROM conversation WHERE id = visitor.current), 4) = 4",
            )?
            .execute(params![visitor, head.key.0])?;
    }
    Ok(Committed::Stored(head.key))
}

/// False where the stored version is not `expected`, or its visitor has become another one. Most events leave the state as it is, and then the indexes,
/// which an update touches as soon as it names their columns, are not touched.
fn replace_head(connection: &Connection, head: &Head, expected: u64, body: &str) -> rusqlite::Result<bool> {
    let (stage, agent) = row::stage(&head.body.state);
    let values = params![
        head.key.0,
        row::column(expected),
        row::column(head.seq),
        body,
        stage,
        head.body.since.0,
        agent,
        head.body.team.map(|team| team.0),
        head.body.left.map(|left| left.0),
        row::column(head.visitor.0),
    ];
    let same = connection
        .prepare_cached(
            "UPDATE conversation SET seq = ?3, head = ?4
             WHERE id = ?1 AND seq = ?2 AND visitor = ?10 AND stage = ?5 AND since = ?6 AND agent IS ?7 AND team IS ?8
               AND left_at IS ?9",
        )?
        .execute(values)?;
    if same == 1 {
        return Ok(true);
    }
    let changed = connection
        .prepare_cached(
            "UPDATE conversation
             SET seq = ?3, head = ?4, stage = ?5, since = ?6, agent = ?7, team = ?8, left_at = ?9
             WHERE id = ?1 AND seq = ?2 AND visitor = ?10",
        )?
        .execute(values)?;
    Ok(changed == 1)
}

/// Nobody has got further than the log goes, and who has read an event has received it.
fn mark(
    connection: &Connection,
    conversation: ConversationKey,
    side: Side,
    marks: Marks,
) -> rusqlite::Result<()> {
    let update = match side {
        Side::Visitor => {
            "UPDATE conversation SET visitor_delivered = max(visitor_delivered, min(?2, seq)),
             visitor_read = max(visitor_read, min(?3, seq)) WHERE id = ?1"
        }
        Side::Agents => {
            "UPDATE conversation SET agent_delivered = max(agent_delivered, min(?2, seq)),
             agent_read = max(agent_read, min(?3, seq)) WHERE id = ?1"
        }
    };
    let delivered = row::column(marks.delivered.max(marks.read));
    connection.prepare_cached(update)?.execute(params![
        conversation.0,
        delivered,
        row::column(marks.read)
    ])?;
    Ok(())
}
