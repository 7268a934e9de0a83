//! tests: a push service's stand-in: strict about what a sender owes it, and it can read what its browsers can.

mod sealed;
mod vapid;

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
    routing::post,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use baton_protocol::push::PushNote;
use sealed::Receiver;
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::AbortHandle};

use crate::eventually;

/// The largest message that every push service takes, bytes (RFC 8030, 7.2).
const LARGEST: usize = 4096;

/// How a service answers to what is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Takes it.
    Takes,
    /// With this status, and does not deliver.
    Refuses(u16),
    /// Never.
    Hangs,
}

/// A push service on loopback. Ends with its story.
#[derive(Debug)]
pub struct PushService {
    address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
    task: AbortHandle,
}

/// A browser that has subscribed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Browser(String);

impl Browser {
    /// What tells it from others in its endpoint.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

#[derive(Debug, Default)]
struct Kept {
    origin: String,
    browsers: HashMap<String, Known>,
    /// What was wrong with messages.
    faults: Vec<String>,
}

#[derive(Debug)]
struct Known {
    receiver: Receiver,
    /// The sender's key that the subscription was made with.
    key: String,
    answers: Answers,
    /// So many messages that were right have come, whatever they were answered.
    asked: usize,
    heard: Vec<String>,
}

impl PushService {
    /// A service that nobody has subscribed at.
    ///
    /// # Panics
    /// Where it cannot listen.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let kept = Arc::new(Mutex::new(Kept { origin: format!("http://{address}"), ..Kept::default() }));
        let router = Router::new().route("/push/{id}", post(message)).with_state(Arc::clone(&kept));
        let serve = async move { axum::serve(listener, router).await.expect("the service goes on") };
        Self { address, kept, task: tokio::spawn(serve).abort_handle() }
    }

    /// Its origin, as `--push-services` names it.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A browser subscribes with the sender's key; what it gives the page, as JSON.
    ///
    /// # Panics
    /// Where the key is no point on P-256.
    #[must_use]
    pub fn subscribe(&self, key: &str) -> (Browser, Value) {
        vapid::point(key).expect("an application server's key");
        let mut kept = lock(&self.kept);
        let receiver = Receiver::new();
        let mut name = [0; 16];
        getrandom::fill(&mut name).expect("random bytes");
        let name = URL_SAFE_NO_PAD.encode(name);
        let made = json!({
            "endpoint": format!("{}/push/{name}", kept.origin),
            "expirationTime": null,
            "keys": { "p256dh": receiver.public(), "auth": receiver.auth() },
        });
        let known =
            Known { receiver, key: key.to_owned(), answers: Answers::Takes, asked: 0, heard: Vec::new() };
        kept.browsers.insert(name.clone(), known);
        (Browser(name), made)
    }

    /// From now on messages to this browser are answered so.
    pub fn answers(&self, browser: &Browser, answers: Answers) {
        self.with(browser, |known| known.answers = answers);
    }

    /// So many messages for this browser have come, whatever they were answered.
    #[must_use]
    pub fn asked(&self, browser: &Browser) -> usize {
        self.with(browser, |known| known.asked)
    }

    /// What this browser's service worker was told.
    ///
    /// # Panics
    /// Where it was told what is no note.
    #[must_use]
    pub fn heard(&self, browser: &Browser) -> Vec<PushNote> {
        let heard = self.with(browser, |known| known.heard.clone());
        let read =
            |text: &String| serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        heard.iter().map(read).collect()
    }

    /// Waits until this browser was told so often; all of it.
    ///
    /// # Panics
    /// Where it never is, or a message was wrong.
    pub async fn rings(&self, browser: &Browser, times: usize) -> Vec<PushNote> {
        let heard = eventually("a push", || async {
            self.is_content();
            Some(self.heard(browser)).filter(|heard| heard.len() >= times)
        });
        heard.await
    }

    /// Every message so far was as it has to be.
    ///
    /// # Panics
    /// Where one was not.
    pub fn is_content(&self) {
        let faults = lock(&self.kept).faults.clone();
        assert!(faults.is_empty(), "the push service found faults: {faults:?}");
    }

    fn with<T>(&self, browser: &Browser, look: impl FnOnce(&mut Known) -> T) -> T {
        look(lock(&self.kept).browsers.get_mut(&browser.0).expect("a browser that has subscribed here"))
    }
}

impl Drop for PushService {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn message(
    State(kept): State<Arc<Mutex<Kept>>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answers = {
        let mut kept = lock(&kept);
        match kept.take(&name, &headers, &body) {
            Ok(answers) => answers,
            Err((status, why)) => {
                kept.faults.push(why.clone());
                return (status, why).into_response();
            }
        }
    };
    match answers {
        Answers::Takes => (StatusCode::CREATED, [(LOCATION, format!("/message/{name}"))]).into_response(),
        Answers::Refuses(status) => StatusCode::from_u16(status).expect("a status").into_response(),
        Answers::Hangs => std::future::pending().await,
    }
}

type Fault = (StatusCode, String);

impl Kept {
    fn take(&mut self, name: &str, headers: &HeaderMap, body: &[u8]) -> Result<Answers, Fault> {
        let origin = self.origin.clone();
        let wrong = |why: &str| (StatusCode::BAD_REQUEST, why.to_owned());
        let known = self.browsers.get_mut(name).ok_or_else(|| wrong("nobody has subscribed so"))?;
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let ttl = header("ttl").ok_or_else(|| wrong("no TTL"))?;
        ttl.parse::<u32>().map_err(|_| wrong("the TTL is no number of seconds"))?;
        if let Some(urgency) = header("urgency")
            && !["very-low", "low", "normal", "high"].contains(&urgency)
        {
            return Err(wrong("an urgency that RFC 8030 does not know"));
        }
        if let Some(topic) = header("topic")
            && (topic.len() > 32
                || !topic.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)))
        {
            return Err(wrong("a topic is at most 32 characters of base64url"));
        }
        if header("content-encoding") != Some("aes128gcm") {
            return Err(wrong("not encoded as aes128gcm"));
        }
        let signed =
            header("authorization").ok_or((StatusCode::UNAUTHORIZED, "nobody says who sends".to_owned()))?;
        vapid::check(signed, &origin, &known.key).map_err(|why| (StatusCode::FORBIDDEN, why))?;
        if body.len() > LARGEST {
            return Err((StatusCode::PAYLOAD_TOO_LARGE, "more than 4096 bytes".to_owned()));
        }
        let text = known.receiver.open(body).map_err(|why| wrong(&why))?;
        known.asked += 1;
        if known.answers == Answers::Takes {
            known.heard.push(text);
        }
        Ok(known.answers)
    }
}

fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
