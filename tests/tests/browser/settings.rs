//! Browser stories: what people change about themselves, and what editors change while visitors are there.

use baton_tests::{
    eventually,
    people::{EDA, MIA, PASSWORD},
};
use thirtyfour::By;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_answers_beside_the_field_and_a_new_password_signs_out_everywhere() {
    let stage = Stage::set(&[]).await;
    let hub = stage.agent_in_hub(MIA).await;
    let page = stage.agent(MIA).await;
    page.go(&format!("{}/console/profile", stage.server.origin())).await;
    for (field, wrong) in
        [("First name", "M"), ("First name", "Mia2"), ("Last name", "<b>"), ("Email", "mia@")]
    {
        let before = page.value("textbox", field).await;
        page.replace(field, wrong).await;
        page.press("button", "Save").await;
        page.invalid(field).await;
        page.replace(field, &before).await;
    }
    page.replace("First name", "Mia-Luise").await;
    page.press("button", "Save").await;
    page.sees("Your profile was updated.").await;

    page.sees("everywhere").await;
    page.write("Current password", "not the password").await;
    page.write("New password", "a new long password").await;
    page.press("button", "Change password").await;
    page.invalid("Current password").await;
    page.replace("Current password", PASSWORD).await;
    page.press("button", "Change password").await;
    for browser in [&hub, &page] {
        browser.by("button", "Sign in").await;
    }
    page.write("Email", MIA.email).await;
    page.write("Password", "a new long password").await;
    page.press("button", "Sign in").await;
    page.by("switch", "Available").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_switched_off_reach_a_chat_that_is_open() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.by("button", "Talk to Live Agent").await;
    let eda = stage.agent(EDA).await;
    eda.go(&format!("{}/console/agent", stage.server.origin())).await;
    eda.press("checkbox", "Users can request a live agent during chat").await;
    eda.press("button", "Save").await;
    eda.sees("Saved.").await;
    visitor.without("button", "Talk to Live Agent").await;
    visitor.says("I want to talk to a human").await;
    visitor.sees("Sent").await;
    assert!(visitor.look("button", "Cancel request").await.is_none(), "there is no request");
    eda.press("checkbox", "Users can request a live agent during chat").await;
    eda.press("button", "Save").await;
    visitor.by("button", "Talk to Live Agent").await;
    for browser in [visitor, eda] {
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_what_is_not_saved_yet() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    let eda = stage.agent(EDA).await;
    eda.go(&format!("{}/console/agent", stage.server.origin())).await;
    eda.replace("Name", "Juniper").await;
    let frame = eventually("the preview", || async { eda.driver.find(By::Css("iframe")).await.ok() }).await;
    frame.enter_frame().await.unwrap();
    eda.by("heading", "Juniper AI").await;
    assert!(!visitor.text().await.contains("Juniper"), "visitors see what is saved");
    eda.out_of_chat().await;
    eda.press("button", "Save").await;
    visitor.by("heading", "Juniper AI").await;
    for browser in [visitor, eda] {
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}
