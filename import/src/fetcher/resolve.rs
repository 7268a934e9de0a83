//! Import's names: looked up once for each connection, and what is connected to is what was checked.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use async_trait::async_trait;
use reqwest::dns::{Name, Resolve, Resolving};

use crate::guard::Guard;

/// Who knows the addresses of names.
#[async_trait]
pub trait Lookup: Send + Sync + 'static {
    /// All addresses of a name.
    async fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The machine's own resolver.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

#[async_trait]
impl Lookup for System {
    async fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        Ok(tokio::net::lookup_host((name, 0)).await?.map(|found| found.ip()).collect())
    }
}

/// The name has no address.
#[derive(Debug, thiserror::Error)]
#[error("the name has no address")]
pub(super) struct Missing;

/// The name has addresses, but none that may be connected to.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to closed addresses alone")]
pub(super) struct Shut;

/// A resolver that gives the client only addresses which the guard allows. The client connects to these and asks
/// nobody else, so a name cannot be public when it is checked and private when it is connected to.
pub(super) struct Guarded {
    lookup: Arc<dyn Lookup>,
    guard: Guard,
    /// Only an operator's exceptions.
    narrow: bool,
}

impl Guarded {
    pub(super) fn new(lookup: Arc<dyn Lookup>, guard: Guard, narrow: bool) -> Self {
        Self { lookup, guard, narrow }
    }
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let lookup = Arc::clone(&self.lookup);
        let guard = self.guard.clone();
        let narrow = self.narrow;
        Box::pin(async move {
            let found = lookup.lookup(name.as_str()).await.map_err(|_| Missing)?;
            if found.is_empty() {
                return Err(Missing.into());
            }
            let open = |ip: &IpAddr| if narrow { guard.excepts(*ip) } else { guard.allows(*ip) };
            let open: Vec<_> = found.into_iter().filter(open).map(|ip| SocketAddr::new(ip, 0)).collect();
            if open.is_empty() {
                return Err(Shut.into());
            }
            Ok(Box::new(open.into_iter()) as Box<dyn Iterator<Item = SocketAddr> + Send>)
        })
    }
}
