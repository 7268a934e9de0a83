//! tests: all that is kept of a visitor, handed over and erased; and what visitors are told outside opening hours.

use baton_protocol::{
    Code, What,
    agent::{AgentVerb, ConversationList, Erased, VisitorExport},
    event::Why,
    limits::close,
    site::{Hours, SiteRecord, Versioned},
    visitor::{Hello, VisitorVerb},
};
use baton_tests::{
    agent::Agent,
    eventually,
    http::{Http, problem, success},
    people::{MIA, MIRA},
    server::Server,
    visitor::{SITE, Visitor},
};
use reqwest::StatusCode;

use crate::handover::connect;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_of_a_visitor_is_handed_over_and_erased() {
    let server = Server::start().await;
    let admin = Http::signed_in(&server, MIRA).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    visitor.says("My walrus is called Egon").await;
    mia.does(&id, AgentVerb::Note { text: "Likes walruses".to_owned() }).await.unwrap();
    let search = "/api/v1/conversations?q=walrus";
    eventually("the words in the search", || async {
        (!admin.read::<ConversationList>(search).await.cards.is_empty()).then_some(())
    })
    .await;
    let number = mia.sees.cards[&id].visitor;
    let path = format!("/api/v1/visitors/{}", number.0);

    let all: VisitorExport = admin.read(&format!("{path}/export")).await;
    assert_eq!((all.visitor.id, all.conversations.len()), (number, 1));
    let told = serde_json::to_string(&all).unwrap();
    assert!(told.contains("My walrus is called Egon") && told.contains("Likes walruses"), "{told}");

    let (status, code, _) = problem(admin.delete(&path).await).await;
    assert_eq!((status, code), (StatusCode::CONFLICT, Code::WrongState), "the chat is open");
    assert!(admin.read::<ConversationList>(search).await.cards.len() == 1, "and nothing was erased");
    mia.does(&id, AgentVerb::Complete).await.unwrap();
    let kept: VisitorExport = admin.read(&format!("{path}/export")).await;
    let erased: Erased = success(&path, admin.delete(&path).await).await;
    assert_eq!((erased.visitor, &erased.conversations), (number, &vec![id.clone()]));
    assert_eq!(erased.events, kept.conversations[0].events.len() as u64);

    assert_eq!(visitor.end().await, Some(close::UNAUTHORIZED), "their page begins anew");
    let hello = Hello { site: SITE.to_owned(), token: Some(visitor.sees.token.clone()), ..Hello::default() };
    assert!(Visitor::greets(&server, hello).await.sees.chat.is_none(), "their token opens nothing");
    assert!(admin.read::<ConversationList>(search).await.cards.is_empty());
    for path in [path.clone(), format!("{path}/export")] {
        assert_eq!(problem(admin.get(&path).await).await.0, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(problem(admin.delete(&path).await).await.0, StatusCode::NOT_FOUND, "once");
    let open = mia.does(&id, AgentVerb::Reactivate).await.unwrap_err();
    assert_eq!(open.code, Code::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_the_opening_hours_nobody_is_available_and_nobody_is_rung() {
    let server = Server::start().await;
    let admin = Http::signed_in(&server, MIRA).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("somebody", |sees| sees.available == 1).await;
    let demo = async || {
        let sites: Vec<SiteRecord> = admin.read("/api/v1/sites").await;
        sites.into_iter().find(|site| site.key == SITE).unwrap()
    };
    let set = async |hours: Hours| {
        let SiteRecord { version, mut embed, .. } = demo().await;
        embed.hours = hours;
        let path = format!("/api/v1/sites/{SITE}/embed");
        let _: SiteRecord = success(&path, admin.put(&path, &Versioned { version, to: embed }).await).await;
    };
    let closed =
        Hours { time_zone: "Europe/Vienna".to_owned(), week: vec![Vec::new(); 7], ..Hours::default() };
    set(closed).await;
    visitor.until("nobody", |sees| sees.available == 0).await;
    let id = visitor.does(VisitorVerb::Request).await.unwrap().conversation;
    let nobody = |what: &What| matches!(what, What::Unanswered { why: Why::Nobody });
    visitor.until("the end", |sees| sees.shows(|chat| chat.find(nobody).is_some())).await;
    assert!(!mia.sees.card(&id, |card| card.rings_me));

    set(Hours::default()).await;
    visitor.until("somebody again", |sees| sees.available == 1).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    mia.until("a request", |sees| sees.card(&id, |card| card.rings_me)).await;
}
