//! HTTP: routes with their rights, pages, assets, and the doors to the live connections.

pub(crate) mod accept;
pub(crate) mod assets;
pub(crate) mod body;
pub(crate) mod conversations;
pub(crate) mod error;
mod export;
mod files;
mod filter;
mod imports;
mod knowledge;
pub(crate) mod language;
mod line;
pub(crate) mod live;
pub(crate) mod loader;
mod models;
pub(crate) mod origin;
pub(crate) mod pages;
mod past;
mod path;
pub(crate) mod people;
mod plain;
mod profile;
mod publishing;
mod push;
mod query;
mod reports;
pub(crate) mod rights;
pub(crate) mod routes;
pub(crate) mod session;
mod sites;
mod teaching;
mod teams;
pub(crate) mod throttle;
pub(crate) mod twin;
mod visitors;

use std::{net::IpAddr, sync::Arc};

use tokio::sync::OwnedSemaphorePermit;

use crate::{channel::Channel, desk::Desk, stopping::Stopping};

/// What every handler may need.
#[derive(Clone)]
pub(crate) struct Http {
    pub(crate) desk: Arc<Desk>,
    /// The edge to LINE.
    pub(crate) channel: Arc<Channel>,
    pub(crate) throttle: Arc<throttle::Doors>,
    pub(crate) loaders: Arc<loader::Loaders>,
    /// Where visitors and live agents find this server, where it is not what the `Host` header says.
    pub(crate) public_url: Option<Arc<str>>,
    /// Serves the demo shop.
    pub(crate) demo: bool,
    pub(crate) stopping: Stopping,
}

/// A connection's place among those that the server holds; an upgraded one keeps it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    _permit: Arc<OwnedSemaphorePermit>,
}

impl Place {
    pub(crate) fn new(permit: OwnedSemaphorePermit) -> Self {
        Self { _permit: Arc::new(permit) }
    }
}

/// Whose connection it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);
