//! console: a sound and a desktop notification for a request that begins to ring, from one tab only.

use std::{cell::Cell, iter};

use baton_client::browser::{self, Storage};
use baton_protocol::agent::Summary;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise, Reflect};
use leptos::{
    prelude::{RwSignal, Set as _, window},
    task::spawn_local,
};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{HtmlAudioElement, Notification, NotificationOptions, NotificationPermission};

use crate::{
    attention,
    cards::waiting_since,
    hub::row::said,
    names,
    words::{fill, t},
};

/// Where the tab that was heard says for which requests, for the other tabs of the same browser.
const RUNG: &str = "baton.console.rung";
/// Where this browser keeps which sound was chosen.
const TONE: &str = "baton.console.tone";
/// So many of the last ones are remembered there.
const REMEMBERED: usize = 20;
/// Requests that come closer together than this, in milliseconds, are one sound.
const APART_MS: i64 = 2_000;
/// So long, in milliseconds, a tab that is not looked at leaves the first turn to others.
const HIDDEN_MS: u32 = 400;
/// A sound that has not begun by then, in milliseconds, is kept back by the browser, as in some hidden tabs.
const BEGINS_MS: u32 = 1_500;

thread_local! {
    static LAST_SOUND: Cell<i64> = const { Cell::new(0) };
}

/// The sound of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Ring,
    Soft,
    Off,
}

/// The sound that was chosen in this browser.
pub(crate) fn tone() -> Tone {
    match Storage::site().get(TONE).as_deref() {
        Some("soft") => Tone::Soft,
        Some("off") => Tone::Off,
        _ => Tone::Ring,
    }
}

/// Keeps the choice, and lets it be heard.
pub(crate) fn choose(tone: Tone) {
    let name = match tone {
        Tone::Ring => "ring",
        Tone::Soft => "soft",
        Tone::Off => "off",
    };
    Storage::site().set(TONE, name);
    LAST_SOUND.set(0);
    spawn_local(async {
        play().await;
    });
}

/// Makes this request heard, once, however many tabs are open. A click on the notification sets `go` to its address.
pub(crate) fn ring(card: &Summary, go: RwSignal<Option<String>>) {
    let call = format!("{}:{}", card.id, waiting_since(card).unwrap_or_default().0);
    let (name, words) = (names::visitor(card.name.as_deref()), said(card).unwrap_or_default());
    let address = format!("/console/hub/{}", card.id);
    let turn = move || async move {
        let storage = Storage::site();
        let before = storage.get(RUNG).unwrap_or_default();
        if before.split(' ').any(|known| known == call) {
            return;
        }
        if !attention::anywhere() {
            // Another tab's notification of the same request takes the place of this one.
            notify(&name, &words, address, go);
        }
        // A browser may keep a tab silent that nobody has clicked in: then another tab gets its turn.
        if play().await {
            let rung: Vec<&str> =
                iter::once(call.as_str()).chain(before.split(' ')).take(REMEMBERED).collect();
            storage.set(RUNG, &rung.join(" "));
        }
    };
    spawn_local(async move {
        if !attention::here() {
            TimeoutFuture::new(HIDDEN_MS).await;
        }
        in_turn(turn);
    });
}

/// Tabs take turns through the browser's own locks; where it has none (a page without TLS), each acts for itself.
fn in_turn<F>(turn: impl FnOnce() -> F + 'static)
where
    F: Future<Output = ()> + 'static,
{
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok().filter(JsValue::is_object);
    let request = locks.as_ref().and_then(|locks| Reflect::get(locks, &"request".into()).ok());
    let (Some(locks), Some(request)) = (locks, request.and_then(|found| found.dyn_into::<Function>().ok()))
    else {
        return spawn_local(turn());
    };
    let callback = Closure::once_into_js(move || -> Promise {
        future_to_promise(async move {
            turn().await;
            Ok(JsValue::UNDEFINED)
        })
    });
    // A refused lock means a page that is going away: nobody is left to hear it.
    let _ = request.call2(&locks, &"baton.console.bell".into(), &callback);
}

/// Whether it was played: not before somebody has clicked in the page, says the browser.
async fn play() -> bool {
    let now = browser::now().0;
    if now - LAST_SOUND.get() < APART_MS {
        return true;
    }
    let source = match tone() {
        Tone::Ring => crate::link("ring"),
        Tone::Soft => crate::link("soft"),
        // Silence was heard, as it were: no other tab needs its turn.
        Tone::Off => return true,
    };
    let Some(href) = source else { return false };
    let Ok(audio) = HtmlAudioElement::new_with_src(&href) else { return false };
    match audio.play() {
        Ok(playing) => {
            let heard = JsFuture::from(Promise::race(&Array::of2(&playing, &soon()))).await.is_ok();
            if heard {
                LAST_SOUND.set(now);
            } else {
                // It must not be heard later, when another tab has had its turn.
                let _ = audio.pause();
            }
            heard
        }
        Err(_) => false,
    }
}

/// Fails when the time to begin to play is over.
fn soon() -> Promise {
    future_to_promise(async {
        TimeoutFuture::new(BEGINS_MS).await;
        Err(JsValue::UNDEFINED)
    })
}

fn notify(name: &str, words: &str, address: String, go: RwSignal<Option<String>>) {
    if permission() != Some(NotificationPermission::Granted) {
        return;
    }
    let options = NotificationOptions::new();
    options.set_body(words);
    options.set_tag(&address);
    let Ok(note) = Notification::new_with_options(&fill("bell.title", &[("name", name)]), &options) else {
        return;
    };
    let shown = note.clone();
    let open = Closure::once_into_js(move || {
        // The window may refuse to come to the front; the page is shown in it all the same.
        let _ = window().focus();
        go.set(Some(address));
        shown.close();
    });
    note.set_onclick(Some(open.unchecked_ref()));
}

/// What the person has decided about desktop notifications; none where the browser offers none here.
pub(crate) fn permission() -> Option<NotificationPermission> {
    let offered =
        window().is_secure_context() && Reflect::has(&window(), &"Notification".into()).unwrap_or(false);
    offered.then(Notification::permission)
}

/// Asks the person; gives what they decided.
pub(crate) async fn ask() -> Option<NotificationPermission> {
    if let Ok(answer) = Notification::request_permission() {
        // The answer is read below, whatever way it was given.
        let _ = JsFuture::from(answer).await;
    }
    permission()
}

/// The words of the button that asks.
pub(crate) fn offer() -> &'static str {
    t("bell.offer")
}
