//! The brief: a conversation in a few lines for whoever takes it, made without a model. Pure.

use baton_protocol::{
    Author, Event, What,
    agent::{Brief, BriefLine},
    event::Message,
};

/// The longest line, in characters.
const LINE: usize = 160;
/// The most lines of one kind.
const LINES: usize = 5;

/// The brief of these events, oldest first: what has happened since a live agent last held the conversation.
pub(crate) fn brief(events: &[Event]) -> Brief {
    let finished = |event: &Event| matches!(event.what, What::Completed | What::Ended);
    let start = events.iter().rposition(finished).map_or(0, |at| at + 1);
    let mut brief = Brief::default();
    let mut asked: Option<&Event> = None;
    for event in &events[start..] {
        if let What::Message(message) = &event.what {
            if event.by == Author::Visitor {
                note_contact(&mut brief, event.seq, &message.text);
                if !baton_knowledge::wants_person(&message.text) {
                    asked = Some(event);
                }
            } else if event.by == Author::Ai
                && let Some(asked) = asked.take()
            {
                note_answer(&mut brief, asked, event.seq, message);
            }
        } else if let What::Contact(contact) = &event.what {
            push(&mut brief.contact, event.seq, &format!("{}, {}", contact.name, contact.email));
            push(&mut brief.open, event.seq, &contact.text);
        }
    }
    // What nobody has answered yet.
    if let Some(asked) = asked {
        push(&mut brief.open, asked.seq, asked.what.words().unwrap_or_default());
        brief.question = Some(line(asked.seq, asked.what.words().unwrap_or_default()));
    }
    brief
}

fn note_answer(brief: &mut Brief, asked: &Event, seq: u64, answer: &Message) {
    let words = asked.what.words().unwrap_or_default();
    let titles: Vec<&str> = answer.sources.iter().map(|source| source.title.as_str()).collect();
    if !titles.is_empty() {
        push(&mut brief.tried, seq, &titles.join(", "));
    }
    if answer.offers_person {
        push(&mut brief.open, asked.seq, words);
    }
    // Small talk is answered, but from nowhere.
    if answer.offers_person || !titles.is_empty() {
        brief.question = Some(line(asked.seq, words));
    }
}

/// E-mail addresses and telephone numbers in a visitor's words.
fn note_contact(brief: &mut Brief, seq: u64, text: &str) {
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
        if super::visitor_does::plausible_email(word) {
            push(&mut brief.contact, seq, word);
        }
    }
    if let Some(number) = telephone(text) {
        push(&mut brief.contact, seq, &number);
    }
}

/// The first run of digits that is long enough for a telephone number, with the signs that people write in it.
fn telephone(text: &str) -> Option<String> {
    let part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '/' | '+' | '.');
    text.split(|c| !part(c))
        .map(|run| run.trim_matches([' ', '-', '.', '/']))
        .find(|run| {
            let digits = run.chars().filter(char::is_ascii_digit).count();
            // A date has eight, and no number to call begins with its year.
            (9..=15).contains(&digits) || (digits == 8 && run.starts_with(['+', '0', '(']))
        })
        .map(str::to_owned)
}

fn push(lines: &mut Vec<BriefLine>, seq: u64, text: &str) {
    let line = line(seq, text);
    if lines.len() < LINES && !lines.iter().any(|known| known.text == line.text) {
        lines.push(line);
    }
}

fn line(seq: u64, text: &str) -> BriefLine {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LINE).collect();
    BriefLine { seq, text }
}

#[cfg(test)]
mod tests {
    use baton_protocol::{Timestamp, event::Source};

    use super::*;

    fn check(
        events: &[(Author, What)],
        question: Option<u64>,
        tried: &[u64],
        open: &[u64],
        contact: &[&str],
    ) {
        let events: Vec<Event> = (1..)
            .zip(events)
            .map(|(seq, (by, what))| Event { seq, at: Timestamp(0), by: by.clone(), what: what.clone() })
            .collect();
        let brief = brief(&events);
        let seqs = |lines: &[BriefLine]| lines.iter().map(|line| line.seq).collect::<Vec<_>>();
        assert_eq!(brief.question.map(|line| line.seq), question);
        assert_eq!((seqs(&brief.tried), seqs(&brief.open)), (tried.to_vec(), open.to_vec()));
        assert_eq!(brief.contact.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), contact);
    }

    fn asks(text: &str) -> (Author, What) {
        (Author::Visitor, What::Message(Message { text: text.to_owned(), ..Message::default() }))
    }

    fn answers(titles: &[&str], offers_person: bool) -> (Author, What) {
        let source = |title: &&str| Source {
            title: (*title).to_owned(),
            passage: String::new(),
            address: None,
            entry: None,
        };
        let sources = titles.iter().map(source).collect();
        (Author::Ai, What::Message(Message { sources, offers_person, ..Message::default() }))
    }

    #[test]
    fn says_what_was_asked_tried_and_left_open() {
        check(
            &[
                asks("Hello"),
                answers(&[], false),
                asks("How long does delivery take?"),
                answers(&["Shipping"], false),
                asks("And to the moon?"),
                answers(&[], true),
                asks("I want to talk to a human"),
            ],
            Some(5),
            &[4],
            &[5],
            &[],
        );
    }

    #[test]
    fn a_question_without_an_answer_is_open() {
        check(&[asks("Where is my order?")], Some(1), &[], &[1], &[]);
    }

    #[test]
    fn finds_how_to_reach_the_visitor() {
        check(
            &[asks("Write to kim@example.com, or call +43 1 234 56 78."), answers(&["Contact"], false)],
            Some(1),
            &[2],
            &[],
            &["kim@example.com", "+43 1 234 56 78"],
        );
        check(&[asks("My order is 1207 of 2026-11-28")], Some(1), &[], &[1], &[]);
    }

    #[test]
    fn what_was_completed_before_is_over() {
        check(
            &[asks("Old"), answers(&["Old"], false), (Author::Clock, What::Completed), asks("New")],
            Some(4),
            &[],
            &[4],
            &[],
        );
    }
}
