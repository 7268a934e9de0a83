//! The store's answers on SQLite: a row an answer of the AI agent, written with its event; and the lessons of chats.

use async_trait::async_trait;
use baton_protocol::{AgentId, LessonId, Timestamp, teaching::Lesson};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Answers,
    model::{AnswerGiven, AnswerKind, AnswerRow, ConversationKey, NewLesson, OpenQuestion, SiteId, Span},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Answers for SqliteStore {
    async fn answers(&self, span: Span) -> Result<Vec<AnswerGiven>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT at, kind, model, entries, helpful, handed FROM answer
                             WHERE at >= ?1 AND at < ?2 AND site = ?3 ORDER BY at";
                let with = params![span.from.0, span.to.0, span.site.map(|site| site.0)];
                connection.prepare_cached(query)?.query_map(with, given)?.collect()
            })
            .await
    }

    async fn questions(&self, site: SiteId, limit: usize) -> Result<Vec<(String, String)>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT question, locale FROM answer WHERE site = ?1 ORDER BY at DESC LIMIT ?2";
                let with = params![site.0, row::limit(limit)];
                let asked = |found: &Row<'_>| Ok((found.get(0)?, found.get(1)?));
                connection.prepare_cached(query)?.query_map(with, asked)?.collect()
            })
            .await
    }

    async fn open_questions(
        &self,
        site: SiteId,
        since: Timestamp,
        limit: usize,
    ) -> Result<Vec<OpenQuestion>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT answer.id, public, asked, question, at
                             FROM answer JOIN conversation ON conversation.id = answer.id >> 32
                             WHERE answer.site = ?1 AND at >= ?2 AND settled = 0 AND (kind = 2 OR helpful = 0)
                             ORDER BY at DESC LIMIT ?3";
                let with = params![site.0, since.0, row::limit(limit)];
                let open = |found: &Row<'_>| {
                    Ok(OpenQuestion {
                        id: row::count(found, 0)?,
                        conversation: row::conversation_id(found, 1)?,
                        asked: row::count(found, 2)?,
                        text: found.get(3)?,
                        at: Timestamp(found.get(4)?),
                    })
                };
                connection.prepare_cached(query)?.query_map(with, open)?.collect()
            })
            .await
    }

    async fn settle_questions(&self, site: SiteId, ids: Vec<u64>) -> Result<()> {
        self.writer
            .run(move |connection| {
                let mut settle =
                    connection.prepare_cached("UPDATE answer SET settled = 1 WHERE id = ?1 AND site = ?2")?;
                for id in &ids {
                    settle.execute(params![row::column(*id), site.0])?;
                }
                Ok(())
            })
            .await
    }

    async fn add_lessons(&self, site: SiteId, lessons: Vec<NewLesson>) -> Result<()> {
        self.writer
            .run(move |connection| {
                let mut add = connection.prepare_cached(
                    "INSERT INTO lesson (site, conversation, seq, person, at, question, answer)
                     SELECT ?1, id, ?3, ?4, ?5, ?6, ?7 FROM conversation WHERE id = ?2
                     ON CONFLICT (conversation, seq) DO NOTHING",
                )?;
                for lesson in &lessons {
                    add.execute(params![
                        site.0,
                        lesson.conversation.0,
                        row::column(lesson.seq),
                        lesson.by.0,
                        lesson.at.0,
                        lesson.question,
                        lesson.answer
                    ])?;
                }
                Ok(())
            })
            .await
    }

    async fn lessons(&self, site: SiteId, limit: usize) -> Result<Vec<Lesson>> {
        self.readers
            .run(move |connection| {
                let query = format!(
                    "{LESSON} WHERE lesson.site = ?1 AND settled = 0 ORDER BY lesson.id DESC LIMIT ?2"
                );
                let with = params![site.0, row::limit(limit)];
                connection.prepare_cached(&query)?.query_map(with, lesson)?.collect()
            })
            .await
    }

    async fn lesson(&self, site: SiteId, id: LessonId) -> Result<Option<Lesson>> {
        self.readers
            .run(move |connection| {
                let query = format!("{LESSON} WHERE lesson.site = ?1 AND settled = 0 AND lesson.id = ?2");
                connection.prepare_cached(&query)?.query_row(params![site.0, id.0], lesson).optional()
            })
            .await
    }

    async fn settle_lesson(&self, site: SiteId, id: LessonId) -> Result<bool> {
        self.writer
            .run(move |connection| {
                let settle = "UPDATE lesson SET settled = 1 WHERE site = ?1 AND id = ?2 AND settled = 0";
                Ok(connection.prepare_cached(settle)?.execute(params![site.0, id.0])? == 1)
            })
            .await
    }
}

const LESSON: &str = "
  SELECT lesson.id, public, lesson.seq, person, at, question, answer
  FROM lesson JOIN conversation ON conversation.id = lesson.conversation";

fn lesson(found: &Row<'_>) -> rusqlite::Result<Lesson> {
    Ok(Lesson {
        id: LessonId(found.get(0)?),
        conversation: row::conversation_id(found, 1)?,
        seq: row::count(found, 2)?,
        by: AgentId(found.get(3)?),
        at: Timestamp(found.get(4)?),
        question: found.get(5)?,
        answer: found.get(6)?,
    })
}

fn given(found: &Row<'_>) -> rusqlite::Result<AnswerGiven> {
    let kind = match found.get::<_, i64>(1)? {
        0 => AnswerKind::Answer,
        1 => AnswerKind::AskBack,
        _ => AnswerKind::Unknown,
    };
    Ok(AnswerGiven {
        at: Timestamp(found.get(0)?),
        kind,
        by_model: found.get(2)?,
        entries: row::json(found, 3)?,
        helpful: found.get(4)?,
        handed: found.get(5)?,
    })
}

/// Writes an answer down, with the event that gave it.
pub(super) fn write(
    connection: &Connection,
    id: i64,
    site: SiteId,
    at: Timestamp,
    answer: &AnswerRow,
) -> rusqlite::Result<()> {
    let kind = match answer.kind {
        AnswerKind::Answer => 0,
        AnswerKind::AskBack => 1,
        AnswerKind::Unknown => 2,
    };
    let entries = serde_json::to_string(&answer.entries).unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO answer (id, site, at, kind, model, asked, question, locale, entries)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            id,
            site.0,
            at.0,
            kind,
            answer.by_model,
            row::column(answer.asked),
            answer.question,
            answer.locale,
            entries
        ])
        .map(drop)
}

/// What the visitor thinks of it.
pub(super) fn judge(connection: &Connection, id: i64, helpful: bool) -> rusqlite::Result<()> {
    let judge = "UPDATE answer SET helpful = ?2 WHERE id = ?1";
    connection.prepare_cached(judge)?.execute(params![id, helpful]).map(drop)
}

/// A person is asked for, with this event: the last answer before it did not do.
pub(super) fn hand(connection: &Connection, key: ConversationKey, id: i64) -> rusqlite::Result<()> {
    let hand = "UPDATE answer SET handed = 1
                WHERE id = (SELECT max(id) FROM answer WHERE id > ?1 AND id < ?2)";
    connection.prepare_cached(hand)?.execute(params![key.0 << 32, id]).map(drop)
}

/// Takes a conversation's answers and lessons out; a pair that it taught no longer says where.
pub(super) fn erase(connection: &Connection, key: ConversationKey) -> rusqlite::Result<()> {
    let answers = "DELETE FROM answer WHERE id >= ?1 AND id < ?2";
    connection.prepare_cached(answers)?.execute(params![key.0 << 32, (key.0 + 1) << 32])?;
    connection.prepare_cached("DELETE FROM lesson WHERE conversation = ?1")?.execute([key.0])?;
    let pairs = "UPDATE entry SET conversation = NULL, seq = NULL, origin = 'hand'
                 WHERE conversation = (SELECT public FROM conversation WHERE id = ?1)";
    connection.prepare_cached(pairs)?.execute([key.0]).map(drop)
}
