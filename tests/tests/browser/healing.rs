//! Browser stories: what was written survives a page that is reloaded and a line that is down.

use baton_tests::people::MIA;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn an_unsent_message_survives_a_reload_and_is_sent_once_when_the_line_is_back() {
    let mut stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.says("Hello").await;
    visitor.sees("Sent").await;
    stage.server.kill().await;
    for text in ["First of three", "Second of three", "Third of three"] {
        visitor.says(text).await;
        visitor.sees(text).await;
    }
    // The shop's page comes from the same server: the chat's frame alone is reloaded, as a tab that is put to sleep is.
    visitor.sees("What you write is kept").await;
    stage.server.begin().await;
    visitor.reload().await;
    visitor.reenter_chat().await;
    let mia = stage.agent_in_hub(MIA).await;
    visitor.press("button", "Talk to Live Agent").await;
    mia.press("link", "Visitor").await;
    mia.sees("Third of three").await;
    let text = mia.by("log", "Messages").await.text().await.unwrap();
    let places: Vec<_> = ["First of three", "Second of three", "Third of three"]
        .map(|said| {
            assert_eq!(text.matches(said).count(), 1, "{said} is there once:\n{text}");
            text.find(said)
        })
        .into();
    assert!(places.is_sorted(), "in the order in which they were written:\n{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_stays_in_the_box_over_a_reload() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.write("Message", "Half a thou").await;
    visitor.reload().await;
    visitor.out_of_chat().await;
    visitor.press("button", "Chat").await;
    visitor.enter_chat().await;
    let message = visitor.by("textbox", "Message").await;
    assert_eq!(message.prop("value").await.unwrap().as_deref(), Some("Half a thou"));
}
