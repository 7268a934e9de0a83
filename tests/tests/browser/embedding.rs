//! Browser stories: the loader on somebody's page: light, polite, and once.

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_pays_for_one_request_until_somebody_wants_to_chat() {
    let stage = Stage::set(&[]).await;
    let browser = crate::browser::Browser::open(&stage.driver, "visitor").await;
    browser.go(&format!("{}/demo/", stage.server.origin())).await;
    let launcher = browser.by("button", "Chat").await;
    let ours = "return performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname) \
                .filter(path => path === '/baton.js' || path.startsWith('/w/') || path.startsWith('/assets/'))";
    assert_eq!(browser.ask(ours).await, serde_json::json!(["/baton.js"]));
    let globals = "return Object.keys(window).filter(name => /baton/i.test(name))";
    assert_eq!(browser.ask(globals).await, serde_json::json!(["Baton"]));
    launcher.click().await.unwrap();
    browser.by("dialog", "Chat").await;
    browser.enter_chat().await;
    browser.by("textbox", "Message").await;
    browser.key(thirtyfour::Key::Escape).await;
    browser.out_of_chat().await;
    browser.without("dialog", "Chat").await;
    let focused = "let at = document.activeElement; while (at?.shadowRoot?.activeElement) \
                   at = at.shadowRoot.activeElement; return at?.getAttribute('aria-label')";
    assert_eq!(browser.ask(focused).await, serde_json::json!("Chat"), "the focus comes back to the launcher");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chat_goes_on_over_the_shops_pages() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.says("How much is express delivery?").await;
    visitor.sees("Source: ").await;
    visitor.out_of_chat().await;
    visitor.go(&format!("{}/demo/product.html", stage.server.origin())).await;
    visitor.press("button", "Chat").await;
    visitor.enter_chat().await;
    visitor.sees("How much is express delivery?").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_visitor_writes_is_text_and_never_markup() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    let hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    visitor.says(hostile).await;
    visitor.sees(hostile).await;
    let agent = stage.agent_in_hub(baton_tests::people::MIA).await;
    visitor.press("button", "Talk to Live Agent").await;
    agent.press("link", "Visitor").await;
    agent.sees(hostile).await;
    for browser in [visitor, agent] {
        assert_eq!(
            browser
                .ask("return document.querySelectorAll('img[src=x], script:not([src]):not([type])').length")
                .await,
            0
        );
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}
