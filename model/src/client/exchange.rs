//! The model's client: a request and its stream, with every deadline.

use std::time::Duration;

use reqwest::{Response, StatusCode, header::RETRY_AFTER};
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::{Inner, thoughts::Thoughts};
use crate::{
    Failure, Limits,
    tally::{Tally, estimate},
    wire::{Delta, Feed, Request, Stop, body, headers},
};

/// Usage comes after the last word; it is not worth much waiting.
const USAGE: Duration = Duration::from_millis(500);

/// A request that a provider has taken.
pub(super) struct Exchange {
    limits: Limits,
    response: Response,
    feed: Feed,
    heard: bool,
    over: bool,
}

/// Everything that a model said.
pub(super) struct Said {
    pub(super) text: String,
    pub(super) stop: Stop,
    pub(super) model: Option<String>,
}

impl Exchange {
    /// Sends, and sends once more where that may help and there is time.
    pub(super) async fn open(
        inner: &Inner,
        tally: &mut Tally,
        request: &Request,
        by: Instant,
    ) -> Result<Self, Failure> {
        let body = body(&inner.settings, &inner.address, request);
        tally.sent = estimate(&request.system) + estimate(&request.user);
        let mut again = true;
        loop {
            let mut sending = inner.web.post(inner.address.clone()).json(&body);
            for (name, value) in headers(&inner.settings) {
                sending = sending.header(name, value);
            }
            let (failure, wait) = match timeout_at(by, sending.send()).await {
                Err(_) => return Err(Failure::Silent),
                Ok(Ok(response)) if response.status() == StatusCode::OK => {
                    tally.taken = true;
                    let feed = Feed::new(inner.settings.kind, &inner.limits);
                    return Ok(Self { limits: inner.limits, response, feed, heard: false, over: false });
                }
                Ok(Ok(response)) => {
                    let failure = Failure::of_status(response.status().as_u16());
                    let wait =
                        matches!(failure, Failure::TooMany | Failure::Broken(_)).then(|| pause(&response));
                    (failure, wait)
                }
                Ok(Err(error)) => {
                    tracing::debug!(error = %error.without_url(), "the model's provider cannot be reached");
                    (Failure::Unreachable, Some(Duration::ZERO))
                }
            };
            match wait {
                Some(wait) if again && wait <= inner.limits.pause && Instant::now() + wait < by => {
                    again = false;
                    sleep(wait).await;
                }
                _ => return Err(failure),
            }
        }
    }

    /// What came next; nothing once everything was said. `by` is when it must have come.
    pub(super) async fn next(
        &mut self,
        tally: &mut Tally,
        by: Instant,
    ) -> Result<Option<Vec<Delta>>, Failure> {
        if self.over || self.feed.over() {
            return Ok(None);
        }
        let quiet = Instant::now() + self.limits.silence;
        let deltas = match timeout_at(by.min(quiet), self.response.chunk()).await {
            Err(_) if quiet <= by || !self.heard => return Err(Failure::Silent),
            Err(_) => return Err(Failure::Slow),
            Ok(Ok(Some(bytes))) => {
                self.heard = true;
                self.feed.push(&bytes)?
            }
            Ok(Ok(None)) => {
                self.over = true;
                self.feed.end()?
            }
            Ok(Err(error)) => {
                tracing::debug!(error = %error.without_url(), "the model's provider broke off");
                self.over = true;
                // What came may be a whole answer all the same.
                self.feed.end().map_err(|_| Failure::Cut)?
            }
        };
        for delta in &deltas {
            match delta {
                Delta::Usage { input, output } => {
                    // None at all cannot be; some servers say so because they do not count.
                    tally.input = input.filter(|input| *input > 0).or(tally.input);
                    tally.output = output.filter(|output| *output > 0).or(tally.output);
                }
                Delta::Text(text) => {
                    tally.received = tally.received.saturating_add(estimate(text));
                    // A count from before these words is of fewer.
                    tally.output = None;
                }
                Delta::Call { arguments, .. } => {
                    tally.received = tally.received.saturating_add(estimate(arguments));
                    tally.output = None;
                }
                Delta::Stop(_) => {}
            }
        }
        Ok(Some(deltas))
    }

    /// After the last word: what it cost, if that comes at once.
    pub(super) async fn usage(&mut self, tally: &mut Tally) {
        let by = Instant::now() + USAGE;
        while tally.input.is_none() || tally.output.is_none() {
            match self.next(tally, by).await {
                Ok(Some(_)) => {}
                Ok(None) | Err(_) => return,
            }
        }
    }

    /// Reads what little there still is, in the background: only a stream read to its end leaves a connection that the next
    /// call can use.
    pub(super) fn leave(mut self) {
        let rest = async move { while let Ok(Some(_)) = self.response.chunk().await {} };
        tokio::spawn(timeout(USAGE, rest));
    }

    /// The model as the provider names it, once it has.
    pub(super) fn model(&self) -> Option<&str> {
        self.feed.model()
    }

    /// Reads to the end.
    pub(super) async fn all(mut self, tally: &mut Tally, by: Instant) -> Result<Said, Failure> {
        let mut text = String::new();
        let mut thoughts = Thoughts::default();
        while let Some(deltas) = self.next(tally, by).await? {
            for delta in deltas {
                match delta {
                    Delta::Text(more) => text.push_str(&thoughts.pass(more)),
                    Delta::Stop(stop) => {
                        text.push_str(&thoughts.rest());
                        let model = self.model().map(str::to_owned);
                        self.usage(tally).await;
                        self.leave();
                        return Ok(Said { text, stop, model });
                    }
                    Delta::Call { .. } | Delta::Usage { .. } => {}
                }
            }
            if text.chars().count() > self.limits.characters {
                return Err(Failure::TooLong);
            }
        }
        Err(Failure::Cut)
    }
}

/// How long a provider wants to be left alone. A date instead of seconds is longer than anyone waits here.
fn pause(response: &Response) -> Duration {
    match response.headers().get(RETRY_AFTER) {
        None => Duration::ZERO,
        Some(value) => {
            let seconds = value.to_str().ok().and_then(|text| text.trim().parse::<f64>().ok());
            seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).unwrap_or(Duration::MAX)
        }
    }
}
