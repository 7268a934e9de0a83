//! What a chat may teach.

use baton_protocol::{Timestamp, event::AgentRef};

use super::*;

const LONG: &str = "We repair broken lids for free within two years of buying the pot.";

fn mia() -> Author {
    Author::Agent(AgentRef { id: AgentId(3), name: "Mia".to_owned(), picture: None })
}

fn says(by: Author, text: &str) -> (Author, What) {
    (by, What::Message(Message { text: text.to_owned(), ..Message::default() }))
}

fn pairs(course: &[(Author, What)]) -> Vec<(String, String)> {
    let events: Vec<Event> = (1..)
        .zip(course)
        .map(|(seq, (by, what))| Event { seq, at: Timestamp(0), by: by.clone(), what: what.clone() })
        .collect();
    explained(&events).into_iter().map(|(.., question, answer)| (question, answer)).collect()
}

#[test]
fn what_led_to_the_request_is_answered_first() {
    let course = [
        says(Author::Visitor, "Do you repair\nlids?"),
        says(Author::Ai, "I do not know."),
        says(Author::Visitor, "I want to talk to a human"),
        (mia(), What::Accepted { waited: 0 }),
        says(mia(), "Hello, Mia here."),
        says(mia(), LONG),
        says(mia(), "Bring it along with the receipt, any day."),
        says(Author::Visitor, "Thank you"),
        says(mia(), "You are welcome, have a very nice day."),
        (mia(), What::Completed),
    ];
    let answer = format!("{LONG}\n\nBring it along with the receipt, any day.");
    assert_eq!(pairs(&course), [("Do you repair lids?".to_owned(), answer)]);
}

#[test]
fn manners_teach_nothing() {
    let course = [
        (mia(), What::TakenOver),
        says(Author::Visitor, "Hello"),
        says(mia(), "Good morning, how can I help you today?"),
        says(Author::Visitor, "ok"),
        says(mia(), "Fine, then have a very nice day."),
    ];
    assert_eq!(pairs(&course), []);
}

#[test]
fn an_earlier_chat_is_not_taught_again() {
    let course = [
        (mia(), What::TakenOver),
        says(Author::Visitor, "Do you repair lids?"),
        says(mia(), LONG),
        (mia(), What::Completed),
        (mia(), What::Reactivated),
        says(mia(), "One more thing, we also repair handles and spouts."),
    ];
    assert_eq!(pairs(&course), []);
}
