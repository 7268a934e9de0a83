//! tests: a draft reaches nobody until it is published; what breaks is shown before; every version can be taken back.

mod held;

use baton_protocol::{
    Code,
    knowledge::Change,
    publishing::{Compared, Version},
};
use baton_tests::{
    editor::{Editor, article, at, pair},
    http::{problem, success},
    server::Server,
};
use reqwest::{Method, StatusCode};

use crate::answering::answered;

/// What this version is against that one, or against the one before.
pub(crate) async fn compared(editor: &Editor, number: u32, against: Option<u32>) -> Compared {
    let against = against.map(|number| format!("?against={number}")).unwrap_or_default();
    editor.http.read(&at(&format!("versions/{number}{against}"))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_changes_nothing_until_it_is_published() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let (question, words) = ("Do you repair kettles?", "Yes, for ten years.");
    let unknown = answered(&server, question, "en").await;
    assert_ne!(unknown.text, words);
    let entry = editor.writes(pair(&[question], words)).await;
    assert_eq!(editor.asks(question).await.said.text, words, "the draft knows");
    assert_eq!(answered(&server, question, "en").await.text, unknown.text, "and visitors do not");

    let check = editor.checks().await;
    assert_eq!((check.draft, check.changed, check.settings), (editor.draft().await.version, 1, false));
    assert_eq!(
        check.changes.iter().map(|row| (row.id, row.change)).collect::<Vec<_>>(),
        [(entry.id, Change::New)]
    );
    // Visitors have asked this question, so that its answer is one that changes.
    let differs = check.differs.iter().find(|differs| differs.question == question).expect("the question");
    assert_eq!((differs.before.text.as_str(), differs.after.text.as_str()), (&*unknown.text, words));
    assert!(check.asked >= 1 && check.broken.is_empty() && check.failing.is_empty(), "{check:?}");

    let version = editor.publishes().await;
    let eda = editor.http.read::<baton_protocol::people::Me>("/api/v1/session").await.id;
    assert_eq!((version.number, version.by, version.changes, version.entries), (2, Some(eda), 1, 11));
    assert_eq!(answered(&server, question, "en").await.text, words);
    let draft = editor.draft().await;
    assert_eq!((draft.changes, draft.published), (0, 2));
    let check = editor.checks().await;
    assert_eq!((check.changed, check.differs.len()), (0, 0), "{check:?}");
    // A removed entry is gone for visitors once that is published.
    editor.removes(entry.id).await;
    assert_eq!(answered(&server, question, "en").await.text, words);
    editor.publishes().await;
    assert_ne!(answered(&server, question, "en").await.text, words);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_has_changed_meanwhile_is_looked_at_again() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    editor.writes(pair(&["Do you repair kettles?"], "Yes.")).await;
    let check = editor.checks().await;
    editor.writes(pair(&["Do you sell coffee?"], "No.")).await;
    let (status, code, _) = problem(editor.tries_to_publish(check.draft, false).await).await;
    assert_eq!((status, code), (StatusCode::CONFLICT, Code::Changed));
    assert_eq!(editor.draft().await.published, 1);
    let draft = editor.draft().await.version;
    let wishes = (0..5).map(|_| editor.tries_to_publish(draft, false));
    let answers = futures::future::join_all(wishes).await;
    let done = answers.iter().filter(|answer| answer.status().is_success()).count();
    assert!(done >= 1, "{answers:?}");
    let long = baton_protocol::publishing::Publish { draft, note: "a".repeat(201), broken: false };
    let (status, _, told) = problem(editor.http.post(&at("publish"), &long).await).await;
    assert_eq!((status, told.field.as_deref()), (StatusCode::UNPROCESSABLE_ENTITY, Some("note")));
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_are_listed_compared_and_taken_back() {
    let mut server = Server::start().await;
    let editor = Editor::of(&server).await;
    let question = "Do you repair kettles?";
    let first = editor.writes(pair(&[question], "Yes.")).await;
    let noted = baton_protocol::publishing::Publish {
        draft: editor.checks().await.draft,
        note: "Repairs <b>now</b>".to_owned(),
        broken: false,
    };
    let two: Version = editor.http.told(&at("publish"), &noted).await;
    assert_eq!((two.number, two.note.as_str()), (2, "Repairs <b>now</b>"));
    let changed = editor.changes(&first, pair(&[question], "No.")).await;
    assert!(changed.status().is_success());
    let second = editor.writes(article("Coffee", "We sell coffee on Mondays.")).await;
    let set = editor.answering(|answering| answering.sure = 90).await;
    assert!(set.status().is_success());
    let three = editor.publishes().await;
    let versions = editor.versions().await;
    assert_eq!(versions.iter().map(|version| version.number).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(versions[0], three);

    let compare = compared(&editor, 3, None).await;
    assert_eq!(
        (compare.against, compare.answering.sure, compare.before.map(|before| before.sure)),
        (2, 90, Some(80))
    );
    let mut entries = compare.entries.clone();
    entries.sort_by_key(|entry| entry.id);
    assert_eq!(entries.len(), 2, "{entries:?}");
    assert_eq!((entries[0].id, &entries[0].before), (first.id, &Some(pair(&[question], "Yes."))));
    assert_eq!(entries[0].after, Some(pair(&[question], "No.")));
    assert_eq!((entries[1].id, &entries[1].before), (second.id, &None));
    let whole = compared(&editor, 2, Some(3)).await;
    let reverse = whole.entries.iter().find(|entry| entry.id == second.id).expect("the article");
    assert!(reverse.before.is_some() && reverse.after.is_none(), "{whole:?}");
    assert!(compared(&editor, 2, Some(2)).await.entries.is_empty());
    assert_eq!(compared(&editor, 1, None).await.against, 0, "nothing was before the first");

    // Taken back with one click, while the draft had something half done.
    editor.writes(pair(&["Half done?"], "Half.")).await;
    let place = at("versions/2/restore");
    let back: Version =
        success(&place, editor.http.request(Method::POST, &place).send().await.unwrap()).await;
    assert_eq!((back.number, back.again, back.entries), (4, Some(2), two.entries));
    assert_eq!(answered(&server, question, "en").await.text, "Yes.");
    let draft = editor.draft().await;
    assert_eq!(
        (draft.changes, draft.settings_changed, draft.answering.sure, draft.published),
        (0, false, 80, 4)
    );
    assert!(editor.entries("find=half%20done").await.rows.is_empty());
    assert!(compared(&editor, 4, Some(2)).await.entries.is_empty());
    for nowhere in ["versions/404", "versions/0", "versions/x", "versions/2?against=404"] {
        let (status, ..) = problem(editor.http.get(&at(nowhere)).await).await;
        assert!(
            matches!(status, StatusCode::NOT_FOUND | StatusCode::UNPROCESSABLE_ENTITY),
            "{nowhere}: {status}"
        );
    }
    let lost = editor.http.request(Method::POST, &at("versions/404/restore")).send().await.unwrap();
    assert_eq!(problem(lost).await.0, StatusCode::NOT_FOUND);
    server.kill().await;
    server.begin().await;
    assert_eq!(editor.versions().await.len(), 4);
    assert_eq!(answered(&server, question, "en").await.text, "Yes.");
}
