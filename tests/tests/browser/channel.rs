//! Browser story: an owner connects a LINE official account, and a live agent answers somebody who writes from there. Its
//! pictures are those of the documentation.

use baton_tests::{
    files::PNG,
    messenger::{Call, Fails, Messenger, PUBLIC, Sends},
    people::{MIA, MIRA},
};
use thirtyfour::By;

use crate::{browser::Browser, looks::folder, stage::Stage};

/// Opens the demo's LINE settings.
async fn settings(stage: &Stage) -> Browser {
    let owner = stage.agent(MIRA).await;
    owner.go(&format!("{}/console/sites", stage.server.origin())).await;
    baton_tests::eventually("the site's entry", || async {
        owner.driver.find(By::Css("details.entry > summary")).await.ok()?.click().await.ok()
    })
    .await;
    owner.by("textbox", "Channel secret").await.scroll_into_view().await.unwrap();
    owner
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_connects_line_and_a_live_agent_answers_there() {
    let messenger = Messenger::start().await;
    let api = format!("http://{}", messenger.api);
    let data = format!("http://{}", messenger.data);
    // Pages are looked at on loopback, so that this server knows no public address, and says so.
    let stage = Stage::set(&["--line-api-base", &api, "--line-data-base", &data]).await;
    messenger.stands_before(&stage.server);
    messenger.enters(&format!("{PUBLIC}/line/webhook/demo"));
    let pictures = folder();

    let owner = settings(&stage).await;
    owner.is_accessible("LINE before it is connected").await;
    owner.picture(&pictures.join("line-connect.png")).await;
    let (secret, token) = messenger.secrets();
    owner.write("Channel secret", "not a secret").await;
    owner.write("Channel access token", &token).await;
    owner.press("button", "Connect").await;
    owner.invalid("Channel secret").await;
    owner.replace("Channel secret", &secret).await;
    owner.press("button", "Connect").await;
    owner.sees("LINE is connected").await;
    owner.sees("this server does not know its own").await;
    owner.sees("Another webhook is entered").await;
    owner.sees("Visitors see the menu at the bottom of the chat").await;
    owner.by("button", "Check now").await.scroll_into_view().await.unwrap();
    owner.is_accessible("LINE, connected").await;
    owner.picture(&pictures.join("line-connected.png")).await;
    let page = owner.driver.source().await.unwrap();
    assert!(!page.contains(&secret) && !page.contains(&token), "secrets are shown");

    let mia = stage.agent_in_hub(MIA).await;
    let mei = messenger.user("Mei");
    mei.follows().await;
    mei.says("How long does shipping to Japan take?").await;
    mei.sees("Source").await;
    mei.presses("Talk to Live Agent").await;
    mia.press("link", "Mei").await;
    mia.press("button", "Accept").await;
    mei.sees("Mia joined").await;
    mia.replies("Good day, Mei.").await;
    mei.sees("Good day, Mei.").await;
    mia.sees("Sent").await;
    mei.sends(Sends::Sticker(&["Thank you"])).await;
    mia.sees("Sticker: Thank you").await;
    mei.sends(Sends::Place("Lumen Tea House", "1-2-3 Jingumae, Tokyo", 35.67, 139.7)).await;
    mia.sees("1-2-3 Jingumae, Tokyo").await;
    mia.by("link", "Show on the map").await;
    mei.sends(Sends::Picture(PNG.to_vec())).await;
    let word = mei.says("My word is walrusberry").await;
    mia.sees("walrusberry").await;
    mei.unsends(&word).await;
    mia.sees("The visitor took this message back").await;
    assert!(!mia.text().await.contains("walrusberry"), "it is still shown");

    // The free answer to what Mei said last; what comes after it is pushed.
    mia.replies("One moment.").await;
    mei.sees("One moment.").await;
    messenger.fails(Call::Push, Fails::Refuses("The property is odd"), 1);
    mia.replies("It left on Monday.").await;
    mia.sees("Not sent. LINE says: The property is odd").await;
    mia.is_accessible("the Hub with a message that LINE refused").await;
    mia.picture(&pictures.join("line-hub.png")).await;
    mia.press("button", "Try again: It left on Monday.").await;
    mei.sees("It left on Monday.").await;
    mia.without("button", "Try again: It left on Monday.").await;
    mia.press("button", "Complete").await;
    mei.sees("Conversation completed").await;
    assert_eq!(mia.complaints().await, Vec::<String>::new());

    owner.press("button", "Disconnect").await;
    owner.press_in_dialog("Disconnect").await;
    owner.by("textbox", "Channel secret").await;
    assert_eq!(messenger.default_menu(), None, "the menu is taken away");
    assert_eq!(messenger.faults(), Vec::<String>::new());
    for name in ["line-connect", "line-connected", "line-hub"] {
        let kept = format!("{}/../docs/pictures/{name}.png", env!("CARGO_MANIFEST_DIR"));
        assert!(std::path::Path::new(&kept).is_file(), "{name}.png is missing from the documentation");
    }
}
