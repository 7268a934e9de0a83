//! tests: what is read from pages, sitemaps and files: in the background, within limits, with what failed told.

mod fresh;
mod kinds;
mod limits;
mod refused;

use baton_protocol::{
    knowledge::{Every, Found, From, Import, ImportWish, Origin, Progress, Written},
    limits::ARTICLE_CHARS,
};
use baton_tests::{
    editor::{Editor, at},
    eventually,
    http::{problem, success},
    server::Server,
    website::{Sends, Website, gzip, sitemaps},
};
use reqwest::StatusCode;

use crate::answering::answered;

/// A server whose imports may read this machine.
pub(crate) async fn server() -> Server {
    Server::with(&["--import-allow", "127.0.0.1"]).await
}

/// All that an import has read, joined, by the address that it stands at.
pub(crate) async fn read(editor: &Editor, import: &Import) -> Vec<(Option<String>, Written)> {
    let mut all = Vec::new();
    for row in editor.entries(&format!("import={}", import.id.0)).await.rows {
        let entry = editor.entry(row.id).await;
        let Origin::Import { import: from, address, .. } = entry.origin else { panic!("{entry:?}") };
        assert_eq!((from, entry.by), (import.id, None));
        all.push((address, entry.written));
    }
    all
}

/// The words of what is written.
pub(crate) fn words(written: &Written) -> String {
    match written {
        Written::Pair { questions, answer } => format!("{}\n{answer}", questions.join("\n")),
        Written::Article { title, body } => format!("{title}\n{body}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_read_published_and_answered_from_with_its_address() {
    let (server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    shop.page(
        "/kettles",
        "Repairing kettles",
        &["We mend every kettle for <b>ten years</b>.", "Send it by post."],
    );
    let begun = editor.reads(&shop.url("/kettles")).await;
    assert!(
        matches!(begun.progress, Progress::Waiting | Progress::Running { .. } | Progress::Done),
        "{begun:?}"
    );
    let import = editor.ended(begun.id).await;
    assert_eq!(
        (&import.progress, import.entries, import.faults.len()),
        (&Progress::Done, 1, 0),
        "{import:?}"
    );
    assert_eq!(import.found, Found { new: 1, ..Found::default() });
    assert!(import.ran.is_some() && import.next.is_none());
    let all = read(&editor, &import).await;
    assert_eq!(all[0].0.as_deref(), Some(&*shop.url("/kettles")));
    let text = words(&all[0].1);
    assert!(text.contains("Repairing kettles") && text.contains("ten years"), "{text}");
    assert!(
        !text.contains("All rights reserved") && !text.contains("Basket"),
        "what every page has is none: {text}"
    );
    editor.publishes().await;
    let answer = answered(&server, "How long do you mend kettles?", "en").await;
    assert!(answer.text.contains("ten years"), "{answer:?}");
    assert_eq!(answer.sources[0].address.as_deref(), Some(&*shop.url("/kettles")), "{answer:?}");
    shop.is_content();
    // Its entries leave the draft with it.
    assert_eq!(
        editor.http.delete(&at(&format!("imports/{}", import.id.0))).await.status(),
        StatusCode::NO_CONTENT
    );
    assert!(editor.entries("find=kettle").await.rows.iter().all(|row| row.title != "Repairing kettles"));
    let left: Vec<Import> = editor.http.read(&at("imports")).await;
    assert!(left.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sitemap_is_read_to_its_end_packed_and_nested_and_what_failed_is_told() {
    let (server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    let pages: Vec<String> = (0..12).map(|number| format!("/page/{number}")).collect();
    for page in &pages {
        shop.page(page, &format!("Title of {page}"), &[&format!("The text of {page} stands here alone.")]);
    }
    let urls: Vec<String> = pages.iter().map(|page| shop.url(page)).collect();
    shop.puts("/sitemap-1.xml", baton_tests::website::sitemap(&urls[..6]));
    shop.puts(
        "/sitemap-2.xml.gz",
        gzip(&baton_tests::website::sitemap(
            &[&urls[6..], &[shop.url("/lost"), shop.url("/broken")]].concat(),
        )),
    );
    shop.puts("/sitemap.xml", sitemaps(&[shop.url("/sitemap-1.xml"), shop.url("/sitemap-2.xml.gz")]));
    shop.puts("/broken", Sends::Status(500));
    let import = editor.reads_all(&shop.url("/sitemap.xml")).await;
    let import = editor.ended(import.id).await;
    assert_eq!((&import.progress, import.entries), (&Progress::Done, 12), "{import:?}");
    assert_eq!(import.found.new, 12, "{import:?}");
    assert_eq!(import.faults.len(), usize::try_from(import.found.failed).unwrap(), "{import:?}");
    let fault = import.faults.iter().find(|fault| fault.at == shop.url("/broken")).expect("the broken page");
    assert!(fault.why.contains("500") && fault.why.ends_with('.'), "{fault:?}");
    assert!(pages.iter().all(|page| shop.asked(page) == 1), "each page once");
    shop.is_content();
    let list: Vec<_> = read(&editor, &import).await.into_iter().filter_map(|(address, _)| address).collect();
    assert!(urls.iter().all(|url| list.contains(url)), "{list:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_shows_its_progress_and_can_be_stopped() {
    let (server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    let pages: Vec<String> = (0..400).map(|number| format!("/page/{number}")).collect();
    for page in &pages {
        shop.page(page, page, &[&format!("The text of {page} stands here alone.")]);
    }
    shop.lists("/sitemap.xml", &pages.iter().map(String::as_str).collect::<Vec<_>>());
    let import = editor.reads_all(&shop.url("/sitemap.xml")).await;
    let going = eventually("an import at work", || async {
        let now = editor.import(import.id).await;
        matches!(now.progress, Progress::Running { done, of } if done > 0 && of == 400).then_some(now)
    })
    .await;
    let place = at(&format!("imports/{}/stop", import.id.0));
    let answer = editor.http.request(reqwest::Method::POST, &place).send().await.unwrap();
    let _: Import = success(&place, answer).await;
    let stopped = editor.ended(import.id).await;
    assert_eq!(stopped.progress, Progress::Stopped, "{going:?}, then {stopped:?}");
    assert!((1..400).contains(&stopped.entries), "what it had read is kept: {stopped:?}");
    let visits = shop.visits();
    // The next import's end shows that the first one does no more.
    shop.page("/other", "Other", &["Another text."]);
    let other = editor.reads(&shop.url("/other")).await;
    editor.ended(other.id).await;
    assert!(shop.visits() <= visits + 3, "{} and {visits}", shop.visits());
}

/// Half-way killed, an import goes on by itself.
#[tokio::test(flavor = "multi_thread")]
async fn an_import_survives_a_kill() {
    let (mut server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    let pages: Vec<String> = (0..60).map(|number| format!("/page/{number}")).collect();
    for page in &pages {
        shop.page(page, page, &[&format!("The text of {page} stands here alone.")]);
    }
    shop.lists("/sitemap.xml", &pages.iter().map(String::as_str).collect::<Vec<_>>());
    let import = editor.reads_all(&shop.url("/sitemap.xml")).await;
    eventually("some pages", || async { (shop.visits() > 5).then_some(()) }).await;
    server.kill().await;
    server.begin().await;
    let import = editor.ended(import.id).await;
    assert_eq!((&import.progress, import.entries), (&Progress::Done, 60), "{import:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wishes_that_make_no_sense_are_refused_and_lists_are_each_sites_own() {
    let (server, shop) = (server().await, Website::start().await);
    let editor = Editor::of(&server).await;
    let page = |address: &str| From::Page { address: address.to_owned() };
    for wrong in [
        page(""),
        page("not an address"),
        page("ftp://shop.example/a"),
        page("file:///etc/passwd"),
        page("javascript:alert(1)"),
        page("https://user:secret@shop.example/"),
        page(&format!("https://shop.example/{}", "a".repeat(3_000))),
        From::File { name: "pairs.csv".to_owned() },
    ] {
        let (status, _, told) = problem(editor.tries_to_read(wrong.clone()).await).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}: {told:?}");
    }
    shop.page("/a", "A", &["The text of a."]);
    let import = editor.reads(&shop.url("/a")).await;
    let import = editor.ended(import.id).await;
    let wish = ImportWish { from: page(&shop.url("/other")), every: Every::Week, publish: true };
    let place = at(&format!("imports/{}", import.id.0));
    let changed: Import = success(&place, editor.http.put(&place, &wish).await).await;
    assert_eq!((&changed.from, changed.every, changed.publish), (&import.from, Every::Week, true));
    assert!(changed.next > changed.ran, "{changed:?}");
    let elsewhere = place.replace("/demo/", "/nowhere/");
    for place in [elsewhere, at("imports/404")] {
        assert_eq!(problem(editor.http.put(&place, &wish).await).await.0, StatusCode::NOT_FOUND, "{place}");
        assert_eq!(problem(editor.http.delete(&place).await).await.0, StatusCode::NOT_FOUND, "{place}");
    }
    let name = "a".repeat(ARTICLE_CHARS / 100);
    let long = editor.uploads(&format!("{name}.md"), "# Title\n\nText.").await;
    assert!(
        long.status().is_success() || long.status() == StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        long.status()
    );
}
