//! When the AI agent asks for a person by itself.

use baton_protocol::{Timestamp, event::Source};

use super::*;

fn rapport(events: &[(Author, What)]) -> Rapport {
    let mut rapport = Rapport::default();
    for (seq, (by, what)) in (1..).zip(events) {
        feel(&mut rapport, &Event { seq, at: Timestamp(0), by: by.clone(), what: what.clone() });
    }
    rapport
}

fn asks(text: &str) -> (Author, What) {
    (Author::Visitor, What::Message(Message { text: text.to_owned(), ..Message::default() }))
}

fn answers() -> (Author, What) {
    let source = Source { title: "T".into(), passage: "P".into(), address: None, entry: None };
    (Author::Ai, What::Message(Message { sources: vec![source], ..Message::default() }))
}

fn knows_nothing() -> (Author, What) {
    (Author::Ai, What::Message(Message { offers_person: true, ..Message::default() }))
}

fn judges(helpful: bool) -> (Author, What) {
    (Author::Visitor, What::Judged { seq: 2, helpful })
}

fn requested(reason: Reason) -> (Author, What) {
    let what =
        What::Requested { reason, ring: Vec::new(), until: Timestamp(9), team: None, rule: String::new() };
    (Author::Ai, what)
}

fn rule(mentions: &str, when: When) -> Rule {
    Rule { name: mentions.to_owned(), mentions: vec![mentions.to_owned()], when, team: Some(TeamId(3)) }
}

#[test]
fn two_answers_that_did_not_help_are_enough() {
    let unhappy = [asks("Tea?"), answers(), judges(false), asks("Cups?"), answers()];
    assert_eq!(tired(rapport(&unhappy)), None);
    let twice: Vec<_> = unhappy.iter().cloned().chain([judges(false)]).collect();
    assert_eq!(tired(rapport(&twice)), Some(Wish::of(Reason::NotHelped)));
    // A verdict that is given twice counts once.
    assert_eq!(tired(rapport(&[asks("Tea?"), answers(), judges(false), judges(false)])), None);
    // One that is taken back does not count.
    assert_eq!(rapport(&[asks("Tea?"), answers(), judges(false), judges(true)]).unhelped, 0);
}

#[test]
fn what_is_not_known_twice_in_a_row_is_enough() {
    let once = rapport(&[asks("Moon?"), knows_nothing(), asks("Mars?")]);
    assert!(weary(once) && !weary(Rapport::default()));
    // An answer in between, and nothing against it, helped.
    let between = [asks("Moon?"), knows_nothing(), asks("Tea?"), answers(), asks("Mars?")];
    assert!(!weary(rapport(&between)));
}

#[test]
fn a_complaint_is_no_question_of_its_own() {
    let complaint = "That does not help";
    let course = [asks("Tea?"), answers(), asks(complaint)];
    assert_eq!(rapport(&course).unhelped, 1);
    assert!(!weary(rapport(&course)));
    let course = [asks("Tea?"), answers(), asks(complaint), knows_nothing()];
    assert_eq!(rapport(&course).unhelped, 1);
}

#[test]
fn whoever_says_no_is_not_asked_again() {
    for no in [
        vec![requested(Reason::Anger), (Author::Visitor, What::Cancelled)],
        vec![knows_nothing(), asks("no")],
    ] {
        let declined = rapport(&no);
        assert!(declined.declined, "{no:?}");
        let rules = [rule("refund", When::Always)];
        assert_eq!(wish("I want a refund, you idiot", declined, &rules, true), None);
        assert!(
            !weary(Rapport { unhelped: 9, ..declined })
                && tired(Rapport { unhelped: 9, ..declined }).is_none()
        );
        // They can always ask themselves.
        let asked = wish("I want to talk to a human", declined, &rules, true);
        assert_eq!(asked, Some(Wish::of(Reason::Words)));
    }
    let asked = [knows_nothing(), asks("no"), (Author::Visitor, requested(Reason::Button).1)];
    assert!(!rapport(&asked).declined);
}

#[test]
fn yes_to_the_offer_is_a_wish() {
    let offered = rapport(&[asks("Moon?"), knows_nothing()]);
    assert_eq!(wish("yes please", offered, &[], true), Some(Wish::of(Reason::Words)));
    assert_eq!(wish("yes please", Rapport::default(), &[], true), None);
}

#[test]
fn the_first_rule_that_holds_is_followed() {
    let rules = [rule("refund", When::Closed), rule("refund", When::Open), rule("tea", When::Always)];
    let named =
        |text: &str, open| wish(text, Rapport::default(), &rules, open).map(|wish| (wish.reason, wish.rule));
    assert_eq!(named("I want a refund", true), Some((Reason::Rule, "refund".to_owned())));
    assert_eq!(
        wish("Refunds, please", Rapport::default(), &rules, true).and_then(|wish| wish.team),
        Some(TeamId(3))
    );
    assert_eq!(named("tea", false), Some((Reason::Rule, "tea".to_owned())));
    assert_eq!(named("cups", true), None);
}

#[test]
fn anger_is_heard() {
    let heard = wish("You stupid bot!!!", Rapport::default(), &[], true);
    assert_eq!(heard, Some(Wish::of(Reason::Anger)));
    assert_eq!(wish("this tea is not bad", Rapport::default(), &[], true), None);
}
