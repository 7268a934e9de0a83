//! Browser stories: a closed console still rings.

use baton_protocol::push::{PushKey, PushKind};
use baton_tests::{eventually, http::Http, people::MIA, push::PushService};
use serde_json::{Value, json};

use crate::{browser::Browser, stage::Stage};

/// The browser's push service is ours: a real one is far away. Everything else is the browser's own.
const SUBSCRIBES: &str = r"
const given = GIVEN;
const made = Object.create(PushSubscription.prototype, {
    endpoint: { value: given.endpoint },
    toJSON: { value: () => given },
    unsubscribe: { value: async () => { localStorage.removeItem('story'); return true; } },
});
PushManager.prototype.subscribe = async function () { localStorage.setItem('story', 'on'); return made; };
PushManager.prototype.getSubscription = async function () { return localStorage.getItem('story') ? made : null; };
";

const SHOWN: &str = r"
const done = arguments[arguments.length - 1];
navigator.serviceWorker.getRegistration('/console/')
    .then(registration => registration.getNotifications())
    .then(all => done(all.map(one => [one.title, one.body, one.data.conversation])), error => done([`${error}`]));
";

impl Browser {
    /// Lets this person's browser subscribe at `service`, with what it gave, and show notifications.
    async fn can_subscribe(&self, origin: &str, given: &Value) {
        let script = SUBSCRIBES.replace("GIVEN", &given.to_string());
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        let granted = json!({ "origin": origin, "permissions": ["notifications"] });
        self.cdp("Browser.grantPermissions", granted).await;
    }

    /// The push service hands this to the browser, which wakes the worker.
    async fn is_pushed(&self, origin: &str, message: &str) {
        self.cdp("ServiceWorker.enable", json!({})).await;
        let push = json!({ "origin": origin, "registrationId": "0", "data": message });
        self.cdp("ServiceWorker.deliverPushMessage", push).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_console_rings_and_whoever_opens_it_takes_the_request() {
    let service = PushService::start().await;
    let stage = Stage::set(&["--push-services", &service.origin()]).await;
    let origin = stage.server.origin();
    let key: PushKey = Http::signed_in(&stage.server, MIA).await.read("/api/v1/push").await;
    let (subscribed, given) = service.subscribe(&key.key);
    let mia = stage.agent(MIA).await;
    mia.press("switch", "Available").await;
    mia.can_subscribe(&origin, &given).await;
    mia.go(&format!("{origin}/console/profile")).await;
    mia.press("switch", "Ring me when the console is closed").await;
    mia.sees("On: while you are signed in").await;

    // The console is closed: the browser shows another page.
    mia.go(&format!("{origin}/demo/")).await;
    let visitor = stage.visitor("visitor").await;
    visitor.sees("No live agents available").await;
    visitor.says("My order 1207 has not come.").await;
    visitor.sees("Sent").await;
    visitor.press("button", "Talk to Live Agent").await;
    visitor.by("button", "Cancel request").await;
    let notes = service.rings(&subscribed, 1).await;
    assert_eq!((notes[0].kind, notes[0].text.as_str()), (PushKind::Request, "My order 1207 has not come."));

    let message = serde_json::to_string(&notes[0]).unwrap();
    let id = notes[0].conversation.to_string();
    let shown = eventually("a notification", || async {
        // Handed over again each time: a look between a notification's writing and its showing makes the browser
        // forget it.
        mia.is_pushed(&origin, &message).await;
        let shown: Vec<Vec<String>> = mia.driver.execute_async(SHOWN, vec![]).await.ok()?.convert().ok()?;
        (!shown.is_empty()).then_some(shown)
    })
    .await;
    assert_eq!(shown, [["A visitor asks for a person", "My order 1207 has not come.", &id]]);

    mia.go(&format!("{origin}/console/hub/{id}")).await;
    mia.press("button", "Accept").await;
    visitor.sees("Mia joined").await;
    assert_eq!(visitor.complaints().await, Vec::<String>::new());
    assert_eq!(mia.complaints().await, Vec::<String>::new());
}
