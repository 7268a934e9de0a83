//! Counting: what an event means to the figures of requests. Pure.

use baton_protocol::{Author, Event, What};

use crate::store::model::{Counting, Figure, HeadBody, Outcome};

/// Follows the visitor's request from its begin to the first words of whoever takes it. A chat that is passed on, or
/// that rings again because its live agent is gone, is not another request.
pub(super) fn count(body: &mut HeadBody, event: &Event) -> Option<Figure> {
    let at = event.at;
    match (&event.what, body.counting) {
        (What::Requested { team, .. }, _) => {
            body.counting = Some(Counting { seq: event.seq, at, accepted: None });
            Some(Figure::Began { seq: event.seq, team: *team, at })
        }
        (What::Judged { seq, helpful }, _) => Some(Figure::Judged { answer: *seq, helpful: *helpful }),
        (What::Rated(rating), _) => {
            Some(Figure::Rated { seq: event.seq, team: body.team, agent: body.held, stars: rating.stars, at })
        }
        (_, None) => None,
        (what, Some(Counting { seq, at: began, accepted: None })) => {
            let ended = |outcome| Some(Figure::Ended { seq, outcome });
            match (what, &event.by) {
                (What::Ignored, Author::Agent(agent)) => Some(Figure::Ignored { seq, agent: agent.id }),
                (What::Accepted { .. } | What::TakenOver, Author::Agent(agent)) => {
                    body.counting = Some(Counting { seq, at: began, accepted: Some(at) });
                    ended(Outcome::Accepted(agent.id, at.since(began)))
                }
                (What::Cancelled | What::Ended, _) => {
                    body.counting = None;
                    ended(Outcome::Abandoned)
                }
                (What::Unanswered { .. }, _) => {
                    body.counting = None;
                    ended(Outcome::Unanswered)
                }
                _ => None,
            }
        }
        (What::Message(_), Some(Counting { seq, accepted: Some(accepted), .. })) => {
            let Author::Agent(_) = event.by else { return None };
            body.counting = None;
            Some(Figure::Answered { seq, after: at.since(accepted) })
        }
        (What::Completed | What::Ended | What::Transferred { .. } | What::AgentLost { .. }, Some(_)) => {
            body.counting = None;
            None
        }
        (_, Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use baton_protocol::{
        AgentId, Timestamp,
        event::{AgentRef, Message, Rating, Reason, Why},
    };

    use super::*;

    const MIA: AgentId = AgentId(3);

    fn mia() -> Author {
        Author::Agent(AgentRef { id: MIA, name: "Mia".to_owned(), picture: None })
    }

    fn asked() -> (Author, What) {
        let until = Timestamp(99);
        let what = What::Requested {
            reason: Reason::Button,
            ring: vec![MIA],
            until,
            team: None,
            rule: String::new(),
        };
        (Author::Visitor, what)
    }

    /// The figures of events that come a second after each other, the first at one second.
    fn figures(events: &[(Author, What)]) -> Vec<Figure> {
        let mut body = HeadBody { held: Some(MIA), ..HeadBody::default() };
        let event = |(seq, (by, what)): (u64, &(Author, What))| {
            let at = Timestamp(i64::try_from(seq).unwrap() * 1_000);
            count(&mut body, &Event { seq, at, by: by.clone(), what: what.clone() })
        };
        (1..).zip(events).filter_map(event).collect()
    }

    fn ended(outcome: Outcome) -> Figure {
        Figure::Ended { seq: 1, outcome }
    }

    #[test]
    fn a_request_is_followed_to_the_first_words() {
        let said = |by| (by, What::Message(Message::default()));
        let rated = What::Rated(Rating { stars: 5, text: String::new() });
        let course = [
            asked(),
            (mia(), What::Ignored),
            said(Author::Visitor),
            (mia(), What::Accepted { waited: 0 }),
            said(Author::Visitor),
            said(mia()),
            said(mia()),
            (mia(), What::Completed),
            (Author::Visitor, rated),
        ];
        let told = figures(&course);
        let at = Timestamp(9_000);
        assert_eq!(
            told[1..],
            [
                Figure::Ignored { seq: 1, agent: MIA },
                ended(Outcome::Accepted(MIA, 3_000)),
                Figure::Answered { seq: 1, after: 2_000 },
                Figure::Rated { seq: 9, team: None, agent: Some(MIA), stars: 5, at },
            ]
        );
    }

    #[test]
    fn every_end_is_told_once() {
        let unanswered = What::Unanswered { why: Why::Timeout };
        for (what, outcome) in [
            (What::Cancelled, Outcome::Abandoned),
            (What::Ended, Outcome::Abandoned),
            (unanswered, Outcome::Unanswered),
        ] {
            let told = figures(&[asked(), (Author::Visitor, what), (Author::Visitor, What::Ended)]);
            assert_eq!(told[1..], [ended(outcome)]);
        }
        let taken = figures(&[asked(), (mia(), What::TakenOver), (mia(), What::Ended)]);
        assert_eq!(taken[1..], [ended(Outcome::Accepted(MIA, 1_000))]);
    }

    #[test]
    fn without_a_request_nothing_is_counted() {
        let told = figures(&[(mia(), What::TakenOver), (mia(), What::Message(Message::default()))]);
        assert_eq!(told, []);
    }
}
