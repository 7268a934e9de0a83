//! The accept loop: our own, because a silent or dripping connection must not stay open, and a stop must be clean.

use std::{pin::pin, sync::Arc, time::Duration};

use axum::{Router, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::timeout,
};
use tower::ServiceExt;

use super::{Peer, Place};
use crate::stopping::Stopping;

/// A request's head arrives within this time, also on a connection that is kept.
const HEAD_LIMIT: Duration = Duration::from_secs(5);
/// Request heads are small.
const HEAD_BYTES: usize = 16 * 1024;
/// When the server stops, connections get this long to end.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// Serves `router` until the server stops; at most `most` connections at once.
pub(crate) async fn serve(listener: TcpListener, router: Router, most: u32, mut stopping: Stopping) {
    let places = Arc::new(Semaphore::new(most as usize));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stopping.wait() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let router = router.clone();
                tokio::spawn(connection(
                    stream,
                    Peer(peer.ip()),
                    router,
                    Place::new(place),
                    stopping.clone(),
                ));
            }
            Err(error) => {
                // Out of descriptors, most likely: others end meanwhile.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    let _ = timeout(STOP_LIMIT, places.acquire_many(most)).await;
}

async fn connection(stream: TcpStream, peer: Peer, router: Router, place: Place, mut stopping: Stopping) {
    // Chat frames are small and must not wait for each other.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(peer);
        request.extensions_mut().insert(place.clone());
        router.clone().oneshot(request.map(axum::body::Body::new) as Request)
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_LIMIT)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut serving = pin!(serving);
    let ended = tokio::select! {
        ended = serving.as_mut() => ended,
        () = stopping.wait() => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended badly");
    }
}
