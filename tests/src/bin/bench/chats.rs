//! tests, bench: chats between visitors and agents, the same over Baton and over the bare relay.

use std::{collections::HashMap, net::Ipv4Addr, sync::Arc};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinSet,
};

use crate::{line::Line, server::Server, session::Session, tally::Tally};

/// Live agents, and the chats that each holds.
pub(crate) const AGENTS: usize = 32;
const CHATS_EACH: usize = 4;
/// An agent says that a chat has been read after so many of its messages.
pub(crate) const READ_EVERY: u64 = 32;

/// Chats that go on in tasks of their own, pings answered, until this is dropped.
pub(crate) struct Chats {
    pub(crate) tally: Arc<Tally>,
    jobs: Vec<mpsc::UnboundedSender<Job>>,
    tasks: JoinSet<()>,
}

enum Job {
    /// Say messages, each after the ack of the last, while there are some left; then tell.
    Talk(oneshot::Sender<()>),
    /// Say one message and do not wait for its ack.
    Say,
}

impl Chats {
    /// Visitors write, agents take over: every conversation is live, and the AI agent is silent.
    pub(crate) async fn with_baton(baton: &Server, agents: &[String]) -> Result<Self> {
        let mut chats = Self::none();
        for (number, email) in agents.iter().enumerate() {
            let mut agent = Session::sign_in(baton, number, email).await?.console().await?;
            for _ in 0..CHATS_EACH {
                let at = baton.address;
                let mut visitor = Line::open(Ipv4Addr::LOCALHOST, at, "/api/v1/visitor/live", "").await?;
                visitor.say(r#"{"hello":{"site":"main","locale":"en"}}"#).await?;
                visitor.hear_until(r#"{"welcome""#).await?;
                visitor.say(&chats.tally.message()).await?;
                let ack: Value = serde_json::from_slice(visitor.hear_until(r#"{"ack""#).await?)?;
                let conversation = ack["ack"]["conversation"].as_str().context("no conversation")?;
                let id = chats.tally.id();
                let take =
                    format!(r#"{{"do":{{"id":"{id}","conversation":"{conversation}","what":"take_over"}}}}"#);
                agent.say(&take).await?;
                agent.hear_until(r#"{"ack""#).await?;
                agent.say(&format!(r#"{{"open":"{conversation}"}}"#)).await?;
                agent.hear_until(r#"{"opened""#).await?;
                chats.visitor(visitor);
            }
            chats.agent(agent);
        }
        Ok(chats)
    }

    pub(crate) async fn with_bare(bare: &Server) -> Result<Self> {
        let mut chats = Self::none();
        for agent in 0..AGENTS {
            let pairs: Vec<usize> = (agent * CHATS_EACH..(agent + 1) * CHATS_EACH).collect();
            for pair in &pairs {
                chats.visitor(relayed(bare, &[*pair], false).await?);
            }
            chats.agent(relayed(bare, &pairs, true).await?);
        }
        Ok(chats)
    }

    fn none() -> Self {
        Self { tally: Arc::new(Tally::new()), jobs: Vec::new(), tasks: JoinSet::new() }
    }

    /// How many chats there are.
    pub(crate) fn count(&self) -> usize {
        self.jobs.len()
    }

    /// All visitors talk, `messages` together, each one message at a time; ends with the last ack.
    pub(crate) async fn talk(&self, messages: usize) -> Result<()> {
        self.tally.begin(messages);
        let mut done = Vec::with_capacity(self.jobs.len());
        for jobs in &self.jobs {
            let (tell, told) = oneshot::channel();
            jobs.send(Job::Talk(tell)).ok().context("a visitor is gone")?;
            done.push(told);
        }
        for told in done {
            if told.await.is_err() {
                self.tally.all().await?;
            }
        }
        Ok(())
    }

    /// The visitor of this number says one message.
    pub(crate) fn say(&self, number: usize) -> Result<()> {
        let jobs = &self.jobs[number % self.jobs.len()];
        jobs.send(Job::Say).ok().context("a visitor is gone")
    }

    fn visitor(&mut self, mut line: Line) {
        let (jobs, mut mine) = mpsc::unbounded_channel();
        self.jobs.push(jobs);
        let tally = Arc::clone(&self.tally);
        self.tasks.spawn(async move {
            loop {
                let done = tokio::select! {
                    job = mine.recv() => match job {
                        Some(Job::Talk(tell)) => talk(&mut line, &tally).await.map(|()| { let _ = tell.send(()); }),
                        Some(Job::Say) => line.say(&tally.message()).await,
                        None => return,
                    },
                    heard = line.hear() => heard.and_then(|frame| {
                        ensure!(!frame.starts_with(br#"{"refused""#), "{}", String::from_utf8_lossy(frame));
                        Ok(())
                    }),
                };
                if let Err(error) = done {
                    return tally.fail(error.context("a visitor"));
                }
            }
        });
    }

    fn agent(&mut self, line: Line) {
        let tally = Arc::clone(&self.tally);
        self.tasks.spawn(async move {
            if let Err(error) = listen(line, &tally).await {
                tally.fail(error.context("an agent"));
            }
        });
    }
}

/// Hears messages, and now and then says that those of a chat have been read.
async fn listen(mut line: Line, tally: &Tally) -> Result<()> {
    let mut marked = HashMap::new();
    loop {
        let frame = line.hear().await?;
        tally.heard(frame);
        if let Some((conversation, seq)) = place(frame)
            && seq >= marked.get(conversation).map_or(0, |marked| marked + READ_EVERY)
        {
            let conversation = conversation.to_owned();
            line.say(&format!(
                r#"{{"marks":{{"conversation":"{conversation}","delivered":{seq},"read":{seq}}}}}"#
            ))
            .await?;
            marked.insert(conversation, seq);
        }
    }
}

/// The conversation that a frame's events belong to, and the number of the first of them.
fn place(frame: &[u8]) -> Option<(&str, u64)> {
    let rest = str::from_utf8(frame).ok()?.strip_prefix(r#"{"events":{"conversation":""#)?;
    let (conversation, rest) = rest.split_once('"')?;
    let (_, rest) = rest.split_once(r#""seq":"#)?;
    let (seq, _) = rest.split_once(',')?;
    Some((conversation, seq.parse().ok()?))
}

async fn talk(line: &mut Line, tally: &Tally) -> Result<()> {
    while tally.take() {
        line.say(&tally.message()).await?;
        line.hear_until(r#"{"ack""#).await?;
    }
    Ok(())
}

async fn relayed(bare: &Server, pairs: &[usize], listens: bool) -> Result<Line> {
    let mut line = Line::open(Ipv4Addr::LOCALHOST, bare.address, "/relay", "").await?;
    line.say(&format!(r#"{{"hello":{{"pairs":{pairs:?},"listens":{listens}}}}}"#)).await?;
    line.hear_until(r#""welcome""#).await?;
    Ok(line)
}
