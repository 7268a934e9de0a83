//! tests: what a page says of its visitor: shown to live agents as not proved, within bounds, and the visitor's own.

use std::collections::BTreeMap;

use baton_protocol::{
    Code, Refusal,
    agent::VisitorDetails,
    poll::Answered,
    visitor::{Identity, VisitorFrame, VisitorNews},
};
use baton_tests::{
    agent::Agent,
    http::Http,
    people::MIA,
    server::Server,
    visitor::{Visitor, VisitorSees},
};

use crate::handover::connect;

fn attributes<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, String> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn named(name: &str, email: &str) -> Identity {
    Identity { name: Some(name.to_owned()), email: Some(email.to_owned()), ..Identity::default() }
}

async fn says_of(visitor: &mut Visitor, identity: Identity) {
    visitor.line.send(&VisitorFrame::Is(identity)).await;
}

/// Whoever opens the conversation now is shown this of its visitor.
async fn shown(mia: &mut Agent, visitor: &mut Visitor) -> VisitorDetails {
    // A frame is not acknowledged; whatever is acknowledged after it was said after it.
    visitor.says("And?").await;
    let id = visitor.sees.chat().id.clone();
    mia.opens(&id).await;
    mia.sees.chats[&id].visitor.clone().expect("a visitor")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_says_who_its_visitor_is_and_nobody_takes_it_for_proved() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    // Before the visitor has said a word, and so is nobody yet.
    let said = Identity {
        attributes: attributes([("order", "1207"), ("plan", "gold")]),
        ..named("Kim", "kim@shop.example")
    };
    says_of(&mut visitor, said).await;
    connect(&mut visitor, &mut mia).await;
    let told = shown(&mut mia, &mut visitor).await;
    assert_eq!((told.name.as_deref(), told.email.as_deref()), (Some("Kim"), Some("kim@shop.example")));
    assert!(!told.verified);
    assert_eq!(told.attributes, attributes([("order", "1207"), ("plan", "gold")]));

    // What is left out stays, what is empty goes, and what is new is added.
    let said =
        Identity { attributes: attributes([("plan", ""), ("cart", "3 lamps")]), ..Identity::default() };
    says_of(&mut visitor, said).await;
    let told = shown(&mut mia, &mut visitor).await;
    assert_eq!(told.name.as_deref(), Some("Kim"));
    assert_eq!(told.attributes, attributes([("order", "1207"), ("cart", "3 lamps")]));

    says_of(&mut visitor, named("", "")).await;
    let told = shown(&mut mia, &mut visitor).await;
    assert_eq!((told.name, told.email), (None, None));

    // Text, whatever it looks like; and it is there after a restart of the page.
    let odd = "<img src=x onerror=alert(1)> \u{202e}\u{1f469}";
    says_of(&mut visitor, Identity { attributes: attributes([(odd, odd)]), ..Identity::default() }).await;
    let told = shown(&mut mia, &mut visitor).await;
    assert_eq!(told.attributes.get(odd).map(String::as_str), Some(odd));
    let mut again = visitor.elsewhere(&server).await;
    says_of(&mut again, Identity { attributes: attributes([("cart", "")]), ..Identity::default() }).await;
    let told = shown(&mut mia, &mut again).await;
    assert_eq!(told.attributes, attributes([("order", "1207"), (odd, odd)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_much_is_refused_and_changes_nothing() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let many: Vec<String> = (0..31).map(|number| format!("a{number}")).collect();
    let all = attributes(many[..30].iter().map(|name| (name.as_str(), "x")));
    says_of(&mut visitor, Identity { attributes: all.clone(), ..named("Kim", "kim@shop.example") }).await;
    let (wide, long) = ("\u{8c93}".repeat(41), "\u{8c93}".repeat(201));
    let wrong = [
        Identity { attributes: attributes([(many[30].as_str(), "x")]), ..Identity::default() },
        Identity { attributes: attributes([(wide.as_str(), "x")]), ..Identity::default() },
        Identity { attributes: attributes([("a1", long.as_str())]), ..Identity::default() },
        Identity { attributes: attributes([("", "x")]), ..Identity::default() },
        Identity { name: Some("\u{8c93}".repeat(61)), ..Identity::default() },
        Identity { email: Some(format!("{}@shop.example", "k".repeat(250))), ..Identity::default() },
    ];
    for (number, identity) in wrong.into_iter().enumerate() {
        says_of(&mut visitor, identity).await;
        let refused = |sees: &VisitorSees| sees.refused.len() > number;
        visitor.until("a refusal", refused).await;
        let Refusal { code, .. } = visitor.sees.refused[number];
        assert!(matches!(code, Code::TooLong | Code::Invalid), "{number}: {code:?}");
    }
    let most = "\u{8c93}".repeat(200);
    says_of(
        &mut visitor,
        Identity { attributes: attributes([("a0", most.as_str())]), ..Identity::default() },
    )
    .await;
    connect(&mut visitor, &mut mia).await;
    let told = shown(&mut mia, &mut visitor).await;
    assert_eq!((told.name.as_deref(), told.attributes.len()), (Some("Kim"), 30));
    assert_eq!(told.attributes["a0"], most);
    assert_eq!(told.attributes["a1"], "x");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_over_plain_http_too() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    connect(&mut visitor, &mut mia).await;
    let http = Http::of(&server, &visitor);
    let frame = VisitorFrame::Is(named("Kim", "kim@shop.example"));
    let told: Answered<VisitorNews> = http.told("/api/v1/visitor/frames", &frame).await;
    assert!(told.news.is_empty(), "{told:?}");
    let too_much = VisitorFrame::Is(Identity { name: Some("x".repeat(61)), ..Identity::default() });
    let told: Answered<VisitorNews> = http.told("/api/v1/visitor/frames", &too_much).await;
    assert!(matches!(told.news.as_slice(), [VisitorNews::Refused { id: None, .. }]), "{told:?}");
    let mut later = visitor.elsewhere(&server).await;
    assert_eq!(shown(&mut mia, &mut later).await.name.as_deref(), Some("Kim"));
}
