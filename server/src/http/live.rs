//! The doors to the live connections.

use std::time::Duration;

use axum::{
    Extension,
    extract::{State, WebSocketUpgrade},
    http::{HeaderMap, header::USER_AGENT},
    response::Response,
};
use baton_protocol::{
    Code, Refusal,
    agent::{AgentFrame, AgentNews},
    visitor::{VisitorFrame, VisitorNews},
};

use super::{Http, Place, rights::SignedIn};
use crate::live::{
    agent::AgentSession,
    socket::{carry, first, limited, turn_away},
    visitor::{Unwelcome, VisitorSession},
};

/// `GET /api/v1/visitor/live`.
pub(crate) async fn visitor(
    State(http): State<Http>,
    Extension(place): Extension<Place>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let user_agent = user_agent(&headers);
    limited(upgrade).on_upgrade(async move |mut socket| {
        let _place = place;
        let Some(frame) = first::<VisitorFrame>(&mut socket).await else { return };
        let VisitorFrame::Hello(hello) = frame else {
            let why = Refusal::new(Code::Malformed, "The first frame is a greeting.");
            return turn_away(&mut socket, VisitorNews::Refused { id: None, why }).await;
        };
        match Box::pin(VisitorSession::greet(http.desk, hello, &user_agent, false)).await {
            Ok((session, news)) => carry(socket, session, news, http.stopping).await,
            Err(Unwelcome(why)) => turn_away(&mut socket, VisitorNews::Refused { id: None, why }).await,
        }
    })
}

/// `GET /api/v1/agent/live`.
pub(crate) async fn agent(
    State(http): State<Http>,
    Extension(place): Extension<Place>,
    Extension(SignedIn { user, session }): Extension<SignedIn>,
    upgrade: WebSocketUpgrade,
) -> Response {
    limited(upgrade).on_upgrade(async move |mut socket| {
        let _place = place;
        let Some(frame) = first::<AgentFrame>(&mut socket).await else { return };
        let AgentFrame::Hello(hello) = frame else {
            let why = Refusal::new(Code::Malformed, "The first frame is a greeting.");
            let news = AgentNews::Refused { id: None, conversation: None, why };
            return turn_away(&mut socket, news).await;
        };
        match Box::pin(AgentSession::greet(http.desk, &user, session, hello, Duration::ZERO)).await {
            Ok((session, news)) => carry(socket, session, news, http.stopping).await,
            Err(why) => {
                let news = AgentNews::Refused { id: None, conversation: None, why };
                turn_away(&mut socket, news).await;
            }
        }
    })
}

/// The browser's own description; empty where it gives none.
pub(crate) fn user_agent(headers: &HeaderMap) -> String {
    headers.get(USER_AGENT).and_then(|text| text.to_str().ok()).unwrap_or_default().to_owned()
}
