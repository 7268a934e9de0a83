//! tests, bench: somebody who is signed in: plain HTTP with their cookie, and a console's connection.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{
    line::Line,
    request::{Answer, send},
    server::{PASSWORD, Server},
};

pub(crate) struct Session {
    from: Ipv4Addr,
    to: SocketAddr,
    /// What its requests carry, whole lines.
    headers: String,
}

impl Session {
    /// Signs in from an address of its own: many attempts from one are slowed down.
    pub(crate) async fn sign_in(baton: &Server, number: usize, email: &str) -> Result<Self> {
        let to = baton.address;
        let from = Ipv4Addr::new(127, 0, 1, 1 + u8::try_from(number)?);
        let mut session = Self { from, to, headers: format!("Origin: http://{to}\r\n") };
        let wish = serde_json::json!({ "email": email, "password": PASSWORD });
        let answer = session.send("POST /api/v1/session", Some(&wish)).await?;
        let cookie = answer.head.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            let cookie = value.split(';').next()?;
            name.eq_ignore_ascii_case("set-cookie").then(|| cookie.to_owned())
        });
        let cookie = cookie.context("signing in gave no cookie")?;
        session.headers.push_str(&format!("Cookie: {cookie}\r\n"));
        Ok(session)
    }

    /// `what` is a method and a path.
    pub(crate) async fn send(&self, what: &str, body: Option<&Value>) -> Result<Answer> {
        let Some(body) = body else { return send(self.from, self.to, what, &self.headers, "").await };
        let body = body.to_string();
        let length = body.len();
        let headers =
            format!("{}Content-Type: application/json\r\nContent-Length: {length}\r\n", self.headers);
        send(self.from, self.to, what, &headers, &body).await
    }

    pub(crate) async fn told(&self, what: &str, body: Option<&Value>) -> Result<Value> {
        let answer = self.send(what, body).await?;
        serde_json::from_slice(&answer.body).with_context(|| format!("{what}: no JSON"))
    }

    /// A console's connection that has not greeted yet.
    pub(crate) async fn door(&self) -> Result<Line> {
        Line::open(self.from, self.to, "/api/v1/agent/live", &self.headers).await
    }

    /// A console's connection that is welcome.
    pub(crate) async fn console(&self) -> Result<Line> {
        let mut line = self.door().await?;
        greet(&mut line).await?;
        Ok(line)
    }
}

/// A console's greeting, up to its welcome.
pub(crate) async fn greet(line: &mut Line) -> Result<()> {
    line.say(r#"{"hello":{"have":[]}}"#).await?;
    line.hear_until(r#"{"welcome""#).await?;
    Ok(())
}
