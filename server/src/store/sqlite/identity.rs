//! The store's identities on SQLite.

use async_trait::async_trait;
use baton_protocol::{ConversationId, Timestamp, VisitorId, site::RefusedOrigin};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{SqliteStore, StoreError, row};
use crate::store::{
    Identities,
    model::{AboutVisitor, Claim, Proved, SiteId, SiteSecret, TokenHash},
};

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl Identities for SqliteStore {
    async fn prove(
        &self,
        site: SiteId,
        proved: Proved,
        offered: Option<TokenHash>,
        fresh: TokenHash,
        about: AboutVisitor,
        at: Timestamp,
    ) -> Result<Claim> {
        let (text, about) = (row::to_json(&proved)?, row::to_json(&about)?);
        let proof = Proof { site, subject: proved.subject, text, about, at };
        self.writer.run(move |connection| prove(connection, &proof, offered, fresh)).await
    }

    async fn end_token(&self, token: TokenHash) -> Result<()> {
        self.writer
            .run(move |connection| {
                let further = "DELETE FROM visitor_token WHERE token = ?1";
                connection.prepare_cached(further)?.execute([token.0])?;
                let first = "UPDATE visitor SET token = randomblob(32) WHERE token = ?1";
                connection.prepare_cached(first)?.execute([token.0])?;
                Ok(())
            })
            .await
    }

    async fn site_secret(&self, site: SiteId) -> Result<Option<SiteSecret>> {
        self.readers.run(move |connection| find_secret(connection, site)).await
    }

    async fn put_site_secret(
        &self,
        site: SiteId,
        sealed: Vec<u8>,
        at: Timestamp,
        former_until: Timestamp,
    ) -> Result<SiteSecret> {
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT INTO site_secret (site, sealed, made) VALUES (?1, ?2, ?3)
                         ON CONFLICT (site) DO UPDATE
                         SET former = sealed, former_until = ?4, sealed = excluded.sealed, made = excluded.made
                         RETURNING sealed, made, former, former_until",
                    )?
                    .query_row(params![site.0, sealed, at.0, former_until.0], secret)
            })
            .await
    }

    async fn note_refused(&self, site: SiteId, origin: &str, at: Timestamp, most: usize) -> Result<()> {
        let origin = origin.to_owned();
        self.writer
            .run(move |connection| {
                connection
                    .prepare_cached(
                        "INSERT INTO refused_origin (site, origin, first, last) VALUES (?1, ?2, ?3, ?3)
                         ON CONFLICT (site, origin) DO UPDATE SET last = excluded.last, times = times + 1",
                    )?
                    .execute(params![site.0, origin, at.0])?;
                connection
                    .prepare_cached(
                        "DELETE FROM refused_origin WHERE site = ?1 AND origin IN
                           (SELECT origin FROM refused_origin WHERE site = ?1
                            ORDER BY last DESC, origin LIMIT -1 OFFSET ?2)",
                    )?
                    .execute(params![site.0, row::limit(most)])?;
                Ok(())
            })
            .await
    }

    async fn refused(&self, site: SiteId) -> Result<Vec<RefusedOrigin>> {
        self.readers
            .run(move |connection| {
                let query = "SELECT origin, first, last, times FROM refused_origin WHERE site = ?1
                             ORDER BY last DESC, origin";
                connection.prepare_cached(query)?.query_map([site.0], refused_origin)?.collect()
            })
            .await
    }

    async fn forget_refused(&self, site: SiteId, origin: &str) -> Result<()> {
        let origin = origin.to_owned();
        self.writer
            .run(move |connection| {
                let delete = "DELETE FROM refused_origin WHERE site = ?1 AND origin = ?2";
                connection.prepare_cached(delete)?.execute(params![site.0, origin])?;
                Ok(())
            })
            .await
    }
}

struct Proof {
    site: SiteId,
    subject: String,
    /// All that was proved, JSON.
    text: String,
    about: String,
    at: Timestamp,
}

fn prove(
    connection: &Connection,
    proof: &Proof,
    offered: Option<TokenHash>,
    fresh: TokenHash,
) -> rusqlite::Result<Claim> {
    let theirs: Option<i64> = connection
        .prepare_cached("SELECT id FROM visitor WHERE site = ?1 AND subject = ?2")?
        .query_row(params![proof.site.0, proof.subject], |found| found.get(0))
        .optional()?;
    let bringer = match offered {
        Some(token) => bringer(connection, token)?,
        None => None,
    };
    let mut merged = None;
    let (visitor, keeps, news) = match (theirs, bringer) {
        (Some(theirs), Some(bringer)) if theirs == bringer.visitor => (theirs, true, false),
        (Some(theirs), Some(bringer)) if bringer.may_become(proof.site) => {
            merged = Some(merge(connection, bringer.visitor, theirs)?);
            (theirs, true, true)
        }
        (None, Some(bringer)) if bringer.may_become(proof.site) => (bringer.visitor, true, true),
        // The token is of somebody else.
        (theirs, Some(_)) => (named_by(connection, proof, theirs, fresh)?, false, true),
        (theirs, None) => {
            (named_by(connection, proof, theirs, offered.unwrap_or(fresh))?, offered.is_some(), true)
        }
    };
    connection
        .prepare_cached(
            "UPDATE visitor SET subject = ?2, proved = json_patch(coalesce(proved, '{}'), ?3), last_seen = max(last_seen, ?4) WHERE id = ?1",
        )?
        .execute(params![visitor, proof.subject, proof.text, proof.at.0])?;
    Ok(Claim { visitor: visitor_id(visitor), keeps, news, merged })
}

fn visitor_id(id: i64) -> VisitorId {
    // Numbers that the store gives are never negative.
    VisitorId(u64::try_from(id).unwrap_or_default())
}

/// Whom a token names.
struct Bringer {
    visitor: i64,
    site: i64,
    proved: bool,
}

impl Bringer {
    fn may_become(&self, site: SiteId) -> bool {
        !self.proved && self.site == site.0
    }
}

fn bringer(connection: &Connection, token: TokenHash) -> rusqlite::Result<Option<Bringer>> {
    let bringer =
        |found: &Row<'_>| Ok(Bringer { visitor: found.get(0)?, site: found.get(1)?, proved: found.get(2)? });
    connection
        .prepare_cached(
            "SELECT id, site, subject IS NOT NULL FROM visitor WHERE id = coalesce(
               (SELECT id FROM visitor WHERE token = ?1), (SELECT visitor FROM visitor_token WHERE token = ?1))",
        )?
        .query_row([token.0], bringer)
        .optional()
}

/// The visitor is named by this token as well; without a visitor, a new one is.
fn named_by(
    connection: &Connection,
    proof: &Proof,
    visitor: Option<i64>,
    token: TokenHash,
) -> rusqlite::Result<i64> {
    let Some(visitor) = visitor else {
        let insert = "INSERT INTO visitor (site, token, about, first_seen, last_seen)
                      VALUES (?1, ?2, ?3, ?4, ?4) RETURNING id";
        let with = params![proof.site.0, token.0, proof.about, proof.at.0];
        return connection.prepare_cached(insert)?.query_row(with, |found| found.get(0));
    };
    connection
        .prepare_cached("INSERT INTO visitor_token (token, visitor) VALUES (?1, ?2)")?
        .execute(params![token.0, visitor])?;
    Ok(visitor)
}

/// All that was of `from` is of `into`. They go on in the conversation that `from` is in, unless only the other one is
/// with a person or waits for one.
fn merge(
    connection: &Connection,
    from: i64,
    into: i64,
) -> rusqlite::Result<(VisitorId, Vec<ConversationId>)> {
    let conversations = connection
        .prepare_cached("SELECT public FROM conversation WHERE visitor = ?1")?
        .query_map([from], |found| row::conversation_id(found, 0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let both = params![from, into];
    connection
        .prepare_cached(
            "UPDATE visitor SET current = coalesce(
               (SELECT c.id FROM visitor v JOIN conversation c ON c.id = v.current
                WHERE v.id IN (?1, ?2) ORDER BY c.stage IN (1, 2) DESC, v.id = ?1 DESC LIMIT 1), current),
               conversations = conversations + (SELECT conversations FROM visitor WHERE id = ?1),
               name = coalesce(name, (SELECT name FROM visitor WHERE id = ?1)),
               email = coalesce(email, (SELECT email FROM visitor WHERE id = ?1)),
               first_seen = min(first_seen, (SELECT first_seen FROM visitor WHERE id = ?1))
             WHERE id = ?2",
        )?
        .execute(both)?;
    connection.prepare_cached("UPDATE visitor SET current = NULL WHERE id = ?1")?.execute([from])?;
    for moved in [
        "UPDATE conversation SET visitor = ?2 WHERE visitor = ?1",
        "UPDATE file SET visitor = ?2 WHERE visitor = ?1",
        "UPDATE visitor_token SET visitor = ?2 WHERE visitor = ?1",
        "INSERT INTO visitor_token (token, visitor) SELECT token, ?2 FROM visitor WHERE id = ?1",
    ] {
        connection.prepare_cached(moved)?.execute(both)?;
    }
    connection.prepare_cached("DELETE FROM visitor WHERE id = ?1")?.execute([from])?;
    Ok((visitor_id(from), conversations))
}

fn find_secret(connection: &Connection, site: SiteId) -> rusqlite::Result<Option<SiteSecret>> {
    connection
        .prepare_cached("SELECT sealed, made, former, former_until FROM site_secret WHERE site = ?1")?
        .query_row([site.0], secret)
        .optional()
}

fn secret(found: &Row<'_>) -> rusqlite::Result<SiteSecret> {
    let former = found.get::<_, Option<Vec<u8>>>(2)?.zip(found.get::<_, Option<i64>>(3)?);
    Ok(SiteSecret {
        sealed: found.get(0)?,
        made: Timestamp(found.get(1)?),
        former: former.map(|(sealed, until)| (sealed, Timestamp(until))),
    })
}

fn refused_origin(found: &Row<'_>) -> rusqlite::Result<RefusedOrigin> {
    Ok(RefusedOrigin {
        origin: found.get(0)?,
        first: Timestamp(found.get(1)?),
        last: Timestamp(found.get(2)?),
        times: row::count(found, 3)?,
    })
}
