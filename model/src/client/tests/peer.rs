//! The model's client: a server that plays a script, an entry a request.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
};

use crate::Kind;

/// What it does.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Send(Vec<u8>),
    /// Waits until the other side has closed, and notes that.
    Hang,
}

pub(super) struct Peer {
    pub(super) address: String,
    requests: Arc<Mutex<Vec<String>>>,
    closed: watch::Receiver<bool>,
}

impl Peer {
    pub(super) async fn start(script: Vec<Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (closing, closed) = watch::channel(false);
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            for steps in script {
                let Ok((mut socket, _)) = listener.accept().await else { return };
                let _ = socket.set_nodelay(true);
                let request = read(&mut socket).await;
                seen.lock().expect("requests").push(request);
                for step in steps {
                    match step {
                        Step::Send(bytes) => {
                            if socket.write_all(&bytes).await.is_err() {
                                break;
                            }
                            tokio::task::yield_now().await;
                        }
                        Step::Hang => {
                            let mut rest = [0; 64];
                            while socket.read(&mut rest).await.is_ok_and(|read| read > 0) {}
                            let _ = closing.send(true);
                        }
                    }
                }
            }
        });
        Self { address, requests, closed }
    }

    /// All requests so far, head and body.
    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("requests").clone()
    }

    /// Comes back once the other side has closed while this one hung.
    pub(super) async fn closed(&mut self) {
        self.closed.wait_for(|closed| *closed).await.expect("a peer");
    }
}

async fn read(socket: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let read = socket.read(&mut part).await.unwrap_or_default();
        bytes.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_ascii_lowercase();
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return text.into_owned();
            }
        }
        if read == 0 {
            return text.into_owned();
        }
    }
}

/// A head without a length: what follows ends with the connection.
pub(super) fn head(status: &str, more: &str) -> Step {
    Step::Send(format!("HTTP/1.1 {status}\r\nConnection: close\r\n{more}\r\n").into_bytes())
}

/// The head of a stream.
pub(super) fn events() -> Step {
    head("200 OK", "Content-Type: text/event-stream\r\n")
}

/// A whole stream, sent in pieces of `step` bytes.
pub(super) fn stream(kind: Kind, text: &str, step: usize) -> Vec<Step> {
    let body = match kind {
        Kind::OpenAi => openai(text),
        Kind::Anthropic => anthropic(text),
    };
    let mut steps = vec![events()];
    steps.extend(body.as_bytes().chunks(step).map(|part| Step::Send(part.to_vec())));
    steps
}

/// A whole body.
pub(super) fn json(status: &str, more: &str, body: &str) -> Vec<Step> {
    vec![
        head(status, &format!("Content-Type: application/json\r\n{more}")),
        Step::Send(body.as_bytes().to_vec()),
    ]
}

/// What stands before the event that says that all is said.
pub(super) const STOP: &str = "data: {\"choices\":[{\"index\":0,\"delta\":{},";

/// A stream of chat completions.
pub(super) fn openai(text: &str) -> String {
    let mut body = String::new();
    let letters: Vec<char> = text.chars().collect();
    for part in letters.chunks(5) {
        let delta = serde_json::json!({ "content": part.iter().collect::<String>() });
        let chunk = serde_json::json!({ "model": "small-1", "choices": [{ "index": 0, "delta": delta }] });
        body.push_str(&format!("data: {chunk}\n\n"));
    }
    body.push_str(STOP);
    body.push_str("\"finish_reason\":\"stop\"}]}\n\n");
    body.push_str("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":30}}\n\ndata: [DONE]\n\n");
    body
}

fn anthropic(text: &str) -> String {
    let mut body = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"small-1\",\"usage\":{\"input_tokens\":70,\"output_tokens\":1}}}\n\n".to_owned();
    let letters: Vec<char> = text.chars().collect();
    for part in letters.chunks(5) {
        let delta = serde_json::json!({ "type": "text_delta", "text": part.iter().collect::<String>() });
        let event = serde_json::json!({ "type": "content_block_delta", "index": 0, "delta": delta });
        body.push_str(&format!("event: content_block_delta\ndata: {event}\n\n"));
    }
    body.push_str("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":30}}\n\n");
    body.push_str("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    body
}
