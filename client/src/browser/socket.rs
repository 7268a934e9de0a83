//! A browser's WebSocket as three things that happen.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, WebSocket};

use crate::link::BROKEN;

/// What happens to a socket.
pub(super) enum Happened {
    Opened,
    Text(String),
    /// It ended with this code. Nothing happens afterwards.
    Closed(u16),
}

type Hear = Closure<dyn FnMut(Event)>;

/// An open, or opening, socket; none where the browser refuses one. Dropping it closes it, and then nothing more is told.
pub(super) struct Socket(Option<(WebSocket, Hear)>);

impl Socket {
    /// `tell` is not called before this has returned.
    pub(super) fn open(url: &str, tell: impl Fn(Happened) + 'static) -> Self {
        let Ok(socket) = WebSocket::new(url) else {
            spawn_local(async move { tell(Happened::Closed(BROKEN)) });
            return Self(None);
        };
        // One for all events: each closure weighs something in the panel. An error is followed by the end.
        let hear = Hear::new(move |event: Event| {
            let detail = |key: &str| Reflect::get(&event, &key.into()).unwrap_or_default();
            match event.type_().as_str() {
                "open" => tell(Happened::Opened),
                // The server sends text only.
                "message" => {
                    if let Some(text) = detail("data").as_string() {
                        tell(Happened::Text(text));
                    }
                }
                _ => tell(Happened::Closed(detail("code").as_f64().map_or(BROKEN, |code| code as u16))),
            }
        });
        for name in ["open", "message", "close"] {
            // It fails only for a target that is none.
            let _ = socket.add_event_listener_with_callback(name, hear.as_ref().unchecked_ref());
        }
        Self(Some((socket, hear)))
    }

    pub(super) fn send(&self, text: &str) {
        if let Some((socket, _)) = &self.0 {
            // It fails on a socket that is not open, whose end is about to be told.
            let _ = socket.send_with_str(text);
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if let Some((socket, hear)) = &self.0 {
            for name in ["open", "message", "close"] {
                let _ = socket.remove_event_listener_with_callback(name, hear.as_ref().unchecked_ref());
            }
            // It fails only for a code of its own.
            let _ = socket.close();
        }
    }
}
