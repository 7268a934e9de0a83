//! A browser's WebSocket as three things that happen.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::poll_fn,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker, ready},
};

use futures::{Sink, Stream};
use gloo_net::websocket::{Message, State, WebSocketError, futures::WebSocket};
use wasm_bindgen_futures::spawn_local;

use crate::link::BROKEN;

/// What happens to a socket.
pub(super) enum Happened {
    Opened,
    Text(String),
    /// It ended with this code. Nothing happens afterwards.
    Closed(u16),
}

/// An open, or opening, socket. Dropping it closes it, and then nothing more is told.
pub(super) struct Socket(Rc<Shared>);

#[derive(Default)]
struct Shared {
    outgoing: RefCell<VecDeque<String>>,
    dropped: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Socket {
    pub(super) fn open(url: &str, tell: impl Fn(Happened) + 'static) -> Self {
        let shared = Rc::<Shared>::default();
        let opened = WebSocket::open(url);
        let running = Rc::clone(&shared);
        spawn_local(async move {
            match opened {
                Ok(socket) => run(socket, &running, tell).await,
                Err(_) => tell(Happened::Closed(BROKEN)),
            }
        });
        Self(shared)
    }

    pub(super) fn send(&self, text: String) {
        self.0.outgoing.borrow_mut().push_back(text);
        self.0.wake();
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.0.dropped.set(true);
        self.0.wake();
    }
}

impl Shared {
    fn wake(&self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

async fn run(mut socket: WebSocket, shared: &Shared, tell: impl Fn(Happened)) {
    let mut opened = false;
    while let Some(happened) = poll_fn(|context| step(&mut socket, shared, &mut opened, context)).await {
        let over = matches!(happened, Happened::Closed(_));
        tell(happened);
        if over {
            break;
        }
    }
}

/// The next thing that happens; none once the socket is dropped. Sends what waits to be sent on the way.
fn step(
    socket: &mut WebSocket,
    shared: &Shared,
    opened: &mut bool,
    context: &mut Context<'_>,
) -> Poll<Option<Happened>> {
    if shared.dropped.get() {
        return Poll::Ready(None);
    }
    shared.waker.replace(Some(context.waker().clone()));
    let mut socket = Pin::new(socket);
    if !*opened {
        // Ready also means that it could not be opened: then the stream says why.
        let _ = ready!(socket.as_mut().poll_ready(context));
        *opened = true;
        if matches!(socket.state(), State::Open) {
            return Poll::Ready(Some(Happened::Opened));
        }
    }
    while let Some(text) = shared.outgoing.borrow_mut().pop_front() {
        // It fails on a socket that is closing, which the stream is about to tell.
        let _ = socket.as_mut().start_send(Message::Text(text));
    }
    loop {
        let happened = match ready!(socket.as_mut().poll_next(context)) {
            Some(Ok(Message::Text(text))) => Happened::Text(text),
            // The server sends text only; and the end follows an error.
            Some(Ok(Message::Bytes(_)) | Err(WebSocketError::ConnectionError)) => continue,
            Some(Err(WebSocketError::ConnectionClose(end))) => Happened::Closed(end.code),
            Some(Err(_)) | None => Happened::Closed(BROKEN),
        };
        return Poll::Ready(Some(happened));
    }
}
