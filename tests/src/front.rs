//! tests: what may stand between browsers and the server: a line that is slow, or cut, or lets no WebSocket through.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::{Semaphore, watch},
    task::{AbortHandle, JoinSet},
};

/// A slow phone's line, as browsers' own tools imitate it: 50,000 bytes a second, answers after 400 ms.
const SLOW: (u64, Duration) = (50_000, Duration::from_millis(400));

/// The most that is passed on at once.
const PIECE: usize = 2_048;

/// What a proxy that knows no WebSocket answers.
const REFUSAL: &[u8] = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// How the line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// Nothing passes, and what was connected is connected no more.
    pub cut: bool,
    /// WebSockets are refused.
    pub no_sockets: bool,
    /// Everything takes its time.
    pub slow: bool,
}

/// Something between browsers and a server. Ends with its story.
#[derive(Debug)]
pub struct Front {
    address: SocketAddr,
    ways: watch::Sender<Ways>,
    refused: Arc<AtomicUsize>,
    task: AbortHandle,
}

impl Front {
    /// In front of the server at `server`.
    ///
    /// # Panics
    /// Where it cannot listen.
    pub async fn of(server: SocketAddr, ways: Ways) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (ways, seen) = watch::channel(ways);
        let refused = Arc::new(AtomicUsize::new(0));
        let line = Line { pipe: Arc::new(Semaphore::new(1)), refused: Arc::clone(&refused) };
        let passes = async move {
            // Connections end with their front.
            let mut open = JoinSet::new();
            while let Ok((browser, _)) = listener.accept().await {
                open.spawn(pass(browser, server, seen.clone(), line.clone()));
            }
        };
        Self { address, ways, refused, task: tokio::spawn(passes).abort_handle() }
    }

    /// Its origin, which stands for the server's.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many WebSockets were refused.
    #[must_use]
    pub fn refused(&self) -> usize {
        self.refused.load(Ordering::Relaxed)
    }

    /// The line is so from now on.
    pub fn becomes(&self, ways: Ways) {
        self.ways.send_replace(ways);
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What all connections share.
#[derive(Clone, Debug)]
struct Line {
    pipe: Arc<Semaphore>,
    refused: Arc<AtomicUsize>,
}

/// One connection, until either side or the line ends it. What ends it is no fault: browsers close as they please.
async fn pass(mut browser: TcpStream, server: SocketAddr, mut seen: watch::Receiver<Ways>, line: Line) {
    let ways = *seen.borrow();
    if ways.cut {
        return;
    }
    let mut head = Vec::new();
    // A browser takes a new connection for a WebSocket, so that the first request's head tells.
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match browser.read_buf(&mut head).await {
            Ok(1..) => {}
            Ok(0) | Err(_) => return,
        }
    }
    let asked = String::from_utf8_lossy(&head).to_ascii_lowercase();
    if ways.no_sockets && asked.contains("\r\nupgrade: websocket\r\n") {
        line.refused.fetch_add(1, Ordering::Relaxed);
        let _ = browser.write_all(REFUSAL).await;
        return;
    }
    let Ok(mut there) = TcpStream::connect(server).await else { return };
    if there.write_all(&head).await.is_err() {
        return;
    }
    let (from_browser, to_browser) = browser.into_split();
    let (from_server, to_server) = there.into_split();
    let pipe = ways.slow.then_some(line.pipe);
    tokio::select! {
        () = relay(from_browser, to_server, None) => {}
        () = relay(from_server, to_browser, pipe) => {}
        _ = seen.wait_for(|ways| ways.cut) => {}
    }
}

/// Passes on what comes; through the pipe, where there is one, which everybody shares.
async fn relay(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, pipe: Option<Arc<Semaphore>>) {
    let mut piece = vec![0; PIECE];
    let (rate, delay) = SLOW;
    if pipe.is_some() {
        tokio::time::sleep(delay).await;
    }
    while let Ok(count @ 1..) = from.read(&mut piece).await {
        if let Some(pipe) = &pipe {
            let Ok(_turn) = pipe.acquire().await else { return };
            tokio::time::sleep(Duration::from_micros(count as u64 * 1_000_000 / rate)).await;
        }
        if to.write_all(&piece[..count]).await.is_err() {
            return;
        }
    }
}
