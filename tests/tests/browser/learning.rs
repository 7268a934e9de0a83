//! Browser stories: an editor makes the AI agent know something, a visitor gets it, a live agent corrects it, and what
//! was published is taken back.

use baton_tests::{
    editor::{Editor, article, pair},
    people::{EDA, MIA},
    website::Website,
};

use crate::{browser::Browser, stage::Stage};

/// An editor on this page of the console.
async fn editor_on(stage: &Stage, page: &str) -> Browser {
    let eda = stage.agent(EDA).await;
    eda.go(&format!("{}/console/{page}", stage.server.origin())).await;
    eda
}

impl Browser {
    /// Another page of the console.
    async fn turn_to(&self, stage: &Stage, page: &str) {
        self.go(&format!("{}/console/{page}", stage.server.origin())).await;
    }

    /// Publishes the draft, which is checked with it.
    async fn publishes(&self, stage: &Stage, version: u32) {
        self.turn_to(stage, "publish").await;
        self.press("button", "Publish").await;
        self.sees(&format!("Version {version} is published")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_imported_published_and_cited_to_a_visitor() {
    let website = Website::start().await;
    website.page(
        "/spoons",
        "The spoon museum",
        &["The spoon museum opens at nine, and on Mondays it is closed."],
    );
    let stage = Stage::set(&["--import-allow", "127.0.0.1"]).await;
    let visitor = stage.visitor("visitor").await;
    let eda = editor_on(&stage, "knowledge").await;
    eda.press("button", "Import").await;
    eda.write("Address", &website.url("/spoons")).await;
    eda.press("button", "Start import").await;
    eda.sees("1 new").await;
    eda.sees("The spoon museum").await;

    // The draft knows it, a visitor does not yet.
    eda.turn_to(&stage, "playground").await;
    eda.write("Ask something", "When does the spoon museum open?").await;
    eda.press("button", "Ask").await;
    eda.sees("opens at nine").await;
    eda.sees("80% was needed").await;
    visitor.says("When does the spoon museum open?").await;
    visitor.by("button", "Talk to Live Agent").await;
    assert!(!visitor.text().await.contains("opens at nine"), "a draft is not for visitors");
    eda.publishes(&stage, 2).await;

    visitor.says("On which day is the spoon museum closed?").await;
    visitor.sees("on Mondays it is closed").await;
    visitor.sees("Source: The spoon museum").await;
    visitor.press("button", "Helpful").await;
    visitor.sees("Thank you").await;
    for browser in [visitor, eda] {
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
    website.is_content();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_things_that_may_be_meant_are_asked_back_and_nothing_is_made_up() {
    let stage = Stage::set(&[]).await;
    let editor = Editor::of(&stage.server).await;
    let (tea, coffee) = ("How do I clean a tea pot?", "How do I clean a coffee pot?");
    editor.knows(vec![pair(&[tea], "With water alone."), pair(&[coffee], "With vinegar.")]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.says("clean a pot").await;
    visitor.press("button", coffee).await;
    visitor.sees("With vinegar.").await;
    visitor.without("button", tea).await;
    visitor.says("Who won the cup final?").await;
    visitor.sees("Ask for a person").await;
    assert!(!visitor.text().await.contains("water"), "nothing was made up");
    assert_eq!(visitor.complaints().await, Vec::<String>::new());
    visitor.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_breaks_a_test_is_published_all_the_same_and_taken_back() {
    let stage = Stage::set(&[]).await;
    let editor = Editor::of(&stage.server).await;
    editor.knows(vec![pair(&["Do you mend lids?"], "No, we never mend lids.")]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.says("Do you mend lids?").await;
    visitor.sees("we never mend lids").await;

    // An exchange is kept as a test, in the playground.
    let eda = editor_on(&stage, "playground").await;
    eda.write("Ask something", "Do you mend lids?").await;
    eda.press("button", "Ask").await;
    eda.sees("we never mend lids").await;
    eda.press("button", "Keep as test").await;
    eda.sees("Kept as a test.").await;

    // A live agent sees the answer, and knows better.
    let mia = stage.agent_in_hub(MIA).await;
    visitor.press("button", "Talk to Live Agent").await;
    mia.press("link", "Visitor").await;
    mia.press("button", "Accept").await;
    mia.press("button", "Correct this answer").await;
    mia.replace("Question", "Are lids mended here?").await;
    mia.replace("Answer", "Yes, we mend lids for two years.").await;
    mia.press_in_dialog("Save").await;
    mia.sees("Corrected").await;

    // Whoever takes the wrong pair away breaks the test that expects it.
    eda.turn_to(&stage, "knowledge").await;
    eda.sees("Correction").await;
    let wrong = editor.entries("find=never").await;
    editor.removes(wrong.rows[0].id).await;
    eda.turn_to(&stage, "publish").await;
    eda.press("button", "Check").await;
    eda.sees("1 test breaks").await;
    eda.press("button", "Publish").await;
    eda.press_in_dialog("Publish all the same").await;
    eda.sees("is published").await;
    let other = stage.visitor("another visitor").await;
    other.says("Are lids mended here?").await;
    other.sees("we mend lids for two years").await;

    // One click, and everybody is answered as before.
    eda.press("button", "Take back").await;
    eda.sees("is in force again").await;
    let third = stage.visitor("a third visitor").await;
    third.says("Do you mend lids?").await;
    third.sees("we never mend lids").await;
    for browser in [visitor, other, third, eda, mia] {
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_editors_rule_asks_for_a_person_and_the_live_agent_reads_why() {
    let stage = Stage::set(&[]).await;
    let editor = Editor::of(&stage.server).await;
    editor.knows(vec![article("Refunds", "A refund takes five days.")]).await;
    let eda = editor_on(&stage, "answers").await;
    eda.press("button", "Add rule").await;
    eda.write("Rule name", "Refunds to people").await;
    eda.write("Words or phrases", "refund").await;
    eda.press("button", "Save").await;
    eda.sees("Saved in the draft").await;
    eda.publishes(&stage, 3).await;

    let mia = stage.agent_in_hub(MIA).await;
    let visitor = stage.visitor("visitor").await;
    visitor.sees("1 live agent available").await;
    visitor.says("I want my refunds now, please").await;
    visitor.sees("I am asking a person to help you").await;
    visitor.by("button", "Cancel request").await;
    mia.press("link", "Visitor").await;
    mia.press("button", "Accept").await;
    mia.sees("Refunds to people").await;
    for browser in [visitor, eda, mia] {
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}
