//! tests, bench: one end of a WebSocket with as little of its own as can be, so that what is measured is the server.

use std::{
    net::{Ipv4Addr, SocketAddr},
    ops::Range,
};

use anyhow::{Context as _, Result, bail, ensure};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
};

/// Room for most frames, bytes.
const ROOM: usize = 2048;
/// No frame is larger, bytes.
const LARGEST: usize = 16 << 20;
/// What a browser says of itself; servers keep it.
const USER_AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
                          Chrome/140.0.0.0 Safari/537.36";

/// A client's WebSocket. Its mask is zero, which the protocol allows and which leaves bytes as they are.
pub(crate) struct Line {
    stream: TcpStream,
    heard: Vec<u8>,
    /// Up to here `heard` has been taken.
    taken: usize,
    to_say: Vec<u8>,
}

enum Frame {
    Text(Range<usize>),
    Ping(Range<usize>),
    Pong,
    Close(Range<usize>),
}

/// A connection from this loopback address; several of them have ports enough for any number of connections.
pub(crate) async fn connect(from: Ipv4Addr, to: SocketAddr) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((from, 0).into())?;
    let stream = socket.connect(to).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl Line {
    /// Upgrades; `headers` are whole lines that end in CRLF.
    pub(crate) async fn open(from: Ipv4Addr, to: SocketAddr, path: &str, headers: &str) -> Result<Self> {
        let mut stream = connect(from, to).await?;
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {to}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             User-Agent: {USER_AGENT}\r\n{headers}\r\n"
        );
        stream.write_all(request.as_bytes()).await?;
        let mut line = Self { stream, heard: Vec::new(), taken: 0, to_say: Vec::new() };
        loop {
            line.more().await.with_context(|| format!("{path} gave no answer"))?;
            if let Some(end) = line.heard.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                ensure!(
                    line.heard.starts_with(b"HTTP/1.1 101"),
                    "{path} was not upgraded: {}",
                    String::from_utf8_lossy(&line.heard)
                );
                line.taken = end + 4;
                return Ok(line);
            }
        }
    }

    pub(crate) async fn say(&mut self, text: &str) -> Result<()> {
        self.send(0x81, text.as_bytes()).await
    }

    /// The next text; pings are answered meanwhile. Safe to drop half-way.
    pub(crate) async fn hear(&mut self) -> Result<&[u8]> {
        let at = self.text().await?;
        Ok(&self.heard[at])
    }

    /// The next text that begins like this. A refusal is an error.
    pub(crate) async fn hear_until(&mut self, beginning: &str) -> Result<&[u8]> {
        loop {
            let at = self.text().await?;
            let text = &self.heard[at.clone()];
            if text.starts_with(br#"{"refused""#) {
                bail!("refused: {}", String::from_utf8_lossy(text));
            }
            if text.starts_with(beginning.as_bytes()) {
                return Ok(&self.heard[at]);
            }
        }
    }

    async fn text(&mut self) -> Result<Range<usize>> {
        loop {
            match self.frame().await? {
                Frame::Text(at) => return Ok(at),
                Frame::Ping(at) => self.pong(at).await?,
                Frame::Pong => {}
                Frame::Close(at) => bail!("closed: {}", String::from_utf8_lossy(&self.heard[at])),
            }
        }
    }

    /// Waits for a ping and answers it; texts are passed over.
    pub(crate) async fn pinged(&mut self) -> Result<()> {
        loop {
            match self.frame().await? {
                Frame::Ping(at) => return self.pong(at).await,
                Frame::Text(_) | Frame::Pong => {}
                Frame::Close(at) => bail!("closed: {}", String::from_utf8_lossy(&self.heard[at])),
            }
        }
    }

    async fn pong(&mut self, at: Range<usize>) -> Result<()> {
        let payload = self.heard[at].to_vec();
        self.send(0x8a, &payload).await
    }

    async fn send(&mut self, first: u8, payload: &[u8]) -> Result<()> {
        self.to_say.clear();
        self.to_say.push(first);
        match u16::try_from(payload.len())? {
            short @ 0..=125 => self.to_say.push(0x80 | short as u8),
            long => {
                self.to_say.push(0x80 | 126);
                self.to_say.extend(long.to_be_bytes());
            }
        }
        self.to_say.extend([0; 4]);
        self.to_say.extend(payload);
        Ok(self.stream.write_all(&self.to_say).await?)
    }

    async fn frame(&mut self) -> Result<Frame> {
        loop {
            if let Some(frame) = self.parse()? {
                return Ok(frame);
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> Result<()> {
        self.heard.drain(..self.taken);
        self.taken = 0;
        self.heard.reserve(ROOM);
        ensure!(self.stream.read_buf(&mut self.heard).await? > 0, "the server has hung up");
        Ok(())
    }

    /// A whole frame of what was heard; servers neither mask nor, here, split them.
    fn parse(&mut self) -> Result<Option<Frame>> {
        let rest = &self.heard[self.taken..];
        let (length, head) = match rest {
            [_, 127, length @ ..] => match length.first_chunk::<8>() {
                Some(length) => (usize::try_from(u64::from_be_bytes(*length))?, 10),
                None => return Ok(None),
            },
            [_, 126, high, low, ..] => (usize::from(u16::from_be_bytes([*high, *low])), 4),
            [_, 126, ..] | [] | [_] => return Ok(None),
            [_, length, ..] => (usize::from(*length), 2),
        };
        if rest.len() < head + length {
            return Ok(None);
        }
        ensure!(length < LARGEST, "a frame of {length} bytes");
        let first = rest[0];
        let at = self.taken + head..self.taken + head + length;
        self.taken = at.end;
        Ok(Some(match first {
            0x81 => Frame::Text(at),
            0x88 => Frame::Close(at),
            0x89 => Frame::Ping(at),
            0x8a => Frame::Pong,
            other => bail!("an unexpected kind of frame, {other:#x}"),
        }))
    }
}
