//! What a library answers, before and after it has learnt.

mod floors;
mod tongues;

use std::sync::atomic::AtomicBool;

use crate::{Author, Candidate, Decision, Entry, Library, Question, SURE, Trace, Turn, Why, Written};

fn pair(id: u64, questions: &[&str], answer: &str) -> Entry {
    let questions = questions.iter().map(|text| (*text).to_owned()).collect();
    Entry { id, what: Written::Pair { questions, answer: answer.to_owned() } }
}

fn article(id: u64, title: &str, body: &str) -> Entry {
    let address = Some(format!("https://shop.example/{id}"));
    Entry { id, what: Written::Article { title: title.to_owned(), body: body.to_owned(), address } }
}

fn ask(text: &str) -> Question {
    Question {
        text: text.to_owned(),
        locale: "en".to_owned(),
        languages: Vec::new(),
        brief: false,
        turns: Vec::new(),
        requests: true,
        sure: SURE,
        no_answer: String::new(),
    }
}

/// The same entries, before and after learning.
fn both(entries: &[Entry]) -> [Library; 2] {
    let new = Library::new(entries.to_vec(), None);
    let bytes = new.learn(&AtomicBool::new(false)).expect("not stopped");
    let learnt = Library::new(entries.to_vec(), Some(&bytes));
    assert!(!new.has_learnt() && learnt.has_learnt());
    [new, learnt]
}

fn shop() -> Vec<Entry> {
    vec![
        pair(
            10,
            &["Can I collect my order in the shop?", "pick up in store", "click and collect"],
            "Yes, from 10 am.",
        ),
        pair(11, &["Do you have a loyalty programme?", "bonus points"], "You get a stamp for every tin."),
        pair(
            12,
            &["How do I reset my password?", "I forgot my password"],
            "Follow the link below the sign-in form.",
        ),
        pair(13, &["How do I delete my account?", "close my account"], "Write to us, and we delete it."),
        pair(14, &["How do I change my e-mail address?"], "Open your account, then *Contact*."),
        pair(15, &["How do I change my password?"], "Open your account, then *Security*."),
        article(
            20,
            "Shipping",
            "We pack from Monday to Friday.\n\n## Prices\n\nDelivery to Taiwan costs £17.\n\n## Help\n\nWrite to us about lost parcels.\n",
        ),
        article(21, "Repairs", "We mend teapots.\n\n## Prices\n\nA new lid costs £9.\n"),
    ]
}

/// The entries whose words are in the answer.
fn answered(trace: &Trace) -> Vec<u64> {
    match &trace.decision {
        Decision::Answer { cited, .. } => cited.iter().map(|cited| cited.entry).collect(),
        Decision::AskBack { .. } | Decision::Unknown { .. } | Decision::Talk { .. } => Vec::new(),
    }
}

#[test]
fn pairs_and_passages_answer() {
    for library in both(&shop()) {
        for (text, entry) in [
            ("can i pick up my order in your store", 10),
            ("I have forgotten my password", 12),
            ("do i get bonus points", 11),
            ("please close my account", 13),
            ("how much is delivery to Taiwan?", 20),
            ("what does a new lid cost", 21),
        ] {
            let trace = library.answer(&ask(text));
            assert_eq!(answered(&trace), [entry], "{text} {} {trace:#?}", library.has_learnt());
            assert_eq!(trace.why, Why::Sure);
        }
        for text in ["who won the world cup", "what is the capital of France", "tell me a joke", "asdf"] {
            let trace = library.answer(&ask(text));
            assert!(
                matches!(trace.decision, Decision::Unknown { offers_person: true, .. }),
                "{text} {trace:#?}"
            );
        }
    }
}

#[test]
fn its_own_words_are_certain() {
    for library in both(&shop()) {
        for entry in shop() {
            for question in super::questions(&entry) {
                let said = question.to_uppercase().replace(['?', '-'], " ");
                let trace = library.answer(&Question { sure: 0.99, ..ask(&said) });
                let Decision::Answer { text, cited } = trace.decision else { panic!("{question}") };
                assert_eq!((cited[0].entry, trace.why), (entry.id, Why::Exact));
                assert_eq!(text, cited[0].passage);
            }
        }
        for (name, entry, part) in [
            ("shipping", 20, "Monday"),
            ("Repairs", 21, "mend"),
            ("prices", 20, "£17"),
            ("Repairs: Prices", 21, "£9"),
            ("Shipping: Help", 20, "lost"),
        ] {
            let trace = library.answer(&ask(name));
            let Decision::Answer { text, cited } = &trace.decision else { panic!("{name} {trace:?}") };
            assert!(text.contains(part) && cited[0].entry == entry, "{name} {text}");
            assert_eq!(cited[0].address.as_deref(), Some(format!("https://shop.example/{entry}").as_str()));
        }
        // Small talk comes first, and is no choice.
        assert_eq!(library.answer(&ask("help")).why, Why::SmallTalk);
    }
}

#[test]
fn asks_back_between_two_and_answers_the_choice() {
    for library in both(&shop()) {
        let trace = library.answer(&Question { sure: 0.9, ..ask("how do i change it in my account") });
        let Decision::AskBack { text, choices } = &trace.decision else { panic!("{trace:#?}") };
        assert_eq!(trace.why, Why::Close);
        assert_eq!(text, "Do you mean one of these?");
        assert!((2..=3).contains(&choices.len()));
        for choice in choices {
            assert_eq!(library.answer(&ask(choice)).why, Why::Exact, "{choice}");
        }
    }
}

#[test]
fn the_threshold_is_obeyed() {
    let [_, library] = both(&shop());
    let trace = library.answer(&ask("can i pick up my order in your store"));
    let best: &Candidate = &trace.candidates[0];
    assert!(trace.candidates.windows(2).all(|two| two[0].confidence >= two[1].confidence));
    assert!(
        best.learnt > 0.3
            && best.nearest > 0.3
            && best.coverage > 0.5
            && best.label.starts_with("Can I collect")
    );
    let stricter = Question { sure: best.confidence + 0.001, ..ask("can i pick up my order in your store") };
    assert!(answered(&library.answer(&stricter)).is_empty());
}

#[test]
fn two_questions_and_questions_that_lean() {
    for library in both(&shop()) {
        let trace =
            library.answer(&ask("I forgot my password, what now? And how much is delivery to Taiwan?"));
        assert_eq!((answered(&trace), trace.why), (vec![12, 20], Why::Several), "{trace:#?}");
        let turns = vec![Turn { by: Author::Visitor, text: "How much is delivery to Japan?".to_owned() }];
        let trace = library.answer(&Question { turns, ..ask("and to Taiwan?") });
        assert_eq!((answered(&trace), trace.why), (vec![20], Why::FollowsUp), "{trace:#?}");
    }
}

#[test]
fn a_younger_pair_wins() {
    let entries =
        [pair(1, &["Are you open on Sunday?"], "Yes."), pair(2, &["are you open on sunday"], "No, never.")];
    for library in both(&entries) {
        assert_eq!(answered(&library.answer(&ask("Are you open on Sunday?"))), [2]);
    }
}

#[test]
fn passages_for_a_model() {
    let library = Library::new(shop(), None);
    let cited = library.passages_for(&ask("What does delivery to Taiwan cost?"), 3);
    assert!(cited.len() <= 3 && cited[0].entry == 20 && cited[0].passage.contains("£17"), "{cited:?}");
    assert!(library.passages_for(&ask("xyzzy"), 3).is_empty());
}

#[test]
fn what_it_learnt_fits_only_its_own_questions() {
    let library = Library::new(shop(), None);
    let bytes = library.learn(&AtomicBool::new(false)).expect("not stopped");
    assert!(library.learn(&AtomicBool::new(true)).is_none());
    let fits = |entries: Vec<Entry>, bytes: &[u8]| Library::new(entries, Some(bytes)).has_learnt();
    let mut other = shop();
    other[0] = pair(10, &["Can I collect my order?"], "Yes.");
    let mut answer = shop();
    answer[1] = pair(11, &["Do you have a loyalty programme?", "bonus points"], "No longer.");
    assert!(fits(shop(), &bytes) && fits(answer, &bytes));
    assert!(!fits(other, &bytes) && !fits(shop(), b"rubbish") && !fits(shop(), &bytes[..bytes.len() - 1]));
}

#[test]
fn anything_may_stand_in_entries_and_questions() {
    for entries in [
        vec![],
        vec![pair(1, &[], "Only an answer about teapots, and nothing else in it.")],
        vec![pair(1, &["", " ", "?"], "")],
        vec![article(1, "", ""), pair(1, &["tea"], "")],
        vec![pair(u64::MAX, &["🙂", "a\0b", "[[["], "```")],
    ] {
        for library in both(&entries) {
            for text in ["", "?", "🙂", "tea", "teapots?", "\0", &"word ".repeat(5_000), &"茶".repeat(5_000)]
            {
                let trace = library.answer(&ask(text));
                assert!(trace.candidates.iter().all(|one| (0.0..=1.0).contains(&one.confidence)), "{text}");
            }
        }
    }
}
