//! Browser stories: the whole of it on a shop's page, in every engine.

use baton_protocol::agent::AgentVerb;
use baton_tests::{agent::Agent, people::MIA};

use crate::{
    engine::{Engine, Wish},
    pages::Shop,
};

/// Whether the launcher has the focus.
const FOCUSED: &str =
    "return document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label') === 'Chat'";

async fn from_the_launcher_to_a_person_over_a_reload_and_out_again(engine: Engine) {
    let shop = Shop::opens(engine).await;
    let visitor = shop.visited(shop.page()).await;
    visitor.has_its_look().await;
    visitor.chats().await;
    visitor.sees("No live agents available").await;

    let mut mia = Agent::at_work(&shop.server, MIA).await;
    visitor.sees("1 live agent available").await;
    visitor.press("button", "Talk to Live Agent").await;
    mia.until("a request", |sees| sees.ringing().is_some()).await;
    let id = mia.sees.ringing().expect("a request").clone();
    mia.opens(&id).await;
    mia.does(&id, AgentVerb::Accept).await.expect("the request is free");
    visitor.sees("Mia joined").await;
    mia.says(&id, "Hello, this is Mia. It is 6 pounds.").await;
    visitor.sees("Hello, this is Mia. It is 6 pounds.").await;
    visitor.says("Thank you, Mia").await;
    mia.until("the visitor's words", |sees| {
        sees.shows(&id, |chat| chat.visitor_said().contains(&"Thank you, Mia"))
    })
    .await;

    visitor.reload().await;
    visitor.reenter_chat().await;
    for said in ["How much is express delivery?", "Hello, this is Mia. It is 6 pounds.", "Thank you, Mia"] {
        visitor.sees(said).await;
    }
    visitor.press("textbox", "Message").await;
    visitor.key(thirtyfour::Key::Escape).await;
    visitor.out_of_chat().await;
    visitor.without("dialog", "Chat").await;
    visitor.until("the focus on the launcher", FOCUSED).await;
    visitor.is_left_alone().await;
}
stories!(from_the_launcher_to_a_person_over_a_reload_and_out_again in chromium, firefox, webkit);

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_in_a_process_of_its_own_is_the_same() {
    let shop = Shop::opens(Engine::Chromium).await;
    let visitor = shop.visited_with(shop.page(), Wish { isolated: true, ..Wish::default() }).await;
    visitor.chats().await;
    visitor.key(thirtyfour::Key::Escape).await;
    visitor.out_of_chat().await;
    visitor.without("dialog", "Chat").await;
    visitor.until("the focus on the launcher", FOCUSED).await;
    visitor.is_left_alone().await;
}
