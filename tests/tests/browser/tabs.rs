//! Browser stories: a visitor in two tabs, and a live agent whose tab dies.

use baton_tests::people::{LUIS, MIA};

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_of_one_visitor_show_the_same() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.says("Said in the first tab").await;
    visitor.sees("Sent").await;
    let first = visitor.driver.window().await.unwrap();
    let second = visitor.driver.new_tab().await.unwrap();
    visitor.driver.switch_to_window(second).await.unwrap();
    visitor.go(&format!("{}/demo/", stage.server.origin())).await;
    visitor.press("button", "Chat").await;
    visitor.enter_chat().await;
    visitor.sees("Said in the first tab").await;
    visitor.says("Said in the second tab").await;
    visitor.driver.switch_to_window(first).await.unwrap();
    visitor.enter_chat().await;
    visitor.sees("Said in the second tab").await;
    let text = visitor.by("log", "Conversation").await.text().await.unwrap();
    for said in ["Said in the first tab", "Said in the second tab"] {
        assert_eq!(text.matches(said).count(), 1, "{said} is there once:\n{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_that_were_opened_before_the_first_words_are_one_visitor() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    let first = visitor.driver.window().await.unwrap();
    let second = visitor.driver.new_tab().await.unwrap();
    visitor.driver.switch_to_window(second).await.unwrap();
    visitor.go(&format!("{}/demo/", stage.server.origin())).await;
    visitor.press("button", "Chat").await;
    visitor.enter_chat().await;
    visitor.says("The first words, in the second tab").await;
    visitor.sees("Sent").await;
    visitor.driver.switch_to_window(first).await.unwrap();
    visitor.enter_chat().await;
    visitor.sees("The first words, in the second tab").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_rings_again_when_its_live_agents_tab_dies() {
    let stage = Stage::set(&["--grace-seconds", "2"]).await;
    let visitor = stage.visitor("visitor").await;
    let mia = stage.agent_in_hub(MIA).await;
    visitor.press("button", "Talk to Live Agent").await;
    mia.press("link", "Visitor").await;
    mia.press("button", "Accept").await;
    visitor.sees("Mia joined").await;
    let luis = stage.agent_in_hub(LUIS).await;
    visitor.sees("2 live agents available").await;
    // The whole browser, its sockets with it, without a goodbye.
    mia.close().await;
    visitor.sees("1 live agent available").await;
    visitor.sees("lost the connection").await;
    luis.press("link", "Visitor").await;
    luis.press("button", "Accept").await;
    visitor.sees("Luis joined").await;
}
