//! The socket: carries a session over a WebSocket. Bounded in every direction, and quick to notice who is gone.

use std::{ops::ControlFlow, time::Duration};

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade, close_code};
use baton_protocol::{
    Code, Refusal,
    limits::{FRAME_BYTES, close},
};
use futures::{FutureExt as _, SinkExt as _};
use serde::{Serialize, de::DeserializeOwned};
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use super::session::{Over, Session, relate, sense};
use crate::stopping::Stopping;

/// A reader that takes nothing for this long is too slow.
const WRITE_LIMIT: Duration = Duration::from_secs(15);
/// The first frame comes within this time.
const HELLO_LIMIT: Duration = Duration::from_secs(10);
/// Frames that cannot be read before the connection is closed.
const MALFORMED_LIMIT: u32 = 10;
/// Enough for most frames; the defaults of 128 KiB each way are for fewer connections than ours.
const BUFFER: usize = 1024;

/// Frames that are told together go out together, up to so many bytes.
const GATHERED: usize = 16 * 1024;
/// So many hints are told together at most.
const TOGETHER: usize = 16;

/// The largest frame to a reader: a page of the longest messages, 50 times 8,000 characters of up to six bytes in
/// JSON, and the AI agent's formatted words and sources besides. Only a frame under way takes the room.
const LARGEST: usize = 8 * 1024 * 1024;

/// Why a connection is closed, for its other end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Close {
    pub(crate) code: u16,
    pub(crate) reason: &'static str,
}

const TOO_SLOW: Close = Close { code: close::SLOW, reason: "too slow: reconnect and resume" };
const NO_HELLO: Close = Close { code: close::NO_HELLO, reason: "the first frame is a greeting" };
const SIGNED_OUT: Close = Close { code: close::UNAUTHORIZED, reason: "signed out" };
const RESTART: Close = Close { code: close_code::RESTART, reason: "the server restarts: reconnect" };
const RIGHTS: Close = Close { code: close_code::RESTART, reason: "you may do other things now: reconnect" };
const BINARY: Close = Close { code: close_code::UNSUPPORTED, reason: "text frames only" };
const NOT_UTF8: Close = Close { code: close_code::INVALID, reason: "not UTF-8" };
const TOO_BIG: Close = Close { code: close_code::SIZE, reason: "larger than 64 KiB" };
const MALFORMED: Close = Close { code: close::MALFORMED, reason: "too many malformed frames" };

impl From<Over> for Close {
    fn from(over: Over) -> Self {
        match over {
            Over::SignedOut => SIGNED_OUT,
            Over::Changed => RIGHTS,
        }
    }
}

/// The upgrade with our limits.
pub(crate) fn limited(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_message_size(FRAME_BYTES)
        .max_frame_size(FRAME_BYTES)
        .read_buffer_size(BUFFER)
        .write_buffer_size(GATHERED)
        .max_write_buffer_size(LARGEST)
}

/// The first frame, which greets. The socket is closed where there is none.
pub(crate) async fn first<Frame: DeserializeOwned>(socket: &mut WebSocket) -> Option<Frame> {
    let frame = timeout(HELLO_LIMIT, async {
        while let Some(Ok(message)) = socket.recv().await {
            match message {
                Message::Text(text) => return serde_json::from_str(&text).ok(),
                Message::Ping(_) | Message::Pong(_) => {}
                Message::Binary(_) | Message::Close(_) => return None,
            }
        }
        None
    });
    let frame = frame.await.ok().flatten();
    if frame.is_none() {
        shut(socket, NO_HELLO).await;
    }
    frame
}

/// Refuses a greeting: says why, then closes.
pub(crate) async fn turn_away<News: Serialize>(socket: &mut WebSocket, news: News) {
    if tell(socket, &mut vec![news]).await.is_continue() {
        shut(socket, NO_HELLO).await;
    }
}

/// Carries the session until either end has enough.
pub(crate) async fn carry<S: Session>(
    mut socket: WebSocket,
    mut session: S,
    mut news: Vec<S::News>,
    mut stopping: Stopping,
) {
    let mut pings = interval_at(Instant::now() + S::PING, S::PING);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut answered, mut malformed) = (true, 0);
    let close = loop {
        // A frame leads to hints for its own sender, and a message to several for its reader: one write carries them all.
        let over = catch_up(&mut session, &mut news).await;
        if let ControlFlow::Break(close) = tell(&mut socket, &mut news).await {
            break close;
        }
        if let Err(over) = over {
            break Some(Close::from(over));
        }
        tokio::select! {
            message = socket.recv() => {
                answered = true;
                match read::<S>(message, &mut malformed) {
                    ControlFlow::Break(close) => break close,
                    // Boxed, here and below: what one frame needs, thousands of idle connections need not hold.
                    ControlFlow::Continue(Read::Frame(frame)) => {
                        Box::pin(session.frame(frame, &mut news)).await;
                    }
                    ControlFlow::Continue(Read::Refused(refusal)) => news.push(S::malformed(refusal)),
                    ControlFlow::Continue(Read::Nothing) => {}
                }
            }
            sensed = sense(&mut session) => {
                if let Err(over) = Box::pin(relate(&mut session, sensed, &mut news)).await {
                    break Some(Close::from(over));
                }
            }
            _ = pings.tick() => {
                if !std::mem::take(&mut answered) {
                    break None;
                }
                if socket.send(Message::Ping(axum::body::Bytes::new())).await.is_err() {
                    break None;
                }
            }
            () = stopping.wait() => break Some(RESTART),
        }
    };
    // Whoever is gone is not counted while the close is still on its way.
    drop(session);
    if let Some(close) = close {
        shut(&mut socket, close).await;
    }
}

/// Tells what has been heard already.
async fn catch_up<S: Session>(session: &mut S, news: &mut Vec<S::News>) -> Result<(), Over> {
    for _ in 0..TOGETHER {
        let Some(sensed) = sense(session).now_or_never() else { break };
        Box::pin(relate(session, sensed, news)).await?;
    }
    Ok(())
}

enum Read<Frame> {
    Frame(Frame),
    Refused(Refusal),
    Nothing,
}

/// What came in; breaks with the close to send, or with none where the other end is gone.
fn read<S: Session>(
    message: Option<Result<Message, axum::Error>>,
    malformed: &mut u32,
) -> ControlFlow<Option<Close>, Read<S::Frame>> {
    match message {
        Some(Ok(Message::Text(text))) => match serde_json::from_str(&text) {
            Ok(frame) => ControlFlow::Continue(Read::Frame(frame)),
            Err(error) => {
                *malformed += 1;
                if *malformed >= MALFORMED_LIMIT {
                    return ControlFlow::Break(Some(MALFORMED));
                }
                ControlFlow::Continue(Read::Refused(unreadable(&error)))
            }
        },
        Some(Ok(Message::Binary(_))) => ControlFlow::Break(Some(BINARY)),
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => ControlFlow::Continue(Read::Nothing),
        Some(Ok(Message::Close(_))) | None => ControlFlow::Break(None),
        Some(Err(error)) => ControlFlow::Break(cause(error)),
    }
}

/// What a client is told of a frame or body that cannot be read. serde's sentences name fields, never contents.
pub(crate) fn unreadable(error: &serde_json::Error) -> Refusal {
    let place = format!("line {}, column {}", error.line(), error.column());
    Refusal::new(Code::Malformed, format!("This is not what the protocol describes ({place})."))
}

/// The close that fits a broken connection.
fn cause(error: axum::Error) -> Option<Close> {
    let text = error.into_inner().to_string();
    if text.contains("UTF-8") || text.contains("utf-8") {
        Some(NOT_UTF8)
    } else if text.contains("too long") || text.contains("too big") || text.contains("Space limit") {
        Some(TOO_BIG)
    } else {
        None
    }
}

/// Sends the news and empties it; breaks where the reader is too slow or gone.
async fn tell<News: Serialize>(socket: &mut WebSocket, news: &mut Vec<News>) -> ControlFlow<Option<Close>> {
    if news.is_empty() {
        return ControlFlow::Continue(());
    }
    let sent = timeout(WRITE_LIMIT, async {
        for item in news.drain(..) {
            let Ok(text) = serde_json::to_string(&item) else { continue };
            socket.feed(Message::Text(Utf8Bytes::from(text))).await?;
        }
        socket.flush().await
    });
    match sent.await {
        Ok(Ok(())) => ControlFlow::Continue(()),
        Ok(Err(_)) => ControlFlow::Break(None),
        Err(_) => ControlFlow::Break(Some(TOO_SLOW)),
    }
}

/// Says goodbye; a reader that does not even take that is left.
async fn shut(socket: &mut WebSocket, Close { code, reason }: Close) {
    let frame = CloseFrame { code, reason: Utf8Bytes::from_static(reason) };
    let goodbye = async {
        if socket.send(Message::Close(Some(frame))).await.is_ok() {
            // The other end's own close, so that ours is not cut off by a reset.
            while let Some(Ok(_)) = socket.recv().await {}
        }
    };
    let _ = timeout(Duration::from_secs(2), goodbye).await;
}
