//! widget: a proof of who the visitor is, which the page around brings from its own server.

use std::time::Duration;

use baton_client::{
    Status,
    browser::{Answer, call},
};
use leptos::prelude::set_timeout;

use super::{Held, Part, Session, change, look_at};
use crate::{host, json::Json, words::t};

/// Where it is shown, and where the visitor is forgotten.
const IDENTITY: &str = "/api/v1/visitor/identity";
/// Where the server could not be reached, it is asked again after so long.
const AGAIN: Duration = Duration::from_secs(3);
/// So often at most, until the line is welcomed again.
const TRIES: u32 = 3;

impl Session {
    /// Takes a proof; the newest counts.
    pub(super) fn take_proof(self, proof: String) {
        let live = change(|held| {
            held.proof = Some(proof);
            held.tries = 0;
            held.seen.status == Some(Status::Live)
        });
        // Before the first welcome there may be no token yet, and the server would take this for somebody else.
        if live {
            self.prove();
        }
    }

    /// Shows the proof to the server, where there is one, it is not under way, and nothing that was said has yet to be
    /// answered: said again after this, it would be said twice.
    pub(super) fn prove(self) {
        if look_at(|held| held.outbox.due().next().is_none()) {
            self.begin_proof();
        }
    }

    /// The same on a new line, on which nothing was said yet. `false` where there is nothing to prove.
    pub(super) fn begin_proof(self) -> bool {
        let begins = change(|held| {
            let proof = held.proof.clone()?;
            (!std::mem::replace(&mut held.proving, true)).then_some(proof)
        });
        if let Some(proof) = begins {
            show(self, proof);
        }
        look_at(|held| held.proving)
    }

    /// Says what has waited.
    pub(super) fn say_due(self) {
        let due: Vec<_> = look_at(|held| held.outbox.due().collect());
        for frame in due {
            self.say(frame);
        }
    }

    /// The welcome says whether the visitor is known.
    pub(super) fn is_verified(self, verified: bool) {
        if self.peek(|seen| seen.verified) != verified {
            self.set(Part::Site, |seen| seen.verified = verified);
            tell_verified(verified);
        }
    }

    /// Has the server forget this visitor's token; `then` is done in the end.
    pub(super) fn forget_me(self, token: &str, then: impl FnOnce() + 'static) {
        call("DELETE", IDENTITY, Some(token), None, move |_| then());
    }
}

/// Shows it to the server. All that follows hangs on this alone.
fn show(session: Session, proof: String) {
    let mut body = String::new();
    look_at(|held| Json::map([("site", Json::of(&held.site)), ("proof", Json::of(&proof))])).write(&mut body);
    let token = look_at(Held::token);
    call("POST", IDENTITY, token.as_deref(), Some(&body), move |answer| proved(session, proof, &answer));
}

/// Takes the answer.
fn proved(session: Session, proof: String, answer: &Answer) {
    let json = Json::parse(&answer.body).unwrap_or(Json::Null);
    let unsure = matches!(answer.status, 0 | 408 | 429 | 500..);
    let (newer, again, same) = change(|held| {
        let newer = held.proof.clone().filter(|held| *held != proof);
        held.tries += u32::from(unsure);
        let again = unsure && held.tries < TRIES && newer.is_none();
        if !again && newer.is_none() {
            held.proving = false;
            // Where nobody could say, the next welcome asks once more.
            if !unsure {
                held.proof = None;
            }
        }
        if let Some(token) = json.get("token").text_if_any() {
            held.keep_token(&token);
        }
        let same = held.seen.verified && json.get("token") == &Json::Null;
        (newer, again, same)
    });
    if let Some(newer) = newer {
        show(session, newer);
    } else if again {
        set_timeout(move || show(session, proof), AGAIN);
    } else if answer.status == 200 && same {
        // The server knew them already: nothing has to be greeted anew.
        tell_verified(true);
        session.say_due();
    } else if answer.status == 200 {
        // Whoever it is now greets again, is told of as such, and then says what has waited.
        change(|held| held.seen.verified = false);
        session.connect();
    } else {
        let why = json.get("message").text_if_any().unwrap_or_else(|| t("refused.other"));
        host::tell("error", &[("message", why.into())]);
        session.say_due();
    }
}

/// Tells the page around whether the visitor has proved who they are.
pub(super) fn tell_verified(verified: bool) {
    host::tell("identified", &[("verified", verified.into())]);
}
