//! tests: a folder of the version before this one opens whole: its articles are the first version of what is known.

use std::{fs, path::Path};

use baton_protocol::site::{SiteRecord, Tone};
use baton_tests::{editor::Editor, editor::at, server::Server, visitor::SITE};

use crate::{answering::answered, publishing::compared};

/// The steps that lead to the tables of the version before this one.
const STEPS: [&str; 3] = ["0001_start.sql", "0002_hub.sql", "0003_files.sql"];

/// A shop with two articles and settings that now are part of the draft.
const ROWS: &str = r##"
INSERT INTO meta VALUES ('epoch', 'old');
INSERT INTO site (id, key, settings) VALUES (1, 'demo', '{"name":"Shop","ai_name":"Ada","greeting":"Hi.","suggestions":[],
  "no_answer":"That is beyond my kettle.","languages":["en"],"tone":"brief","requests":true,"accent":"#112233"}');
INSERT INTO article (id, site, slug, title, body) VALUES
  (4, 1, 'kettles', 'Kettles', '# Kettles

We mend kettles for ten years.'),
  (9, 1, 'shop', 'The shop', '# The shop

The shop stands in Bristol.');
PRAGMA user_version = 3;
"##;

fn fill(folder: &Path) {
    let store = rusqlite::Connection::open(folder.join("baton.sqlite")).expect("a store");
    let steps = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src/store/sqlite/schema");
    for step in STEPS {
        store.execute_batch(&fs::read_to_string(steps.join(step)).expect(step)).expect(step);
    }
    store.execute_batch(ROWS).expect("the rows of a shop");
}

#[tokio::test(flavor = "multi_thread")]
async fn its_articles_are_version_one_and_its_settings_are_in_the_draft() {
    let server = Server::over(fill).await;
    let editor = Editor::of(&server).await;
    let draft = editor.draft().await;
    assert_eq!((draft.published, draft.changes, draft.settings_changed), (1, 0, false), "{draft:?}");
    assert_eq!(
        (draft.answering.tone, draft.answering.no_answer.as_str()),
        (Tone::Brief, "That is beyond my kettle.")
    );
    assert_eq!((draft.answering.languages.clone(), draft.answering.sure), (vec!["en".to_owned()], 80));
    let page = editor.entries("").await;
    let mut titles: Vec<_> = page.rows.iter().map(|row| row.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!((page.articles, page.pairs, titles), (2, 0, vec!["Kettles", "The shop"]));
    let versions = editor.versions().await;
    assert_eq!(
        versions.iter().map(|version| (version.number, version.entries)).collect::<Vec<_>>(),
        [(1, 2)]
    );
    let first = compared(&editor, 1, None).await;
    assert_eq!((first.against, first.entries.len()), (0, 2), "{first:?}");
    let sites: Vec<SiteRecord> = editor.http.read("/api/v1/sites").await;
    let site = sites.into_iter().find(|site| site.key == SITE).expect("the shop");
    assert_eq!(
        (site.agent.name.as_str(), site.agent.greeting.as_str(), site.embed.accent.as_str()),
        ("Ada", "Hi.", "#112233")
    );
    // It answers as before, and can be edited, published and taken back.
    assert!(answered(&server, "Where does the shop stand?", "en").await.text.contains("Bristol"));
    let own = answered(&server, "What is the airspeed of a swallow?", "en").await;
    assert!(own.text.contains("beyond my kettle"), "{own:?}");
    editor.removes(page.rows[0].id).await;
    assert_eq!(editor.publishes().await.number, 2);
    let answer = editor.http.request(reqwest::Method::POST, &at("versions/1/restore")).send().await.unwrap();
    assert!(answer.status().is_success());
    assert_eq!(editor.entries("").await.articles, 2);
}
