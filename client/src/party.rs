//! The two kinds of client, visitor and live agent, and how their frames differ.

use baton_protocol::{
    Refusal,
    agent::{AgentFrame, AgentHello, AgentNews},
    visitor::{Hello, VisitorFrame, VisitorNews},
};

use crate::wire::{Incoming, Outgoing};

/// One side of a live connection.
pub trait Party: 'static {
    /// Its greeting.
    type Hello: Outgoing;
    /// What it says.
    type Frame: Outgoing;
    /// What it is told.
    type News: Incoming;
    /// Where it connects: `…/live`, `…/poll` and `…/frames` below this path.
    const PATH: &'static str;
    /// After so long a silence, in milliseconds, it makes sure that the line still stands.
    const SILENCE_MS: u64;

    /// The greeting as the first frame.
    fn hello(hello: Self::Hello) -> Self::Frame;
    /// This is the answer to a greeting.
    fn is_welcome(news: &Self::News) -> bool;
    /// The server answers this frame soon; if nothing at all comes, the line is dead.
    fn is_answered(frame: &Self::Frame) -> bool;
    /// What the server would say if it refused this frame; none where it would say nothing that helps.
    fn refused(frame: &Self::Frame, why: Refusal) -> Option<Self::News>;
}

/// The person on the website.
#[derive(Clone, Copy, Debug)]
pub struct Visitor;

/// The person who takes over.
#[derive(Clone, Copy, Debug)]
pub struct Agent;

impl Party for Visitor {
    type Hello = Hello;
    type Frame = VisitorFrame;
    type News = VisitorNews;
    const PATH: &'static str = "/api/v1/visitor";
    const SILENCE_MS: u64 = 300_000;

    fn hello(hello: Hello) -> VisitorFrame {
        VisitorFrame::Hello(hello)
    }

    fn is_welcome(news: &VisitorNews) -> bool {
        matches!(news, VisitorNews::Welcome(_))
    }

    fn is_answered(frame: &VisitorFrame) -> bool {
        matches!(frame, VisitorFrame::Hello(_) | VisitorFrame::Do { .. } | VisitorFrame::Older { .. })
    }

    fn refused(frame: &VisitorFrame, why: Refusal) -> Option<VisitorNews> {
        let VisitorFrame::Do { id, .. } = frame else { return None };
        Some(VisitorNews::Refused { id: Some(*id), why })
    }
}

impl Party for Agent {
    type Hello = AgentHello;
    type Frame = AgentFrame;
    type News = AgentNews;
    const PATH: &'static str = "/api/v1/agent";
    // Shorter than a visitor's: a request may be ringing, and there are few live agents.
    const SILENCE_MS: u64 = 60_000;

    fn hello(hello: AgentHello) -> AgentFrame {
        AgentFrame::Hello(hello)
    }

    fn is_welcome(news: &AgentNews) -> bool {
        matches!(news, AgentNews::Welcome(_))
    }

    fn is_answered(frame: &AgentFrame) -> bool {
        matches!(
            frame,
            AgentFrame::Hello(_) | AgentFrame::Do { .. } | AgentFrame::Open(_) | AgentFrame::Older { .. }
        )
    }

    fn refused(frame: &AgentFrame, why: Refusal) -> Option<AgentNews> {
        let AgentFrame::Do { id, conversation, .. } = frame else { return None };
        Some(AgentNews::Refused { id: Some(*id), conversation: Some(conversation.clone()), why })
    }
}
