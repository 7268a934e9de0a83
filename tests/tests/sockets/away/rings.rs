//! tests: a request, and a message that was left, ring the browsers of those who are on duty and elsewhere.

use baton_protocol::{agent::AgentVerb, push::PushKind, visitor::VisitorVerb};
use baton_tests::{
    agent::Agent,
    http::Http,
    people::{LUIS, MIA},
    push::{Answers, PushService},
    visitor::Visitor,
};

use super::{gone_home, leaves, subscribed, with};
use crate::teams::Office;

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_console_is_rung_and_the_request_waits_for_it() {
    let service = PushService::start().await;
    let server = with(&service).await;
    let mut visitor = Visitor::arrives(&server).await;
    let mia = Agent::signs_in(&server, MIA).await;
    let (http, browser) = gone_home(&server, &service, mia, &mut visitor).await;
    visitor.says("Can I return opened tea?").await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    let id = visitor.does(VisitorVerb::Request).await.unwrap().conversation;
    let told = service.rings(&browser, 1).await;
    assert_eq!((told[0].kind, &told[0].conversation), (PushKind::Request, &id));
    assert_eq!(told[0].text, "Can I return opened tea?");
    visitor.until("time for whoever was called", |sees| sees.shows(|chat| chat.is_requested())).await;

    // She opens her console, and is rung there.
    let mut mia = Agent::connects(&server, &http.cookie.unwrap()).await;
    assert_eq!(mia.accepts().await, id);
    visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
    mia.does(&id, AgentVerb::Complete).await.unwrap();

    // Whoever sees it on the screen is not called as well.
    let mut other = Visitor::arrives(&server).await;
    let second = other.does(VisitorVerb::Request).await.unwrap().conversation;
    assert_eq!(mia.accepts().await, second);
    drop(mia);
    other.until("nobody", |sees| sees.available == 0).await;
    visitor.does(leaves("Kim", "Please write to me.\nToday.")).await.unwrap();
    let told = service.rings(&browser, 2).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!((told[1].kind, &told[1].conversation), (PushKind::Left, &id));
    assert_eq!(
        (told[1].name.as_deref(), told[1].text.as_str()),
        (Some("Kim"), "Please write to me.\nToday.")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_service_that_hangs_holds_nobody_up() {
    let service = PushService::start().await;
    let server = with(&service).await;
    let mut visitor = Visitor::arrives(&server).await;
    let mia = Agent::signs_in(&server, MIA).await;
    let (_, hers) = gone_home(&server, &service, mia, &mut visitor).await;
    let luis = Agent::signs_in(&server, LUIS).await;
    let (http, his) = gone_home(&server, &service, luis, &mut visitor).await;
    service.answers(&hers, Answers::Hangs);
    let id = visitor.does(VisitorVerb::Request).await.unwrap().conversation;
    assert_eq!(service.rings(&his, 1).await[0].conversation, id);
    baton_tests::eventually("the one that hangs", || async { (service.asked(&hers) == 1).then_some(()) })
        .await;
    // While it still hangs, everything goes on.
    visitor.says("Is anybody there?").await;
    let mut luis = Agent::connects(&server, &http.cookie.unwrap()).await;
    assert_eq!(luis.accepts().await, id);
    visitor.until("Luis", |sees| sees.shows(|chat| chat.is_with("Luis"))).await;
    assert!(service.heard(&hers).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_service_that_asks_for_patience_is_asked_again() {
    let service = PushService::start().await;
    let server = with(&service).await;
    let mut visitor = Visitor::arrives(&server).await;
    let mia = Agent::signs_in(&server, MIA).await;
    let (_, browser) = gone_home(&server, &service, mia, &mut visitor).await;
    for status in [429, 500] {
        service.answers(&browser, Answers::Refuses(status));
        let (asked, heard) = (service.asked(&browser), service.heard(&browser).len());
        visitor.does(VisitorVerb::Request).await.unwrap();
        let again = || async { (service.asked(&browser) > asked).then_some(()) };
        baton_tests::eventually("a first attempt", again).await;
        service.answers(&browser, Answers::Takes);
        assert_eq!(service.rings(&browser, heard + 1).await.len(), heard + 1);
        visitor.does(VisitorVerb::Cancel).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_team_is_called_and_nobody_else() {
    let service = PushService::start().await;
    let server = with(&service).await;
    let office = Office::of(&server).await;
    let team = office.team("Billing", true, &[LUIS]).await;
    office.rings(team).await;
    let mut visitor = Visitor::arrives(&server).await;
    let mia = Agent::signs_in(&server, MIA).await;
    let (_, hers) = gone_home(&server, &service, mia, &mut visitor).await;
    let luis = Agent::signs_in(&server, LUIS).await;
    let (_, his) = gone_home(&server, &service, luis, &mut visitor).await;
    // Whoever is switched off is off duty, wherever they are signed in.
    let mut off = Agent::signs_in(&server, LUIS).await;
    let elsewhere = subscribed(&service, &Http::with_cookie(&server, &off.cookie)).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    off.until("the request", |sees| sees.ringing().is_some()).await;
    visitor.does(VisitorVerb::Cancel).await.unwrap();
    off.switches(false).await;
    drop(off);
    super::asks_in_vain(&mut visitor).await;
    assert_eq!([&hers, &his, &elsewhere].map(|browser| service.asked(browser)), [0, 0, 0]);
}
