//! console: the chat as its visitors will see it, beside the form that changes it, before anything is saved.

use baton_protocol::{
    site::{Icon, Position, Scheme},
    visitor::SiteView,
};
use js_sys::{JSON, Object, Reflect};
use leptos::{ev, html::Iframe, prelude::*};
use wasm_bindgen::JsValue;
use web_sys::HtmlIFrameElement;

use crate::{contrast::ink_on, words::t};

/// What the chat in the frame says as soon as it listens.
const LISTENS: &str = "baton:preview";
/// How much smaller than on a page everything is.
const SMALLER: f32 = 0.6875;

#[component]
pub(crate) fn Preview(
    /// The site's key.
    site: String,
    view: Signal<SiteView>,
    #[prop(into)] position: Signal<Position>,
) -> impl IntoView {
    let frame = NodeRef::<Iframe>::new();
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            // Several sites can stand closed in one page: only a preview that comes in sight is loaded.
            let _ = frame.set_attribute("loading", "lazy");
            frame.set_src(&format!("/w/{site}?preview=1"));
        }
    });
    let waits = StoredValue::new(false);
    let show = move || {
        if let (Some(Some(frame)), Some(view)) = (frame.try_get_untracked(), view.try_get_untracked()) {
            // What cannot be told now is told with the next change.
            let _ = tell(&frame, &view);
        }
    };
    Effect::new(move |_| {
        view.track();
        // One message a frame is enough, however fast somebody types.
        if !waits.get_value() {
            waits.set_value(true);
            request_animation_frame(move || {
                if waits.try_set_value(false).is_none() {
                    show();
                }
            });
        }
    });
    let heard = window_event_listener(ev::message, move |event| {
        let own = frame.try_get_untracked().flatten().and_then(|frame| frame.content_window());
        let own = own.map(JsValue::from);
        if own.is_some()
            && event.source().map(JsValue::from) == own
            && event.data().as_string().as_deref() == Some(LISTENS)
        {
            show();
        }
    });
    on_cleanup(move || heard.remove());
    let left = move || position.get() == Position::Left;
    let scheme = move || match view.with(|view| view.look.scheme) {
        Scheme::Auto => "light dark",
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    let radius = move || format!("{}px", f32::from(view.with(|view| view.look.radius)) * SMALLER);
    view! {
        <section class="preview" aria-label=t("preview.title")>
            <p class="preview-title" aria-hidden="true">{t("preview.title")}</p>
            <div class="preview-page" class:preview-left=left style:color-scheme=scheme>
                <div class="preview-mock" aria-hidden="true">
                    <span class="preview-head"></span>
                    <span class="preview-picture"></span>
                    <span class="preview-line"></span>
                    <span class="preview-line"></span>
                    <span class="preview-line preview-short"></span>
                </div>
                <div class="preview-panel" style:border-radius=radius>
                    <iframe
                        class="preview-frame" node_ref=frame title=t("preview.frame")
                    ></iframe>
                </div>
                <Launcher view/>
            </div>
        </section>
    }
}

/// The launcher as the loader draws it, smaller.
#[component]
fn Launcher(view: Signal<SiteView>) -> impl IntoView {
    let ground = Memo::new(move |_| view.with(|view| view.accent.clone()));
    let label = Memo::new(move |_| view.with(|view| view.look.label.clone()));
    let path = move || match view.with(|view| view.look.icon) {
        Icon::Bubble => "M12 4a9 7.5 0 1 1-3 14.5l-4 2 1-4A9 7.5 0 0 1 12 4z",
        Icon::Question => "M8 9a4 4 0 1 1 5.5 3.7Q12 13.5 12 15m0 4v.1",
        Icon::Person => "M12 12a4 4 0 1 0-.1 0M4 21a8 7 0 0 1 16 0",
    };
    view! {
        <span
            class="preview-launcher" aria-hidden="true"
            style:background-color=ground style:color=move || ground.with(|ground| ink_on(ground))
        >
            <svg class="preview-icon" viewBox="0 0 24 24"><path d=path/></svg>
            <Show when=move || label.with(|label| !label.is_empty())>
                <span class="preview-label" dir="auto">{label}</span>
            </Show>
        </span>
    }
}

/// Says what is to be shown, to the frame's own page and to no other.
fn tell(frame: &HtmlIFrameElement, view: &SiteView) -> Result<(), JsValue> {
    let Some(target) = frame.content_window() else { return Ok(()) };
    let text = serde_json::to_string(view).map_err(|_| JsValue::UNDEFINED)?;
    let message = Object::new();
    Reflect::set(&message, &"baton".into(), &"preview".into())?;
    Reflect::set(&message, &"site".into(), &JSON::parse(&text)?)?;
    target.post_message(&message, &window().location().origin()?)
}
