//! The link over a WebSocket.

use baton_protocol::limits::close;

use super::{
    BROKEN, Heard, Link, Output, PROBE_MS, SOCKETS_BEFORE_TWIN, STALE_MS, STEADY_MS, Status, WELCOME_MS,
};
use crate::{party::Party, wire::Incoming as _};

/// A socket under way: not welcomed before `until`, it has failed.
pub(super) struct Trial {
    pub(super) id: u32,
    pub(super) until: u64,
}

/// A welcomed socket.
pub(super) struct Socket {
    pub(super) id: u32,
    pub(super) since: u64,
    pub(super) heard: u64,
    /// A frame is waiting for any answer until then.
    pub(super) answer_by: Option<u64>,
    /// A greeting is waiting for its welcome until then.
    pub(super) welcome_by: Option<u64>,
}

impl Socket {
    pub(super) fn due<P: Party>(&self) -> u64 {
        let silent = if self.welcome_by.is_some() { u64::MAX } else { self.heard + P::SILENCE_MS };
        [self.answer_by, self.welcome_by].into_iter().flatten().fold(silent, u64::min)
    }

    fn is_dead(&self, now: u64) -> bool {
        [self.answer_by, self.welcome_by].into_iter().flatten().any(|by| now >= by)
    }
}

impl<P: Party> Link<P> {
    pub(super) fn open_socket(&mut self, now: u64) {
        let id = self.next_id();
        self.retry_at = None;
        self.probe_at = self.twin.is_some().then_some(now + PROBE_MS);
        self.trial = Some(Trial { id, until: now + WELCOME_MS });
        self.outputs.push_back(Output::Open(id));
    }

    pub(super) fn text(&mut self, id: u32, text: &str, now: u64) {
        let tried = self.trial.as_ref().is_some_and(|trial| trial.id == id);
        match &mut self.socket {
            Some(socket) if socket.id == id => {
                socket.heard = now;
                socket.answer_by = None;
            }
            Some(_) | None if !tried => return,
            Some(_) | None => {}
        }
        // A newer server may say what this client does not know: it is passed over.
        let Some(news) = P::News::read(text) else { return };
        if P::is_welcome(&news) {
            if tried {
                self.drop_twin();
                self.trial = None;
                self.probe_at = None;
                self.failures = 0;
                self.socket = Some(Socket { id, since: now, heard: now, answer_by: None, welcome_by: None });
            } else if let Some(socket) = &mut self.socket {
                socket.welcome_by = None;
            }
            self.turn(Status::Live);
        }
        self.outputs.push_back(Output::Heard(Heard::News(news)));
    }

    pub(super) fn closed(&mut self, id: u32, code: u16, now: u64) {
        if let Some(socket) = self.socket.take_if(|socket| socket.id == id) {
            if now.saturating_sub(socket.since) >= STEADY_MS {
                self.attempt = 0;
            }
            self.down(code, now);
        } else if self.trial.take_if(|trial| trial.id == id).is_some() {
            self.failures += u32::from(self.networked);
            if self.twin.is_none() {
                self.down(code, now);
            } else if code == close::UNAUTHORIZED {
                self.end(Status::SignedOut);
            }
        }
    }

    /// A new greeting on the same line. Its welcome proves that the line stands, and brings what is missing.
    pub(super) fn refresh(&mut self, now: u64) {
        if let Some(socket) = &mut self.socket {
            if socket.welcome_by.is_none() {
                socket.welcome_by = Some(now + WELCOME_MS);
                self.outputs.push_back(Output::Greet(socket.id));
            }
        } else if self.status == Status::Live {
            self.greet_twin(now);
        }
    }

    pub(super) fn check(&mut self, now: u64) {
        if self.socket.as_ref().is_some_and(|socket| now >= socket.heard + STALE_MS) {
            self.refresh(now);
        }
    }

    /// Ends what has taken too long.
    pub(super) fn watch_socket(&mut self, now: u64) {
        let late = self.trial.as_ref().filter(|trial| now >= trial.until).map(|trial| trial.id);
        let dead = self.socket.as_ref().filter(|socket| socket.is_dead(now)).map(|socket| socket.id);
        if late.is_some() && self.networked {
            // It has not even failed. Whatever swallows it would swallow the next one as well, for as long.
            self.failures = SOCKETS_BEFORE_TWIN;
        }
        for id in late.into_iter().chain(dead) {
            self.outputs.push_back(Output::Shut(id));
            self.closed(id, BROKEN, now);
        }
        if self.socket.as_ref().is_some_and(|socket| now >= socket.heard + P::SILENCE_MS) {
            self.refresh(now);
        }
    }
}
