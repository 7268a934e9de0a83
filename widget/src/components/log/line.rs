//! widget: what the system says of an event, in one line.

use baton_protocol::{
    Author, Event, What,
    event::{Reason, Why},
};

use crate::words::{fill, t};

/// The line of an event that is not a message; empty where the visitor is told nothing.
pub(crate) fn words(event: &Event, ai: &str) -> String {
    let name = match &event.by {
        Author::Agent(agent) => agent.name.as_str(),
        Author::Visitor | Author::Ai | Author::Clock => ai,
    };
    match &event.what {
        What::Requested { reason: Reason::Button | Reason::Words, .. } => t("line.asked"),
        What::Requested { reason: Reason::Ai | Reason::NotHelped | Reason::Anger | Reason::Rule, .. } => {
            t("line.asked_by_ai")
        }
        What::Cancelled => t("line.cancelled"),
        What::Unanswered { why: Why::Nobody } => t("line.nobody"),
        What::Unanswered { why: Why::Timeout | Why::AllIgnored } => t("line.unanswered"),
        What::Accepted { .. } | What::TakenOver => fill("line.joined", name),
        What::Transferred { .. } => fill("line.transferred", name),
        What::AgentLost { .. } => t("line.agent_lost"),
        What::Completed => t("line.completed"),
        What::Ended => t("line.ended"),
        What::Reactivated => fill("line.reactivated", name),
        What::Rated(rating) => fill("line.rated", &i64::from(rating.stars).to_string()),
        What::Message(_)
        | What::Contact(_)
        | What::Rung { .. }
        | What::Ignored
        | What::Note(_)
        | What::Labelled { .. }
        | What::Settled
        | What::Judged { .. }
        | What::Unsent { .. }
        | What::Hidden => String::new(),
    }
}
