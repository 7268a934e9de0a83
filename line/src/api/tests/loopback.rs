//! line: a server for the tests, which answers what it is told to and remembers what it heard.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::api::Line;

/// A server with one answer for each call.
pub(super) struct Loopback {
    address: String,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// One call.
#[derive(Debug)]
pub(super) struct Heard {
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Heard {
    /// Whether a line of the head has this in it, in small letters.
    pub(super) fn has(&self, header: &str) -> bool {
        self.head.to_lowercase().contains(header)
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// An answer; its connection ends with it.
pub(super) fn answer(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}

impl Loopback {
    pub(super) async fn answering(answers: Vec<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        tokio::spawn(async move {
            for answer in answers {
                let (mut connection, _) = listener.accept().await.unwrap();
                let call = read(&mut connection).await;
                hears.lock().unwrap().push(call);
                connection.write_all(&answer).await.unwrap();
            }
        });
        Self { address, heard }
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    pub(super) fn line(&self) -> Line {
        Line::new(&self.address, &self.address).unwrap()
    }

    pub(super) fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }
}

async fn read(connection: &mut TcpStream) -> Heard {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        assert!(connection.read_buf(&mut bytes).await.unwrap() > 0, "the call ends in its head");
    };
    let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length").then(|| value.parse::<usize>().unwrap())
    });
    let length = length.unwrap_or(0);
    while bytes.len() < head + length {
        assert!(connection.read_buf(&mut bytes).await.unwrap() > 0, "the call ends in its body");
    }
    Heard { head: text, body: bytes[head..].to_vec() }
}
