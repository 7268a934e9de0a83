//! Browser story: an owner puts the chat on a shop: copies the snippet, is told of a page that is not admitted, admits it,
//! and sees the launcher there. Its pictures are those of the documentation.

use baton_tests::{
    page::{Page, Pages},
    people::{MIRA, Person},
};
use serde_json::json;
use thirtyfour::By;

use crate::{browser::Browser, looks::folder, stage::Stage};

/// Opens the demo's settings of *Sites*.
async fn sites(stage: &Stage, person: Person) -> Browser {
    let admin = stage.agent(person).await;
    admin.go(&format!("{}/console/sites", stage.server.origin())).await;
    open(&admin).await;
    admin
}

async fn open(admin: &Browser) {
    baton_tests::eventually("the site's entry", || async {
        admin.driver.find(By::Css("details.entry > summary")).await.ok()?.click().await.ok()
    })
    .await;
    admin.by("textbox", "Snippet").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_puts_the_chat_on_a_shop() {
    let stage = Stage::set(&[]).await;
    let pictures = folder();
    stage.embeds(json!({ "origins": ["https://www.lumen.example"] })).await;
    let owner = sites(&stage, MIRA).await;
    let snippet = owner.value("textbox", "Snippet").await;
    owner.picture(&pictures.join("embed-snippet.png")).await;

    // The owner pastes it into a shop that they forgot to name.
    let shop = Pages::start().await;
    shop.puts("/", Page::with(&snippet).titled("Lumen"));
    let visitor = Browser::open(&stage.driver, "visitor").await;
    visitor.go(&shop.url("/")).await;
    visitor.press("button", "Chat").await;
    let refused = format!("Allow: {}", shop.origin());
    baton_tests::eventually("the refused page", || async {
        owner.reload().await;
        open(&owner).await;
        owner.look("button", &refused).await
    })
    .await
    .scroll_into_view()
    .await
    .unwrap();
    owner.picture(&pictures.join("embed-refused.png")).await;
    owner.press("button", &refused).await;
    owner.without("button", &refused).await;

    visitor.reload().await;
    visitor.by("button", "Chat").await;
    let told = visitor.complaints().await;
    assert!(told.iter().all(|line| line.contains("frame-ancestors")), "{told:?}");
    visitor.go(&format!("{}/demo/", stage.server.origin())).await;
    visitor.by("button", "Chat").await;
    visitor.picture(&pictures.join("embed-launcher.png")).await;
    visitor.go(&shop.url("/")).await;
    visitor.press("button", "Chat").await;
    visitor.enter_chat().await;
    visitor.says("How long does delivery to the European Union take?").await;
    visitor.sees("Source: ").await;
    visitor.out_of_chat().await;
    visitor.resize(390, 844).await;
    visitor.picture(&pictures.join("embed-panel-phone.png")).await;
    assert_eq!(visitor.complaints().await, Vec::<String>::new());

    // What is pasted from there works as it stands, and what the documentation shows is there.
    for name in ["embed-snippet", "embed-refused", "embed-launcher", "embed-panel-phone"] {
        let kept = format!("{}/../docs/pictures/{name}.png", env!("CARGO_MANIFEST_DIR"));
        assert!(std::path::Path::new(&kept).is_file(), "{name}.png is missing from the documentation");
    }
}
