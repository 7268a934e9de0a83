//! What each side may see of an event. Numbers stay without gaps: what is not shown is `hidden`.

use baton_protocol::{Author, Event, What, event::Message};

/// The event as its visitor sees it: not who is rung, not who ignored, not others' client ids.
pub(crate) fn for_visitor(event: &Event) -> Event {
    let mut what = match &event.what {
        What::Requested { reason, until, .. } => What::Requested {
            reason: *reason,
            ring: Vec::new(),
            until: *until,
            team: None,
            rule: String::new(),
        },
        What::AgentLost { until, .. } => What::AgentLost { ring: Vec::new(), until: *until },
        What::Transferred { until, .. } => {
            What::Transferred { to: None, ring: Vec::new(), note: String::new(), until: *until }
        }
        What::Rung { .. }
        | What::Ignored
        | What::Note(_)
        | What::Labelled { .. }
        | What::Settled
        | What::Hidden => What::Hidden,
        What::Message(message) => What::Message(without_entries(message)),
        What::Judged { .. }
        | What::Unsent { .. }
        | What::Cancelled
        | What::Unanswered { .. }
        | What::Accepted { .. }
        | What::TakenOver
        | What::Completed
        | What::Ended
        | What::Reactivated
        | What::Rated(_)
        | What::Contact(_) => event.what.clone(),
    };
    if event.by != Author::Visitor {
        what.rename(None);
    }
    let by = if matches!(what, What::Hidden) { Author::Clock } else { event.by.clone() };
    Event { what, by, ..*event }
}

/// Which entry a passage stands in concerns nobody outside.
fn without_entries(message: &Message) -> Message {
    let mut shown = message.clone();
    for source in &mut shown.sources {
        source.entry = None;
    }
    shown
}

/// The event as live agents see it: all but the visitor's client ids.
pub(crate) fn for_agents(event: &Event) -> Event {
    let mut shown = event.clone();
    if !matches!(event.by, Author::Agent(_)) {
        shown.what.rename(None);
    }
    shown
}

#[cfg(test)]
mod tests {
    use baton_protocol::{
        AgentId, ClientId, TeamId, Timestamp,
        event::{AgentRef, Note, Reason, Target},
    };

    use super::*;

    fn event(by: Author, what: What) -> Event {
        Event { seq: 7, at: Timestamp(1), by, what }
    }

    fn agent() -> Author {
        Author::Agent(AgentRef { id: AgentId(3), name: "Mia".to_owned(), picture: None })
    }

    #[test]
    fn a_visitor_learns_of_nobody_before_an_accept() {
        let ring = vec![AgentId(1), AgentId(2)];
        let team = Some(TeamId(4));
        let asked = What::Requested {
            reason: Reason::Button,
            ring: ring.clone(),
            until: Timestamp(9),
            team,
            rule: "Mia".to_owned(),
        };
        let passed = What::Transferred {
            to: Some(Target::Team(TeamId(4))),
            ring: ring.clone(),
            note: "AgentId".to_owned(),
            until: Timestamp(9),
        };
        let note = Note { client_id: None, text: "Mia says".to_owned() };
        for hidden in [
            event(Author::Clock, passed),
            event(agent(), What::Note(note)),
            event(agent(), What::Labelled { labels: vec!["Mia".to_owned()] }),
            event(agent(), What::Settled),
            event(agent(), What::Ignored),
            event(Author::Clock, What::Rung { ring }),
            event(Author::Visitor, asked),
        ] {
            let told = format!("{:?}", for_visitor(&hidden));
            assert!(!["AgentId", "TeamId", "Mia"].iter().any(|word| told.contains(word)), "{told}");
            assert_eq!(for_visitor(&hidden).seq, 7);
        }
    }

    #[test]
    fn client_ids_are_shown_to_their_own_side_alone() {
        let id = Some(ClientId::new(1, [1; 10]));
        let message = |by| event(by, What::Message(Message { client_id: id, ..Message::default() }));
        let id_of = |event: Event| event.what.client_id();
        assert_eq!(id_of(for_visitor(&message(Author::Visitor))), id);
        assert_eq!(id_of(for_visitor(&message(agent()))), None);
        assert_eq!(id_of(for_agents(&message(agent()))), id);
        assert_eq!(id_of(for_agents(&message(Author::Visitor))), None);
    }
}
