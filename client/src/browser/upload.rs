//! Sending a file, which tells how far it has got and can be broken off. `fetch` could do neither everywhere.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Blob, Event, ProgressEvent, XmlHttpRequest};

/// What the server said to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status; 0 where no answer came.
    pub status: u16,
    /// The answer's body.
    pub body: String,
}

/// A file under way. Dropping it breaks it off, and then nothing more is told.
pub struct Upload {
    request: XmlHttpRequest,
    _progressed: Closure<dyn FnMut(Event)>,
    _ended: Closure<dyn FnMut()>,
}

/// `POST` of a file as it is. `bearer` is a visitor's token; a live agent has a cookie instead. `on_progress` is told
/// the part that has left this machine, from 0 to 1; `on_answer` once, at the end, however it ends. Neither is called
/// before this has returned. None where the browser refuses to begin.
pub fn upload(
    url: &str,
    bearer: Option<&str>,
    file: &Blob,
    on_progress: impl Fn(f64) + 'static,
    on_answer: impl Fn(Answer) + 'static,
) -> Option<Upload> {
    let request = request("POST", url, bearer)?;
    // The same type as a socket's: each one weighs something in the panel.
    let progressed = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let event: ProgressEvent = event.unchecked_into();
        // An empty file has no parts.
        on_progress(event.loaded() / event.total().max(1.0));
    });
    let asked = request.clone();
    let ended = Closure::<dyn FnMut()>::new(move || {
        let body = asked.response_text().ok().flatten().unwrap_or_default();
        on_answer(Answer { status: asked.status().unwrap_or_default(), body });
    });
    request.upload().ok()?.set_onprogress(Some(progressed.as_ref().unchecked_ref()));
    request.set_onloadend(Some(ended.as_ref().unchecked_ref()));
    request.send_with_opt_blob(Some(file)).ok()?;
    Some(Upload { request, _progressed: progressed, _ended: ended })
}

/// A request that waits to be sent; none where the browser refuses.
pub(super) fn request(method: &str, url: &str, bearer: Option<&str>) -> Option<XmlHttpRequest> {
    let request = XmlHttpRequest::new().ok()?;
    request.open(method, url).ok()?;
    if let Some(token) = bearer {
        request.set_request_header("Authorization", &["Bearer ", token].concat()).ok()?;
    }
    Some(request)
}

impl Drop for Upload {
    fn drop(&mut self) {
        // Breaking it off is an end as well, of which nothing is to be told.
        self.request.set_onloadend(None);
        if let Ok(upload) = self.request.upload() {
            upload.set_onprogress(None);
        }
        let _ = self.request.abort();
    }
}
