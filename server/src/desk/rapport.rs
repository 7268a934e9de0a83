//! Rapport: how the AI agent fares with a visitor, and when it asks for a person by itself. Pure.

use baton_protocol::{
    Author, Event, TeamId, What,
    answering::{Rule, When},
    event::{Message, Reason},
};

use crate::store::model::Rapport;

/// So many answers in a row that did not help are enough.
const PATIENCE: u8 = 2;

/// A wish for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) reason: Reason,
    /// The team to ask; none: whom the site's requests ring.
    pub(crate) team: Option<TeamId>,
    /// The name of the rule behind it.
    pub(crate) rule: String,
}

impl Wish {
    pub(crate) const fn of(reason: Reason) -> Self {
        Self { reason, team: None, rule: String::new() }
    }
}

/// Takes an event into the rapport.
pub(super) fn feel(rapport: &mut Rapport, event: &Event) {
    match &event.what {
        What::Message(message) if event.by == Author::Ai => said(rapport, message),
        What::Message(message) if event.by == Author::Visitor => heard(rapport, &message.text),
        What::Judged { helpful: true, .. } => (rapport.unhelped, rapport.poor) = (0, false),
        What::Judged { helpful: false, .. } => worse(rapport),
        What::Requested { reason: Reason::Button | Reason::Words, .. } => *rapport = Rapport::default(),
        What::Requested { .. } => (rapport.unhelped, rapport.offered) = (0, true),
        // Whether they do not want a person, or there is none: it is not brought up again.
        What::Cancelled | What::Unanswered { .. } => (rapport.declined, rapport.offered) = (true, false),
        What::Accepted { .. } | What::TakenOver | What::Reactivated => *rapport = Rapport::default(),
        What::Message(_)
        | What::Rung { .. }
        | What::Ignored
        | What::Transferred { .. }
        | What::AgentLost { .. }
        | What::Completed
        | What::Ended
        | What::Contact(_)
        | What::Note(_)
        | What::Labelled { .. }
        | What::Settled
        | What::Rated(_)
        | What::Unsent { .. }
        | What::Hidden => {}
    }
}

fn said(rapport: &mut Rapport, message: &Message) {
    rapport.offered = message.offers_person;
    // What is said to a complaint is not one more answer.
    let complained = std::mem::take(&mut rapport.complained);
    rapport.poor = complained;
    if !complained && message.offers_person {
        worse(rapport);
    }
}

fn heard(rapport: &mut Rapport, text: &str) {
    if baton_knowledge::not_helped(text) {
        worse(rapport);
        rapport.complained = true;
    } else if rapport.offered && baton_knowledge::says_no(text) {
        rapport.declined = true;
    } else if !rapport.poor {
        // They ask something else: what was said before will have helped.
        rapport.unhelped = 0;
    }
}

/// The last answer did not help; it counts once.
fn worse(rapport: &mut Rapport) {
    if !rapport.poor {
        rapport.unhelped = rapport.unhelped.saturating_add(1);
        rapport.poor = true;
    }
}

/// Whether the visitor's words, or how it went so far, call for a person. What they ask for themselves is heard even
/// after they said no; nothing else is.
pub(crate) fn wish(text: &str, rapport: Rapport, rules: &[Rule], open: bool) -> Option<Wish> {
    let agrees = rapport.offered && baton_knowledge::says_yes(text);
    if baton_knowledge::wants_person(text) || agrees {
        return Some(Wish::of(Reason::Words));
    }
    if rapport.declined {
        return None;
    }
    let holds = |rule: &&Rule| {
        let now = match rule.when {
            When::Always => true,
            When::Open => open,
            When::Closed => !open,
        };
        now && baton_knowledge::mentions(text, &rule.mentions)
    };
    if let Some(rule) = rules.iter().find(holds) {
        return Some(Wish { reason: Reason::Rule, team: rule.team, rule: rule.name.clone() });
    }
    if baton_knowledge::is_angry(text) {
        return Some(Wish::of(Reason::Anger));
    }
    tired(rapport)
}

/// Enough answers did not help.
pub(crate) fn tired(rapport: Rapport) -> Option<Wish> {
    (!rapport.declined && rapport.unhelped >= PATIENCE).then(|| Wish::of(Reason::NotHelped))
}

/// One more answer that does not help is enough.
pub(crate) const fn weary(rapport: Rapport) -> bool {
    !rapport.declined && !rapport.complained && rapport.unhelped + 1 >= PATIENCE
}

#[cfg(test)]
mod tests;
