//! tests: LINE calls the webhook: signed over the raw bytes, once or again, in whatever order a story likes.

use std::sync::atomic::{AtomicBool, Ordering};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::{Response, StatusCode, header};
use ring::hmac;
use serde_json::{Value, json};

use super::{
    Shared,
    fetches::{host, phone},
    kept::Kept,
};
use crate::eventually;

/// A delivery of these events.
pub(super) fn body(kept: &Kept, events: &[Value]) -> Vec<u8> {
    json!({ "destination": kept.account.user_id, "events": events }).to_string().into_bytes()
}

/// What `X-Line-Signature` says of a body.
pub(super) fn signature(secret: &str, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    BASE64_STANDARD.encode(hmac::sign(&key, body))
}

/// The same event as it comes again.
pub(super) fn again(event: &Value) -> Value {
    let mut event = event.clone();
    event["deliveryContext"]["isRedelivery"] = json!(true);
    event
}

impl Shared {
    /// Calls an address with this body.
    pub(super) async fn calls(
        &self,
        address: &str,
        body: Vec<u8>,
        signature: Option<&str>,
    ) -> Result<Response, String> {
        let (server, path) = self.behind(address).ok_or("not at the server's public address")?;
        let mut request = phone()
            .post(format!("http://{server}{path}"))
            .header(header::HOST, host(address))
            .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
            .header(header::USER_AGENT, "LineBotWebhook/2.0");
        if let Some(signature) = signature {
            request = request.header("x-line-signature", signature);
        }
        request.body(body).send().await.map_err(|error| error.to_string())
    }

    /// Delivers these events in one call; the status.
    pub(super) async fn delivers(&self, events: &[Value]) -> StatusCode {
        self.delivers_once(events).await.unwrap_or_else(|why| panic!("the webhook does not answer: {why}"))
    }

    async fn delivers_once(&self, events: &[Value]) -> Result<StatusCode, String> {
        let (address, body, signature) = self.with(|kept| {
            let (address, _) = kept.account.endpoint.clone().expect("a webhook that is entered");
            let body = body(kept, events);
            kept.delivered.extend_from_slice(events);
            let signature = signature(&kept.account.secret, &body);
            (address, body, signature)
        });
        Ok(self.calls(&address, body, Some(&signature)).await?.status())
    }

    /// Delivers it, and again where nobody answers, or where everything comes twice. It has to be taken.
    pub(super) async fn delivers_surely(&self, event: &Value) {
        let failed = AtomicBool::new(false);
        let status = eventually("a webhook that answers", || async {
            let event = if failed.load(Ordering::Relaxed) { again(event) } else { event.clone() };
            let status = self.delivers_once(&[event]).await;
            failed.store(true, Ordering::Relaxed);
            status.ok()
        })
        .await;
        assert_eq!(status, StatusCode::OK, "the webhook did not take {event}");
        if self.with(|kept| kept.twice) {
            let status = self.delivers(&[again(event)]).await;
            assert_eq!(status, StatusCode::OK, "the webhook did not take {event} again");
        }
    }
}
