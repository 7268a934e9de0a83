//! tests: the LINE platform's stand-in: it holds an account and its followers, calls the webhook, and checks every call
//! against LINE's rules, more strictly than LINE does. Whatever breaks one is remembered, and fails the story.

mod account;
mod blobs;
mod calls;
mod chat;
mod events;
mod fetches;
mod judge;
mod kept;
mod menus;
mod messages;
mod plan;
mod sdk;
mod serves;
mod settings;
mod speaks;
mod user;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use baton_protocol::line::{LineChange, LineView};
use reqwest::{Response, StatusCode};
use serde_json::Value;
use tokio::{net::TcpListener, sync::watch, task::AbortHandle};

pub use chat::{Action, By, Does, Name, Shown, Thing};
pub use events::Sends;
pub use fetches::Picture;
pub use plan::{Call, Fails};
pub use sdk::Sdk;
pub use serves::Heard;
pub use user::{Sent, User};

use crate::{
    eventually,
    http::{Http, success},
    server::Server,
};
use kept::{Door, Kept};
use plan::Side;

/// As what the world knows the server.
pub const PUBLIC: &str = "https://chat.example.com";
/// Where an admin sets up the demo's account.
pub const LINE: &str = "/api/v1/sites/demo/line";

/// The LINE platform on loopback. Ends with its story.
#[derive(Debug)]
pub struct Messenger {
    shared: Arc<Shared>,
    /// Where its API is.
    pub api: SocketAddr,
    /// Where what people send is.
    pub data: SocketAddr,
    tasks: Vec<AbortHandle>,
}

#[derive(Debug)]
pub(crate) struct Shared {
    kept: Mutex<Kept>,
    /// What is held back may go on: so often was that said.
    freed: watch::Sender<u64>,
}

impl Shared {
    fn with<T>(&self, look: impl FnOnce(&mut Kept) -> T) -> T {
        look(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until the story lets it go on.
    async fn holds(&self) {
        let mut freed = self.freed.subscribe();
        let _held = Held::new(self);
        // The story that is over holds nothing back.
        let _ = freed.changed().await;
    }
}

/// An answer that is held back: until it goes on, or nobody waits for it any more.
struct Held<'a>(&'a Shared);

impl<'a> Held<'a> {
    fn new(shared: &'a Shared) -> Self {
        shared.with(|kept| kept.held += 1);
        Self(shared)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.with(|kept| kept.held -= 1);
    }
}

impl Messenger {
    /// An account that nobody follows.
    ///
    /// # Panics
    /// Where it cannot listen.
    pub async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut listeners = Vec::new();
        for _ in 0..3 {
            listeners.push(TcpListener::bind("127.0.0.1:0").await.expect("a free port"));
        }
        let [api, data, elsewhere] = listeners.try_into().expect("three listeners");
        let at = |listener: &TcpListener| listener.local_addr().expect("an address");
        let (api_at, data_at, elsewhere_at) = (at(&api), at(&data), at(&elsewhere));
        let kept = Kept::new(format!("http://{data_at}"), format!("http://{elsewhere_at}"));
        let shared = Arc::new(Shared { kept: Mutex::new(kept), freed: watch::Sender::new(0) });
        let tasks = vec![
            tokio::spawn(serves::serve(api, Side::Api, Arc::clone(&shared))).abort_handle(),
            tokio::spawn(serves::serve(data, Side::Data, Arc::clone(&shared))).abort_handle(),
            tokio::spawn(nobody_comes(elsewhere, Arc::clone(&shared))).abort_handle(),
        ];
        Self { shared, api: api_at, data: data_at, tasks }
    }

    /// The flags of a server that takes this for LINE.
    #[must_use]
    pub fn flags(&self) -> Vec<String> {
        let flags = [
            ("--line-api-base", format!("http://{}", self.api)),
            ("--line-data-base", format!("http://{}", self.data)),
            ("--public-url", PUBLIC.to_owned()),
        ];
        flags.into_iter().flat_map(|(flag, value)| [flag.to_owned(), value]).collect()
    }

    /// A server that takes this for LINE, and is known to the world.
    pub async fn server(&self) -> Server {
        let flags = self.flags();
        let server = Server::with(&flags.iter().map(String::as_str).collect::<Vec<_>>()).await;
        self.stands_before(&server);
        server
    }

    /// The world finds this server at its public address.
    pub fn stands_before(&self, server: &Server) {
        self.stands_at(server.address());
    }

    /// The world finds the server at this address of loopback.
    pub fn stands_at(&self, address: SocketAddr) {
        let door = Door { public: PUBLIC.to_owned(), address };
        self.shared.with(|kept| kept.door = Some(door));
    }

    /// What an admin pastes.
    #[must_use]
    pub fn change(&self) -> LineChange {
        let (secret, token) = self.shared.with(|kept| {
            let account = &kept.account;
            (account.secret.clone(), account.token.clone())
        });
        LineChange { secret: Some(secret), token: Some(token), locale: "en".to_owned() }
    }

    /// An admin connects the account, and its owner enters the webhook.
    pub async fn connect(&self, admin: &Http) -> LineView {
        let view: LineView = success("connecting", admin.put(LINE, &self.change()).await).await;
        self.enters(&view.webhook);
        view
    }

    /// Somebody who uses LINE.
    #[must_use]
    pub fn user(&self, name: &str) -> User {
        let id = format!("U{}", kept::hex(16));
        let member = kept::Member { name: name.to_owned(), ..kept::Member::default() };
        self.shared.with(|kept| kept.members.insert(id.clone(), member));
        User { id, name: name.to_owned(), shared: Arc::clone(&self.shared) }
    }

    /// Delivers these events in one call; the status.
    pub async fn delivers(&self, events: &[Value]) -> StatusCode {
        self.shared.delivers(events).await
    }

    /// Calls the webhook with this body under this signature.
    ///
    /// # Panics
    /// Where there is no answer.
    pub async fn posts(&self, address: &str, body: impl Into<Vec<u8>>, signature: Option<&str>) -> Response {
        self.shared.calls(address, body.into(), signature).await.expect("an answer")
    }

    /// Opens an address of the server's public ones, as a phone does.
    ///
    /// # Panics
    /// Where it is none of them, or there is no answer.
    pub async fn opens(&self, address: &str) -> Response {
        let (server, path) = self.shared.behind(address).expect("a public address of the server's");
        let url = format!("http://{server}{path}");
        let request = fetches::phone().get(url).header(reqwest::header::HOST, fetches::host(address));
        request.send().await.expect("an answer")
    }

    /// A delivery of these events, and its signature.
    #[must_use]
    pub fn signed(&self, events: &[Value]) -> (Vec<u8>, String) {
        self.shared.with(|kept| {
            let body = calls::body(kept, events);
            let signature = calls::signature(&kept.account.secret, &body);
            (body, signature)
        })
    }

    /// Every call of this kind so far.
    #[must_use]
    pub fn heard(&self, call: Call) -> Vec<Heard> {
        self.shared.with(|kept| kept.heard.iter().filter(|heard| heard.call == call).cloned().collect())
    }

    /// The next calls of this kind fail.
    pub fn fails(&self, call: Call, fails: Fails, times: usize) {
        self.shared.with(|kept| kept.plan.push(plan::Planned { call, fails, times }));
    }

    /// Waits until an answer is held back.
    pub async fn holds(&self) {
        eventually("a call that is held", || async { self.shared.with(|kept| kept.held > 0).then_some(()) })
            .await;
    }

    /// What is held back goes on.
    pub fn goes_on(&self) {
        self.shared.freed.send_modify(|times| *times += 1);
    }

    /// Rules that were broken, which are then forgotten.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        self.shared.with(|kept| std::mem::take(&mut kept.faults))
    }

    /// Every call so far kept to every rule, and every picture could be fetched.
    ///
    /// # Panics
    /// Where one did not.
    pub async fn is_content(&self) {
        eventually("the end of all fetching", || async {
            self.shared.with(|kept| (!kept.fetches_go_on()).then_some(()))
        })
        .await;
        let faults = self.faults();
        assert!(faults.is_empty(), "LINE found faults: {faults:#?}");
    }
}

impl Drop for Messenger {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

/// What lies at another server is nobody's business.
async fn nobody_comes(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((_, from)) = listener.accept().await {
        shared.with(|kept| kept.fault(format!("{from} came for what lies at another server")));
    }
}
