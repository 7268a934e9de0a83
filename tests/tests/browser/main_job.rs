//! Browser story: the main job from end to end, for two live agents and a visitor.

use baton_tests::people::{LUIS, MIA};

use crate::{browser::Browser, driver::Driver, stage::Stage};

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_chats_asks_for_a_person_gets_one_and_is_handed_back() {
    let mut stage = Stage::set(&["--word-ms", "10"]).await;

    // 1: the AI agent answers from the shop's knowledge, and says so when it cannot.
    let visitor = stage.visitor("visitor").await;
    visitor.sees("No live agents available").await;
    visitor.says("Hello").await;
    visitor.says("How long does delivery to the European Union take?").await;
    visitor.sees("4 to 7 working days").await;
    visitor.sees("Source: Shipping and delivery").await;
    visitor.says("What is the capital of Mongolia?").await;
    visitor.by("button", "Ask for a person").await;

    // 2: the honest number, pushed; a request, its place in the queue, and the way out.
    let mia = stage.agent_in_hub(MIA).await;
    visitor.sees("1 live agent available").await;
    let luis = stage.agent(LUIS).await;
    luis.press("switch", "Available").await;
    visitor.sees("2 live agents available").await;
    visitor.press("button", "Talk to Live Agent").await;
    visitor.sees("You are next").await;
    assert!(!visitor.text().await.contains("usually"), "a wait is told before one was measured");
    mia.by("link", "Visitor").await;
    visitor.press("button", "Cancel request").await;
    visitor.sees("Request cancelled").await;
    mia.without("link", "Visitor").await;
    visitor.says("I want to talk to a human").await;
    visitor.by("button", "Cancel request").await;

    // 3: both are told; one ignores, the other accepts.
    for agent in [&mia, &luis] {
        agent.by("link", "Visitor").await;
        baton_tests::eventually("the count in the title", || async {
            agent.driver.title().await.ok()?.starts_with("(1)").then_some(())
        })
        .await;
    }
    luis.enter_hub().await;
    for agent in [&mia, &luis] {
        agent.press("link", "Visitor").await;
        agent.by("region", "Conversation").await;
        agent.sees("4 to 7 working days").await;
        agent.by("region", "Visitor").await;
    }
    luis.press("button", "Ignore").await;
    luis.without("button", "Accept").await;
    mia.press("button", "Accept").await;
    mia.sees("You are connected with").await;
    visitor.sees("Mia joined").await;
    visitor.without("button", "Talk to Live Agent").await;

    // 4: they chat, and the visitor is handed back.
    mia.replies("Hello, this is Mia. How can I help?").await;
    visitor.sees("Hello, this is Mia. How can I help?").await;
    visitor.write("Message", "Is my parcel").await;
    mia.sees("is writing").await;
    visitor.write("Message", " on its way?").await;
    visitor.press("button", "Send").await;
    mia.sees("Is my parcel on its way?").await;
    mia.sees("Read").await;
    mia.write("Reply", "It left").await;
    visitor.sees_dots().await;
    mia.write("Reply", " this morning.").await;
    mia.press("button", "Send").await;
    visitor.sees("It left this morning.").await;

    // 5: the server is killed in the middle; both pages come back by themselves.
    stage.server.kill().await;
    visitor.says("Said while the line was down").await;
    mia.write("Reply", "Answered while the line was down").await;
    mia.press("button", "Send").await;
    stage.server.begin().await;
    mia.sees("Said while the line was down").await;
    visitor.sees("Answered while the line was down").await;
    visitor.reload().await;
    visitor.reenter_chat().await;
    visitor.sees("Answered while the line was down").await;
    for said in ["Said while the line was down", "It left this morning.", "Is my parcel on its way?"] {
        assert_eq!(visitor.text().await.matches(said).count(), 1, "{said} is there once");
    }

    mia.press("button", "Complete").await;
    visitor.sees("Conversation completed").await;
    visitor.says("How do I brew green tea?").await;
    visitor.sees("Source: ").await;
    mia.press("button", "Take over").await;
    visitor.sees("Mia joined").await;
    mia.press("button", "End").await;
    mia.press("button", "End chat").await;
    visitor.sees("Chat ended").await;
    mia.press("button", "Reactivate").await;
    visitor.sees("Mia is back").await;

    for browser in [visitor, mia, luis] {
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_admin_is_created_by_the_link_that_the_server_prints() {
    let server = baton_tests::server::Server::empty().await;
    let driver = Driver::start();
    let browser = Browser::open(&driver, "admin").await;
    let token = server.setup.clone().expect("a one-time link");
    browser.go(&format!("{}/console/setup#{token}", server.origin())).await;
    browser.write("Email", "owner@shop.example").await;
    browser.write("First name", "Ines").await;
    browser.write("Last name", "Garc\u{ed}a").await;
    browser.write("Password", "a long enough password").await;
    browser.press("button", "Create admin").await;
    browser.by("switch", "Available").await;
    let address = browser.driver.current_url().await.unwrap();
    assert_eq!(address.fragment(), None, "the token is out of the address");
    browser.close().await;
}
