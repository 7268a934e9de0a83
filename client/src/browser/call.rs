//! A plain request whose answer is looked at as it is: in the panel, what reads any answer would weigh too much.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::XmlHttpRequest;

use super::upload::{Answer, request};
use crate::link::Failed;

/// A request with this body (JSON), where it has one. `bearer` is a visitor's token. `then` is called once, later,
/// however it ends; status 0 says that no answer came.
pub fn call(
    method: &str,
    url: &str,
    bearer: Option<&str>,
    body: Option<&str>,
    then: impl FnOnce(Answer) + 'static,
) {
    if let Some(flight) = Flight::begin(method, url, bearer, body, Box::new(then)) {
        // It ends by itself.
        std::mem::forget(flight);
    }
}

/// A request under way. Dropping it breaks it off, and then nothing is told.
pub(super) struct Flight {
    request: XmlHttpRequest,
    _ended: Closure<dyn FnMut()>,
}

impl Flight {
    /// `POST` for the link, which reads the answer itself. None where the browser refuses to begin.
    pub(super) fn post(
        url: &str,
        body: &str,
        bearer: Option<&str>,
        then: impl FnOnce(Result<String, Failed>) + 'static,
    ) -> Option<Self> {
        let then = |Answer { status, body }: Answer| {
            then(if (200..300).contains(&status) { Ok(body) } else { Err(Failed { status, body }) });
        };
        Self::begin("POST", url, bearer, Some(body), Box::new(then))
    }

    fn begin(
        method: &str,
        url: &str,
        bearer: Option<&str>,
        body: Option<&str>,
        then: Box<dyn FnOnce(Answer)>,
    ) -> Option<Self> {
        let request = request(method, url, bearer)?;
        if body.is_some() {
            request.set_request_header("Content-Type", "application/json").ok()?;
        }
        let (asked, mut then) = (request.clone(), Some(then));
        let ended = Closure::<dyn FnMut()>::new(move || {
            if let Some(then) = then.take() {
                let body = asked.response_text().ok().flatten().unwrap_or_default();
                then(Answer { status: asked.status().unwrap_or_default(), body });
            }
        });
        request.set_onloadend(Some(ended.as_ref().unchecked_ref()));
        request.send_with_opt_str(body).ok()?;
        Some(Self { request, _ended: ended })
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        // Breaking it off is an end as well, of which nothing is to be told.
        self.request.set_onloadend(None);
        let _ = self.request.abort();
    }
}
