//! tests, bench: asks a small store and a grown one the same, in turn, and compares the medians.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use super::{
    FILE, Store,
    dice::{RARE, UNCOMMON},
    shop::{ADMIN, AGENTS},
};
use crate::{
    line::Line,
    report::{Budget, Row, median},
    server::Server,
    session::{Session, greet},
};

/// So often each is asked; a few times before that, for the caches.
const ROUNDS: usize = 61;
const WARM: usize = 5;
/// What takes long is asked less often.
const AT_LEAST: usize = 5;
const LONG: Duration = Duration::from_secs(3);
/// As fast means within this factor.
const WITHIN: f64 = 2.0;
/// Whoever asks: a live agent who does not see the closed team's conversations.
const AGENT: &str = "agent1@bench.example";
const DAY: i64 = 24 * 3_600_000;
const LIST: &str = "/api/v1/conversations";

/// One of the two servers, and what is asked there.
struct Side {
    _server: Server,
    session: Session,
    admin: Session,
    console: Line,
    /// Conversations from all of the log.
    some: Vec<String>,
    /// What stands for `{…}` in a path.
    own: Vec<(&'static str, String)>,
}

/// What is asked.
enum Question {
    /// The Hub: from the greeting to the welcome, or from `open` to `opened`.
    Welcome,
    Open,
    /// A path, where `{…}` is filled in with what is the side's own.
    Get(&'static str),
    /// The same, which only an admin may.
    Admin(&'static str),
}

const QUESTIONS: &[(&str, Question)] = &[
    ("the Hub, its welcome", Question::Welcome),
    ("the Hub, opening a conversation", Question::Open),
    ("Conversations", Question::Get("")),
    ("Conversations, deep in", Question::Get("?after={deep}")),
    ("filter: Live Agent", Question::Get("?filter=live_agent")),
    ("filter: status, most", Question::Get("?status=completed")),
    ("filter: status, few", Question::Get("?status=requested")),
    ("filter: channel, all", Question::Get("?channel=web")),
    ("filter: channel, none", Question::Get("?channel=line")),
    ("filter: team", Question::Get("?team=1")),
    ("filter: a team closed to me", Question::Get("?team=3")),
    ("filter: agent", Question::Get("?agent=2")),
    ("filter: agent, nothing", Question::Get("?agent=7")),
    ("filter: label, often used", Question::Get("?label=returns")),
    ("filter: label, seldom used", Question::Get("?label=repair")),
    ("filter: label and status", Question::Get("?label=returns&status=requested")),
    ("filter: agent and status", Question::Get("?agent=2&status=requested")),
    ("filter: team and channel", Question::Get("?team=1&channel=line")),
    ("filter: date, from last week", Question::Get("?from={week}")),
    ("filter: date, an early day", Question::Get("?from={early}&to={later}")),
    ("filter: date, until an early day", Question::Get("?to={later}")),
    ("search: a rare word", Question::Get("?q={rare}")),
    ("search: a word of one in a hundred", Question::Get("?q={uncommon}")),
    ("search: a word in most", Question::Get("?q=lamp")),
    ("search: two words", Question::Get("?q=lamp+{uncommon}")),
    ("search: a common word and a rare one", Question::Get("?q=lamp+{rare}")),
    ("search: its first letters", Question::Get("?q=sam")),
    ("search: one letter", Question::Get("?q=s")),
    ("search: nothing fits", Question::Get("?q=xylophone")),
    ("search: Japanese", Question::Get("?q=%E8%BF%94%E5%93%81")),
    ("search: Japanese, two nouns", Question::Get("?q=%E9%A0%98%E5%8F%8E%E6%9B%B8%E9%80%81%E6%96%99")),
    ("search: with a filter", Question::Get("?q=lamp&status=requested")),
    ("search: deep in", Question::Get("?q=lamp&after={deep}")),
    ("labels", Question::Get("/api/v1/labels")),
    ("report of 30 days", Question::Admin("/api/v1/reports?from={from}&to={to}&zone=UTC")),
    ("today", Question::Get("/api/v1/today?zone=UTC")),
];

pub(crate) async fn measure(binary: &Path, stores: &[Store; 2]) -> Result<Vec<Row>> {
    let [few, many] = stores;
    let mut sides = [Side::open(binary, few).await?, Side::open(binary, many).await?];
    let mut rows = Vec::new();
    for (what, question) in QUESTIONS {
        let mut took = [Vec::new(), Vec::new()];
        let start = Instant::now();
        for round in 0..WARM + ROUNDS {
            if round >= WARM + AT_LEAST && start.elapsed() > LONG {
                break;
            }
            for (side, took) in sides.iter_mut().zip(&mut took) {
                let Some(time) = side.asked(question, round).await.with_context(|| *what)? else { continue };
                if round >= WARM {
                    took.push(time);
                }
            }
        }
        if took.iter().any(Vec::is_empty) {
            eprintln!("  {what}: this server does not answer to that");
            continue;
        }
        let [short, long] = took.map(median);
        eprintln!("    {what}: {long:.2} ms, {short:.2} ms in the small store");
        rows.push(Row {
            what: what.to_string(),
            figure: long / short,
            unit: "x",
            budget: Budget::AtMost(WITHIN),
            bare: None,
            how: format!("{long:.2} ms, and {short:.2} ms in the small store"),
        });
    }
    let how = format!(
        "{} messages, beside {} and {}; medians of up to {ROUNDS}",
        many.messages, few.conversations, few.messages
    );
    rows.push(Row {
        what: "conversations of the grown store".to_owned(),
        figure: many.conversations as f64,
        unit: "",
        budget: Budget::None,
        bare: None,
        how,
    });
    Ok(rows)
}

impl Side {
    async fn open(binary: &Path, store: &Store) -> Result<Self> {
        let file = store.folder.join(FILE);
        let log = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let count = (WARM + ROUNDS) as i64;
        // Those of everybody, whom every live agent may open.
        let query = "SELECT public FROM conversation WHERE team IS NULL
                     AND id % max(1, (SELECT max(id) FROM conversation) / 3 / ?1) = 0 LIMIT ?1";
        let some = log.prepare(query)?.query_map([count], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let own = own(&log)?;
        drop(log);
        let server = Server::still(binary, &store.folder, None)?;
        let session = Session::sign_in(&server, 0, AGENT).await?;
        let admin = Session::sign_in(&server, AGENTS, ADMIN).await?;
        let console = session.console().await?;
        Ok(Self { _server: server, session, admin, console, some, own })
    }

    /// Milliseconds; none where the server has no such address.
    async fn asked(&mut self, question: &Question, round: usize) -> Result<Option<f64>> {
        let took = match question {
            Question::Welcome => {
                let mut line = self.session.door().await?;
                let start = Instant::now();
                greet(&mut line).await?;
                start.elapsed()
            }
            Question::Open => {
                let id = &self.some[round % self.some.len()];
                let start = Instant::now();
                self.console.say(&format!(r#"{{"open":"{id}"}}"#)).await?;
                self.console.hear_until(r#"{"opened""#).await?;
                let took = start.elapsed();
                self.console.say(&format!(r#"{{"shut":"{id}"}}"#)).await?;
                took
            }
            Question::Get(path) | Question::Admin(path) => {
                let admin = matches!(question, Question::Admin(_));
                let who = if admin { &self.admin } else { &self.session };
                let path = self.filled(path);
                let path = if path.starts_with('/') { path } else { format!("{LIST}{path}") };
                match who.send(&format!("GET {path}"), None).await {
                    Ok(answer) => {
                        serde_json::from_slice::<Value>(&answer.body)?;
                        answer.took
                    }
                    Err(error) if error.to_string().ends_with("404 Not Found") => return Ok(None),
                    Err(error) => return Err(error),
                }
            }
        };
        Ok(Some(took.as_secs_f64() * 1e3))
    }

    fn filled(&self, path: &str) -> String {
        let fill = |path: String, (name, value): &(&str, String)| path.replace(name, value);
        self.own.iter().fold(path.to_owned(), fill)
    }
}

/// What is a store's own: the early day is its second, and the last week and month are before its last conversation.
fn own(log: &Connection) -> Result<Vec<(&'static str, String)>> {
    let query =
        "SELECT min(opened), max(opened), max(id) / 10, date(max(opened) / 1000 - 29 * 86400, 'unixepoch'),
                   date(max(opened) / 1000, 'unixepoch') FROM conversation";
    let (first, last, deep, from, to): (i64, i64, i64, String, String) = log
        .query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
    Ok(vec![
        ("{deep}", deep.to_string()),
        ("{early}", (first + DAY).to_string()),
        ("{later}", (first + 2 * DAY).to_string()),
        ("{week}", (last - 7 * DAY).to_string()),
        ("{from}", from),
        ("{to}", to),
        ("{rare}", RARE.to_owned()),
        ("{uncommon}", UNCOMMON.to_owned()),
    ])
}
