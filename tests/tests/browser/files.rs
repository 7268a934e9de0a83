//! Browser stories: pictures and files, both ways.

use baton_tests::{eventually, files::PNG, people::MIA};
use serde_json::json;
use thirtyfour::By;

use crate::{browser::Browser, stage::Stage};

/// Drops a file of this name and content onto what the selector finds, as a person would.
const DROP: &str = r"
const [selector, name, text] = arguments;
const data = new DataTransfer();
data.items.add(new File([text], name, { type: 'text/plain' }));
const on = document.querySelector(selector);
for (const type of ['dragenter', 'dragover', 'drop']) {
    on.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}
";

impl Browser {
    /// Chooses a file from the disk.
    async fn chooses(&self, path: &std::path::Path) {
        let input = self.driver.find(By::Css("input[type=file]")).await.unwrap();
        input.send_keys(path.display().to_string()).await.unwrap();
    }

    /// Waits until the log shows a picture of this name that the browser could draw.
    async fn sees_picture(&self, name: &str) {
        let drawn = "return [...document.querySelectorAll('[role=log] img')]
            .some(one => one.alt === arguments[0] && one.naturalWidth > 0)";
        eventually(&format!("a picture {name:?}"), || async {
            let drawn = self.driver.execute(drawn, vec![json!(name)]).await.ok()?;
            drawn.json().as_bool()?.then_some(())
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_and_files_go_both_ways_and_survive_a_reload() {
    let stage = Stage::set(&[]).await;
    let folder = tempfile::tempdir().unwrap();
    let (cat, notes) = (folder.path().join("cat.png"), folder.path().join("<b>notes.html"));
    std::fs::write(&cat, PNG).unwrap();
    std::fs::write(&notes, "<script>document.title = 'taken over'</script>").unwrap();

    let visitor = stage.visitor("visitor").await;
    visitor.chooses(&cat).await;
    visitor.by("button", "Remove cat.png").await;
    visitor.press("button", "Send").await;
    visitor.sees_picture("cat.png").await;
    visitor.sees("Sent").await;

    let mia = stage.agent_in_hub(MIA).await;
    visitor.press("button", "Talk to Live Agent").await;
    mia.press("link", "Visitor").await;
    mia.sees_picture("cat.png").await;
    mia.press("button", "Accept").await;
    visitor.sees("Mia joined").await;

    mia.chooses(&notes).await;
    mia.by("button", "Remove <b>notes.html").await;
    mia.replies("Please fill this in").await;
    visitor.sees("<b>notes.html").await;
    visitor.sees("Please fill this in").await;

    let dropped = vec![json!("[role=log]"), json!("answer.txt"), json!("filled in")];
    visitor.driver.execute(DROP, dropped).await.unwrap();
    visitor.by("button", "Remove answer.txt").await;
    visitor.press("button", "Send").await;
    mia.sees("answer.txt").await;

    visitor.reload().await;
    visitor.reenter_chat().await;
    visitor.sees_picture("cat.png").await;
    mia.reload().await;
    mia.sees_picture("cat.png").await;
    mia.sees("answer.txt").await;
    for browser in [visitor, mia] {
        assert_ne!(browser.ask("return document.title").await, "taken over");
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emoji_is_chosen_by_keyboard_on_both_sides() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    let mia = stage.agent_in_hub(MIA).await;
    visitor.says("Hello").await;
    visitor.press("button", "Talk to Live Agent").await;
    mia.press("link", "Visitor").await;
    mia.press("button", "Accept").await;
    mia.by("textbox", "Reply").await;
    for (browser, field) in [(&visitor, "Message"), (&mia, "Reply")] {
        browser.press("button", "Emoji").await;
        browser.key(thirtyfour::Key::Right).await;
        browser.key(thirtyfour::Key::Enter).await;
        eventually("an emoji in the box", || async {
            let value = browser.look("textbox", field).await?.value().await.ok()??;
            (!value.is_ascii()).then_some(())
        })
        .await;
    }
}
