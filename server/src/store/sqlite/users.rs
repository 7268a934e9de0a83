//! The store's users on SQLite, and what they changed.

use async_trait::async_trait;
use baton_protocol::{AgentId, FileId, TeamId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Users,
    model::{AuditEntry, Edited, Factor, NewUser, User, UserChange},
};

type Result<T> = std::result::Result<T, StoreError>;

/// The select of whole users, followed by this clause; [`user`] reads its rows.
macro_rules! users {
    ($clause:literal) => {
        concat!(
            "SELECT id, email, first_name, last_name, role, password, available, active, version, factor,
                    factor_offered, factor_step, picture,
                    (SELECT json_group_array(team) FROM member WHERE member.person = person.id)
             FROM person ",
            $clause
        )
    };
}
pub(super) use users;

#[async_trait]
impl Users for SqliteStore {
    async fn add_user(&self, new: NewUser, only_first: bool) -> Result<Option<User>> {
        self.writer.run(move |connection| add(connection, &new, only_first)).await
    }

    async fn user(&self, id: AgentId) -> Result<Option<User>> {
        self.readers.run(move |connection| find(connection, id)).await
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<User>> {
        let email = email.to_owned();
        self.readers
            .run(move |connection| {
                connection.prepare_cached(users!("WHERE email = ?1"))?.query_row([email], user).optional()
            })
            .await
    }

    async fn users(&self) -> Result<Vec<User>> {
        self.readers
            .run(|connection| {
                connection.prepare_cached(users!("ORDER BY id"))?.query_map([], user)?.collect()
            })
            .await
    }

    async fn set_available(&self, id: AgentId, available: bool) -> Result<()> {
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached("UPDATE person SET available = ?2 WHERE id = ?1")?
                    .execute(params![id.0, available])?;
                Ok(())
            })
            .await
    }

    async fn change_user(
        &self,
        id: AgentId,
        change: UserChange,
        version: Option<u64>,
    ) -> Result<Edited<User>> {
        self.writer.run(move |connection| edit(connection, id, &change, version)).await
    }

    async fn note_audit(&self, entry: AuditEntry) -> Result<()> {
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached("INSERT INTO audit (at, person, what, about) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![entry.at.0, entry.person.0, entry.what, entry.about])?;
                Ok(())
            })
            .await
    }

    async fn audit(&self, before: Option<u64>, limit: usize) -> Result<Vec<AuditEntry>> {
        let before = before.map_or(i64::MAX, row::column);
        self.readers
            .run(move |connection| {
                let query =
                    "SELECT id, at, person, what, about FROM audit WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
                let mut find = connection.prepare_cached(query)?;
                find.query_map(params![before, row::limit(limit)], audit_entry)?.collect()
            })
            .await
    }
}

fn find(connection: &Connection, id: AgentId) -> rusqlite::Result<Option<User>> {
    connection.prepare_cached(users!("WHERE id = ?1"))?.query_row([id.0], user).optional()
}

fn add(connection: &Connection, new: &NewUser, only_first: bool) -> rusqlite::Result<Option<User>> {
    let role = row::role_name(new.role);
    let id = connection
        .prepare_cached(
            "INSERT INTO person (email, first_name, last_name, role, password, added)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT ?7 OR NOT EXISTS (SELECT 1 FROM person)
             ON CONFLICT (email) DO NOTHING RETURNING id",
        )?
        .query_row(
            params![new.email, new.first_name, new.last_name, role, new.password, new.at.0, only_first],
            |found| row::agent_id(found, 0),
        )
        .optional()?;
    let Some(id) = id else { return Ok(None) };
    set_teams(connection, id, &new.teams)?;
    find(connection, id)
}

fn edit(
    connection: &Connection,
    id: AgentId,
    change: &UserChange,
    version: Option<u64>,
) -> rusqlite::Result<Edited<User>> {
    let Some(old) = find(connection, id)? else { return Ok(Edited::Missing) };
    if version.is_some_and(|version| version != old.version) {
        return Ok(Edited::Stale);
    }
    let email = change.email.as_ref().unwrap_or(&old.email);
    let taken = connection
        .prepare_cached("SELECT 1 FROM person WHERE email = ?1 AND id <> ?2")?
        .exists(params![email, id.0])?;
    if taken {
        return Ok(Edited::Taken);
    }
    let (role, active) = (change.role.unwrap_or(old.role), change.active.unwrap_or(old.active));
    let administers = active && row::role_name(role) == "admin";
    let others = connection
        .prepare_cached(
            "SELECT 1 FROM person WHERE role = 'admin' AND active AND password <> '' AND id <> ?1",
        )?
        .exists([id.0])?;
    if !administers && !others {
        return Ok(Edited::LastAdmin);
    }
    let picture = change.picture.as_ref().unwrap_or(&old.picture).as_ref();
    let factor = change.factor.as_ref().unwrap_or(&old.factor);
    connection
        .prepare_cached(
            "UPDATE person SET email = ?2, first_name = ?3, last_name = ?4, role = ?5, active = ?6,
               password = ?7, factor = ?8, factor_offered = ?9, factor_step = ?10, picture = ?11, version = version + 1
             WHERE id = ?1",
        )?
        .execute(params![
            id.0,
            email,
            change.first_name.as_ref().unwrap_or(&old.first_name),
            change.last_name.as_ref().unwrap_or(&old.last_name),
            row::role_name(role),
            active,
            change.password.as_ref().unwrap_or(&old.password),
            factor.secret,
            factor.offered,
            row::column(factor.step),
            picture.map(FileId::as_str),
        ])?;
    if let Some(teams) = &change.teams {
        set_teams(connection, id, teams)?;
    }
    Ok(find(connection, id)?.map_or(Edited::Missing, Edited::Done))
}

/// Puts a person into these teams, as far as they exist, and no others.
fn set_teams(connection: &Connection, id: AgentId, teams: &[TeamId]) -> rusqlite::Result<()> {
    // A team that somebody enters or leaves is another one for whoever is about to change it.
    let wanted: Vec<u32> = teams.iter().map(|team| team.0).collect();
    let wanted = serde_json::to_string(&wanted).unwrap_or_default();
    connection
        .prepare_cached(
            "UPDATE team SET version = version + 1
             WHERE (id IN (SELECT team FROM member WHERE person = ?1))
                <> (id IN (SELECT value FROM json_each(?2)))",
        )?
        .execute(params![id.0, wanted])?;
    connection.prepare_cached("DELETE FROM member WHERE person = ?1")?.execute([id.0])?;
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO member (team, person) SELECT id, ?2 FROM team WHERE id = ?1",
    )?;
    for team in teams {
        insert.execute(params![team.0, id.0])?;
    }
    Ok(())
}

pub(super) fn user(found: &Row<'_>) -> rusqlite::Result<User> {
    Ok(User {
        id: row::agent_id(found, 0)?,
        email: found.get(1)?,
        first_name: found.get(2)?,
        last_name: found.get(3)?,
        role: row::role(found, 4)?,
        password: found.get(5)?,
        available: found.get(6)?,
        active: found.get(7)?,
        version: row::count(found, 8)?,
        factor: Factor { secret: found.get(9)?, offered: found.get(10)?, step: row::count(found, 11)? },
        picture: found.get::<_, Option<String>>(12)?.and_then(|id| FileId::parse(&id)),
        teams: row::json(found, 13)?,
    })
}

fn audit_entry(found: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    Ok(AuditEntry {
        id: row::count(found, 0)?,
        at: Timestamp(found.get(1)?),
        person: row::agent_id(found, 2)?,
        what: found.get(3)?,
        about: found.get(4)?,
    })
}
