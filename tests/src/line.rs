//! tests: a WebSocket that carries frames one way and news the other, and whatever else a story wants to send.

use std::{marker::PhantomData, net::SocketAddr};

use futures::{SinkExt, StreamExt};
use reqwest::StatusCode;
use serde::{Serialize, de::DeserializeOwned};
use tokio::{
    net::{TcpSocket, TcpStream},
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{
        Error, Message,
        client::IntoClientRequest,
        http::{HeaderName, HeaderValue},
    },
};

use crate::PATIENCE;

/// A live connection.
#[derive(Debug)]
pub struct Line<Frame, News> {
    socket: WebSocketStream<TcpStream>,
    carries: PhantomData<fn(Frame) -> News>,
}

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
        let mut request = format!("ws://{address}{path}").into_client_request().expect("an address");
        for (name, value) in headers {
            let name = HeaderName::try_from(*name).expect("a header's name");
            request.headers_mut().insert(name, HeaderValue::try_from(*value).expect("a header's value"));
        }
        let socket = TcpSocket::new_v4().expect("a socket");
        if let Some(bytes) = buffer {
            socket.set_recv_buffer_size(bytes).expect("a buffer of this size");
        }
        let stream = socket.connect(address).await.expect("a server that listens");
        stream.set_nodelay(true).expect("small frames go at once");
        match timeout(PATIENCE, client_async(request, stream)).await.expect("an answer to the upgrade") {
            Ok((socket, _)) => Ok(Self { socket, carries: PhantomData }),
            Err(Error::Http(response)) => {
                Err(StatusCode::from_u16(response.status().as_u16()).expect("a status"))
            }
            Err(error) => panic!("the WebSocket could not be had: {error}"),
        }
    }

    /// Sends a frame. A connection that is gone shows when something is awaited from it.
    pub async fn send(&mut self, frame: &Frame) {
        let text = serde_json::to_string(frame).expect("a frame is JSON");
        self.raw(Message::text(text)).await;
    }

    /// Sends whatever this is.
    pub async fn raw(&mut self, message: Message) {
        let _ = self.socket.send(message).await;
    }

    /// What comes next.
    ///
    /// # Panics
    /// Where nothing comes, or what comes is not what the protocol describes.
    pub async fn next(&mut self) -> Came<News> {
        timeout(PATIENCE, self.come()).await.expect("something comes")
    }

    /// What comes next, however long it takes. Safe to drop half-way.
    pub async fn come(&mut self) -> Came<News> {
        loop {
            match self.socket.next().await {
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

    /// The bare stream, for what no WebSocket client would send.
    pub fn stream(&mut self) -> &mut TcpStream {
        self.socket.get_mut()
    }
}
