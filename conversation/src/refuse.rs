//! The sentences of refusal, one place for each reason.

use baton_protocol::{Code, Refusal, event::AgentRef};

use crate::state::State;

pub(crate) fn taken(by: &AgentRef) -> Refusal {
    Refusal::new(Code::Taken, format!("{} has already accepted this chat.", by.name))
}

pub(crate) fn not_yours(owner: &AgentRef) -> Refusal {
    Refusal::new(Code::NotYours, format!("This chat is with {}.", owner.name))
}

pub(crate) fn not_rung() -> Refusal {
    Refusal::new(Code::NotRung, "This request does not ring you. You can take the conversation over instead.")
}

pub(crate) fn requests_off() -> Refusal {
    Refusal::new(Code::RequestsOff, "Live agents cannot be requested here.")
}

pub(crate) fn silenced() -> Refusal {
    Refusal::new(Code::WrongState, "A live agent holds this chat, so the AI agent does not speak.")
}

/// `wish` completes "so it cannot be …" or the like, in the past participle.
pub(crate) fn wrong_state(state: &State, wish: &str) -> Refusal {
    let now = match state {
        State::Ai => "The AI agent holds this conversation".to_owned(),
        State::Requested(_) => "A live agent has been requested".to_owned(),
        State::Live(agent) => format!("This chat is with {}", agent.name),
        State::Completed(_) => "This conversation is completed".to_owned(),
        State::Ended(_) => "This conversation has ended".to_owned(),
    };
    Refusal::new(Code::WrongState, format!("{now}, so it cannot be {wish}."))
}

pub(crate) fn to_yourself() -> Refusal {
    Refusal::new(Code::Invalid, "This chat is already with you.")
}
