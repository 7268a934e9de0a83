//! tests: visitor and live agent chat: words, typing, marks, several chats side by side.

use baton_protocol::{
    Author, Code, What,
    agent::{AgentFrame, AgentVerb},
    state::Marks,
    visitor::{Hello, PageView, VisitorFrame},
};
use baton_tests::{
    agent::Agent,
    people::{LUIS, MIA},
    server::Server,
    visitor::{SITE, Visitor},
};

use super::connect;

#[tokio::test(flavor = "multi_thread")]
async fn they_chat_and_see_each_other_write_and_read() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("Hello").await;
    let id = connect(&mut visitor, &mut mia).await;
    assert!(mia.sees.chat(&id).visitor_said().contains(&"Hello"), "what was said before is there");

    visitor.line.send(&VisitorFrame::Typing(true)).await;
    mia.until("the visitor write", |sees| sees.chats[&id].typing == Some((Author::Visitor, true))).await;
    visitor.says("My parcel is late").await;
    mia.until("the words", |sees| sees.shows(&id, |chat| chat.visitor_said().len() == 2)).await;
    mia.until("one unread", |sees| sees.card(&id, |card| card.unread == 1)).await;

    let seen = mia.sees.chat(&id).last();
    mia.line.send(&AgentFrame::Marks { conversation: id.clone(), delivered: seen, read: seen }).await;
    visitor.until("that it was read", |sees| sees.shows(|chat| chat.theirs.read == seen)).await;
    mia.until("nothing unread", |sees| sees.card(&id, |card| card.unread == 0)).await;

    mia.line.send(&AgentFrame::Typing { conversation: id.clone(), on: true }).await;
    let writes = |by: &Author| matches!(by, Author::Agent(agent) if agent.name == "Mia");
    visitor.until("Mia write", |sees| sees.typing.as_ref().is_some_and(|(by, on)| *on && writes(by))).await;
    mia.says(&id, "I am looking.").await;
    visitor.until("the answer", |sees| sees.shows(|chat| chat.agents_said() == ["I am looking."])).await;

    let last = visitor.sees.chat().last();
    visitor
        .line
        .send(&VisitorFrame::Marks { conversation: id.clone(), delivered: last, read: last - 1 })
        .await;
    let marks = Marks { delivered: last, read: last - 1 };
    mia.until("how far the visitor is", |sees| sees.shows(&id, |chat| chat.theirs == marks)).await;
    // Numbers beyond the end are cut back, and `read` never passes `delivered`.
    visitor.line.send(&VisitorFrame::Marks { conversation: id.clone(), delivered: 1, read: 1_000_000 }).await;
    visitor
        .line
        .send(&VisitorFrame::Marks { conversation: id.clone(), delivered: 1_000_000, read: 1_000_000 })
        .await;
    let marks = Marks { delivered: last, read: last };
    mia.until("the end, and no more", |sees| sees.shows(&id, |chat| chat.theirs == marks)).await;
    let accepted = visitor.sees.chat().find(|what| matches!(what, What::Accepted { .. })).unwrap();
    assert!(!visitor.sees.chat().ai_spoke_after(accepted), "the AI agent is silent");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_chats_side_by_side_do_not_mix() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let (mut kim, mut lee) = (Visitor::arrives(&server).await, Visitor::arrives(&server).await);
    let kims = connect(&mut kim, &mut mia).await;
    let lees = connect(&mut lee, &mut mia).await;
    for round in 0..5 {
        kim.says(&format!("Kim {round}")).await;
        lee.says(&format!("Lee {round}")).await;
        mia.says(&kims, &format!("to Kim {round}")).await;
        mia.says(&lees, &format!("to Lee {round}")).await;
    }
    kim.until("five answers", |sees| sees.shows(|chat| chat.agents_said().len() == 5)).await;
    lee.until("five answers", |sees| sees.shows(|chat| chat.agents_said().len() == 5)).await;
    assert!(kim.sees.chat().agents_said().iter().all(|text| text.starts_with("to Kim")));
    assert!(lee.sees.chat().agents_said().iter().all(|text| text.starts_with("to Lee")));
    let own = |id, name: &str| mia.sees.chat(id).visitor_said().iter().all(|text| text.starts_with(name));
    assert!(own(&kims, "Kim") && own(&lees, "Lee"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_holds_a_chat_writes_types_and_reads_there() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut luis = Agent::signs_in(&server, LUIS).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    luis.opens(&id).await;
    for verb in [
        AgentVerb::Send { text: "me too".to_owned(), quote: None, files: Vec::new() },
        AgentVerb::Complete,
        AgentVerb::End,
    ] {
        let refused = luis.does(&id, verb).await.unwrap_err();
        assert_eq!(refused.code, Code::NotYours);
        assert!(refused.message.contains("Mia"), "{refused:?}");
    }
    for verb in [AgentVerb::Accept, AgentVerb::TakeOver, AgentVerb::Reactivate] {
        let refused = luis.does(&id, verb).await.unwrap_err();
        assert_eq!(refused.code, Code::Taken, "{refused:?}");
    }
    let last = luis.sees.chat(&id).last();
    luis.line.send(&AgentFrame::Typing { conversation: id.clone(), on: true }).await;
    luis.line.send(&AgentFrame::Marks { conversation: id.clone(), delivered: last, read: last }).await;
    // Luis' frames are done with once he is refused something after them.
    luis.does(&id, AgentVerb::Complete).await.unwrap_err();
    mia.says(&id, "Hello").await;
    visitor.until("Mia's words", |sees| sees.shows(|chat| !chat.agents_said().is_empty())).await;
    assert_eq!(visitor.sees.typing, None);
    assert_eq!(visitor.sees.chat().theirs, Marks::default(), "whoever only looks has not read it");
    luis.until("Mia's words", |sees| sees.shows(&id, |chat| !chat.agents_said().is_empty())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_agent_sees_who_the_visitor_is_and_where() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let page = |url: &str| PageView { url: url.to_owned(), title: "Tea".to_owned(), referrer: String::new() };
    let hello = Hello {
        site: SITE.to_owned(),
        locale: "ja".to_owned(),
        time_zone: "Asia/Tokyo".to_owned(),
        page: Some(page("https://shop.example/tea")),
        ..Hello::default()
    };
    let mut visitor = Visitor::greets(&server, hello).await;
    let id = connect(&mut visitor, &mut mia).await;
    let details = mia.sees.chats[&id].visitor.clone().unwrap();
    assert_eq!((details.locale.as_str(), details.time_zone.as_str()), ("ja", "Asia/Tokyo"));
    assert_eq!(details.page, Some(page("https://shop.example/tea")));
    assert!(details.online && details.conversations == 1, "{details:?}");
    visitor.line.send(&VisitorFrame::At(page("https://shop.example/cart"))).await;
    visitor.says("I am in the cart now").await;
    mia.opens(&id).await;
    let details = mia.sees.chats[&id].visitor.clone().unwrap();
    assert_eq!(details.page, Some(page("https://shop.example/cart")));
}
