//! tests, bench: a shop with its teams, and the conversations that a real server makes of what people say there.

use std::{net::Ipv4Addr, path::Path};

use anyhow::{Context as _, Result};
use baton_tests::fresh_id;
use serde_json::{Value, json};

use super::{
    pattern::WORD,
    talk::{Talk, Tongue},
};
use crate::{
    line::Line,
    server::{Server, add_agents, add_person},
    session::Session,
};

/// Live agents.
pub(crate) const AGENTS: usize = 6;
/// The team of each; the last one is closed to others.
const TEAMS: [(&str, &[usize]); 3] = [("Orders", &[0, 1, 2]), ("Returns", &[3]), ("Billing", &[4, 5])];
/// Whose team a live agent's requests are for; the first one's are for everybody.
const TEAM_OF: [Option<usize>; AGENTS] = [None, Some(0), Some(0), Some(1), Some(2), Some(2)];
const SITE: &str = "demo";
pub(crate) const ADMIN: &str = "admin@bench.example";

/// What a conversation is copied to: anywhere, or among the newest, as what waits and what is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Anywhere,
    Newest,
}

/// A live agent's console.
struct Agent {
    line: Line,
}

/// Adds the people and their teams to an empty folder.
pub(crate) async fn open(binary: &Path, folder: &Path) -> Result<()> {
    add_agents(binary, folder, AGENTS)?;
    add_person(binary, folder, "admin", "admin")?;
    let server = Server::still(binary, folder, None)?;
    let admin = Session::sign_in(&server, AGENTS, ADMIN).await?;
    for (name, members) in TEAMS {
        let members: Vec<usize> = members.iter().map(|member| member + 1).collect();
        let team = json!({ "name": name, "closed": name == "Billing", "members": members, "version": 0 });
        admin.told("POST /api/v1/teams", Some(&team)).await?;
    }
    Ok(())
}

/// One conversation of each kind, by name.
pub(crate) async fn trade(binary: &Path, folder: &Path) -> Result<Vec<(String, Place)>> {
    let server = Server::still(binary, folder, None)?;
    let admin = Session::sign_in(&server, AGENTS, ADMIN).await?;
    let mut made = Vec::new();
    for number in 0..4 {
        let mut talk = Talk::begin(&server, Tongue::English).await?;
        talk.with_ai(13).await?;
        if number > 0 {
            talk.visitor("\"end\"").await?;
        }
        made.push((talk.conversation, Place::Anywhere));
    }
    for ends in [true, true, false] {
        let mut talk = Talk::begin(&server, Tongue::Japanese).await?;
        talk.with_ai(13).await?;
        if ends {
            talk.visitor("\"end\"").await?;
        }
        made.push((talk.conversation, Place::Anywhere));
    }
    for (number, team) in TEAM_OF.into_iter().enumerate() {
        let email = format!("agent{}@bench.example", number + 1);
        let session = Session::sign_in(&server, number, &email).await?;
        ring(&admin, team.map(|team| team + 1)).await?;
        // Nobody is there yet.
        made.extend(missed(&server, &session).await?);
        let mut agent = Agent { line: session.console().await? };
        agent.available(true).await?;
        made.extend(agent.works(&server).await?);
        agent.available(false).await?;
    }
    Ok(made)
}

/// The site's requests ring this team from now on.
async fn ring(admin: &Session, team: Option<usize>) -> Result<()> {
    let sites = admin.told("GET /api/v1/sites", None).await?;
    let site = sites.as_array().and_then(|sites| sites.iter().find(|site| site["key"] == SITE));
    let site = site.context("the demo has no site")?;
    let mut to = site["embed"].clone();
    to["team"] = json!(team);
    let change = json!({ "version": site["version"], "to": to });
    admin.told(&format!("PUT /api/v1/sites/{SITE}/embed"), Some(&change)).await?;
    Ok(())
}

/// Requests that nobody came for, with a message that is settled later, or waits.
async fn missed(server: &Server, session: &Session) -> Result<Vec<(String, Place)>> {
    let mut made = Vec::new();
    for settled in [true, false] {
        let mut talk = Talk::begin(server, Tongue::English).await?;
        talk.with_ai(13).await?;
        talk.visitor("\"request\"").await?;
        let name = talk.open(WORD);
        let email = format!("{name}@example.com");
        let contact =
            json!({ "contact": { "name": format!("Kim {name}"), "email": email, "text": talk.says() } });
        talk.visitor(&contact.to_string()).await?;
        if settled {
            let mut agent = Agent { line: session.console().await? };
            agent.does(&talk, r#"{"note":{"text":"Called back."}}"#).await?;
            agent.does(&talk, "\"settle\"").await?;
            talk.visitor("\"end\"").await?;
        }
        made.push((talk.conversation, if settled { Place::Anywhere } else { Place::Newest }));
    }
    Ok(made)
}

impl Agent {
    /// Everything that becomes of a request while this live agent is the only one there.
    async fn works(&mut self, server: &Server) -> Result<Vec<(String, Place)>> {
        let mut made = Vec::new();
        for (tongue, end, stars) in [
            (Tongue::English, "\"complete\"", 5),
            (Tongue::English, "\"end\"", 4),
            (Tongue::English, "\"complete\"", 2),
            (Tongue::Japanese, "\"end\"", 5),
        ] {
            let mut talk = self.holds(server, tongue).await?;
            self.does(&talk, &format!(r#"{{"label":{{"labels":["{}"]}}}}"#, talk.label())).await?;
            self.does(&talk, end).await?;
            talk.visitor(&format!(r#"{{"rate":{{"stars":{stars}}}}}"#)).await?;
            made.push((talk.conversation, Place::Anywhere));
        }
        let mut talk = Talk::begin(server, Tongue::English).await?;
        talk.with_ai(6).await?;
        talk.visitor("\"request\"").await?;
        talk.visitor("\"cancel\"").await?;
        talk.with_ai(7).await?;
        made.push((talk.conversation, Place::Anywhere));
        let mut talk = Talk::begin(server, Tongue::English).await?;
        talk.with_ai(13).await?;
        talk.visitor("\"request\"").await?;
        self.does(&talk, "\"ignore\"").await?;
        talk.visitor("\"end\"").await?;
        made.push((talk.conversation, Place::Anywhere));
        for _ in 0..2 {
            let talk = self.holds(server, Tongue::English).await?;
            made.push((talk.conversation, Place::Newest));
        }
        let mut talk = Talk::begin(server, Tongue::English).await?;
        talk.with_ai(13).await?;
        talk.visitor("\"request\"").await?;
        made.push((talk.conversation, Place::Newest));
        Ok(made)
    }

    /// A chat that this live agent has accepted, and in which both have said what there is to say.
    async fn holds(&mut self, server: &Server, tongue: Tongue) -> Result<Talk> {
        let mut talk = Talk::begin(server, tongue).await?;
        talk.with_ai(3).await?;
        talk.visitor("\"request\"").await?;
        self.does(&talk, "\"accept\"").await?;
        for _ in 0..10 {
            let says = json!({ "send": { "text": talk.says() } });
            self.does(&talk, &says.to_string()).await?;
            let says = json!({ "send": { "text": talk.says() } });
            talk.visitor(&says.to_string()).await?;
        }
        Ok(talk)
    }

    async fn does(&mut self, talk: &Talk, what: &str) -> Result<()> {
        let conversation = &talk.conversation;
        let id = fresh_id();
        self.line
            .say(&format!(r#"{{"do":{{"id":"{id}","conversation":"{conversation}","what":{what}}}}}"#))
            .await?;
        self.line.hear_until(r#"{"ack""#).await?;
        Ok(())
    }

    async fn available(&mut self, on: bool) -> Result<()> {
        self.line.say(&format!(r#"{{"available":{on}}}"#)).await?;
        self.line.hear_until(&format!(r#"{{"switch":{on}"#)).await?;
        Ok(())
    }
}

/// A visitor's connection, welcomed.
pub(crate) async fn visitor(server: &Server, locale: &str) -> Result<Line> {
    let mut line = Line::open(Ipv4Addr::LOCALHOST, server.address, "/api/v1/visitor/live", "").await?;
    let page = json!({ "url": "https://shop.example/lamps/7", "title": "Desk lamp", "referrer": "" });
    let hello: Value =
        json!({ "hello": { "site": SITE, "locale": locale, "time_zone": "Europe/Vienna", "page": page } });
    line.say(&hello.to_string()).await?;
    line.hear_until(r#"{"welcome""#).await?;
    Ok(line)
}
