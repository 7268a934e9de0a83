//! Live connections: a session turns frames and hints into news; a socket or a poll carries it.

pub(crate) mod agent;
pub(crate) mod poll;
pub(crate) mod session;
pub(crate) mod socket;
pub(crate) mod throttle;
pub(crate) mod visitor;
