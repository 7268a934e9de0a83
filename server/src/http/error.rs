//! An HTTP answer that is not a success: a status, and a [`Problem`] that says why.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use baton_protocol::{Code, Refusal, people::Problem};

use crate::desk::people::WrongField;

/// Why a request was not answered with success.
#[derive(Debug)]
pub(crate) struct Error {
    status: StatusCode,
    problem: Problem,
    retry_after: Option<u64>,
}

impl Error {
    pub(crate) const fn new(status: StatusCode, why: Refusal) -> Self {
        Self { status, problem: Problem { why, field: None }, retry_after: None }
    }

    pub(crate) fn not_found() -> Self {
        Refusal::new(Code::NotFound, "There is nothing here.").into()
    }

    pub(crate) fn invalid(message: &str) -> Self {
        Refusal::new(Code::Invalid, message).into()
    }

    pub(crate) fn unauthorized() -> Self {
        Refusal::new(Code::Unauthorized, "Please sign in.").into()
    }

    pub(crate) fn forbidden(message: &str) -> Self {
        Refusal::new(Code::Forbidden, message).into()
    }

    /// Too many; come back after so many seconds.
    pub(crate) fn slow_down(message: &str, seconds: u64) -> Self {
        let mut error = Self::from(Refusal::new(Code::SlowDown, message));
        error.retry_after = Some(seconds);
        error
    }
}

impl From<Refusal> for Error {
    fn from(why: Refusal) -> Self {
        let status = match why.code {
            Code::Malformed => StatusCode::BAD_REQUEST,
            Code::NotFound => StatusCode::NOT_FOUND,
            Code::Unauthorized | Code::CodeNeeded => StatusCode::UNAUTHORIZED,
            Code::Forbidden | Code::RequestsOff => StatusCode::FORBIDDEN,
            Code::Empty | Code::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Code::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Code::ClientIdReused
            | Code::WrongState
            | Code::Taken
            | Code::NotYours
            | Code::NotRung
            | Code::Changed => StatusCode::CONFLICT,
            Code::SlowDown => StatusCode::TOO_MANY_REQUESTS,
            Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        };
        let retry_after = (status == StatusCode::SERVICE_UNAVAILABLE).then_some(1);
        Self { retry_after, ..Self::new(status, why) }
    }
}

impl From<WrongField> for Error {
    fn from(WrongField { field, why }: WrongField) -> Self {
        let mut error = Self::from(why);
        error.problem.field = field.map(str::to_owned);
        error
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.problem)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
