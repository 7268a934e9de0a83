//! The store's LINE accounts and users on SQLite.

use async_trait::async_trait;
use baton_protocol::{FileId, Timestamp, VisitorId};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Lines,
    model::{
        AboutVisitor, ConversationKey, LineAbout, LineUser, LineUserChange, SiteId, StoredLine, TokenHash,
    },
};

type Result<T> = std::result::Result<T, StoreError>;

/// The select of whole users, followed by this clause; [`user`] reads its rows.
macro_rules! users {
    ($clause:literal) => {
        concat!(
            "SELECT visitor, site, user, reply, reply_at, gone, back, read_conversation, read_seq, read_token,
                    picture, picture_from, profile_at FROM line_user ",
            $clause
        )
    };
}

#[async_trait]
impl Lines for SqliteStore {
    async fn line_accounts(&self) -> Result<Vec<StoredLine>> {
        self.readers
            .run(|connection| {
                let query = "SELECT site, secret, token, about FROM line_account ORDER BY site";
                connection.prepare_cached(query)?.query_map([], account)?.collect()
            })
            .await
    }

    async fn put_line_account(&self, account: StoredLine) -> Result<()> {
        let about = row::to_json(&account.about)?;
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT INTO line_account (site, secret, token, about) VALUES (?1, ?2, ?3, ?4)
                         ON CONFLICT (site) DO UPDATE
                         SET secret = excluded.secret, token = excluded.token, about = excluded.about",
                    )?
                    .execute(params![account.site.0, account.secret, account.token, about])?;
                Ok(())
            })
            .await
    }

    async fn set_line_about(&self, site: SiteId, about: LineAbout) -> Result<()> {
        let about = row::to_json(&about)?;
        self.writer
            .run(move |connection| {
                let update = "UPDATE line_account SET about = ?2 WHERE site = ?1";
                connection.prepare_cached(update)?.execute(params![site.0, about])?;
                Ok(())
            })
            .await
    }

    async fn end_line_account(&self, site: SiteId) -> Result<()> {
        self.writer
            .run(move |connection| {
                for end in [
                    "DELETE FROM line_account WHERE site = ?1",
                    "DELETE FROM line_out WHERE visitor IN (SELECT visitor FROM line_user WHERE site = ?1)",
                    "DELETE FROM line_call WHERE visitor IN (SELECT visitor FROM line_user WHERE site = ?1)",
                    "UPDATE line_arrival SET user = NULL, body = NULL WHERE site = ?1",
                    "UPDATE line_user SET reply = NULL, back = 0 WHERE site = ?1",
                ] {
                    connection.prepare_cached(end)?.execute([site.0])?;
                }
                Ok(())
            })
            .await
    }

    async fn line_user(&self, site: SiteId, name: &str) -> Result<Option<LineUser>> {
        let name = name.to_owned();
        self.readers.run(move |connection| find(connection, site, &name)).await
    }

    async fn line_user_of(&self, visitor: VisitorId) -> Result<Option<LineUser>> {
        self.readers
            .run(move |connection| {
                let mut find = connection.prepare_cached(users!("WHERE visitor = ?1"))?;
                find.query_row([row::column(visitor.0)], user).optional()
            })
            .await
    }

    async fn add_line_user(
        &self,
        site: SiteId,
        name: &str,
        token: TokenHash,
        about: AboutVisitor,
        at: Timestamp,
    ) -> Result<LineUser> {
        let (name, about) = (name.to_owned(), row::to_json(&about)?);
        self.writer
            .run(move |connection| {
                if let Some(known) = find(connection, site, &name)? {
                    return Ok(known);
                }
                connection
                    .prepare_cached(
                        "INSERT INTO visitor (site, token, about, first_seen, last_seen)
                         VALUES (?1, ?2, ?3, ?4, ?4)",
                    )?
                    .execute(params![site.0, token.0, about, at.0])?;
                connection
                    .prepare_cached("INSERT INTO line_user (visitor, site, user) VALUES (?1, ?2, ?3)")?
                    .execute(params![connection.last_insert_rowid(), site.0, name])?;
                find(connection, site, &name)?.ok_or(rusqlite::Error::QueryReturnedNoRows)
            })
            .await
    }

    async fn change_line_user(&self, visitor: VisitorId, change: LineUserChange) -> Result<()> {
        self.writer.run(move |connection| change_user(connection, row::column(visitor.0), &change)).await
    }

    async fn set_line_picture(
        &self,
        visitor: VisitorId,
        picture: Option<FileId>,
        from: Option<String>,
    ) -> Result<Option<FileId>> {
        self.writer
            .run(move |connection| {
                let visitor = row::column(visitor.0);
                let before: Option<String> = connection
                    .prepare_cached("SELECT picture FROM line_user WHERE visitor = ?1")?
                    .query_row([visitor], |found| found.get(0))?;
                connection
                    .prepare_cached(
                        "UPDATE line_user SET picture = ?2, picture_from = ?3 WHERE visitor = ?1",
                    )?
                    .execute(params![visitor, picture.as_ref().map(FileId::as_str), from])?;
                let keep = "UPDATE file SET sent = 1 WHERE public = ?1";
                connection.prepare_cached(keep)?.execute([picture.as_ref().map(FileId::as_str)])?;
                let gone = before.filter(|before| picture.as_ref().is_none_or(|new| new.as_str() != before));
                connection.prepare_cached("DELETE FROM file WHERE public = ?1")?.execute([&gone])?;
                Ok(gone.as_deref().and_then(FileId::parse))
            })
            .await
    }

    async fn note_line_group(&self, site: SiteId, name: &str) -> Result<bool> {
        let name = name.to_owned();
        self.writer
            .run(move |connection| {
                let insert = "INSERT OR IGNORE INTO line_group (site, name) VALUES (?1, ?2)";
                Ok(connection.prepare_cached(insert)?.execute(params![site.0, name])? == 1)
            })
            .await
    }

    async fn forget_line_menus(&self, site: SiteId) -> Result<Vec<VisitorId>> {
        self.writer
            .run(move |connection| {
                let update = "UPDATE line_user SET back = 0 WHERE site = ?1 AND back = 1 RETURNING visitor";
                let visitor = |found: &Row<'_>| row::count(found, 0).map(VisitorId);
                connection.prepare_cached(update)?.query_map([site.0], visitor)?.collect()
            })
            .await
    }
}

fn change_user(connection: &Connection, visitor: i64, change: &LineUserChange) -> rusqlite::Result<()> {
    let changed =
        |update: &str, with: &[&dyn ToSql]| connection.prepare_cached(update)?.execute(with).map(drop);
    match change {
        LineUserChange::Reply(token, at) => changed(
            "UPDATE line_user SET reply = ?2, reply_at = ?3 WHERE visitor = ?1",
            params![visitor, token, at.0],
        ),
        LineUserChange::Gone(gone) => changed(
            "UPDATE line_user SET gone = ?2 WHERE visitor = ?1",
            params![visitor, gone.map(|at| at.0)],
        ),
        LineUserChange::Back(back) => {
            changed("UPDATE line_user SET back = ?2 WHERE visitor = ?1", params![visitor, back])
        }
        LineUserChange::Unread(key, seq, token) => changed(
            "UPDATE line_user SET read_conversation = ?2, read_seq = ?3, read_token = ?4 WHERE visitor = ?1",
            params![visitor, key.0, row::column(*seq), token],
        ),
        LineUserChange::Read(token) => changed(
            "UPDATE line_user SET read_token = NULL WHERE visitor = ?1 AND read_token = ?2",
            params![visitor, token],
        ),
        LineUserChange::Profile { name, locale, at } => {
            changed(
                "UPDATE visitor SET name = coalesce(?2, name), about = json_set(about, '$.locale', ?3),
                   last_seen = max(last_seen, ?4) WHERE id = ?1",
                params![visitor, name, locale, at.0],
            )?;
            changed("UPDATE line_user SET profile_at = ?2 WHERE visitor = ?1", params![visitor, at.0])
        }
    }
}

fn find(connection: &Connection, site: SiteId, name: &str) -> rusqlite::Result<Option<LineUser>> {
    connection
        .prepare_cached(users!("WHERE site = ?1 AND user = ?2"))?
        .query_row(params![site.0, name], user)
        .optional()
}

fn account(found: &Row<'_>) -> rusqlite::Result<StoredLine> {
    Ok(StoredLine {
        site: SiteId(found.get(0)?),
        secret: found.get(1)?,
        token: found.get(2)?,
        about: row::json(found, 3)?,
    })
}

fn user(found: &Row<'_>) -> rusqlite::Result<LineUser> {
    let reply = found.get::<_, Option<String>>(3)?.zip(found.get::<_, Option<i64>>(4)?);
    let conversation = found.get::<_, Option<i64>>(7)?.map(ConversationKey);
    let seq = found.get::<_, Option<i64>>(8)?.and_then(|seq| u64::try_from(seq).ok());
    let token = found.get::<_, Option<String>>(9)?;
    Ok(LineUser {
        visitor: VisitorId(row::count(found, 0)?),
        site: SiteId(found.get(1)?),
        user: found.get(2)?,
        reply: reply.map(|(token, at)| (token, Timestamp(at))),
        gone: found.get::<_, Option<i64>>(5)?.map(Timestamp),
        back: found.get(6)?,
        unread: conversation.zip(seq).zip(token).map(|((key, seq), token)| (key, seq, token)),
        picture: found.get::<_, Option<String>>(10)?.as_deref().and_then(FileId::parse),
        picture_from: found.get(11)?,
        profile_at: Timestamp(found.get(12)?),
    })
}
