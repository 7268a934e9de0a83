//! tests: how a language model's stand-in plays its part: streams, and what goes wrong with them.

use std::{io, sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use futures::{SinkExt as _, channel::mpsc};
use serde_json::Value;
use tokio::time::interval;

use super::{Kept, Says, Wire, anthropic, openai};

/// Bytes of words that are far too many.
const FLOOD: usize = 10 * 1024 * 1024;
/// Between two signs of life of a model that holds something back.
const ALIVE: Duration = Duration::from_millis(300);

/// A stream's other end.
type Out = mpsc::Sender<io::Result<Bytes>>;

pub(super) async fn play(kept: &Arc<Kept>, wire: Wire, says: Says, body: &Value) -> Response {
    let says = says.cited(body);
    match says {
        Says::Fails(status, after) => return fails(wire, status, after),
        Says::Silence => std::future::pending().await,
        Says::Rubbish => {
            let bytes: Vec<u8> =
                (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
            return ([(header::CONTENT_TYPE, "text/event-stream")], bytes).into_response();
        }
        _ => {}
    }
    if body["stream"] != true {
        return in_one_piece(wire, says).await;
    }
    let (mut out, pieces) = mpsc::channel(4);
    let (kept, body) = (Arc::clone(kept), body.clone());
    tokio::spawn(async move {
        // Whoever listens may be gone at any time.
        let _ = stream(&kept, wire, says, &body, &mut out).await;
    });
    ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(pieces)).into_response()
}

fn fails(wire: Wire, status: u16, after: Option<u64>) -> Response {
    let body = match wire {
        Wire::OpenAi => openai::fails(status),
        Wire::Anthropic => anthropic::fails(status),
    };
    let mut answer = (StatusCode::from_u16(status).expect("a status"), axum::Json(body)).into_response();
    if let Some(seconds) = after {
        answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    answer
}

async fn in_one_piece(wire: Wire, says: Says) -> Response {
    let (words, person) = match says {
        Says::Words(words) | Says::Breaks(words) => (words.concat(), None),
        Says::Holds(first, others) => ([first, others].concat().concat(), None),
        Says::Person(reason) => (String::new(), Some(reason)),
        Says::Floods => ("more ".repeat(FLOOD / 5), None),
        _ => std::future::pending().await,
    };
    axum::Json(match wire {
        Wire::OpenAi => openai::whole(&words, person.as_deref()),
        Wire::Anthropic => anthropic::whole(&words, person.as_deref()),
    })
    .into_response()
}

async fn stream(
    kept: &Kept,
    wire: Wire,
    says: Says,
    body: &Value,
    out: &mut Out,
) -> Result<(), mpsc::SendError> {
    let (begins, word, alive): (String, fn(&str) -> String, _) = match wire {
        Wire::OpenAi => (openai::begins(), openai::words, openai::ALIVE),
        Wire::Anthropic => (anthropic::begins(), anthropic::words, anthropic::ALIVE),
    };
    send(out, begins).await?;
    let mut called = false;
    match says {
        Says::Words(words) => all(out, word, &words).await?,
        Says::Holds(first, others) => {
            let mut freed = kept.freed.subscribe();
            let mut beat = interval(ALIVE);
            // As long as a model takes to think of its first word.
            for _ in 0..2 {
                beat.tick().await;
                send(out, alive.to_owned()).await?;
            }
            all(out, word, &first).await?;
            while !*freed.borrow_and_update() {
                tokio::select! {
                    _ = freed.changed() => {}
                    _ = beat.tick() => send(out, alive.to_owned()).await?,
                }
            }
            all(out, word, &others).await?;
        }
        Says::Person(reason) => {
            called = true;
            let calls = match wire {
                Wire::OpenAi => openai::calls(&reason),
                Wire::Anthropic => anthropic::calls(&reason),
            };
            for call in calls {
                send(out, call).await?;
            }
        }
        Says::Stalls(words) => {
            all(out, word, &words).await?;
            std::future::pending::<()>().await;
        }
        Says::Breaks(words) => {
            all(out, word, &words).await?;
            return out.send(Err(io::ErrorKind::ConnectionReset.into())).await;
        }
        Says::Floods => {
            let words = word(&"and more ".repeat(100));
            for _ in 0..FLOOD / words.len() {
                send(out, words.clone()).await?;
            }
        }
        Says::Fails(..) | Says::Silence | Says::Rubbish => {}
    }
    let ends = match wire {
        Wire::OpenAi => openai::ends(called, body),
        Wire::Anthropic => anthropic::ends(called),
    };
    for end in ends {
        send(out, end).await?;
    }
    Ok(())
}

async fn all(out: &mut Out, word: fn(&str) -> String, words: &[String]) -> Result<(), mpsc::SendError> {
    for words in words {
        send(out, word(words)).await?;
    }
    Ok(())
}

async fn send(out: &mut Out, text: String) -> Result<(), mpsc::SendError> {
    out.send(Ok(text.into())).await
}
