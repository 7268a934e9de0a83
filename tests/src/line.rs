//! tests: a WebSocket that carries frames one way and news the other, and whatever else a story wants to send.

use std::{marker::PhantomData, net::SocketAddr};

use futures::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use reqwest::StatusCode;
use serde::{Serialize, de::DeserializeOwned};
use tokio::{
    net::{TcpSocket, TcpStream},
    sync::{mpsc, watch},
    task::AbortHandle,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{
        Error, Message,
        client::IntoClientRequest,
        handshake::client::Request,
        http::{HeaderName, HeaderValue},
        protocol::frame::{
            Frame as RawFrame,
            coding::{Data, OpCode},
        },
    },
};

use crate::PATIENCE;

/// A live connection. Reads all the time, as browsers do, so that pings are answered while a story is elsewhere.
#[derive(Debug)]
pub struct Line<Frame, News> {
    out: SplitSink<Socket, Message>,
    come: mpsc::UnboundedReceiver<Result<Message, Error>>,
    reading: watch::Sender<bool>,
    reader: AbortHandle,
    carries: PhantomData<fn(Frame) -> News>,
}

type Socket = WebSocketStream<TcpStream>;

/// What came.
#[derive(Debug)]
pub enum Came<News> {
    /// A frame of the server's.
    News(Box<News>),
    /// The end, and the close code where the server gave one.
    Closed(Option<u16>),
}

/// A connection's buffer for what comes in, bytes; none for the system's own.
pub type Buffer = Option<u32>;

impl<Frame: Serialize, News: DeserializeOwned> Line<Frame, News> {
    /// Connects.
    ///
    /// # Errors
    /// The status, where the server refuses the WebSocket.
    ///
    /// # Panics
    /// Where there is no server.
    pub async fn connect(
        address: SocketAddr,
        path: &str,
        headers: &[(&str, &str)],
        buffer: Buffer,
    ) -> Result<Self, StatusCode> {
        let stream = open(address, buffer).await.expect("a server that listens");
        match timeout(PATIENCE, client_async(request(address, path, headers), stream)).await {
            Ok(Ok((socket, _))) => Ok(Self::over(socket)),
            Ok(Err(Error::Http(response))) => {
                Err(StatusCode::from_u16(response.status().as_u16()).expect("a status"))
            }
            other => panic!("the WebSocket could not be had: {other:?}"),
        }
    }

    /// Connects to a server that may be gone.
    ///
    /// # Errors
    /// Whatever went wrong.
    pub async fn try_connect(address: SocketAddr, path: &str) -> Result<Self, Error> {
        let stream = open(address, None).await?;
        let (socket, _) = client_async(request(address, path, &[]), stream).await?;
        Ok(Self::over(socket))
    }

    fn over(socket: Socket) -> Self {
        let (out, input) = socket.split();
        let (queue, come) = mpsc::unbounded_channel();
        let (reading, told) = watch::channel(true);
        let reader = tokio::spawn(read(input, queue, told)).abort_handle();
        Self { out, come, reading, reader, carries: PhantomData }
    }

    /// Stops reading, or begins again. Who does not read does not answer pings either.
    pub fn reads(&self, on: bool) {
        self.reading.send_replace(on);
    }

    /// Sends a frame. A connection that is gone shows when something is awaited from it.
    pub async fn send(&mut self, frame: &Frame) {
        let text = serde_json::to_string(frame).expect("a frame is JSON");
        self.raw(Message::text(text)).await;
    }

    /// Sends whatever this is.
    pub async fn raw(&mut self, message: Message) {
        let _ = self.out.send(message).await;
    }

    /// Sends these bytes as a text frame, UTF-8 or not.
    pub async fn bytes(&mut self, bytes: &[u8]) {
        let frame = RawFrame::message(bytes.to_vec(), OpCode::Data(Data::Text), true);
        self.raw(Message::Frame(frame)).await;
    }

    /// What comes next.
    ///
    /// # Panics
    /// Where nothing comes, or what comes is not what the protocol describes.
    pub async fn next(&mut self) -> Came<News> {
        timeout(PATIENCE, self.come()).await.expect("something comes")
    }

    /// What comes next, however long it takes. Safe to drop half-way.
    ///
    /// # Panics
    /// Where it is not what the protocol describes.
    pub async fn come(&mut self) -> Came<News> {
        loop {
            match self.come.recv().await {
                Some(Ok(Message::Text(text))) => {
                    let news = serde_json::from_str(&text);
                    return Came::News(Box::new(news.unwrap_or_else(|error| panic!("{error}: {text}"))));
                }
                Some(Ok(Message::Close(frame))) => {
                    return Came::Closed(frame.map(|frame| frame.code.into()));
                }
                None | Some(Err(_)) => return Came::Closed(None),
                Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
                Some(Ok(Message::Binary(_))) => panic!("the server sent a binary frame"),
            }
        }
    }

    /// Passes everything over until the end; its close code.
    pub async fn end(&mut self) -> Option<u16> {
        loop {
            if let Came::Closed(code) = self.next().await {
                return code;
            }
        }
    }
}

impl<Frame, News> Drop for Line<Frame, News> {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

async fn open(address: SocketAddr, buffer: Buffer) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    if let Some(bytes) = buffer {
        socket.set_recv_buffer_size(bytes)?;
    }
    let stream = socket.connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

fn request(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Request {
    let mut request = format!("ws://{address}{path}").into_client_request().expect("an address");
    for (name, value) in headers {
        let name = HeaderName::try_from(*name).expect("a header's name");
        request.headers_mut().insert(name, HeaderValue::try_from(*value).expect("a header's value"));
    }
    request
}

async fn read(
    mut input: SplitStream<Socket>,
    queue: mpsc::UnboundedSender<Result<Message, Error>>,
    mut reading: watch::Receiver<bool>,
) {
    loop {
        if reading.wait_for(|on| *on).await.is_err() {
            return;
        }
        tokio::select! {
            message = input.next() => {
                let Some(message) = message else { return };
                if queue.send(message).is_err() {
                    return;
                }
            }
            changed = reading.changed() => {
                if changed.is_err() {
                    return;
                }
            }
        }
    }
}
