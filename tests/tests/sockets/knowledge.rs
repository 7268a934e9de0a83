//! tests: what editors write: pairs and articles, who may, what is refused, and what two who edit are told.

use baton_protocol::{
    Code,
    knowledge::{Change, Entry, Origin, Written},
    limits::{ARTICLE_CHARS, MESSAGE_CHARS, PHRASING_CHARS, PHRASINGS, TITLE_CHARS},
    site::Versioned,
};
use baton_tests::{
    editor::{Editor, article, at, pair},
    http::{Http, problem, success},
    people::{EDA, MIA},
    server::Server,
};
use reqwest::{Method, StatusCode};

#[tokio::test(flavor = "multi_thread")]
async fn entries_are_added_changed_removed_and_put_back() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let (begin, before) = (editor.entries("").await, editor.draft().await);
    assert_eq!((begin.pairs, begin.articles), (0, 10), "the demo's own articles");
    assert!(begin.rows.iter().all(|row| row.change == Change::Same && row.origin == Origin::Hand));
    let questions = ["Do you repair kettles?", "Is there a workshop?"];
    let entry = editor.writes(pair(&questions, "Yes, **for ten years**.")).await;
    let eda = editor.http.read::<baton_protocol::people::Me>("/api/v1/session").await.id;
    assert_eq!((entry.change, entry.by), (Change::New, Some(eda)));
    assert_eq!(
        (&entry.written, &entry.origin),
        (&pair(&questions, "Yes, **for ten years**."), &Origin::Hand)
    );
    assert_eq!(editor.entry(entry.id).await, entry);
    let row = editor.entries("kind=pair").await.rows.remove(0);
    assert_eq!((row.id, row.pair, row.title.as_str(), row.phrasings), (entry.id, true, questions[0], 1));
    assert_eq!(row.begins, "Yes, for ten years.", "plain text");
    let draft = editor.draft().await;
    assert!(draft.version > before.version);
    assert_eq!((draft.changes, draft.published, draft.settings_changed), (1, before.published, false));

    let changed: Entry = success("a change", editor.changes(&entry, pair(&questions, "No.")).await).await;
    assert!(changed.version > entry.version && changed.change == Change::New, "{changed:?}");
    let (status, code, _) = problem(editor.changes(&entry, pair(&questions, "Perhaps.")).await).await;
    assert_eq!((status, code), (StatusCode::CONFLICT, Code::Changed));
    assert_eq!(editor.entry(entry.id).await, changed, "nothing is overwritten");
    editor.publishes().await;
    assert_eq!(editor.entry(entry.id).await.change, Change::Same);

    let third: Entry =
        success("a change", editor.changes(&changed, article("Kettles", "We repair.")).await).await;
    assert_eq!((third.id, third.change), (entry.id, Change::Changed), "a pair may become an article");
    editor.removes(entry.id).await;
    assert!(editor.entries("find=kettles&kind=pair").await.rows.is_empty());
    let gone = editor.entries("changed=true").await;
    assert_eq!(
        gone.rows.iter().map(|row| (row.id, row.change)).collect::<Vec<_>>(),
        [(entry.id, Change::Removed)]
    );
    assert_eq!(
        problem(editor.http.delete(&at(&format!("knowledge/{}", entry.id.0))).await).await.0,
        StatusCode::NOT_FOUND
    );
    let back: Entry = success("put back", editor.changes(&third, pair(&questions, "No.")).await).await;
    assert_eq!(back.id, entry.id);
    assert_eq!(editor.entries("kind=pair").await.rows.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_finds_narrows_and_goes_from_page_to_page() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    for number in 0..60 {
        editor
            .writes(pair(&[&format!("Question number {number}?")], &format!("Antwort {number} über Kessel.")))
            .await;
    }
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = editor.entries(&format!("kind=pair{after}")).await;
        assert!(page.rows.len() <= 50 && page.rows.is_sorted_by(|one, other| one.id > other.id));
        assert_eq!((page.pairs, page.articles), (60, 10), "the whole draft is counted");
        after = format!("&after={}", page.rows.last().unwrap().id.0);
        all.extend(page.rows.into_iter().map(|row| row.title));
        if !page.more {
            break;
        }
    }
    assert_eq!(all, (0..60).rev().map(|number| format!("Question number {number}?")).collect::<Vec<_>>());
    for (query, count) in [
        ("find=NUMBER%2042", 1),
        ("find=kessel&kind=pair", 50),
        ("find=antwort%2017", 1),
        ("find=nothing%20has%20this", 0),
        ("kind=article", 10),
        ("changed=true", 50),
        ("find=%25%25", 0),
    ] {
        assert_eq!(editor.entries(query).await.rows.len(), count, "{query}");
    }
    for junk in ["kind=song", "after=x", "import=x", "changed=perhaps", "colour=red"] {
        let (status, ..) = problem(editor.http.get(&at(&format!("knowledge?{junk}"))).await).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{junk}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_empty_or_too_long_is_refused_by_its_name_and_the_longest_is_kept() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let draft = editor.draft().await;
    let x = |count: usize| "ü".repeat(count);
    let (question, answer) = (x(PHRASING_CHARS + 1), x(MESSAGE_CHARS + 1));
    let many: Vec<String> = (0..=PHRASINGS).map(|number| format!("Question {number}?")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for (field, wrong) in [
        ("questions", pair(&[], "Yes.")),
        ("questions", pair(&[""], "Yes.")),
        ("questions", pair(&["Why?", " \t"], "Yes.")),
        ("questions", pair(&["Why?\nWhy not?"], "Yes.")),
        ("questions", pair(&["Why\0?"], "Yes.")),
        ("questions", pair(&[&question], "Yes.")),
        ("questions", pair(&many, "Yes.")),
        ("answer", pair(&["Why?"], "")),
        ("answer", pair(&["Why?"], " \n ")),
        ("answer", pair(&["Why?"], &answer)),
        ("title", article("", "Text")),
        ("title", article(" ", "Text")),
        ("title", article(&x(TITLE_CHARS + 1), "Text")),
        ("body", article("Title", "")),
        ("body", article("Title", " ")),
        ("body", article("Title", &x(ARTICLE_CHARS + 1))),
    ] {
        let (status, code, told) = problem(editor.tries(&wrong).await).await;
        let known = matches!(code, Code::Invalid | Code::Empty | Code::TooLong);
        assert!(status.is_client_error() && known, "{field}: {told:?}");
        assert_eq!(told.field.as_deref(), Some(field), "{told:?}");
    }
    assert_eq!(editor.draft().await, draft, "nothing was kept");
    for longest in [
        pair(&many[..PHRASINGS], &x(MESSAGE_CHARS)),
        pair(&[&x(PHRASING_CHARS)], "Yes."),
        article(&x(TITLE_CHARS), &x(ARTICLE_CHARS)),
        pair(&["\u{202e}odd <b>words</b>?"], "'; DROP TABLE entry; -- \u{1f375}\0"),
    ] {
        let kept = editor.writes(longest.clone()).await;
        assert_eq!(editor.entry(kept.id).await.written, longest);
    }
    for junk in
        [r#"{"pair":{"questions":"Why?","answer":"Yes."}}"#, r#"{"song":{}}"#, "[]", r#"{"pair":{}}"#, ""]
    {
        let request =
            editor.http.request(Method::POST, &at("knowledge")).header("content-type", "application/json");
        let (status, ..) = problem(request.body(junk).send().await.unwrap()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{junk}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_who_change_an_entry_at_once_one_does() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let entry = editor.writes(pair(&["Why?"], "Because.")).await;
    let wishes = (0..10).map(|number| {
        let (editor, entry) = (&editor, &entry);
        async move { editor.changes(entry, pair(&["Why?"], &format!("Number {number}"))).await.status() }
    });
    let answers = futures::future::join_all(wishes).await;
    assert_eq!(answers.iter().filter(|status| **status == StatusCode::OK).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == StatusCode::CONFLICT).count(), 9, "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn knowledge_is_an_editors_and_each_sites_own() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let entry = editor.writes(pair(&["Do you repair kettles?"], "Yes.")).await;
    let admin = crate::teams::Office::of(&server).await.admin;
    let wish = baton_protocol::site::NewSite { key: "tea-2".to_owned(), name: "Tea".to_owned() };
    assert_eq!(admin.post("/api/v1/sites", &wish).await.status(), StatusCode::CREATED);
    let place = format!("/api/v1/sites/tea-2/knowledge/{}", entry.id.0);
    let to: Written = pair(&["Mine?"], "Mine.");
    assert_eq!(problem(editor.http.get(&place).await).await.0, StatusCode::NOT_FOUND);
    assert_eq!(problem(editor.http.delete(&place).await).await.0, StatusCode::NOT_FOUND);
    let change = Versioned { version: entry.version, to };
    assert_eq!(problem(editor.http.put(&place, &change).await).await.0, StatusCode::NOT_FOUND);
    let other: baton_protocol::knowledge::EntryPage = editor.http.read("/api/v1/sites/tea-2/knowledge").await;
    assert_eq!((other.rows.len(), other.pairs), (0, 0), "a new site knows nothing");
    assert_eq!(editor.entry(entry.id).await, entry);

    let analyst = Http::signed_in(&server, MIA).await;
    for answer in [
        analyst.get(&at("knowledge")).await,
        analyst.post(&at("knowledge"), &change.to).await,
        analyst.get(&at("draft")).await,
    ] {
        let (status, code, _) = problem(answer).await;
        assert_eq!((status, code), (StatusCode::FORBIDDEN, Code::Forbidden));
    }
    let stranger = Http::new(&server);
    assert_eq!(problem(stranger.get(&at("knowledge")).await).await.0, StatusCode::UNAUTHORIZED);
    let foreign =
        Http { origin: Some("https://evil.example".to_owned()), ..Http::signed_in(&server, EDA).await };
    assert_eq!(foreign.post(&at("knowledge"), &change.to).await.status(), StatusCode::FORBIDDEN);
}
