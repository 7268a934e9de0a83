//! The link over plain HTTP, for where a WebSocket cannot be had: one long poll, and one posted frame at a time.

use std::collections::VecDeque;

use baton_protocol::{Code, Refusal, poll::WAIT_SECONDS};

use super::{BROKEN, Failed, Heard, Link, Output, RESTART_MS, STEADY_MS, Status};
use crate::{backoff, party::Party, wire::Incoming as _};

/// The server answers a first poll, or a posted frame, at once.
const PROMPT_MS: u64 = 15_000;
/// The longest that a poll takes: the server's wait, and the way there and back.
const POLL_MS: u64 = WAIT_SECONDS * 1_000 + PROMPT_MS;
/// A poll that is answered with nothing, sooner than it should be, is not asked again before this time.
const PAUSE_MS: u64 = 1_000;

const UNAUTHORIZED: u16 = 401;

/// A request under way.
struct Flight {
    id: u32,
    since: u64,
    until: u64,
}

/// The state of the twin while it is in use.
pub(super) struct Twin<P: Party> {
    /// When it was first welcomed.
    since: Option<u64>,
    stamp: Option<String>,
    poll: Option<Flight>,
    /// When to poll next, where none is under way.
    poll_at: Option<u64>,
    /// Frames to post, in order; the first is under way while `post` is set.
    pub(super) queue: VecDeque<(P::Frame, String)>,
    post: Option<Flight>,
}

impl<P: Party> Twin<P> {
    /// When it wants to be looked at.
    pub(super) fn due(&self) -> Option<u64> {
        let poll = self.poll.as_ref().map(|flight| flight.until);
        let post = self.post.as_ref().map(|flight| flight.until);
        [poll, post, self.poll_at].into_iter().flatten().min()
    }

    fn is_late(&self, now: u64) -> bool {
        [&self.poll, &self.post].into_iter().flatten().any(|flight| now >= flight.until)
    }
}

impl<P: Party> Link<P> {
    pub(super) fn start_twin(&mut self, now: u64) {
        self.retry_at = None;
        self.twin = Some(Twin {
            since: None,
            stamp: None,
            poll: None,
            poll_at: None,
            queue: VecDeque::new(),
            post: None,
        });
        self.poll(now);
    }

    /// Polls without a stamp, which is answered with a welcome.
    pub(super) fn greet_twin(&mut self, now: u64) {
        let Some(twin) = &mut self.twin else { return };
        if twin.stamp.take().is_some() || twin.poll.is_none() {
            self.poll(now);
        }
    }

    /// An answer to an earlier poll is disregarded from now on.
    fn poll(&mut self, now: u64) {
        let id = self.next_id();
        let Some(twin) = &mut self.twin else { return };
        let patience = if twin.stamp.is_some() { POLL_MS } else { PROMPT_MS };
        twin.poll_at = None;
        twin.poll = Some(Flight { id, since: now, until: now + patience });
        self.outputs.push_back(Output::Poll(id, twin.stamp.clone()));
    }

    pub(super) fn post_next(&mut self, now: u64) {
        let id = self.last_id + 1;
        let Some(twin) = &mut self.twin else { return };
        if twin.post.is_some() {
            return;
        }
        let Some((_, text)) = twin.queue.front() else { return };
        self.outputs.push_back(Output::Post(id, text.clone()));
        twin.post = Some(Flight { id, since: now, until: now + PROMPT_MS });
        self.last_id = id;
    }

    pub(super) fn polled(&mut self, id: u32, answer: Result<String, Failed>, now: u64) {
        let Some(twin) = &mut self.twin else { return };
        let Some(flight) = twin.poll.take_if(|flight| flight.id == id) else { return };
        let polled = match answer.map(|text| P::News::polled(&text)) {
            Ok(Some(polled)) => polled,
            Ok(None) => return self.twin_failed(0, now),
            Err(failed) => return self.twin_failed(failed.status, now),
        };
        let welcomed = polled.news.iter().any(P::is_welcome);
        if twin.stamp.is_none() && !welcomed {
            return self.twin_failed(0, now);
        }
        let hasty = polled.news.is_empty() && now < flight.since + PAUSE_MS;
        twin.stamp = Some(polled.stamp);
        // Asked by `look_at_clock` after the news has been passed on, so that the greeting says what is held by then.
        twin.poll_at = Some(if hasty { flight.since + PAUSE_MS } else { now });
        if twin.since.is_none() {
            twin.since = Some(now);
            // The server is there. Perhaps it was not when the sockets were tried, so one is tried soon.
            self.probe_at = Some(now + backoff::spread(RESTART_MS, (self.luck)()));
            self.turn(Status::Live);
        }
        self.pass_on(polled.news);
    }

    pub(super) fn posted(&mut self, id: u32, answer: Result<String, Failed>, now: u64) {
        let Some(twin) = &mut self.twin else { return };
        if twin.post.take_if(|flight| flight.id == id).is_none() {
            return;
        }
        match answer.map(|text| P::News::answered(&text)) {
            Ok(Some(news)) => {
                twin.queue.pop_front();
                self.pass_on(news);
            }
            Ok(None) => return self.twin_failed(0, now),
            // To say it again would change nothing: whoever said it is told.
            Err(Failed { status: 400 | 403..=407 | 409..=428 | 430..=499, body }) => {
                if let Some((frame, _)) = twin.queue.pop_front() {
                    let unread = || Refusal::new(Code::Malformed, "The server refused this.");
                    self.refuse(&frame, P::News::why(&body).unwrap_or_else(unread));
                }
            }
            Err(failed) => return self.twin_failed(failed.status, now),
        }
        self.post_next(now);
    }

    pub(super) fn watch_twin(&mut self, now: u64) {
        let Some(twin) = &self.twin else { return };
        if twin.is_late(now) {
            self.twin_failed(0, now);
        } else if twin.poll_at.is_some_and(|at| now >= at) {
            self.poll(now);
        }
    }

    fn twin_failed(&mut self, status: u16, now: u64) {
        if status == UNAUTHORIZED {
            return self.end(Status::SignedOut);
        }
        let since = self.twin.as_ref().and_then(|twin| twin.since);
        self.drop_twin();
        match since {
            // No way through here either: the server may be down, so the next attempt is a socket again.
            None => self.failures = 1,
            Some(since) if now >= since + STEADY_MS => self.attempt = 0,
            Some(_) => {}
        }
        if self.trial.is_some() {
            // A socket is being tried already; if it fails, that leads on.
            self.probe_at = None;
            self.turn(if self.networked { Status::Lost } else { Status::Offline });
        } else {
            self.down(BROKEN, now);
        }
    }

    pub(super) fn drop_twin(&mut self) {
        if self.twin.take().is_some() {
            self.outputs.push_back(Output::Abort);
        }
    }

    fn pass_on(&mut self, news: Vec<P::News>) {
        self.outputs.extend(news.into_iter().map(|news| Output::Heard(Heard::News(news))));
    }
}
