//! tests: other people's conversations, tokens and ids.

use baton_protocol::{
    Code, ConversationId,
    agent::{AgentFrame, AgentVerb},
    visitor::{Have, Hello, VisitorFrame, VisitorVerb},
};
use baton_tests::{
    agent::Agent,
    fresh_id,
    http::{Http, problem},
    people::MIA,
    visitor::{SITE, Visitor},
};
use reqwest::StatusCode;

use super::Scene;
use crate::handover::connect;

/// It has the shape of a conversation's name, and is none.
const NOBODYS: &str = "AAAAAAAAAAAAAAAAAAAAAA";

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_conversation_and_none_at_all_get_the_same_answer() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let strangers = scene.bystander.sees.chat().id.clone();
    let nobodys = ConversationId::parse(NOBODYS).unwrap();
    // Somebody who has not said a word, and somebody with a conversation of their own.
    for speaks in [false, true] {
        let mut visitor = Visitor::arrives(&scene.server).await;
        let mut own = None;
        if speaks {
            own = Some(visitor.says("Hello").await.conversation);
        }
        for conversation in [&strangers, &nobodys] {
            let conversation = conversation.clone();
            visitor.line.send(&VisitorFrame::Older { conversation: conversation.clone(), before: 9 }).await;
            visitor.line.send(&VisitorFrame::Marks { conversation, delivered: 1, read: 1 }).await;
        }
        visitor.until("four refusals", |sees| sees.refused.len() == 4).await;
        assert_eq!(visitor.sees.refused[0].code, Code::NotFound);
        assert!(visitor.sees.refused.iter().all(|why| *why == visitor.sees.refused[0]));
        let have =
            Have { epoch: visitor.sees.welcome.epoch.clone(), conversation: strangers.clone(), after: 0 };
        let hello = Hello { have: Some(have), ..visitor.sees.hello() };
        let tab = Visitor::greets(&scene.server, hello).await;
        assert_eq!(tab.sees.chat.map(|chat| chat.id), own);
        assert!(!tab.sees.welcome.resumed);
        visitor.sees.refused.clear();
        if speaks {
            visitor.does(VisitorVerb::End).await.unwrap();
        }
    }
    assert_eq!(scene.bystander.sees.chat().theirs.read, 0, "nobody reads in another's name");
    let after = scene.stored().await;
    assert!(after.ends_with(&before), "the bystander's conversation is as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_token_makes_a_stranger_and_opens_nothing() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let good = scene.bystander.sees.token.clone();
    let mut flipped = good.clone();
    flipped.replace_range(0..1, if good.starts_with('A') { "B" } else { "A" });
    let long = good.repeat(1_000);
    let unknown = [flipped, "A".repeat(43)];
    let malformed = [
        String::new(),
        "x".to_owned(),
        "' OR 1=1 --".to_owned(),
        good[..42].to_owned(),
        format!("{good}="),
        format!(" {good}"),
        long,
        "\u{ff21}".repeat(43),
    ];
    for token in unknown.iter().chain(&malformed) {
        let hello = Hello { site: SITE.to_owned(), token: Some(token.clone()), ..Hello::default() };
        let visitor = Visitor::greets(&scene.server, hello).await;
        assert!(visitor.sees.chat.is_none(), "{token}");
        match &visitor.sees.welcome.token {
            Some(fresh) => assert!(fresh != token && *fresh != good && fresh.len() == 43),
            None => assert!(unknown.contains(token), "{token}"),
        }
        // A header has its own limit, and its own letters.
        if token.is_ascii() && token.len() < 1_000 {
            let http = Http { bearer: Some(token.clone()), ..Http::new(&scene.server) };
            let answer = http.post("/api/v1/visitor/frames", &VisitorFrame::Typing(true)).await;
            let (status, code, _) = problem(answer).await;
            assert!(matches!(status, StatusCode::UNAUTHORIZED), "{token}: {status}");
            assert_eq!(code, Code::Unauthorized);
        }
    }
    scene.is_unmoved(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_is_used_for_one_message_of_one_author() {
    let mut scene = Scene::set().await;
    let mut mia = Agent::at_work(&scene.server, MIA).await;
    let mut visitor = Visitor::arrives(&scene.server).await;
    let id = connect(&mut visitor, &mut mia).await;
    let used = fresh_id();
    let send = |text: &str| VisitorVerb::Send { text: text.to_owned(), files: Vec::new() };
    let done = visitor.does_as(used, send("The first text")).await.unwrap();
    visitor.until("the text", |sees| sees.shows(|chat| chat.last() >= done.seq)).await;
    let before = scene.stored().await;
    assert_eq!(visitor.does_as(used, send("The first text")).await, Ok(done), "again: the same answer");
    for (who, text) in [("the same", "Another text"), ("the same", "The first text ")] {
        let refused = visitor.does_as(used, send(text)).await.unwrap_err();
        assert_eq!(refused.code, Code::ClientIdReused, "{who}");
    }
    // Neither another visitor, in an old or a new conversation, nor a live agent learns anything by it.
    let refused = scene.bystander.does_as(used, send("The first text")).await.unwrap_err();
    assert_eq!(refused.code, Code::ClientIdReused);
    let mut newcomer = Visitor::arrives(&scene.server).await;
    let refused = newcomer.does_as(used, send("The first text")).await.unwrap_err();
    assert_eq!(refused.code, Code::ClientIdReused);
    let what = AgentVerb::Send { text: "The first text".to_owned(), quote: None, files: Vec::new() };
    mia.line.send(&AgentFrame::Do { id: used, conversation: id.clone(), what }).await;
    let refused = mia.answer(used).await.unwrap_err();
    assert_eq!(refused.code, Code::ClientIdReused);
    scene.is_unmoved(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_agent_finds_no_conversation_that_does_not_exist() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let mut mia = Agent::at_work(&scene.server, MIA).await;
    let nobodys = ConversationId::parse(NOBODYS).unwrap();
    for verb in [
        AgentVerb::Accept,
        AgentVerb::Ignore,
        AgentVerb::TakeOver,
        AgentVerb::Send { text: "x".to_owned(), quote: None, files: Vec::new() },
        AgentVerb::Complete,
        AgentVerb::End,
        AgentVerb::Reactivate,
    ] {
        let refused = mia.does(&nobodys, verb).await.unwrap_err();
        assert_eq!(refused.code, Code::NotFound);
    }
    mia.line.send(&AgentFrame::Open(nobodys.clone())).await;
    mia.line.send(&AgentFrame::Shut(nobodys.clone())).await;
    mia.line.send(&AgentFrame::Older { conversation: nobodys.clone(), before: 1 }).await;
    mia.line.send(&AgentFrame::Typing { conversation: nobodys.clone(), on: true }).await;
    mia.line.send(&AgentFrame::Marks { conversation: nobodys, delivered: 1, read: 1 }).await;
    mia.until("five refusals", |sees| sees.refused.len() == 5).await;
    assert!(mia.sees.refused.iter().all(|(_, why)| why.code == Code::NotFound));
    scene.is_unmoved(&before).await;
}
