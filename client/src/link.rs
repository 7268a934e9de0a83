//! The connection to the server as a pure state machine: a WebSocket where one can be had, its HTTP twin where not.
//!
//! It does no IO and reads no clock: whoever drives it feeds [`Input`]s with the time, carries out each [`Output`], and
//! comes back at [`Link::wake_at`]. After every interruption there is a new greeting and a new welcome, so whoever
//! hears a welcome says again what has no answer yet.

use std::collections::VecDeque;

use baton_protocol::{
    Code, Refusal,
    limits::{FRAME_BYTES, close},
};

use crate::{backoff, party::Party, wire::Outgoing as _};

mod port;
mod socket;
mod twin;

#[cfg(test)]
mod tests;

pub use port::{Failed, Heard, Input, Output, Status};
use socket::{Socket, Trial};
use twin::Twin;

/// A socket that is not welcomed within this time has failed.
const WELCOME_MS: u64 = 8_000;
/// A line on which nothing at all comes for so long after a frame that is answered is dead.
const ANSWER_MS: u64 = 15_000;
/// After so long a silence a line that is looked at again is made sure of.
const STALE_MS: u64 = 30_000;
/// A line that has held for so long was a good one: the next wait starts small again.
const STEADY_MS: u64 = 10_000;
/// After so many sockets that were closed without a welcome the twin is used; after one about which nothing was heard.
const SOCKETS_BEFORE_TWIN: u32 = 2;
/// While the twin is used, a socket is tried this often.
const PROBE_MS: u64 = 300_000;
/// All clients of a server that restarts come back within this time.
const RESTART_MS: u64 = 2_000;
/// The registered close code of a server that restarts.
const RESTARTING: u16 = 1012;
/// The close code of a socket that ended without one.
pub(crate) const BROKEN: u16 = 1006;

/// A connection of one party. Times are milliseconds on a clock that never goes back.
pub struct Link<P: Party> {
    status: Status,
    networked: bool,
    trial: Option<Trial>,
    socket: Option<Socket>,
    twin: Option<Twin<P>>,
    /// Nothing is under way before this moment.
    retry_at: Option<u64>,
    /// While the twin is used: when to try a socket.
    probe_at: Option<u64>,
    /// Attempts since the line last held.
    attempt: u32,
    /// Sockets without a welcome, in a row.
    failures: u32,
    last_id: u32,
    /// A random number from 0 to 1.
    luck: fn() -> f64,
    outputs: VecDeque<Output<P::News>>,
}

impl<P: Party> Link<P> {
    /// A link that begins with its first input. `luck` gives random numbers from 0 to 1.
    #[must_use]
    pub fn new(luck: fn() -> f64) -> Self {
        Self {
            status: Status::Connecting,
            networked: true,
            trial: None,
            socket: None,
            twin: None,
            retry_at: Some(0),
            probe_at: None,
            attempt: 0,
            failures: 0,
            last_id: 0,
            luck,
            outputs: VecDeque::new(),
        }
    }

    /// How the line stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// What to do next, in order; none for the moment.
    pub fn take(&mut self) -> Option<Output<P::News>> {
        self.outputs.pop_front()
    }

    /// When to come back with a [`Input::Tick`] at the latest; none once it is over.
    #[must_use]
    pub fn wake_at(&self) -> Option<u64> {
        let socket = self.socket.as_ref().map(Socket::due::<P>);
        let trial = self.trial.as_ref().map(|trial| trial.until);
        let twin = self.twin.as_ref().and_then(Twin::due);
        [socket, trial, twin, self.retry_at, self.probe_at].into_iter().flatten().min()
    }

    /// Something has happened at `now`.
    pub fn handle(&mut self, input: Input<P::Frame>, now: u64) {
        if self.is_over() {
            return;
        }
        match input {
            Input::Tick => {}
            Input::Opened(id) => {
                if self.trial.as_ref().is_some_and(|trial| trial.id == id) {
                    self.outputs.push_back(Output::Greet(id));
                }
            }
            Input::Text(id, text) => self.text(id, &text, now),
            Input::Closed(id, code) => self.closed(id, code, now),
            Input::Polled(id, answer) => self.polled(id, answer, now),
            Input::Posted(id, answer) => self.posted(id, answer, now),
            Input::Say(frame) => self.say(frame, now),
            Input::Refresh => self.refresh(now),
            Input::Online => self.online(now),
            Input::Offline => self.offline(now),
            Input::Woke => self.woke(now),
            Input::Back if self.networked => self.woke(now),
            Input::Back => self.online(now),
            Input::Close => self.end(Status::Closed),
        }
        self.look_at_clock(now);
    }

    fn is_over(&self) -> bool {
        matches!(self.status, Status::SignedOut | Status::Closed)
    }

    /// Nothing carries frames any more, and nothing is under way.
    fn down(&mut self, code: u16, now: u64) {
        if code == close::UNAUTHORIZED {
            self.end(Status::SignedOut);
            return;
        }
        let wait = if code == RESTARTING {
            backoff::spread(RESTART_MS, (self.luck)())
        } else {
            let wait = backoff::wait(self.attempt, (self.luck)());
            self.attempt += 1;
            wait
        };
        self.probe_at = None;
        self.retry_at = Some(now + wait);
        self.turn(if self.networked { Status::Lost } else { Status::Offline });
    }

    fn say(&mut self, frame: P::Frame, now: u64) {
        if self.status != Status::Live {
            return;
        }
        let Some(text) = frame.text() else { return };
        // The server would close the connection on it, and would have to each time that it is said again.
        if text.len() > FRAME_BYTES {
            self.refuse(&frame, Refusal::new(Code::TooLong, "This is too long to be sent."));
        } else if let Some(socket) = &mut self.socket {
            if P::is_answered(&frame) {
                socket.answer_by.get_or_insert(now + ANSWER_MS);
            }
            self.outputs.push_back(Output::Send(socket.id, text));
        } else if let Some(twin) = &mut self.twin {
            twin.queue.push_back((frame, text));
            self.post_next(now);
        }
    }

    fn refuse(&mut self, frame: &P::Frame, why: Refusal) {
        if let Some(news) = P::refused(frame, why) {
            self.outputs.push_back(Output::Heard(Heard::News(news)));
        }
    }

    fn online(&mut self, now: u64) {
        self.networked = true;
        if self.status == Status::Live {
            if self.twin.is_some() && self.trial.is_none() {
                self.open_socket(now);
            }
            self.check(now);
        } else {
            // What was begun without a network may hang for long.
            self.drop_all();
            self.attempt = 0;
            self.failures = 0;
            self.open_socket(now);
        }
    }

    fn offline(&mut self, now: u64) {
        self.networked = false;
        self.drop_all();
        self.down(BROKEN, now);
    }

    fn woke(&mut self, now: u64) {
        self.check(now);
        if self.retry_at.is_some() {
            self.retry_at = Some(now);
        }
    }

    fn look_at_clock(&mut self, now: u64) {
        if self.is_over() {
            return;
        }
        self.watch_socket(now);
        self.watch_twin(now);
        if self.probe_at.is_some_and(|at| now >= at) {
            self.open_socket(now);
        }
        if self.retry_at.is_some_and(|at| now >= at) {
            if self.failures >= SOCKETS_BEFORE_TWIN { self.start_twin(now) } else { self.open_socket(now) }
        }
    }

    fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    fn drop_all(&mut self) {
        let open = self.trial.take().map(|trial| trial.id).into_iter();
        for id in open.chain(self.socket.take().map(|socket| socket.id)) {
            self.outputs.push_back(Output::Shut(id));
        }
        self.drop_twin();
    }

    fn end(&mut self, status: Status) {
        self.drop_all();
        self.retry_at = None;
        self.probe_at = None;
        self.turn(status);
    }

    fn turn(&mut self, status: Status) {
        // A welcome proves that there is a network, whatever the browser says.
        self.networked |= status == Status::Live;
        if self.status != status {
            self.status = status;
            self.outputs.push_back(Output::Heard(Heard::Status(status)));
        }
    }
}
