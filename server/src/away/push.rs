//! Web Push: an encrypted message to one browser (RFC 8030, RFC 8291), in a few attempts.

use std::{sync::OnceLock, time::Duration};

use reqwest::{Client, StatusCode, Url, header::AUTHORIZATION};
use web_push_native::{Auth, WebPushBuilder, p256::PublicKey};

use super::{Services, Vapid, web};
use crate::store::model::Pushed;

/// Pauses between attempts. Whoever waits at the other end waits for a minute or two.
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(4)];

/// Sends to push services.
pub(crate) struct Pusher {
    services: Services,
    vapid: Vapid,
    /// Made when it is first needed: reading a hundred roots is not for the start.
    client: OnceLock<Client>,
}

/// What became of a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    /// The push service has it.
    Taken,
    /// There is no such subscription any more.
    Gone,
    /// It was given up.
    Failed,
}

impl Pusher {
    pub(crate) const fn new(services: Services, vapid: Vapid) -> Self {
        Self { services, vapid, client: OnceLock::new() }
    }

    /// What browsers subscribe with.
    pub(crate) fn public_key(&self) -> String {
        self.vapid.public()
    }

    /// The subscription could be sent to: a known service, and keys of the right shape.
    pub(crate) fn good(&self, pushed: &Pushed) -> bool {
        self.services.admit(&pushed.endpoint).is_some() && keys(pushed).is_some()
    }

    /// Sends `body`, which the push service cannot read; it keeps it for `good` where the browser is not there. `now`
    /// in seconds.
    pub(crate) async fn send(&self, pushed: &Pushed, body: &[u8], good: Duration, now: i64) -> Sent {
        for pause in PAUSES.into_iter().map(Some).chain([None]) {
            match self.attempt(pushed, body, good, now).await {
                Ok(status) if status.is_success() => return Sent::Taken,
                Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => return Sent::Gone,
                Ok(status) if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
                    tracing::info!(%status, "a push service asks for patience");
                }
                Ok(status) => {
                    tracing::warn!(%status, "a push service does not take this push");
                    return Sent::Failed;
                }
                Err(error) => tracing::info!(%error, "a push service was not reached"),
            }
            match pause {
                Some(pause) => tokio::time::sleep(pause).await,
                None => break,
            }
        }
        Sent::Failed
    }

    async fn attempt(
        &self,
        pushed: &Pushed,
        body: &[u8],
        good: Duration,
        now: i64,
    ) -> anyhow::Result<StatusCode> {
        let none = || anyhow::anyhow!("not a subscription of a known service");
        let url = self.services.admit(&pushed.endpoint).ok_or_else(none)?;
        let (key, auth) = keys(pushed).ok_or_else(none)?;
        let authorization = self.vapid.authorization(&url.origin().ascii_serialization(), now);
        let message = WebPushBuilder::new(url.as_str().parse()?, key, auth)
            .with_valid_duration(good)
            .build(body)
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        let (head, body) = message.into_parts();
        let request = self
            .client()?
            .post(Url::parse(&pushed.endpoint)?)
            .headers(head.headers)
            .header("urgency", "high")
            .header(AUTHORIZATION, authorization)
            .body(body);
        // The address names the browser: it stays out of the log.
        Ok(request.send().await.map_err(reqwest::Error::without_url)?.status())
    }

    fn client(&self) -> reqwest::Result<&Client> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = web::client()?;
        Ok(self.client.get_or_init(|| client))
    }
}

fn keys(pushed: &Pushed) -> Option<(PublicKey, Auth)> {
    let key = PublicKey::from_sec1_bytes(&pushed.key).ok()?;
    (pushed.auth.len() == 16).then(|| (key, *Auth::from_slice(&pushed.auth)))
}
