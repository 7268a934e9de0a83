//! An event listener of the browser that ends when it is dropped.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::EventTarget;

/// Hears one kind of event.
pub(super) struct Listener {
    target: EventTarget,
    name: &'static str,
    call: Closure<dyn FnMut()>,
}

impl Listener {
    pub(super) fn new(target: EventTarget, name: &'static str, call: impl FnMut() + 'static) -> Self {
        let call = Closure::<dyn FnMut()>::new(call);
        // It fails only for a target that is none.
        let _ = target.add_event_listener_with_callback(name, call.as_ref().unchecked_ref());
        Self { target, name, call }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ =
            self.target.remove_event_listener_with_callback(self.name, self.call.as_ref().unchecked_ref());
    }
}
