//! tests: what LINE is asked for, and what goes wrong with it on demand.

use axum::http::{Method, StatusCode};

/// A kind of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Call {
    /// Messages by a reply token.
    Reply,
    /// Messages at any time.
    Push,
    /// Whether messages would be taken.
    Validate,
    /// The loading animation.
    Loading,
    /// Marking as read.
    Read,
    /// Who somebody is.
    Profile,
    /// Who the account is.
    Info,
    /// How many messages a month has, and had.
    Quota,
    /// The webhook's address.
    Endpoint,
    /// A trial of the webhook.
    Test,
    /// What somebody sent, and how far its preparation is.
    Content,
    /// Menus: made, drawn, shown, deleted.
    Menus,
    /// A profile's picture.
    Picture,
    /// Nothing that there is.
    Unknown,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fails {
    /// It is not done, and answered with this status.
    Status(u16),
    /// 429: too many in a short time.
    Slow,
    /// 400, in words that a person should read.
    Refuses(&'static str),
    /// It is not done, and the connection breaks.
    Breaks,
    /// It is done, and the connection breaks before the answer.
    TakesAndBreaks,
    /// It is not done, and nothing is answered until the story lets it go on; then 500.
    Hangs,
    /// It is done, and answered only once the story lets it go on.
    TakesAndHangs,
}

/// The next calls of a kind fail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planned {
    pub(super) call: Call,
    pub(super) fails: Fails,
    pub(super) times: usize,
}

/// Which of the two hosts is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Api,
    Data,
}

impl Call {
    /// Of what is asked for at one of the hosts.
    pub(super) fn of(side: Side, method: &Method, path: &[&str]) -> Self {
        let (get, post) = (method == Method::GET, method == Method::POST);
        let menus = get || post || method == Method::DELETE;
        match (side, path) {
            (Side::Data, ["pictures", _]) if get => Self::Picture,
            (Side::Data, ["v2", "bot", "message", _, "content"]) if get => Self::Content,
            (Side::Data, ["v2", "bot", "message", _, "content", "preview" | "transcoding"]) if get => {
                Self::Content
            }
            (Side::Data, ["v2", "bot", "richmenu", _, "content"]) if get || post => Self::Menus,
            (Side::Api, ["v2", "bot", path @ ..]) => match path {
                ["message", "reply"] if post => Self::Reply,
                ["message", "push"] if post => Self::Push,
                ["message", "validate", "reply" | "push"] if post => Self::Validate,
                ["message", "quota"] | ["message", "quota", "consumption"] if get => Self::Quota,
                ["chat", "loading", "start"] if post => Self::Loading,
                ["chat", "markAsRead"] if post => Self::Read,
                ["profile", _] if get => Self::Profile,
                ["info"] if get => Self::Info,
                ["channel", "webhook", "endpoint"] if get || method == Method::PUT => Self::Endpoint,
                ["channel", "webhook", "test"] if post => Self::Test,
                ["richmenu"] | ["richmenu", "validate"] if post => Self::Menus,
                ["richmenu", _] if get || method == Method::DELETE => Self::Menus,
                ["user", _, "richmenu"] if menus && !post => Self::Menus,
                ["user", _, "richmenu", _] if post => Self::Menus,
                _ => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }
}

impl Fails {
    /// It is done all the same.
    pub(super) const fn takes(self) -> bool {
        matches!(self, Self::TakesAndBreaks | Self::TakesAndHangs)
    }

    /// What is answered instead.
    pub(super) fn says(self) -> Option<(StatusCode, &'static str)> {
        match self {
            Self::Status(status) => {
                let status = StatusCode::from_u16(status).expect("a status");
                Some((status, status.canonical_reason().unwrap_or("Failed")))
            }
            Self::Slow => Some((
                StatusCode::TOO_MANY_REQUESTS,
                "The API rate limit has been exceeded. Try again later.",
            )),
            Self::Refuses(why) => Some((StatusCode::BAD_REQUEST, why)),
            Self::Breaks | Self::TakesAndBreaks | Self::Hangs | Self::TakesAndHangs => None,
        }
    }
}
