//! tests: the bare relay that the benchmark holds Baton against: the same stack, and nothing on it but a socket, a
//! narrow row a message with group commit, and a peer that gets it.
//!
//! `bare_relay FOLDER` listens on a free port of 127.0.0.1 and says which. `/echo` gives back what it gets; `/relay`
//! stores what visitors send, acks it after the commit and hands it to whoever listens to their pair.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context as _, Result};
use axum::{
    Router,
    extract::{
        State,
        ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade},
    },
    response::Response,
    routing::get,
    serve::ListenerExt as _,
};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use tokio::{
    net::TcpListener,
    sync::{mpsc, oneshot},
};

/// So many messages share a commit at most, and so many wait.
const GROUP: usize = 256;
const QUEUE: usize = 1024;
/// Messages that may wait for one peer.
const PEER_QUEUE: usize = 256;

/// What a client says; the shape of `do` is Baton's, so that one driver drives both.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said {
    Hello { pairs: Vec<u32>, listens: bool },
    Do { id: String, what: Verb },
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verb {
    Send { text: String },
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Told<'a> {
    Welcome,
    Ack { id: &'a str },
    Events { id: &'a str, text: &'a str },
}

struct Row {
    pair: u32,
    text: Arc<str>,
    stored: oneshot::Sender<()>,
}

#[derive(Clone)]
struct Relay {
    writer: mpsc::Sender<Row>,
    peers: Arc<Mutex<HashMap<u32, mpsc::Sender<Utf8Bytes>>>>,
}

fn main() -> Result<()> {
    let folder: PathBuf = std::env::args_os().nth(1).context("say a folder for the data")?.into();
    let connection = open(&folder)?;
    let (writer, waiting) = mpsc::channel(QUEUE);
    std::thread::spawn(move || {
        if let Err(error) = write(connection, waiting) {
            eprintln!("the bare relay's store failed: {error}");
        }
    });
    let relay = Relay { writer, peers: Arc::default() };
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        say(&format!("http://{}", listener.local_addr()?));
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        let router = Router::new().route("/echo", get(echo)).route("/relay", get(door)).with_state(relay);
        Ok(axum::serve(listener, router).await?)
    })
}

#[expect(clippy::print_stdout, reason = "the benchmark reads the address from there")]
fn say(line: &str) {
    println!("{line}");
}

fn open(folder: &std::path::Path) -> Result<Connection> {
    let connection = Connection::open(folder.join("bare.sqlite"))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch(
        "CREATE TABLE message (id INTEGER PRIMARY KEY, pair INTEGER NOT NULL, text TEXT NOT NULL) STRICT",
    )?;
    Ok(connection)
}

fn write(mut connection: Connection, mut waiting: mpsc::Receiver<Row>) -> rusqlite::Result<()> {
    let mut group = Vec::with_capacity(GROUP);
    while waiting.blocking_recv_many(&mut group, GROUP) > 0 {
        let transaction = connection.transaction()?;
        {
            let mut insert =
                transaction.prepare_cached("INSERT INTO message (pair, text) VALUES (?1, ?2)")?;
            for row in &group {
                insert.execute((row.pair, &*row.text))?;
            }
        }
        transaction.commit()?;
        for row in group.drain(..) {
            let _ = row.stored.send(());
        }
    }
    Ok(())
}

/// The same limits as Baton's.
fn small(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_message_size(64 * 1024)
        .max_frame_size(64 * 1024)
        .read_buffer_size(2 * 1024)
        .write_buffer_size(0)
        .max_write_buffer_size(1024 * 1024)
}

async fn echo(upgrade: WebSocketUpgrade) -> Response {
    small(upgrade).on_upgrade(async |mut socket| {
        while let Some(Ok(message)) = socket.recv().await {
            if matches!(message, Message::Text(_)) && socket.send(message).await.is_err() {
                return;
            }
        }
    })
}

async fn door(State(relay): State<Relay>, upgrade: WebSocketUpgrade) -> Response {
    small(upgrade).on_upgrade(async move |socket| {
        // Whoever leaves ends its own connection and no other.
        let _ = carry(socket, relay).await;
    })
}

async fn carry(mut socket: WebSocket, relay: Relay) -> Result<()> {
    let (to_me, mut for_me) = mpsc::channel(PEER_QUEUE);
    let mut pair = 0;
    loop {
        let text = tokio::select! {
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                Some(Ok(Message::Binary(_) | Message::Close(_)) | Err(_)) | None => return Ok(()),
            },
            Some(text) = for_me.recv() => {
                socket.send(Message::Text(text)).await?;
                continue;
            }
        };
        match serde_json::from_str(&text)? {
            Said::Hello { pairs, listens } => {
                pair = pairs.first().copied().unwrap_or_default();
                if listens {
                    let mut peers = relay.peers.lock().unwrap_or_else(PoisonError::into_inner);
                    peers.extend(pairs.into_iter().map(|pair| (pair, to_me.clone())));
                }
                tell(&mut socket, &Told::Welcome).await?;
            }
            Said::Do { id, what: Verb::Send { text } } => {
                let text: Arc<str> = text.into();
                let (stored, durable) = oneshot::channel();
                relay.writer.send(Row { pair, text: Arc::clone(&text), stored }).await?;
                durable.await?;
                let peer = relay.peers.lock().unwrap_or_else(PoisonError::into_inner).get(&pair).cloned();
                if let Some(peer) = peer {
                    peer.send(serde_json::to_string(&Told::Events { id: &id, text: &text })?.into()).await?;
                }
                tell(&mut socket, &Told::Ack { id: &id }).await?;
            }
        }
    }
}

async fn tell(socket: &mut WebSocket, told: &Told<'_>) -> Result<()> {
    Ok(socket.send(Message::Text(serde_json::to_string(told)?.into())).await?)
}
