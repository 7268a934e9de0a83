//! Browser story: pictures of every screen, for eyes, and for the README.

use std::path::PathBuf;

use baton_tests::people::{LUIS, MIA};

use crate::{browser::Browser, stage::Stage};

/// Pictures go here; the folder is beside the build.
pub(crate) fn folder() -> PathBuf {
    let exe = std::env::current_exe().unwrap();
    let folder = exe.ancestors().nth(3).unwrap().join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn screens_in_many_sizes_languages_and_schemes() {
    let stage = Stage::set(&[]).await;
    let pictures = folder();
    let mia = stage.agent_in_hub(MIA).await;
    let luis = stage.agent(LUIS).await;
    luis.press("switch", "Available").await;

    let visitor = stage.visitor("visitor").await;
    visitor.picture(&pictures.join("widget-welcome.png")).await;
    visitor.says("How long does delivery to the European Union take?").await;
    visitor.sees("Source: ").await;
    visitor.picture(&pictures.join("widget-answer.png")).await;
    visitor.press("button", "Talk to Live Agent").await;
    visitor.sees("You are next").await;
    visitor.picture(&pictures.join("widget-waiting.png")).await;
    mia.press("link", "Visitor").await;
    mia.by("button", "Accept").await;
    mia.picture(&pictures.join("hub-request.png")).await;
    luis.picture(&pictures.join("dashboard.png")).await;
    mia.press("button", "Accept").await;
    mia.replies("Hello, this is Mia. Your parcel left this morning.").await;
    visitor.sees("Your parcel left this morning.").await;
    visitor.says("Thank you. And the second one?").await;
    mia.sees("And the second one?").await;
    mia.picture(&pictures.join("hub-chat.png")).await;
    visitor.out_of_chat().await;
    visitor.picture(&pictures.join("shop.png")).await;
    visitor.resize(390, 844).await;
    visitor.picture(&pictures.join("phone.png")).await;
    for (width, height) in [(390, 844), (768, 1024), (1920, 1080)] {
        mia.resize(width, height).await;
        mia.picture(&pictures.join(format!("hub-{width}.png"))).await;
    }

    for language in ["ja", "de", "ar", "zh-TW"] {
        let name = format!("visitor-{language}");
        let browser = Browser::speaking(&stage.driver, &name, language, language == "de").await;
        browser.resize(384, 640).await;
        browser.go(&format!("{}/w/demo", stage.server.origin())).await;
        let message = eventually_box(&browser).await;
        message.send_keys("https://shop.example/\u{8336}").await.unwrap();
        browser.picture(&pictures.join(format!("widget-{language}.png"))).await;
        browser.close().await;
    }
}

/// The message box, whatever its name in this language.
async fn eventually_box(browser: &Browser) -> thirtyfour::WebElement {
    baton_tests::eventually("a message box", || async {
        browser.driver.find(thirtyfour::By::Css("textarea")).await.ok()
    })
    .await
}
