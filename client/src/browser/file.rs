//! Files as addresses that only this page can open.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Blob, Url, XmlHttpRequest};

use super::upload::request;

/// An address (`blob:…`) of a file in this page's memory. Dropping it frees the file.
#[derive(Debug)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// The address of this file, which is of the media type `mime` from now on, whatever it was before: opened by
    /// itself, it is a page of this origin, so the caller names a type that does no harm.
    #[must_use]
    pub fn of(file: &Blob, mime: &str) -> Option<Self> {
        let typed = file.slice_with_f64_and_f64_and_content_type(0.0, file.size(), mime).ok()?;
        Url::create_object_url_with_blob(&typed).ok().map(Self)
    }

    /// `GET` of a file that only the holder of this token may have. (Where a cookie opens it, its own address does as
    /// well.) `then` is called once, later, with none where it could not be had.
    pub fn fetch(url: &str, bearer: &str, mime: String, then: impl FnOnce(Option<Self>) + 'static) {
        let Some(request) = request("GET", url, Some(bearer)) else { return };
        // The setter's own type is a table of names in the panel.
        let _ = Reflect::set(&request, &"responseType".into(), &"blob".into());
        let (asked, mut then) = (request.clone(), Some(then));
        let ended = Closure::<dyn FnMut()>::new(move || {
            if let Some(then) = then.take() {
                then(Self::answered(&asked, &mime));
            }
        });
        request.set_onloadend(Some(ended.into_js_value().unchecked_ref()));
        // It fails only for a request that is under way.
        let _ = request.send();
    }

    fn answered(request: &XmlHttpRequest, mime: &str) -> Option<Self> {
        let file = request.response().ok().filter(|_| request.status() == Ok(200))?;
        Self::of(file.unchecked_ref(), mime)
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // It fails only for what is no address.
        let _ = Url::revoke_object_url(&self.0);
    }
}
