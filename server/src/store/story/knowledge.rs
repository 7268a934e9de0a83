//! The store's story: a draft, the versions that are published of it, its tests, and what was answered.

use baton_protocol::{
    AgentId, Author, EntryId, Timestamp, What,
    answering::Answering,
    event::{Message, Reason},
    knowledge::{Change, Written},
    publishing::Expects,
};

use super::{event, next, opening_of, said, scene};
use crate::store::{
    Store,
    model::{
        AnswerKind, AnswerRow, Birth, Committed, Edited, EntryFilter, Figure, NewLesson, NewTest, Published,
        Publishing, SiteId, Span,
    },
};

const ED: AgentId = AgentId(1);

pub(super) async fn tell(store: &impl Store) {
    draft(store).await;
    versions(store).await;
    tests(store).await;
    answers(store).await;
}

fn pair(question: &str, answer: &str) -> Written {
    Written::Pair { questions: vec![question.to_owned()], answer: answer.to_owned() }
}

async fn rows(store: &impl Store, site: SiteId, changed: bool) -> Vec<(EntryId, Change)> {
    let filter = EntryFilter { changed, ..EntryFilter::default() };
    let page = store.entries(site, filter, 50).await.unwrap();
    page.rows.into_iter().map(|row| (row.id, row.change)).collect()
}

async fn publish(store: &impl Store, site: SiteId, what: Published) -> Edited<u32> {
    let publishing = Publishing { site, what, by: Some(ED), at: Timestamp(5), note: "note".to_owned() };
    match store.publish(publishing).await.unwrap() {
        Edited::Done(version) => Edited::Done(version.number),
        Edited::Stale => Edited::Stale,
        Edited::Missing | Edited::Taken | Edited::LastAdmin => Edited::Missing,
    }
}

async fn draft(store: &impl Store) {
    let (site, _) = scene(store, 71).await;
    let tea = store.add_entry(site, pair("Tea?", "Yes"), Birth::Hand, ED, Timestamp(1)).await.unwrap();
    assert_eq!((tea.change, tea.by), (Change::New, Some(ED)));
    // Changed where the version is known; otherwise somebody else was faster.
    let changed =
        store.change_entry(site, tea.id, pair("Tea?", "Always"), tea.version, ED, Timestamp(2)).await;
    let Edited::Done(changed) = changed.unwrap() else { panic!("not changed") };
    let stale = store.change_entry(site, tea.id, pair("Tea?", "No"), tea.version, ED, Timestamp(3)).await;
    assert_eq!(stale.unwrap(), Edited::Stale);
    let nowhere = store.change_entry(site, EntryId(999), pair("x", "y"), 1, ED, Timestamp(3)).await;
    assert_eq!(nowhere.unwrap(), Edited::Missing);
    // A removed one can be put back.
    assert!(store.remove_entry(site, tea.id).await.unwrap());
    assert!(!store.remove_entry(site, tea.id).await.unwrap());
    assert_eq!(store.entry(site, tea.id).await.unwrap(), None);
    let back =
        store.change_entry(site, tea.id, pair("Tea?", "Always"), changed.version, ED, Timestamp(4)).await;
    assert!(matches!(back.unwrap(), Edited::Done(_)));
    // Words are found in any case.
    let find = EntryFilter { find: "ALWAYS".to_owned(), ..EntryFilter::default() };
    assert_eq!(store.entries(site, find, 9).await.unwrap().rows.len(), 1);
    let none = EntryFilter { pair: Some(false), ..EntryFilter::default() };
    let page = store.entries(site, none, 9).await.unwrap();
    assert_eq!((page.rows.len(), page.pairs, page.articles), (0, 1, 0));
    // The settings move with the draft's version.
    let version = store.draft(site).await.unwrap().version;
    let sure = Answering { sure: 90, ..Answering::default() };
    assert!(matches!(store.set_answering(site, sure.clone(), version).await.unwrap(), Edited::Done(_)));
    assert_eq!(store.set_answering(site, sure, version).await.unwrap(), Edited::Stale);
    assert!(store.draft(site).await.unwrap().settings_changed);
}

async fn versions(store: &impl Store) {
    let (site, _) = scene(store, 72).await;
    let tea = store.add_entry(site, pair("Tea?", "Yes"), Birth::Hand, ED, Timestamp(1)).await.unwrap();
    let drafted = store.draft(site).await.unwrap().version;
    assert_eq!(publish(store, site, Published::Draft(drafted + 1)).await, Edited::Stale);
    assert_eq!(publish(store, site, Published::Draft(drafted)).await, Edited::Done(2));
    assert_eq!(rows(store, site, true).await, []);
    // What is published stays as it was, whatever becomes of the draft.
    let cups = store.add_entry(site, pair("Cups?", "No"), Birth::Hand, ED, Timestamp(1)).await.unwrap();
    store.change_entry(site, tea.id, pair("Tea?", "Green"), tea.version, ED, Timestamp(2)).await.unwrap();
    assert_eq!(rows(store, site, true).await, [(cups.id, Change::New), (tea.id, Change::Changed)]);
    store.remove_entry(site, tea.id).await.unwrap();
    assert_eq!(rows(store, site, true).await, [(cups.id, Change::New), (tea.id, Change::Removed)]);
    assert_eq!(store.draft(site).await.unwrap().changes, 2);
    let published = store.shelved(site, None).await.unwrap().unwrap();
    assert_eq!((published.number, published.entries.len()), (2, 1));
    let drafted = store.draft(site).await.unwrap().version;
    assert_eq!(publish(store, site, Published::Draft(drafted)).await, Edited::Done(3));
    let compared = store.compare(site, 3, None).await.unwrap().unwrap();
    assert_eq!((compared.against, compared.entries.len(), compared.version.changes), (2, 2, 2));
    let gone = compared.entries.iter().find(|entry| entry.id == tea.id).unwrap();
    assert_eq!((gone.before.clone(), gone.after.clone()), (Some(pair("Tea?", "Yes")), None));
    // Taken back: a version more, and the draft is like it.
    assert_eq!(publish(store, site, Published::Again(2)).await, Edited::Done(4));
    assert_eq!(publish(store, site, Published::Again(99)).await, Edited::Missing);
    assert_eq!(rows(store, site, false).await, [(tea.id, Change::Same)]);
    let numbers = store.versions(site, 9).await.unwrap();
    let numbers: Vec<_> = numbers.iter().map(|version| (version.number, version.again)).collect();
    assert_eq!(numbers, [(4, Some(2)), (3, None), (2, None), (1, None)]);
    // What was learnt belongs to one version.
    store.put_learnt(site, 4, vec![1, 2]).await.unwrap();
    assert_eq!(store.learnt(site, 4).await.unwrap(), Some(vec![1, 2]));
    assert_eq!(store.learnt(site, 3).await.unwrap(), None);
}

async fn tests(store: &impl Store) {
    let (site, _) = scene(store, 73).await;
    let test = |expects, correction| NewTest {
        question: "Tea?".to_owned(),
        locale: "en".to_owned(),
        expects,
        correction,
        by: ED,
        at: Timestamp(1),
    };
    store.add_test(site, test(Expects::Unknown, false)).await.unwrap();
    let id = store.add_test(site, test(Expects::Entry(EntryId(4)), true)).await.unwrap();
    let kept = store.tests(site).await.unwrap();
    assert_eq!(kept.iter().map(|test| (test.id, test.correction)).collect::<Vec<_>>(), [(id, true)]);
    assert!(store.remove_test(site, id).await.unwrap());
    assert!(!store.remove_test(site, id).await.unwrap());
}

/// A question that is not known, a verdict, a request for a person; then the visitor is erased.
async fn answers(store: &impl Store) {
    let (site, visitor) = scene(store, 74).await;
    let opened = store.open(opening_of(site, visitor, "answers", vec![said(1, "Moon?")])).await.unwrap();
    let Committed::Stored(key) = opened else { panic!("{opened:?}") };
    let mut head = store.head_by_key(key).await.unwrap().unwrap();
    let row = |kind, entries| {
        let (question, locale) = ("Moon?".to_owned(), "en".to_owned());
        Box::new(AnswerRow { kind, by_model: false, asked: 1, question, locale, entries })
    };
    let asked = What::Requested {
        reason: Reason::Button,
        ring: Vec::new(),
        until: Timestamp(9),
        team: None,
        rule: String::new(),
    };
    let says = || What::Message(Message::default());
    let steps = [
        (
            event(2, Author::Ai, says()),
            Figure::Said { seq: 2, at: Timestamp(20), answer: row(AnswerKind::Unknown, vec![]) },
        ),
        (
            event(3, Author::Ai, says()),
            Figure::Said { seq: 3, at: Timestamp(21), answer: row(AnswerKind::Answer, vec![EntryId(5)]) },
        ),
        (
            event(4, Author::Visitor, What::Judged { seq: 3, helpful: true }),
            Figure::Judged { answer: 3, helpful: true },
        ),
        (event(5, Author::Visitor, asked), Figure::Began { seq: 5, team: None, at: Timestamp(22) }),
    ];
    for (event, figure) in steps {
        let mut commit = next(&head, vec![event]);
        commit.figures = vec![figure];
        head = commit.head.clone();
        assert_eq!(store.commit(commit).await.unwrap(), Committed::Stored(key));
    }
    let span = Span { from: Timestamp(0), to: Timestamp(99), site: Some(site) };
    let given = store.answers(span.clone()).await.unwrap();
    let told: Vec<_> =
        given.iter().map(|one| (one.kind, one.helpful, one.handed, one.entries.len())).collect();
    assert_eq!(told, [(AnswerKind::Unknown, None, false, 0), (AnswerKind::Answer, Some(true), true, 1)]);
    let open = store.open_questions(site, Timestamp(0), 9).await.unwrap();
    assert_eq!(open.iter().map(|one| (one.text.as_str(), one.asked)).collect::<Vec<_>>(), [("Moon?", 1)]);
    assert_eq!(store.questions(site, 9).await.unwrap().len(), 2);
    let lesson = NewLesson {
        conversation: key,
        seq: 3,
        by: ED,
        at: Timestamp(30),
        question: "Moon?".to_owned(),
        answer: "Cheese".to_owned(),
    };
    store.add_lessons(site, vec![lesson.clone(), lesson]).await.unwrap();
    let [lesson] = &store.lessons(site, 9).await.unwrap()[..] else { panic!("one lesson") };
    let taught = Birth::Lesson(lesson.conversation.clone(), 3);
    let entry =
        store.add_entry(site, pair("Moon?", "Cheese"), taught.clone(), ED, Timestamp(1)).await.unwrap();
    // The same message again changes the same pair.
    let again = store.add_entry(site, pair("Moon?", "Rock"), taught, ED, Timestamp(2)).await.unwrap();
    assert_eq!(entry.id, again.id);
    assert_eq!(store.taught(&lesson.conversation).await.unwrap()[0].answer, "Rock");
    assert!(store.settle_lesson(site, lesson.id).await.unwrap());
    assert!(!store.settle_lesson(site, lesson.id).await.unwrap());
    store.settle_questions(site, open.iter().map(|one| one.id).collect()).await.unwrap();
    assert_eq!(store.open_questions(site, Timestamp(0), 9).await.unwrap(), []);
    // Nothing of a visitor's words is left; the pair is, without saying where it was taught.
    assert!(store.erase_visitor(visitor).await.unwrap().is_some());
    assert_eq!(store.answers(span).await.unwrap(), []);
    assert_eq!(store.taught(&lesson.conversation).await.unwrap(), []);
    assert!(store.entry(site, entry.id).await.unwrap().is_some());
}
