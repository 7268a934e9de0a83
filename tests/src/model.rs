//! tests: a language model's stand-in on loopback. It speaks chat completions and messages, says what a story tells it
//! to say, and refuses what the real ones refuse, in their words.

mod anthropic;
mod openai;
mod play;
mod says;

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
    routing::post,
};
use baton_protocol::answering::{ModelSettings, ModelView, Provider};
use serde_json::Value;
use tokio::{net::TcpListener, sync::watch, task::AbortHandle};

pub use says::Says;

use crate::{
    editor::at,
    http::{Http, success},
};

/// The only key that it takes.
pub const KEY: &str = "sk-tests-7c0d9f1be2";
/// The only model that it has.
pub const NAME: &str = "leaf-1";
/// What it says that each answer has cost.
pub const TOKENS: (u64, u64) = (210, 34);

/// How a stand-in is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// Chat completions.
    OpenAi,
    /// Messages.
    Anthropic,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Heard {
    /// Over which wire.
    pub wire: Wire,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Value,
    /// The status that it was answered with.
    pub status: u16,
}

impl Heard {
    /// All words in it, wherever they stand.
    #[must_use]
    pub fn text(&self) -> String {
        self.body.to_string()
    }

    /// What the last message of the user's says.
    #[must_use]
    pub fn user(&self) -> &str {
        let messages = self.body["messages"].as_array().map(Vec::as_slice).unwrap_or_default();
        messages.last().and_then(|message| message["content"].as_str()).unwrap_or_default()
    }
}

/// A model on loopback. Ends with its story.
#[derive(Debug)]
pub struct Model {
    address: SocketAddr,
    kept: Arc<Kept>,
    task: AbortHandle,
}

#[derive(Debug)]
struct Kept {
    plan: Mutex<Plan>,
    /// How often what is held back was let go.
    freed: watch::Sender<bool>,
}

#[derive(Debug)]
struct Plan {
    next: VecDeque<Says>,
    always: Says,
    heard: Vec<Heard>,
    /// What was wrong with requests.
    faults: Vec<String>,
}

/// Why a request is not answered: a status and a body in the provider's own shape.
type Refusal = (StatusCode, Value);

impl Model {
    /// A model that finds no answer until it is told to say something else.
    ///
    /// # Panics
    /// Where it cannot listen.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let plan =
            Plan { next: VecDeque::new(), always: Says::nothing(), heard: Vec::new(), faults: Vec::new() };
        let kept = Arc::new(Kept { plan: Mutex::new(plan), freed: watch::Sender::new(false) });
        let router = Router::new()
            .route("/v1/chat/completions", post(completions))
            .route("/v1/messages", post(messages))
            .fallback(async |uri: Uri| (StatusCode::NOT_FOUND, format!("Unknown request URL: {uri}")))
            .with_state(Arc::clone(&kept));
        let serve = async move { axum::serve(listener, router).await.expect("the model goes on") };
        Self { address, kept, task: tokio::spawn(serve).abort_handle() }
    }

    /// Where it is, as settings name it.
    #[must_use]
    pub fn base(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Settings that name it.
    #[must_use]
    pub fn settings(&self, wire: Wire) -> ModelSettings {
        let provider = match wire {
            Wire::OpenAi => Provider::OpenAi,
            Wire::Anthropic => Provider::Anthropic,
        };
        let (model, key) = (NAME.to_owned(), Some(KEY.to_owned()));
        ModelSettings { provider, base: self.base(), model, key, budget: 0 }
    }

    /// An admin switches it on for the demo's site.
    pub async fn helps(&self, admin: &Http, wire: Wire) -> ModelView {
        success("the model", admin.put(&at("model"), &self.settings(wire)).await).await
    }

    /// It says this from now on.
    pub fn says(&self, says: Says) {
        lock(&self.kept).always = says;
    }

    /// It says this once, before anything else.
    pub fn first(&self, says: Says) {
        lock(&self.kept).next.push_back(says);
    }

    /// What it holds back may go on.
    pub fn goes_on(&self) {
        self.kept.freed.send_replace(true);
    }

    /// Every request so far.
    ///
    /// # Panics
    /// Where one was wrong.
    #[must_use]
    pub fn heard(&self) -> Vec<Heard> {
        let plan = lock(&self.kept);
        assert!(plan.faults.is_empty(), "the model found faults: {:?}", plan.faults);
        plan.heard.clone()
    }
}

impl Drop for Model {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn completions(State(kept): State<Arc<Kept>>, headers: HeaderMap, body: Bytes) -> Response {
    answer(&kept, Wire::OpenAi, headers, &body).await
}

async fn messages(State(kept): State<Arc<Kept>>, headers: HeaderMap, body: Bytes) -> Response {
    answer(&kept, Wire::Anthropic, headers, &body).await
}

async fn answer(kept: &Arc<Kept>, wire: Wire, headers: HeaderMap, bytes: &Bytes) -> Response {
    let body = serde_json::from_slice::<Value>(bytes).unwrap_or(Value::Null);
    let judged = match wire {
        Wire::OpenAi => openai::check(&headers, &body),
        Wire::Anthropic => anthropic::check(&headers, &body),
    };
    let says = {
        let mut plan = lock(kept);
        let says = match judged {
            Ok(()) => Ok(plan.next.pop_front().unwrap_or_else(|| plan.always.clone())),
            Err(refusal) => Err(refusal),
        };
        let status = match &says {
            Ok(says) => says.status(),
            Err((status, error)) => {
                // A key or a name that is wrong is a story's own doing; anything else is the client's fault.
                if *status == StatusCode::BAD_REQUEST {
                    plan.faults.push(format!("{error} for {body}"));
                }
                status.as_u16()
            }
        };
        plan.heard.push(Heard { wire, headers, body: body.clone(), status });
        says
    };
    match says {
        Ok(says) => play::play(kept, wire, says, &body).await,
        Err((status, error)) => (status, axum::Json(error)).into_response(),
    }
}

fn lock(kept: &Kept) -> MutexGuard<'_, Plan> {
    kept.plan.lock().unwrap_or_else(PoisonError::into_inner)
}
