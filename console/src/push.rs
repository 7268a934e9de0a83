//! console: Web Push: this browser rings although no page of the console is open in it.

use baton_client::browser::{self, RequestError};
use baton_protocol::push::{PushKey, Subscription};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, JSON, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{
    NotificationPermission, PushManager, PushSubscription, PushSubscriptionOptionsInit, RegistrationOptions,
    ServiceWorkerContainer, ServiceWorkerRegistration,
};

use crate::bell;

const PUSH: &str = "/api/v1/push";
/// The pages that the worker belongs to.
const SCOPE: &str = "/console/";
/// A worker that is not at work by then, in milliseconds, will not be.
const STARTS_MS: u32 = 10_000;

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// This browser cannot, or not on a page without TLS.
    Unsupported,
    /// The person has forbidden it to this site.
    Blocked,
    Off,
    On,
    /// The browser's push service, or the server, did not answer: it is off.
    Unreachable,
}

/// Why it is not on.
enum Failed {
    /// The browser said no.
    Browser,
    /// The server did.
    Server,
}

impl From<JsValue> for Failed {
    fn from(_: JsValue) -> Self {
        Self::Browser
    }
}

impl From<RequestError> for Failed {
    fn from(_: RequestError) -> Self {
        Self::Server
    }
}

/// How it stands now. Where it is on, the server is told once more, for it may have forgotten.
pub(crate) async fn standing() -> Standing {
    let Some(workers) = workers() else { return Standing::Unsupported };
    if bell::permission() == Some(NotificationPermission::Denied) {
        return Standing::Blocked;
    }
    let Some(subscription) = subscription(&workers).await else { return Standing::Off };
    match tell(&subscription).await {
        Ok(()) => Standing::On,
        Err(_) => Standing::Unreachable,
    }
}

/// Asks the person, and then the browser and the server.
pub(crate) async fn turn_on() -> Standing {
    let Some(workers) = workers() else { return Standing::Unsupported };
    match bell::ask().await {
        Some(NotificationPermission::Granted) => {}
        Some(NotificationPermission::Denied) => return Standing::Blocked,
        // The question was closed without an answer.
        _ => return Standing::Off,
    }
    match subscribe(&workers).await {
        Ok(()) => Standing::On,
        Err(Failed::Browser) => Standing::Unreachable,
        Err(Failed::Server) => {
            // What the server does not know of must not look as if it were on.
            end().await;
            Standing::Unreachable
        }
    }
}

/// This browser rings no more; without an answer of the server its push service knows that all the same.
pub(crate) async fn turn_off() -> Standing {
    end().await;
    match browser::delete(PUSH).await {
        Ok(()) | Err(RequestError::Refused { .. }) => Standing::Off,
        Err(RequestError::Unreachable | RequestError::Unreadable) => Standing::Unreachable,
    }
}

/// Ends what this browser has, without a word to the server: whoever has signed out is not rung.
pub(crate) async fn end() {
    let Some(workers) = workers() else { return };
    let Some(subscription) = subscription(&workers).await else { return };
    if let Ok(ended) = subscription.unsubscribe() {
        // Refused only where it has ended already.
        let _ = JsFuture::from(ended).await;
    }
}

/// The browser's workers; none where it has no Web Push for this page.
fn workers() -> Option<ServiceWorkerContainer> {
    let has = |of: &JsValue, name: &str| Reflect::has(of, &name.into()).unwrap_or(false);
    let navigator = window().navigator();
    let offered =
        bell::permission().is_some() && has(&navigator, "serviceWorker") && has(&window(), "PushManager");
    offered.then(|| navigator.service_worker())
}

async fn subscription(workers: &ServiceWorkerContainer) -> Option<PushSubscription> {
    let found = JsFuture::from(workers.get_registration_with_document_url(SCOPE)).await.ok()?;
    let registration: ServiceWorkerRegistration = found.dyn_into().ok()?;
    let wanted = registration.push_manager().ok()?.get_subscription().ok()?;
    JsFuture::from(wanted).await.ok()?.dyn_into().ok()
}

async fn subscribe(workers: &ServiceWorkerContainer) -> Result<(), Failed> {
    let lang = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    let options = RegistrationOptions::new();
    options.set_scope(SCOPE);
    let address = format!("{SCOPE}worker.js?lang={}", crate::wanted::encoded(&lang));
    let registered = JsFuture::from(workers.register_with_options(&address, &options)).await?;
    // Only a worker that is at work can be subscribed for.
    let ready = workers.ready()?;
    let active = JsFuture::from(Promise::race(&Array::of2(&ready, &soon()))).await;
    let registration: ServiceWorkerRegistration = active.unwrap_or(registered).dyn_into()?;
    let manager = registration.push_manager()?;
    let PushKey { key } = browser::get(PUSH).await?;
    let subscription = match ask(&manager, &key).await {
        Ok(subscription) => subscription,
        Err(_) => {
            // It refuses where there is a subscription for another key, such as that of a server set up anew.
            end().await;
            ask(&manager, &key).await?
        }
    };
    tell(&subscription).await
}

async fn ask(manager: &PushManager, key: &str) -> Result<PushSubscription, JsValue> {
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key_opt_str(Some(key));
    JsFuture::from(manager.subscribe_with_options(&options)?).await?.dyn_into()
}

async fn tell(subscription: &PushSubscription) -> Result<(), Failed> {
    let text = JSON::stringify(subscription)?.as_string().unwrap_or_default();
    let wanted: Subscription = serde_json::from_str(&text).map_err(|_| Failed::Browser)?;
    Ok(browser::put::<()>(PUSH, &wanted).await?)
}

/// Fails when the time to begin is over.
fn soon() -> Promise {
    future_to_promise(async {
        TimeoutFuture::new(STARTS_MS).await;
        Err(JsValue::UNDEFINED)
    })
}
