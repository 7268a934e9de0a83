//! The poll: carries a session over plain requests. Each poll greets anew with what the client holds, and waits.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::Duration,
};

use baton_protocol::poll::{Polled, WAIT_SECONDS};
use serde::Serialize;
use tokio::time::timeout;

use super::session::{Over, Session, relate, sense};

/// What a poll leads to. `fresh` is what the greeting led to without the welcome; `ambient` what holds besides.
pub(crate) async fn poll<S: Session>(
    session: &mut S,
    welcome: Vec<S::News>,
    fresh: Vec<S::News>,
    ambient: Vec<S::News>,
    stamp: Option<String>,
) -> Result<Polled<S::News>, Over> {
    let now = stamp_of(&ambient);
    let Some(stamp) = stamp else {
        return Ok(Polled { stamp: now, news: welcome.into_iter().chain(fresh).collect() });
    };
    let mut news = fresh;
    if stamp != now {
        news.extend(ambient);
    }
    if news.is_empty() {
        let waited = timeout(Duration::from_secs(WAIT_SECONDS), async {
            while news.is_empty() {
                let sensed = sense(session).await;
                relate(session, sensed, &mut news).await?;
            }
            Ok(())
        });
        if let Ok(over) = waited.await {
            over?;
        }
        // The stamp is of what the client was told before: the next poll tells the rest.
        return Ok(Polled { stamp, news });
    }
    Ok(Polled { stamp: now, news })
}

/// A short name of what holds now. Only ever compared with itself by one running server.
fn stamp_of<News: Serialize>(ambient: &[News]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(ambient).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
