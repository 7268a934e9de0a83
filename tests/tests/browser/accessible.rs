//! Browser stories: axe finds nothing, in any state of the widget and on any page of the console.

mod widget;

use baton_tests::people::MIRA;

use crate::{browser::Browser, stage::Stage};

/// axe-core 4, as its makers ship it, under the Mozilla Public License 2.0.
const AXE: &str = include_str!("vendor/axe.min.js");

const RUN: &str = r"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(
    found => done(found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' '))),
    error => done(['axe did not run: ' + error]));
";

impl Browser {
    /// What axe finds in the document that is looked at now.
    pub(crate) async fn is_accessible(&self, state: &str) {
        self.driver.execute(AXE, vec![]).await.unwrap();
        let found = self.driver.execute_async(RUN, vec![]).await.unwrap();
        let found: Vec<String> = found.convert().unwrap();
        assert_eq!(found, Vec::<String>::new(), "{state}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_any_page_of_the_console() {
    let stage = Stage::set(&[]).await;
    let page = Browser::open(&stage.driver, "nobody").await;
    let at = |path: &str| format!("{}/console/{path}", stage.server.origin());
    page.go(&at("")).await;
    page.by("button", "Sign in").await;
    page.is_accessible("signing in").await;
    page.close().await;
    let mira = stage.agent(MIRA).await;
    mira.is_accessible("the dashboard").await;
    for (path, heading) in [
        ("conversations", "Conversations"),
        ("reports", "Reports"),
        ("profile", "Profile"),
        ("reports?of=ai", "Reports"),
        ("agent", "Agent Configuration"),
        ("answers", "Answers"),
        ("knowledge", "Knowledge"),
        ("playground", "Playground"),
        ("publish", "Publish"),
        ("lessons", "Lessons"),
        ("canned", "Canned replies"),
        ("people", "People"),
        ("teams", "Teams"),
        ("sites", "Sites"),
        ("audit", "Audit log"),
    ] {
        mira.go(&at(path)).await;
        mira.by("heading", heading).await;
        mira.is_accessible(path).await;
    }
}
