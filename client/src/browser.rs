//! The only impure part of the client: the socket, requests, files, timers, storage and randomness of a browser.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use baton_protocol::{ClientId, Timestamp};
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventTarget, VisibilityState, Window};

use crate::{
    link::{Failed, Heard, Input, Link, Output, Status},
    party::Party,
    wire::Outgoing as _,
};

mod call;
mod clock;
mod file;
mod listen;
mod request;
mod socket;
mod storage;
mod upload;

use call::Flight;
pub use call::call;
use clock::Clock;
pub use file::ObjectUrl;
use listen::Listener;
pub use request::{RequestError, delete, exists, get, post, put, remove};
use socket::{Happened, Socket};
pub use storage::Storage;
pub use upload::{Answer, Upload, upload};

/// A live connection that heals by itself. Clones are the same line; it ends with [`close`](Self::close), or when the
/// last clone is dropped.
pub struct Line<P: Party>(Rc<Inner<P>>);

impl<P: Party> Clone for Line<P> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<P: Party> Line<P> {
    /// Begins to connect to `origin`, such as `https://chat.example.com`; empty is the page's own.
    ///
    /// `hello` is asked at every greeting, so that it says what is held by then. `token` is a visitor's, for requests;
    /// a live agent has a cookie instead. `hear` is never called before this has returned, and may use the line.
    #[must_use]
    pub fn open(
        origin: &str,
        hello: impl Fn() -> P::Hello + 'static,
        token: impl Fn() -> Option<String> + 'static,
        hear: impl Fn(Heard<P::News>) + 'static,
    ) -> Self {
        let origin = if origin.is_empty() { own_origin() } else { origin.to_owned() };
        let line = Rc::new_cyclic(|me: &Weak<Inner<P>>| Inner {
            me: Weak::clone(me),
            base: origin + P::PATH,
            link: RefCell::new(Link::new(js_sys::Math::random)),
            hello: Box::new(hello),
            token: Box::new(token),
            hear: Box::new(hear),
            clock: Clock::default(),
            sockets: RefCell::default(),
            poll: RefCell::default(),
            post: RefCell::default(),
            timer: RefCell::default(),
            listeners: RefCell::default(),
            busy: Cell::new(false),
        });
        line.listen();
        let me = Weak::clone(&line.me);
        spawn_local(async move { tell(&me, Input::Tick) });
        Self(line)
    }

    /// Says this if the line is live. What is said while it is not is lost, on purpose: only the outbox says things
    /// again.
    pub fn say(&self, frame: P::Frame) {
        self.0.input(Input::Say(frame));
    }

    /// Greets again, because something is missing; a welcome follows, and what was missing.
    pub fn refresh(&self) {
        self.0.input(Input::Refresh);
    }

    /// How the line stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.0.link.borrow().status()
    }

    /// Ends it for good.
    pub fn close(&self) {
        self.0.input(Input::Close);
    }
}

/// A new command's name.
#[must_use]
pub fn new_client_id() -> ClientId {
    let mut random = [0; 10];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut random).is_ok());
    if !filled {
        // An id needs to be unlike others, not secret.
        random.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    ClientId::new(js_sys::Date::now() as u64, random)
}

/// This machine's clock, which may be wrong.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

fn own_origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}

/// What carries out a link's wishes. Everything that it starts knows it weakly, so that dropping the line ends it all.
struct Inner<P: Party> {
    me: Weak<Self>,
    /// Origin and path, without a slash at the end.
    base: String,
    link: RefCell<Link<P>>,
    hello: Box<dyn Fn() -> P::Hello>,
    token: Box<dyn Fn() -> Option<String>>,
    hear: Box<dyn Fn(Heard<P::News>)>,
    clock: Clock,
    sockets: RefCell<Vec<(u32, Socket)>>,
    poll: RefCell<Option<Flight>>,
    post: RefCell<Option<Flight>>,
    timer: RefCell<Option<(u64, Timeout)>>,
    listeners: RefCell<Vec<Listener>>,
    busy: Cell<bool>,
}

fn tell<P: Party>(line: &Weak<Inner<P>>, input: Input<P::Frame>) {
    if let Some(line) = line.upgrade() {
        line.input(input);
    }
}

impl<P: Party> Inner<P> {
    fn input(&self, input: Input<P::Frame>) {
        let now = self.clock.now(js_sys::Date::now() as u64);
        self.link.borrow_mut().handle(input, now);
        // What hears the news may say something at once: that is carried out by the loop that is under way, in order.
        if self.busy.replace(true) {
            return;
        }
        loop {
            let Some(output) = self.link.borrow_mut().take() else { break };
            self.perform(output);
        }
        self.busy.set(false);
        self.arm(now);
    }

    fn perform(&self, output: Output<P::News>) {
        match output {
            Output::Open(id) => self.open_socket(id),
            Output::Greet(id) => {
                if let Some(text) = P::hello((self.hello)()).text() {
                    self.send(id, &text);
                }
            }
            Output::Send(id, text) => self.send(id, &text),
            Output::Shut(id) => self.shut(id),
            Output::Poll(id, stamp) => {
                let Some(body) = (self.hello)().poll(stamp) else { return };
                let flight = self.request("/poll", &body, move |answer| Input::Polled(id, answer));
                self.poll.replace(flight);
            }
            Output::Post(id, body) => {
                let flight = self.request("/frames", &body, move |answer| Input::Posted(id, answer));
                self.post.replace(flight);
            }
            Output::Abort => {
                self.poll.take();
                self.post.take();
            }
            Output::Heard(heard) => (self.hear)(heard),
        }
    }

    fn open_socket(&self, id: u32) {
        // `http` becomes `ws`, and so `https` becomes `wss`.
        let address = self.base.strip_prefix("http").unwrap_or(&self.base);
        let me = Weak::clone(&self.me);
        let socket = Socket::open(&["ws", address, "/live"].concat(), move |happened| {
            let Some(line) = me.upgrade() else { return };
            line.input(match happened {
                Happened::Opened => Input::Opened(id),
                Happened::Text(text) => Input::Text(id, text),
                Happened::Closed(code) => {
                    line.shut(id);
                    Input::Closed(id, code)
                }
            });
        });
        self.sockets.borrow_mut().push((id, socket));
    }

    fn shut(&self, id: u32) {
        self.sockets.borrow_mut().retain(|(open, _)| *open != id);
    }

    fn send(&self, id: u32, text: &str) {
        if let Some((_, socket)) = self.sockets.borrow().iter().find(|(open, _)| *open == id) {
            socket.send(text);
        }
    }

    fn request(
        &self,
        path: &str,
        body: &str,
        input: impl FnOnce(Result<String, Failed>) -> Input<P::Frame> + 'static,
    ) -> Option<Flight> {
        let url = [&self.base, path].concat();
        let token = (self.token)();
        let me = Weak::clone(&self.me);
        // Where the browser refuses, no answer comes in time, which the link sees by itself.
        Flight::post(&url, body, token.as_deref(), move |answer| tell(&me, input(answer)))
    }

    fn listen(&self) {
        let on = |target: Option<EventTarget>, name, input: fn() -> Input<P::Frame>| {
            let me = Weak::clone(&self.me);
            target.map(|target| Listener::new(target, name, move || tell(&me, input())))
        };
        let window = web_sys::window();
        let document = window.as_ref().and_then(Window::document);
        let page = || window.clone().map(EventTarget::from);
        // A page that goes into the browser's cache of pages is not looked at any more, but its socket would stay open,
        // and its person be counted as there.
        let all = [
            on(page(), "online", || Input::Online),
            on(page(), "offline", || Input::Offline),
            on(page(), "pagehide", || Input::Offline),
            on(page(), "pageshow", || Input::Back),
            on(document.map(EventTarget::from), "visibilitychange", || {
                if is_hidden() { Input::Tick } else { Input::Woke }
            }),
        ];
        self.listeners.replace(all.into_iter().flatten().collect());
    }

    /// Comes back when the link wants to be looked at. A timer that goes off too early does no harm.
    fn arm(&self, now: u64) {
        let Some(at) = self.link.borrow().wake_at() else {
            self.timer.take();
            return;
        };
        if self.timer.borrow().as_ref().is_some_and(|(armed, _)| *armed <= at) {
            return;
        }
        let me = Weak::clone(&self.me);
        let wait = u32::try_from(at.saturating_sub(now)).unwrap_or(u32::MAX);
        let timer = Timeout::new(wait, move || {
            if let Some(line) = me.upgrade() {
                line.timer.take();
                line.input(Input::Tick);
            }
        });
        self.timer.replace(Some((at, timer)));
    }
}
