//! tests: the stand-in of LINE as it is called: who calls, what goes wrong on demand, and what is answered.

use std::sync::Arc;

use axum::{
    Extension, Json, Router,
    body::to_bytes,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use hyper::server::conn::http1;
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::Notify};

use super::{
    Shared, account, blobs,
    kept::{Kept, hex},
    menus,
    plan::{Call, Fails, Planned, Side},
    speaks,
};

/// The largest body that is read, bytes.
const LARGEST: usize = 20_000_000;

/// A call as it came.
#[derive(Clone, Debug)]
pub struct Heard {
    /// What it was for.
    pub call: Call,
    /// Method and path.
    pub request: String,
    /// `X-Line-Retry-Key`.
    pub key: Option<String>,
    /// Its body, where that is JSON.
    pub body: Value,
    /// The status that it was answered with; none where it was not answered.
    pub status: Option<u16>,
}

/// A call.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) body: Body,
}

#[derive(Debug)]
pub(super) enum Body {
    Json(Value),
    Bytes(Vec<u8>),
}

impl Answer {
    pub(super) const fn json(status: StatusCode, body: Value) -> Self {
        Self { status, headers: Vec::new(), body: Body::Json(body) }
    }

    pub(super) fn ok(body: Value) -> Self {
        Self::json(StatusCode::OK, body)
    }

    /// A refusal in LINE's shape.
    pub(super) fn refusal(status: StatusCode, message: &str) -> Self {
        Self::json(status, json!({ "message": message }))
    }

    pub(super) fn not_found() -> Self {
        Self::refusal(StatusCode::NOT_FOUND, "Not found")
    }

    pub(super) fn bytes(mime: &str, bytes: Vec<u8>) -> Self {
        Self {
            status: StatusCode::OK,
            headers: vec![(header::CONTENT_TYPE, mime.to_owned())],
            body: Body::Bytes(bytes),
        }
    }
}

impl Ask {
    async fn of(request: Request) -> Self {
        let (parts, body) = request.into_parts();
        // A body that breaks off is an empty one, and refused as such.
        let body = to_bytes(body, LARGEST).await.unwrap_or_default();
        Self { method: parts.method, path: parts.uri.path().to_owned(), headers: parts.headers, body }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The path's parts.
    pub(super) fn parts(&self) -> Vec<&str> {
        self.path.trim_start_matches('/').split('/').collect()
    }

    /// Its body is declared as JSON.
    pub(super) fn is_json(&self) -> bool {
        self.header("content-type").is_some_and(|mime| mime.starts_with("application/json"))
    }
}

/// Serves one of the two hosts, for ever.
pub(super) async fn serve(listener: TcpListener, side: Side, shared: Arc<Shared>) {
    let router = Router::new().fallback(hear).with_state((side, shared));
    while let Ok((stream, _)) = listener.accept().await {
        let cut = Arc::new(Notify::new());
        let service = TowerToHyperService::new(router.clone().layer(Extension(Arc::clone(&cut))));
        tokio::spawn(async move {
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            tokio::select! {
                // However it ends, the caller knows.
                _ = connection => {}
                () = cut.notified() => {}
            }
        });
    }
}

async fn hear(
    State((side, shared)): State<(Side, Arc<Shared>)>,
    Extension(cut): Extension<Arc<Notify>>,
    request: Request,
) -> Response {
    let ask = Ask::of(request).await;
    let call = Call::of(side, &ask.method, &ask.parts());
    let (place, answered, fails) = shared.with(|kept| {
        let place = kept.notes(call, &ask);
        let refused = kept.lets_in(call, &ask).err();
        let fails = if refused.is_none() { kept.planned(call) } else { None };
        (place, refused, fails)
    });
    let answer = match (answered, fails) {
        (Some(refused), _) => refused,
        (None, None) => does(&shared, call, &ask).await,
        (None, Some(fails)) => match fails.says() {
            Some((status, message)) => Answer::refusal(status, message),
            None => {
                let answer = if fails.takes() {
                    does(&shared, call, &ask).await
                } else {
                    Answer::refusal(StatusCode::INTERNAL_SERVER_ERROR, "Too late")
                };
                if matches!(fails, Fails::Breaks | Fails::TakesAndBreaks) {
                    cut.notify_one();
                    return std::future::pending().await;
                }
                shared.holds().await;
                answer
            }
        },
    };
    shared.with(|kept| kept.heard[place].status = Some(answer.status.as_u16()));
    let mut response = match answer.body {
        Body::Json(body) => (answer.status, Json(body)).into_response(),
        Body::Bytes(bytes) => (answer.status, bytes).into_response(),
    };
    for (name, value) in answer.headers {
        response.headers_mut().insert(name, value.parse().expect("a header"));
    }
    response.headers_mut().insert("x-line-request-id", hex(16).parse().expect("a header"));
    response
}

async fn does(shared: &Arc<Shared>, call: Call, ask: &Ask) -> Answer {
    if call == Call::Test {
        return account::test(shared, ask).await;
    }
    let answer = shared.with(|kept| {
        let done = match call {
            Call::Reply => speaks::reply(kept, ask),
            Call::Push => speaks::push(kept, ask),
            Call::Validate => speaks::validate(ask),
            Call::Loading => speaks::loading(kept, ask),
            Call::Read => speaks::mark_as_read(kept, ask),
            Call::Profile => account::profile(kept, ask),
            Call::Info => Ok(account::info(kept)),
            Call::Quota => Ok(account::quota(kept, ask)),
            Call::Endpoint => account::endpoint(kept, ask),
            Call::Content => Ok(blobs::content(kept, ask)),
            Call::Picture => Ok(blobs::picture(kept, ask)),
            Call::Menus => menus::answer(kept, ask),
            Call::Test | Call::Unknown => Err(Answer::not_found()),
        };
        match done {
            Ok(answer) => answer,
            Err(refused) => {
                kept.blames(call, ask, &refused);
                refused
            }
        }
    });
    shared.fetches_what_is_new();
    answer
}

impl Kept {
    fn notes(&mut self, call: Call, ask: &Ask) -> usize {
        let heard = Heard {
            call,
            request: format!("{} {}", ask.method, ask.path),
            key: ask.header("x-line-retry-key").map(str::to_owned),
            body: serde_json::from_slice(&ask.body).unwrap_or(Value::Null),
            status: None,
        };
        self.heard.push(heard);
        self.heard.len() - 1
    }

    /// What every call owes, whatever it is for.
    fn lets_in(&mut self, call: Call, ask: &Ask) -> Result<(), Answer> {
        let shown = ask.header("authorization");
        if call == Call::Picture {
            if shown.is_some() {
                self.fault(format!("{} was told the access token", ask.path));
            }
            return Ok(());
        }
        for name in ["cookie", "referer"] {
            if ask.header(name).is_some() {
                self.fault(format!("{} was sent a {name}", ask.path));
            }
        }
        let Some(token) = shown.and_then(|shown| shown.strip_prefix("Bearer ")) else {
            self.fault(format!("{} without an access token", ask.path));
            return Err(Answer::refusal(StatusCode::UNAUTHORIZED, "Authentication failed"));
        };
        if token != self.account.token {
            return Err(Answer::refusal(
                StatusCode::UNAUTHORIZED,
                "Authentication failed. Confirm that the access token in the authorization header is valid.",
            ));
        }
        if call != Call::Push && ask.header("x-line-retry-key").is_some() {
            self.fault(format!("a retry key on {}", ask.path));
            return Err(Answer::refusal(StatusCode::BAD_REQUEST, "The retry key is not supported here"));
        }
        if call == Call::Push {
            speaks::keeps_to_its_key(self, ask)?;
        }
        Ok(())
    }

    /// What goes wrong with this call.
    fn planned(&mut self, call: Call) -> Option<Fails> {
        let at = self.plan.iter().position(|planned| planned.call == call)?;
        let Planned { fails, times, .. } = &mut self.plan[at];
        let fails = *fails;
        *times = times.saturating_sub(1);
        if *times == 0 {
            self.plan.remove(at);
        }
        Some(fails)
    }

    /// A refusal that nobody planned breaks a rule, except where a caller cannot know better.
    fn blames(&mut self, call: Call, ask: &Ask, refused: &Answer) {
        let Body::Json(body) = &refused.body else { return };
        let late = body["message"] == speaks::LATE;
        let natural = [StatusCode::TOO_MANY_REQUESTS, StatusCode::CONFLICT].contains(&refused.status)
            || (refused.status == StatusCode::NOT_FOUND && call != Call::Unknown);
        if !late && !natural {
            let sent = String::from_utf8_lossy(&ask.body[..ask.body.len().min(2_000)]).into_owned();
            self.fault(format!("{} {}: {body} for {sent}", ask.method, ask.path));
        } else if call == Call::Unknown {
            self.fault(format!("{} {}: no such call", ask.method, ask.path));
        }
    }
}
