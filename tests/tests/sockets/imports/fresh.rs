//! tests: pages that are read again: what has not changed is not sent, what has is replaced, what is gone is marked.

use baton_protocol::{
    answering::Kind,
    knowledge::{Change, Every, Found, From, Import, ImportWish, Origin, Progress},
    publishing::Expects,
};
use baton_tests::{
    editor::{Editor, at},
    http::success,
    website::{Sends, Website},
};

use super::{read, server, words};
use crate::answering::answered;

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_is_read_again_and_what_is_gone_is_marked() {
    let (server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    shop.page("/same", "Same", &["This stays as it is."]);
    shop.page("/other", "Other", &["The observatory opens at nine."]);
    shop.page("/gone", "Gone", &["This will vanish."]);
    shop.lists("/sitemap.xml", &["/same", "/other", "/gone"]);
    let import = editor.reads_all(&shop.url("/sitemap.xml")).await;
    let import = editor.ended(import.id).await;
    assert_eq!(import.found, Found { new: 3, ..Found::default() }, "{import:?}");
    editor.publishes().await;

    shop.page("/other", "Other", &["The observatory opens at ten."]);
    shop.drops("/gone");
    shop.page("/new", "New", &["A page that was not there."]);
    shop.lists("/sitemap.xml", &["/same", "/other", "/gone", "/new"]);
    let again = editor.reads_again(import.id).await;
    let Found { new, changed, same, gone, .. } = again.found;
    assert_eq!((new, changed, same, gone), (1, 1, 1, 1), "{again:?}");
    assert_eq!(shop.unchanged("/same"), 1, "its tag was sent, and it was not sent again");
    let all = editor.entries(&format!("import={}", import.id.0)).await;
    let mut states: Vec<_> = all
        .rows
        .iter()
        .map(|row| (row.title.as_str(), row.change, matches!(row.origin, Origin::Import { gone: true, .. })))
        .collect();
    states.sort_by_key(|(title, ..)| (*title).to_owned());
    assert_eq!(
        states,
        [
            ("Gone", Change::Same, true),
            ("New", Change::New, false),
            ("Other", Change::Changed, false),
            ("Same", Change::Same, false)
        ],
        "what is gone stays, and is marked"
    );
    let text: String = read(&editor, &again).await.iter().map(|(_, written)| words(written)).collect();
    assert!(text.contains("opens at ten") && !text.contains("opens at nine"), "{text}");
    // Visitors get what was published.
    assert!(answered(&server, "When does the observatory open?", "en").await.text.contains("nine"));
    editor.publishes().await;
    assert!(answered(&server, "When does the observatory open?", "en").await.text.contains("ten"));
    // And a page that comes back is no longer marked.
    shop.page("/gone", "Gone", &["This will vanish."]);
    editor.reads_again(import.id).await;
    let all = editor.entries(&format!("import={}", import.id.0)).await;
    assert!(all.rows.iter().all(|row| !matches!(row.origin, Origin::Import { gone: true, .. })), "{all:?}");
    shop.is_content();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_again_is_published_by_itself_unless_a_test_breaks() {
    let (server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    shop.page("/hours", "Opening hours of the workshop", &["The workshop opens at nine."]);
    let wish =
        ImportWish { from: From::Page { address: shop.url("/hours") }, every: Every::Week, publish: true };
    let begun: Import = success("an import", editor.http.post(&at("imports"), &wish).await).await;
    let import = editor.ended(begun.id).await;
    assert!(import.next > import.ran, "{import:?}");
    editor.publishes().await;
    let before = editor.versions().await.len();
    shop.page("/hours", "Opening hours of the workshop", &["The workshop opens at ten."]);
    editor.reads_again(import.id).await;
    let versions = editor.versions().await;
    assert_eq!(versions.len(), before + 1, "{versions:?}");
    assert_eq!(versions[0].by, None, "nobody published it");
    assert!(answered(&server, "When does the workshop open?", "en").await.text.contains("ten"));

    let entry = editor.entries(&format!("import={}", import.id.0)).await.rows[0].id;
    let question = "When does the workshop open?";
    assert_eq!(editor.asks(question).await.said.kind, Kind::Answer);
    editor.keeps(question, Expects::Entry(entry)).await;
    shop.page("/hours", "Sale", &["Everything must go."]);
    editor.reads_again(import.id).await;
    assert_eq!(editor.versions().await.len(), before + 1, "a test would break");
    assert!(answered(&server, question, "en").await.text.contains("ten"));
    assert_eq!(editor.draft().await.changes, 1, "it waits in the draft");
}

/// What nobody asked to publish stays a draft, and others' drafts are not published along.
#[tokio::test(flavor = "multi_thread")]
async fn an_import_publishes_its_own_entries_alone() {
    let (server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    shop.page("/hours", "Opening hours of the workshop", &["The workshop opens at nine."]);
    let wish =
        ImportWish { from: From::Page { address: shop.url("/hours") }, every: Every::Day, publish: true };
    let begun: Import = success("an import", editor.http.post(&at("imports"), &wish).await).await;
    editor.ended(begun.id).await;
    editor.publishes().await;
    let half = editor.writes(baton_tests::editor::pair(&["Do you repair kettles?"], "Half-written")).await;
    shop.page("/hours", "Opening hours of the workshop", &["The workshop opens at ten."]);
    let again = editor.reads_again(begun.id).await;
    assert_eq!(again.progress, Progress::Done);
    assert!(answered(&server, "When does the workshop open?", "en").await.text.contains("ten"));
    assert_ne!(answered(&server, "Do you repair kettles?", "en").await.text, "Half-written");
    assert_eq!(editor.entry(half.id).await.change, Change::New);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_website_that_asks_not_to_be_read_is_not() {
    let (server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    shop.puts("/robots.txt", Sends::text("User-agent: *\nDisallow: /private\n"));
    shop.page("/private/a", "A", &["Not for programs."]);
    shop.page("/open", "Open", &["For everybody."]);
    shop.lists("/sitemap.xml", &["/private/a", "/open"]);
    let import = editor.reads_all(&shop.url("/sitemap.xml")).await;
    let import = editor.ended(import.id).await;
    assert_eq!((import.entries, import.found.failed), (1, 1), "{import:?}");
    assert!(import.faults[0].why.contains("robots.txt"), "{import:?}");
    assert_eq!(shop.asked("/private/a"), 0);
    shop.is_content();
}
