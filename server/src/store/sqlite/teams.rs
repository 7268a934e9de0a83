//! The store's teams on SQLite, and the replies that they keep at hand.

use async_trait::async_trait;
use baton_protocol::TeamId;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Teams,
    model::{CannedChange, Edited, StoredCanned, StoredTeam, TeamChange},
};

type Result<T> = std::result::Result<T, StoreError>;

/// The select of whole teams, followed by this clause; [`team`] reads its rows.
macro_rules! teams {
    ($clause:literal) => {
        concat!(
            "SELECT id, name, closed, version,
                    (SELECT json_group_array(person) FROM member WHERE member.team = team.id) FROM team ",
            $clause
        )
    };
}

#[async_trait]
impl Teams for SqliteStore {
    async fn teams(&self) -> Result<Vec<StoredTeam>> {
        self.readers
            .run(|connection| {
                connection.prepare_cached(teams!("ORDER BY name, id"))?.query_map([], team)?.collect()
            })
            .await
    }

    async fn add_team(&self, change: TeamChange) -> Result<Edited<StoredTeam>> {
        self.writer
            .run(move |connection| {
                let id = connection
                    .prepare_cached(
                        "INSERT INTO team (name, closed) VALUES (?1, ?2) ON CONFLICT DO NOTHING RETURNING id",
                    )?
                    .query_row(params![change.name, change.closed], |found| found.get(0).map(TeamId))
                    .optional()?;
                let Some(id) = id else { return Ok(Edited::Taken) };
                set_members(connection, id, &change)?;
                one_team(connection, id)
            })
            .await
    }

    async fn change_team(&self, id: TeamId, change: TeamChange, version: u64) -> Result<Edited<StoredTeam>> {
        self.writer
            .run(move |connection| {
                let query = "SELECT 1 FROM team WHERE name = ?1 AND id <> ?2";
                if connection.prepare_cached(query)?.exists(params![change.name, id.0])? {
                    return Ok(Edited::Taken);
                }
                let changed = connection
                    .prepare_cached(
                        "UPDATE team SET name = ?3, closed = ?4, version = version + 1
                         WHERE id = ?1 AND version = ?2",
                    )?
                    .execute(params![id.0, row::column(version), change.name, change.closed])?;
                if changed == 0 {
                    return stale_or_missing(connection, "SELECT 1 FROM team WHERE id = ?1", id.0);
                }
                set_members(connection, id, &change)?;
                one_team(connection, id)
            })
            .await
    }

    async fn remove_team(&self, id: TeamId) -> Result<bool> {
        self.writer
            .run(move |connection| {
                let removed = connection.prepare_cached("DELETE FROM team WHERE id = ?1")?.execute([id.0])?;
                Ok(removed == 1)
            })
            .await
    }

    async fn canned(&self) -> Result<Vec<StoredCanned>> {
        self.readers
            .run(|connection| {
                let query = "SELECT id, shortcut, text, team, version FROM canned ORDER BY shortcut, id";
                connection.prepare_cached(query)?.query_map([], canned)?.collect()
            })
            .await
    }

    async fn add_canned(&self, reply: CannedChange) -> Result<Edited<StoredCanned>> {
        self.writer
            .run(move |connection| {
                let added = connection
                    .prepare_cached(
                        "INSERT INTO canned (shortcut, text, team) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING
                         RETURNING id, shortcut, text, team, version",
                    )?
                    .query_row(params![reply.shortcut, reply.text, reply.team.map(|team| team.0)], canned)
                    .optional()?;
                Ok(added.map_or(Edited::Taken, Edited::Done))
            })
            .await
    }

    async fn change_canned(
        &self,
        id: u32,
        reply: CannedChange,
        version: u64,
    ) -> Result<Edited<StoredCanned>> {
        self.writer
            .run(move |connection| {
                let team = reply.team.map(|team| team.0);
                let taken = connection
                    .prepare_cached(
                        "SELECT 1 FROM canned WHERE shortcut = ?1 AND coalesce(team, 0) = ?2 AND id <> ?3",
                    )?
                    .exists(params![reply.shortcut, team.unwrap_or_default(), id])?;
                if taken {
                    return Ok(Edited::Taken);
                }
                let changed = connection
                    .prepare_cached(
                        "UPDATE canned SET shortcut = ?3, text = ?4, team = ?5, version = version + 1
                         WHERE id = ?1 AND version = ?2 RETURNING id, shortcut, text, team, version",
                    )?
                    .query_row(params![id, row::column(version), reply.shortcut, reply.text, team], canned)
                    .optional()?;
                match changed {
                    Some(reply) => Ok(Edited::Done(reply)),
                    None => stale_or_missing(connection, "SELECT 1 FROM canned WHERE id = ?1", id),
                }
            })
            .await
    }

    async fn remove_canned(&self, id: u32) -> Result<bool> {
        self.writer
            .run(move |connection| {
                let removed = connection.prepare_cached("DELETE FROM canned WHERE id = ?1")?.execute([id])?;
                Ok(removed == 1)
            })
            .await
    }
}

fn one_team(connection: &Connection, id: TeamId) -> rusqlite::Result<Edited<StoredTeam>> {
    let found = connection.prepare_cached(teams!("WHERE id = ?1"))?.query_row([id.0], team).optional()?;
    Ok(found.map_or(Edited::Missing, Edited::Done))
}

fn set_members(connection: &Connection, id: TeamId, change: &TeamChange) -> rusqlite::Result<()> {
    // Whoever enters or leaves is another person for whoever is about to change them.
    let wanted: Vec<u32> = change.members.iter().map(|person| person.0).collect();
    let wanted = serde_json::to_string(&wanted).unwrap_or_default();
    connection
        .prepare_cached(
            "UPDATE person SET version = version + 1
             WHERE (id IN (SELECT person FROM member WHERE team = ?1))
                <> (id IN (SELECT value FROM json_each(?2)))",
        )?
        .execute(params![id.0, wanted])?;
    connection.prepare_cached("DELETE FROM member WHERE team = ?1")?.execute([id.0])?;
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO member (team, person) SELECT ?1, id FROM person WHERE id = ?2",
    )?;
    for person in &change.members {
        insert.execute(params![id.0, person.0])?;
    }
    Ok(())
}

/// Why an update found no row of this version.
fn stale_or_missing<T>(connection: &Connection, query: &str, id: u32) -> rusqlite::Result<Edited<T>> {
    Ok(if connection.prepare_cached(query)?.exists([id])? { Edited::Stale } else { Edited::Missing })
}

fn team(found: &Row<'_>) -> rusqlite::Result<StoredTeam> {
    Ok(StoredTeam {
        id: TeamId(found.get(0)?),
        name: found.get(1)?,
        closed: found.get(2)?,
        version: row::count(found, 3)?,
        members: row::json(found, 4)?,
    })
}

fn canned(found: &Row<'_>) -> rusqlite::Result<StoredCanned> {
    Ok(StoredCanned {
        id: found.get(0)?,
        shortcut: found.get(1)?,
        text: found.get(2)?,
        team: found.get::<_, Option<u32>>(3)?.map(TeamId),
        version: row::count(found, 4)?,
    })
}
