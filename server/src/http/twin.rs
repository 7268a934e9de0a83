//! The HTTP twins of the live connections.

use std::time::Duration;

use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderMap, header::AUTHORIZATION},
};
use baton_protocol::{
    Code, Refusal,
    agent::{AgentFrame, AgentHello, AgentNews},
    poll::{Answered, Poll, Polled},
    visitor::{Hello, VisitorFrame, VisitorNews},
};

use super::{Http, body::Body, error::Error, live::user_agent, rights::SignedIn};
use crate::live::{
    agent::AgentSession,
    poll::poll,
    session::{Over, Session},
    visitor::{Unwelcome, VisitorSession},
};

/// A live agent who polls stays present this long after an answer, so that the next poll finds them still there.
const LINGER: Duration = Duration::from_secs(8);

/// `POST /api/v1/visitor/poll`.
pub(crate) async fn visitor_poll(
    State(http): State<Http>,
    headers: HeaderMap,
    Body(Poll { hello, stamp }): Body<Poll<Hello>>,
) -> Result<Json<Polled<VisitorNews>>, Error> {
    let user_agent = user_agent(&headers);
    let (mut session, news) = VisitorSession::greet(http.desk, hello, &user_agent, true).await?;
    let ambient = session.ambient().await?;
    // A client that has to start afresh is welcomed afresh.
    let stamp = stamp.filter(|_| continues(&news));
    let (welcome, rest): (Vec<_>, Vec<_>) =
        news.into_iter().partition(|item| matches!(item, VisitorNews::Welcome(_)));
    // Told again only where it is new: what the client knows would end its wait at once.
    let known = |item: &VisitorNews| {
        matches!(item, VisitorNews::Events(events) if events.events.is_empty())
            || matches!(item, VisitorNews::Queue(_) | VisitorNews::Marks(_))
    };
    let fresh = rest.into_iter().filter(|item| stamp.is_none() || !known(item)).collect();
    poll(&mut session, welcome, fresh, ambient, stamp).await.map(Json).map_err(over)
}

fn over(over: Over) -> Error {
    match over {
        Over::SignedOut => Error::unauthorized(),
        Over::Changed => {
            Refusal::new(Code::Unavailable, "Your rights have changed; please try again.").into()
        }
    }
}

/// `POST /api/v1/visitor/frames`.
pub(crate) async fn visitor_frame(
    State(http): State<Http>,
    headers: HeaderMap,
    Body(frame): Body<VisitorFrame>,
) -> Result<Json<Answered<VisitorNews>>, Error> {
    let token = bearer(&headers).ok_or_else(Error::unauthorized)?;
    let mut session = VisitorSession::recognised(http.desk, token, &user_agent(&headers)).await?;
    let mut news = Vec::new();
    session.frame(frame, &mut news).await;
    Ok(Json(Answered { news }))
}

/// `POST /api/v1/agent/poll`.
pub(crate) async fn agent_poll(
    State(http): State<Http>,
    Extension(SignedIn { user, session }): Extension<SignedIn>,
    Body(Poll { hello, stamp }): Body<Poll<AgentHello>>,
) -> Result<Json<Polled<AgentNews>>, Error> {
    let (mut session, news) = AgentSession::greet(http.desk, &user, session, hello, LINGER).await?;
    let ambient = session.ambient().await?;
    let (welcome, rest): (Vec<_>, Vec<_>) =
        news.into_iter().partition(|item| matches!(item, AgentNews::Welcome(_)));
    let known = |item: &AgentNews| {
        matches!(item, AgentNews::Events(events) if events.events.is_empty())
            || matches!(item, AgentNews::Summary(_) | AgentNews::Marks { .. })
    };
    let fresh = rest.into_iter().filter(|item| stamp.is_none() || !known(item)).collect();
    poll(&mut session, welcome, fresh, ambient, stamp).await.map(Json).map_err(over)
}

/// `POST /api/v1/agent/frames`.
pub(crate) async fn agent_frame(
    State(http): State<Http>,
    Extension(SignedIn { user, session }): Extension<SignedIn>,
    Body(frame): Body<AgentFrame>,
) -> Result<Json<Answered<AgentNews>>, Error> {
    let hello = AgentHello::default();
    let (mut session, _) = AgentSession::greet(http.desk, &user, session, hello, LINGER).await?;
    let mut news = Vec::new();
    session.frame(frame, &mut news).await;
    Ok(Json(Answered { news }))
}

/// The client's `have` was good, or there is nothing to have.
fn continues(news: &[VisitorNews]) -> bool {
    !news.iter().any(|item| {
        matches!(item, VisitorNews::Welcome(welcome)
            if welcome.token.is_some() || welcome.conversation.is_some())
    })
}

/// The token that a visitor brings with a request.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

impl From<Unwelcome> for Error {
    fn from(Unwelcome(why): Unwelcome) -> Self {
        why.into()
    }
}
