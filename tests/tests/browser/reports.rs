//! Browser stories: what happened, as figures.

use baton_tests::people::{EDA, MIA};

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_was_taken_is_counted_at_once() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    let mia = stage.agent_in_hub(MIA).await;
    visitor.press("button", "Talk to Live Agent").await;
    mia.press("link", "Visitor").await;
    mia.press("button", "Accept").await;
    mia.replies("Hello").await;
    visitor.sees("Hello").await;
    mia.press("button", "Complete").await;
    visitor.press("button", "4 of 5 stars").await;
    visitor.sees("You rated the chat 4 of 5.").await;

    let eda = stage.agent(EDA).await;
    let address = format!("{}/console/reports", stage.server.origin());
    eda.go(&address).await;
    eda.sees("100% of the requests").await;
    eda.sees("Of 1 rated chats").await;
    eda.by("link", "Export as CSV: By agent").await;
    // A filter stands in the address, and stays over a reload.
    eda.press("button", "30 days").await;
    baton_tests::eventually("another address", || async {
        (eda.ask("return location.href").await != address.as_str()).then_some(())
    })
    .await;
    eda.reload().await;
    eda.sees("100% of the requests").await;
    assert_eq!(eda.complaints().await, Vec::<String>::new());
}
