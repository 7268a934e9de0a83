//! Browser stories: axe finds nothing, in any state of the widget and on any page of the console.

use baton_tests::people::{MIA, MIRA};

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
    async fn is_accessible(&self, state: &str) {
        self.driver.execute(AXE, vec![]).await.unwrap();
        let found = self.driver.execute_async(RUN, vec![]).await.unwrap();
        let found: Vec<String> = found.convert().unwrap();
        assert_eq!(found, Vec::<String>::new(), "{state}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_from_the_first_word_to_the_rating() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.is_accessible("the welcome").await;
    visitor.says("How long does delivery to the European Union take?").await;
    visitor.sees("Source: ").await;
    visitor.is_accessible("an answer").await;
    let mia = stage.agent_in_hub(MIA).await;
    mia.is_accessible("the Hub, empty").await;
    visitor.press("button", "Talk to Live Agent").await;
    visitor.by("button", "Cancel request").await;
    visitor.is_accessible("waiting").await;
    mia.press("link", "Visitor").await;
    mia.by("button", "Accept").await;
    mia.is_accessible("a request").await;
    mia.press("button", "Accept").await;
    mia.replies("Hello").await;
    visitor.sees("Hello").await;
    visitor.is_accessible("a chat, the visitor's side").await;
    mia.is_accessible("a chat").await;
    mia.press("button", "Transfer").await;
    mia.by("dialog", "Transfer chat").await;
    mia.is_accessible("passing on").await;
    mia.key(thirtyfour::Key::Escape).await;
    mia.press("button", "Complete").await;
    visitor.by("button", "5 of 5 stars").await;
    visitor.is_accessible("the rating").await;
    mia.by("button", "Reactivate").await;
    mia.is_accessible("completed").await;
    visitor.press("button", "5 of 5 stars").await;
    visitor.sees("You rated the chat 5 of 5.").await;
    mia.sees("5 of 5").await;
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
