//! The model's citations: answers that pass, and answers that do not.

use super::*;

mod hostile;
mod languages;

/// The passages of the tests, from 1.
pub(super) const PASSAGES: [&str; 4] = [
    "Parcels within the UK are delivered in three working days. Delivery to **Japan** costs £16 and takes 7 days.\n\n- Taiwan: £17, 8 days.\n- France: £9, 4 days.",
    "You can return unopened tea within 30 days. Opened tea is not refunded. Write to tea@shop.example or see [returns](https://shop.example/returns).",
    "Gift wrapping is free. Wholesale orders are free of VAT, but delivery of wholesale orders is not free.",
    "Closed on Sunday",
];

pub(super) fn passages(texts: &[&str]) -> Vec<Passage> {
    texts.iter().map(|text| Passage { title: String::new(), text: (*text).to_owned() }).collect()
}

/// What comes of an answer that streams in pieces of `step` characters; what was given on before an end is last.
pub(super) fn streamed(
    passages: &[Passage],
    locale: &str,
    answer: &str,
    step: usize,
) -> (Result<Proved, End>, String) {
    let mut check = Check::new(passages, locale);
    let mut given = String::new();
    let letters: Vec<char> = answer.chars().collect();
    for piece in letters.chunks(step) {
        match check.feed(&piece.iter().collect::<String>()) {
            Ok(more) => given.push_str(&more),
            Err(end) => return (Err(end), given),
        }
    }
    match check.finish() {
        Ok(more) => given.push_str(&more),
        Err(end) => return (Err(end), given),
    }
    let proved = check.proved();
    assert_eq!(proved.text, given);
    (Ok(proved), given)
}

/// What comes of an answer, the same however it is cut.
pub(super) fn checked(texts: &[&str], locale: &str, answer: &str) -> Result<Proved, End> {
    let passages = passages(texts);
    let (whole, given) = streamed(&passages, locale, answer, usize::MAX);
    for step in [1, 2, 3, 7] {
        let (pieces, before) = streamed(&passages, locale, answer, step);
        assert_eq!(pieces, whole, "{answer}");
        // The whole in one piece may end before anything is given on.
        assert!(before == given || whole.is_err(), "{answer}");
    }
    whole
}

pub(super) fn refused(answer: &str, why: Why) {
    assert_eq!(checked(&PASSAGES, "en", answer), Err(End::Unproved(why)), "{answer}");
}

pub(super) fn passes(answer: &str, text: &str, cited: &[usize]) {
    let expected = Proved { text: text.to_owned(), cited: cited.to_vec() };
    assert_eq!(checked(&PASSAGES, "en", answer), Ok(expected), "{answer}");
}

#[test]
fn good_answers_lose_their_marks() {
    for (answer, text, cited) in [
        (
            "Parcels take three working days. [1 \"delivered in three working days\"]",
            "Parcels take three working days.",
            vec![0],
        ),
        ("Parcels take 3 days [1 \"delivered in three working days\"].", "Parcels take 3 days.", vec![0]),
        (
            "Delivery to Japan takes 7 days. [1: “Delivery to Japan costs £16 and takes 7 days.”] Unopened tea can be returned within 30 days. [2 \"return unopened tea within 30 days\"]",
            "Delivery to Japan takes 7 days. Unopened tea can be returned within 30 days.",
            vec![0, 1],
        ),
        (
            "Here is what I found:\n\n- Taiwan costs £17. [1 \"Taiwan: £17, 8 days\"]\n- **France** costs £9. [1 \"- France: £9, 4 days.\"]\n\nIs there anything else I can help you with?",
            "Here is what I found:\n\n- Taiwan costs £17.\n- **France** costs £9.\n\nIs there anything else I can help you with?",
            vec![0],
        ),
        (
            "Unopened tea can be returned [2 \"can return unopened tea\"] and gift wrapping is free [3 \"Gift wrapping is free.\"].",
            "Unopened tea can be returned and gift wrapping is free.",
            vec![1, 2],
        ),
        (
            "Opened tea is not refunded. [2 \"Opened tea is not refunded\"][2 \"return unopened tea within 30 days\"]",
            "Opened tea is not refunded.",
            vec![1],
        ),
        (
            "See [returns](https://shop.example/returns) or write to tea@shop.example. [2 \"Write to tea@shop.example or see\"]",
            "See [returns](https://shop.example/returns) or write to tea@shop.example.",
            vec![1],
        ),
        ("We are closed on Sunday. [4 \"closed on Sunday\"]", "We are closed on Sunday.", vec![3]),
        (
            "Wholesale orders are free of VAT. [3 \"Wholesale orders are free of VAT\"]",
            "Wholesale orders are free of VAT.",
            vec![2],
        ),
        (
            "1. Write to tea@shop.example. [2 \"Write to tea@shop.example\"]\n2. See returns. [2 \"or see [returns](https://shop.example/returns)\"]",
            "1. Write to tea@shop.example.\n2. See returns.",
            vec![1],
        ),
    ] {
        passes(answer, text, &cited);
    }
}

#[test]
fn a_sentence_is_given_on_once_it_is_proved() {
    let mut check = Check::new(&passages(&PASSAGES), "en");
    assert_eq!(check.feed("Hello! "), Ok(String::new()));
    assert_eq!(check.feed("Gift wrapping is free. [3 \"Gift wrapping is"), Ok(String::new()));
    assert_eq!(check.feed(" free\"]"), Ok(String::new()));
    assert_eq!(check.feed(" W"), Ok("Hello! Gift wrapping is free.".to_owned()));
    assert_eq!(check.feed("e are closed on Monday. [4 \"closed on Sunday\"]\n"), Ok(String::new()));
    assert_eq!(check.finish(), Err(End::Unproved(Why::Figure)));
}

#[test]
fn no_answer_and_a_person_are_heard() {
    for (answer, expected) in [
        ("NO_ANSWER", End::NoAnswer),
        (" `NO_ANSWER`.\n", End::NoAnswer),
        ("NO_ANSWER. I am sorry.", End::NoAnswer),
        ("request_live_agent({\"reason\": \"x\"})", End::Person),
        ("NO_ANSWER_AT_ALL", End::Unproved(Why::Uncited)),
        ("", End::Unproved(Why::Empty)),
        (" \n\n", End::Unproved(Why::Empty)),
        ("Gift wrapping is free. [3 \"Gift wrapping is free\"] NO_ANSWER", End::Unproved(Why::Uncited)),
    ] {
        assert_eq!(checked(&PASSAGES, "en", answer), Err(expected), "{answer}");
    }
}
