//! Browser stories: axe in every state of the widget, and what people need who see, move or read in another way.

use baton_tests::people::MIA;
use serde_json::{Value, json};

use crate::{browser::Browser, stage::Stage};

/// Animations that are running, in the document and its shadow roots, and how long they take, ms.
const MOVES: &str = r"
const roots = [document, ...[...document.querySelectorAll('*')].map(node => node.shadowRoot).filter(root => root)];
return roots.flatMap(root => root.getAnimations())
    .map(one => one.effect.getComputedTiming().duration).filter(duration => duration > 1);
";

/// What sticks out at the side.
const WIDER: &str = r"
const wide = document.documentElement.clientWidth;
const out = [...document.querySelectorAll('body *')].filter(node => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && getComputedStyle(node).position !== 'absolute' && (box.right > wide + 1 || box.left < -1);
});
const scrolls = document.documentElement.scrollWidth > wide;
return [...(scrolls ? ['the page scrolls'] : []), ...out.slice(0, 5).map(node => node.tagName + '.' + node.className)];
";

impl Browser {
    /// As if the person's device were set so.
    async fn feels(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Nothing sticks out at the side in the document that is looked at.
    async fn fits(&self, state: &str) {
        assert_eq!(self.ask(WIDER).await, json!([]), "{state}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_from_the_first_word_to_the_rating() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.is_accessible("the welcome").await;
    visitor.says("How long does delivery to the European Union take?").await;
    visitor.sees("Source: ").await;
    visitor.is_accessible("an answer").await;
    let mia = stage.agent_in_hub(MIA).await;
    mia.is_accessible("the Hub, empty").await;
    visitor.press("button", "Talk to Live Agent").await;
    visitor.by("button", "Cancel request").await;
    visitor.is_accessible("waiting").await;
    mia.press("link", "Visitor").await;
    mia.by("button", "Accept").await;
    mia.is_accessible("a request").await;
    mia.press("button", "Accept").await;
    mia.replies("Hello").await;
    visitor.sees("Hello").await;
    visitor.is_accessible("a chat, the visitor's side").await;
    mia.is_accessible("a chat").await;
    mia.press("button", "Transfer").await;
    mia.by("dialog", "Transfer chat").await;
    mia.is_accessible("passing on").await;
    mia.key(thirtyfour::Key::Escape).await;
    mia.press("button", "Complete").await;
    visitor.by("button", "5 of 5 stars").await;
    visitor.is_accessible("the rating").await;
    mia.by("button", "Reactivate").await;
    mia.is_accessible("completed").await;
    visitor.press("button", "5 of 5 stars").await;
    visitor.sees("You rated the chat 5 of 5.").await;
    mia.sees("5 of 5").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_what_is_seldom_seen() {
    let mut stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.says("Hello").await;
    visitor.sees("Sent").await;
    visitor.press("button", "Emoji").await;
    visitor.is_accessible("the emoji").await;
    visitor.key(thirtyfour::Key::Escape).await;
    visitor.press("button", "More").await;
    visitor.is_accessible("the menu").await;
    visitor.press("menuitem", "Past conversations").await;
    visitor.by("button", "Back").await;
    visitor.sees("Current").await;
    visitor.is_accessible("the conversations of before").await;
    visitor.press("button", "Back").await;
    // Nobody is there who could take it.
    visitor.press("button", "Talk to Live Agent").await;
    visitor.by("button", "Leave message").await;
    visitor.is_accessible("leaving a message").await;
    visitor.press("button", "Leave message").await;
    visitor.invalid("E-mail").await;
    visitor.is_accessible("leaving a message, with what is wrong").await;
    stage.server.kill().await;
    visitor.sees("What you write is kept").await;
    visitor.is_accessible("without a connection").await;
    visitor.says("Said while the line was down").await;
    visitor.sees("Said while the line was down").await;
    visitor.is_accessible("a message that waits").await;
    visitor.out_of_chat().await;
    visitor.is_accessible("the page around it").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_the_form_before_a_chat() {
    let stage = Stage::set(&[]).await;
    stage.embeds(json!({ "form": { "name": "required", "email": "optional" } })).await;
    let visitor = Browser::open(&stage.driver, "visitor").await;
    visitor.go(&format!("{}/demo/", stage.server.origin())).await;
    visitor.press("button", "Chat").await;
    visitor.enter_chat().await;
    // It is asked once there is something to send, and the words are not lost over it.
    visitor.says("How much is express delivery?").await;
    visitor.by("textbox", "Name").await;
    visitor.is_accessible("the form").await;
    visitor.press("button", "Start chat").await;
    visitor.invalid("Name").await;
    visitor.is_accessible("the form, with what is wrong").await;
    visitor.write("Name", "Kim").await;
    visitor.press("button", "Start chat").await;
    visitor.sees("Source: ").await;
    visitor.fits("after the form").await;
}

/// WCAG 1.4.10: a window of 1280 pixels at 400 %.
#[tokio::test(flavor = "multi_thread")]
async fn at_four_hundred_percent_nothing_sticks_out_at_the_side() {
    let stage = Stage::set(&[]).await;
    let visitor = Browser::open(&stage.driver, "visitor").await;
    let zoomed = json!({ "width": 320, "height": 256, "deviceScaleFactor": 4, "mobile": false });
    visitor.cdp("Emulation.setDeviceMetricsOverride", zoomed).await;
    visitor.go(&format!("{}/demo/", stage.server.origin())).await;
    visitor.press("button", "Chat").await;
    visitor.enter_chat().await;
    visitor.by("textbox", "Message").await;
    visitor.fits("the welcome").await;
    visitor.is_accessible("the welcome").await;
    let long = format!("https://shop.example/{}", "a-very-long-path-without-a-gap".repeat(6));
    visitor.says(&long).await;
    visitor.says("How much is express delivery?").await;
    visitor.sees("Source: ").await;
    visitor.fits("an answer").await;
    visitor.is_accessible("an answer").await;
    visitor.press("button", "Talk to Live Agent").await;
    visitor.by("button", "Leave message").await;
    visitor.fits("leaving a message").await;
    visitor.is_accessible("leaving a message").await;
    visitor.press("button", "Close chat").await;
    visitor.out_of_chat().await;
    visitor.by("button", "Chat").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forced_colours_leave_edges_to_see() {
    let stage = Stage::set(&[]).await;
    let visitor = Browser::open(&stage.driver, "visitor").await;
    visitor.feels(&[("forced-colors", "active")]).await;
    visitor.go(&format!("{}/demo/", stage.server.origin())).await;
    let launcher = visitor.by("button", "Chat").await;
    let edge =
        "const style = getComputedStyle(arguments[0]); return [style.borderTopStyle, style.borderTopWidth]";
    let edge = visitor.driver.execute(edge, vec![launcher.to_json().unwrap()]).await.unwrap();
    assert_eq!(edge.json(), &json!(["solid", "2px"]), "the launcher has an edge");
    visitor.press("button", "Chat").await;
    visitor.enter_chat().await;
    visitor.says("How much is express delivery?").await;
    visitor.sees("Source: ").await;
    visitor.is_accessible("forced colours").await;
    // Without an edge a bubble is gone: its colour is the only one it has, and that is taken from it.
    let bubbles = "return [...document.querySelectorAll('[role=log] *')].filter(node => node.matches('.bubble')) \
                   .every(node => parseFloat(getComputedStyle(node).borderTopWidth) > 0)";
    assert_eq!(visitor.ask(bubbles).await, true, "bubbles have edges");
    assert!(
        visitor.ask("return document.querySelectorAll('[role=log] .bubble').length").await.as_u64() > Some(1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_no_motion_gets_none() {
    let stage = Stage::set(&["--word-ms", "40"]).await;
    for (wish, still) in [("no-preference", false), ("reduce", true)] {
        let visitor = Browser::open(&stage.driver, "visitor").await;
        visitor.feels(&[("prefers-reduced-motion", wish)]).await;
        visitor.go(&format!("{}/demo/", stage.server.origin())).await;
        visitor.by("button", "Chat").await;
        // Looked at in the same breath: without the wish something moves.
        let opens =
            format!("Baton('open'); document.querySelector('baton-chat').getBoundingClientRect(); {MOVES}");
        let moves = visitor.ask(&opens).await;
        assert_eq!(moves == json!([]), still, "{wish}: {moves}");
        visitor.enter_chat().await;
        visitor.says("How much is express delivery?").await;
        visitor.sees("Source: ").await;
        if still {
            assert_eq!(visitor.ask(MOVES).await, json!([]), "{wish}");
        }
        visitor.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_right_to_left_nothing_is_found_and_nothing_sticks_out() {
    let stage = Stage::set(&[]).await;
    let visitor = Browser::speaking(&stage.driver, "visitor", "ar", false).await;
    visitor.resize(384, 640).await;
    visitor.go(&format!("{}/w/demo", stage.server.origin())).await;
    let message = baton_tests::eventually("a message box", || async {
        visitor.driver.find(thirtyfour::By::Css("textarea")).await.ok()
    })
    .await;
    assert_eq!(visitor.ask("return getComputedStyle(document.body).direction").await, "rtl");
    visitor.fits("the welcome").await;
    visitor.is_accessible("the welcome").await;
    message.send_keys("How much is express delivery?\u{e007}").await.unwrap();
    visitor.sees("6.90").await;
    visitor.fits("an answer").await;
    visitor.is_accessible("an answer").await;
}
