//! Import's test server: real sockets on loopback, and every kind of bad answer.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What the server says to a request.
pub(crate) enum Reply {
    /// These bytes, and then the connection is closed.
    Raw(Vec<u8>),
    /// Chunks without end.
    Endless,
    /// As many bytes, with their length said first.
    Long(usize),
    /// Nothing, ever.
    Silence,
}

/// An answer with a status, headers (each with its line end) and a body.
pub(crate) fn answer(status: &str, headers: &str, body: &[u8]) -> Reply {
    let head =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    Reply::Raw([head.as_bytes(), body].concat())
}

pub(crate) fn html(body: &str) -> Reply {
    answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body.as_bytes())
}

pub(crate) fn moved(to: &str) -> Reply {
    answer("302 Found", &format!("Location: {to}\r\n"), b"")
}

/// A server, and what it was asked.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    /// The heads of all requests, robots.txt's aside.
    pub(crate) asked: Arc<Mutex<Vec<String>>>,
    /// How many bytes of bodies it got rid of.
    pub(crate) written: Arc<Mutex<usize>>,
}

impl Server {
    /// Starts a server. `say` answers paths; robots.txt is not there unless `say` is asked for it by `robots`.
    pub(crate) async fn start(say: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        Self::on("127.0.0.1".parse().unwrap(), say).await
    }

    pub(crate) async fn on(ip: IpAddr, say: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((ip, 0)).await.unwrap();
        let server =
            Self { address: listener.local_addr().unwrap(), asked: Arc::default(), written: Arc::default() };
        let (asked, written, say) = (Arc::clone(&server.asked), Arc::clone(&server.written), Arc::new(say));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (asked, written, say) = (Arc::clone(&asked), Arc::clone(&written), Arc::clone(&say));
                tokio::spawn(async move { serve(stream, &asked, &written, &*say).await });
            }
        });
        server
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The paths that were asked for.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked().iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect()
    }
}

async fn serve(
    mut stream: TcpStream,
    asked: &Mutex<Vec<String>>,
    written: &Mutex<usize>,
    say: &(dyn Fn(&str) -> Reply + Sync),
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read_exact(&mut byte).await.is_err() {
            return;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    if path != "/robots.txt" {
        asked.lock().unwrap().push(head);
    }
    let (begin, piece, most) = match say(&path) {
        Reply::Raw(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
            return;
        }
        Reply::Silence => {
            // Until the other side gives up.
            let _ = stream.read(&mut [0]).await;
            return;
        }
        Reply::Long(length) => (
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: {length}\r\n\r\n"),
            vec![b'x'; 64 * 1024],
            length,
        ),
        Reply::Endless => {
            let begin =
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned();
            (begin, [b"10000\r\n", vec![b'x'; 0x10000].as_slice(), b"\r\n"].concat(), usize::MAX)
        }
    };
    let _ = stream.write_all(begin.as_bytes()).await;
    while *written.lock().unwrap() < most && stream.write_all(&piece).await.is_ok() {
        *written.lock().unwrap() += piece.len();
    }
}
