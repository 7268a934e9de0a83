//! Who wants a person, and who only mentions one.

mod scripts;
mod tongues;

use super::wants_person;

fn check(wanted: &[&str], unwanted: &[&str]) {
    assert!(wanted.len() >= 6 && unwanted.len() >= 3);
    let deaf: Vec<_> = wanted.iter().filter(|text| !wants_person(text)).collect();
    let eager: Vec<_> = unwanted.iter().filter(|text| wants_person(text)).collect();
    assert!(deaf.is_empty() && eager.is_empty(), "not heard: {deaf:#?}\nheard wrongly: {eager:#?}");
}

#[test]
fn english() {
    check(
        &[
            "I want to talk to a human",
            "TALK TO A HUMAN!!!",
            "ｔａｌｋ　ｔｏ　ａ　ｈｕｍａｎ",
            "speak to a humna",
            "talk to an agnet",
            "tlak to a person",
            "can i speak with someone please?",
            "Could you connect me with a live agent?",
            "transfer me to customer service",
            "I need a real person",
            "get me a human",
            "human please",
            "live agent",
            "Representative.",
            "I'd like to speak to a representative about my order",
            "I would like to discuss my order with a real person",
            "put me through to an operator",
            "is there a person I can talk to?",
            "not a bot, a human",
            "I don't understand this, I want to talk to a human",
            "i dont understand i want to talk to a human",
            "Why can't I talk to a human?",
            "why don't you let me talk to a human",
            "No, I want to talk to a human.",
            "My tea came broken and nobody answers my e-mails. Let me talk to a person.",
            "can I chat with support",
            "are you able to connect me to a human?",
            "Can I get a human?",
            "give me an agent",
            "I'd like a human",
            "hand me over to a person",
            "talk to a hu\u{200b}man",
            "i want to talk to a humann",
            "speak to a represntative",
            "conect me to a real perosn",
            "can i tlak to a persn",
        ],
        &[
            "is this tea made by human hands",
            "Is there a human hand involved in making this tea?",
            "I am a real person",
            "do your agents ship to Japan?",
            "no person needed",
            "I don't want to talk to a human",
            "please do not connect me to an agent",
            "I do not think I need to talk to a person",
            "are you a human?",
            "am I talking to a human?",
            "I talked to an agent yesterday",
            "Did I talk to a person before?",
            "I want a Hunan tea",
            "What cleaning agent is safe for the teapot?",
            "I need a gift for a person who likes tea",
            "How much tea does one person need?",
            "Can I send a parcel straight to a person?",
            "do you want to talk about tea",
            "I want to give this tea to someone",
            "talk to me about green tea",
            "What tea should I give a person who has everything?",
            "Can I add a message to the person I give it to?",
            "Do you have staff in Japan?",
            "Is your team large?",
            "",
            "?",
        ],
    );
}

#[test]
fn long_texts_are_heard_at_both_ends() {
    let filler = "tea leaves are green and black ".repeat(300);
    assert!(wants_person(&format!("{filler}. I want to talk to a human.")));
    assert!(wants_person(&format!("Talk to a human. {filler}")));
    assert!(!wants_person(&filler));
    assert!(!wants_person(&"[".repeat(100_000)));
}

#[test]
fn tables_are_in_folded_spelling() {
    use crate::fold::plain;
    let tongues = super::tongues::ALL.iter().flat_map(|tongue| {
        [
            tongue.talk,
            tongue.apart,
            tongue.links,
            tongue.want,
            tongue.fill,
            tongue.person,
            tongue.some,
            tongue.polite,
        ]
        .into_iter()
        .chain([tongue.not, tongue.anew, tongue.other])
    });
    let scripts = super::scripts::ALL.iter().flat_map(|script| {
        let chains = script.chains.iter().flat_map(|(_, chain)| chain.iter().copied());
        chains.chain([script.scrub, script.whole, script.polite, script.not])
    });
    for list in tongues.chain(scripts) {
        assert_eq!(plain(list), list);
        assert!(list.split(' ').all(|word| !word.is_empty()), "{list}");
    }
}
