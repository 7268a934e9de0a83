//! streams: stands in for the crate wasm-streams, which leptos always links for its server functions.
//!
//! That crate exports classes to JavaScript. What is exported is never dropped by the linker, so its weight, 5.5 kB in
//! each user interface, came along although nothing calls it. This has the same functions, as plain ones.

use std::{cell::RefCell, pin::Pin, rc::Rc};

use futures::{Stream, StreamExt as _, stream};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{ReadableStreamDefaultController, ReadableStreamDefaultReader};

/// A stream of the browser's.
pub struct ReadableStream(web_sys::ReadableStream);

type Items = Pin<Box<dyn Stream<Item = Result<JsValue, JsValue>>>>;

impl ReadableStream {
    /// Takes a stream of the browser's.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Makes a stream of the browser's that gives these items as they are asked for.
    pub fn from_stream(items: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        let items: Rc<RefCell<Option<Items>>> = Rc::new(RefCell::new(Some(Box::pin(items))));
        let pull = Closure::<dyn Fn(ReadableStreamDefaultController) -> Promise>::new(
            move |controller: ReadableStreamDefaultController| {
                let items = Rc::clone(&items);
                future_to_promise(async move {
                    // The browser asks for one item after the other, so they are always there.
                    let Some(mut left) = items.take() else { return Ok(JsValue::UNDEFINED) };
                    match left.next().await {
                        Some(item) => controller.enqueue_with_chunk(&item?)?,
                        None => controller.close()?,
                    }
                    items.replace(Some(left));
                    Ok(JsValue::UNDEFINED)
                })
            },
        );
        let source = Object::new();
        let pull: Function = pull.into_js_value().unchecked_into();
        // A new object takes any property.
        let _ = Reflect::set(&source, &"pull".into(), &pull);
        web_sys::ReadableStream::new_with_underlying_source(&source)
            .map_or_else(|error| Self(error.unchecked_into()), Self)
    }

    /// The items as they come.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> {
        let reader: ReadableStreamDefaultReader = self.0.get_reader().unchecked_into();
        stream::unfold(reader, |reader| async move {
            let read = match JsFuture::from(reader.read()).await {
                Ok(read) => read,
                Err(error) => return Some((Err(error), reader)),
            };
            let get = |key: &str| Reflect::get(&read, &key.into()).unwrap_or_default();
            if get("done").is_truthy() { None } else { Some((Ok(get("value")), reader)) }
        })
    }
}
