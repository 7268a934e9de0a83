//! tests: the AI agent asks for a person: because words or a rule say so, because it did not help, because of anger.

use baton_protocol::{
    Author, TeamId, What,
    answering::{Rule, When},
    event::Reason,
    site::{EmbedSettings, Hours, Versioned},
    visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    editor::{Editor, pair},
    people::{LUIS, MIA},
    screen::Screen,
    server::Server,
    visitor::Visitor,
};

use super::asks;
use crate::teams::Office;

fn reasons(chat: &Screen) -> Vec<Reason> {
    let reason = |what: &What| match what {
        What::Requested { reason, .. } => Some(*reason),
        _ => None,
    };
    chat.log.iter().filter_map(|event| reason(&event.what)).collect()
}

fn rule(name: &str, mentions: &str, when: When, team: Option<TeamId>) -> Rule {
    Rule { name: name.to_owned(), mentions: vec![mentions.to_owned()], when, team }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_asks_its_team_in_opening_hours() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let editor = Editor::of(&server).await;
    let billing = office.team("Billing", true, &[LUIS]).await;
    editor
        .answers_so(|answering| {
            answering.rules = vec![
                rule("Night", "refund", When::Closed, None),
                rule("Refunds", "refund", When::Open, Some(billing)),
                rule("Later", "refund", When::Always, None),
            ];
        })
        .await;
    let mia = Agent::at_work(&server, MIA).await;
    let mut luis = Agent::at_work(&server, LUIS).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("two", |sees| sees.available == 2).await;
    visitor.says("I would like a Refund for my order, please").await;
    visitor.until("the request", |sees| sees.shows(Screen::is_requested)).await;
    let id = luis.accepts().await;
    luis.opens(&id).await;
    let asked =
        luis.sees.chat(&id).log.iter().find(|event| matches!(event.what, What::Requested { .. })).unwrap();
    assert_eq!(asked.by, Author::Ai);
    let What::Requested { reason, ring, team, rule, .. } = &asked.what else { panic!("{asked:?}") };
    assert_eq!(
        ring,
        &[luis.sees.welcome.me.id],
        "only the team is rung, and not {:?}",
        mia.sees.welcome.me.id
    );
    assert_eq!((*reason, *team, rule.as_str()), (Reason::Rule, Some(billing), "Refunds"));
    // A visitor is not told whom and by which rule.
    let seen =
        visitor.sees.chat().log.iter().find(|event| matches!(event.what, What::Requested { .. })).unwrap();
    let What::Requested { ring, team, rule, .. } = &seen.what else { panic!("{seen:?}") };
    assert!(ring.is_empty() && team.is_none() && rule.is_empty(), "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_of_opening_hours_the_other_rule_holds_and_other_words_lead_to_none() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let editor = Editor::of(&server).await;
    editor.answers_so(|answering| answering.rules = vec![rule("Refunds", "refund", When::Open, None)]).await;
    let site = office.site().await;
    let closed =
        Hours { time_zone: "Europe/Vienna".to_owned(), week: vec![Vec::new(); 7], ..Hours::default() };
    let to = EmbedSettings { hours: closed, ..site.embed };
    let set = office.admin.put("/api/v1/sites/demo/embed", &Versioned { version: site.version, to }).await;
    assert!(set.status().is_success());
    let mut visitor = Visitor::arrives(&server).await;
    asks(&mut visitor, "I would like a refund").await;
    assert_eq!(reasons(visitor.sees.chat()), []);
    let asked = editor.asks("I would like a refund").await;
    assert_eq!(asked.said.person, None, "the playground keeps to the hours too: {asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_answers_that_did_not_help_and_anger_ask_for_a_person_and_never_twice_after_no() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    editor.knows(vec![pair(&["Do you repair kettles?"], "Yes, for ten years.")]).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("Mia", |sees| sees.available == 1).await;
    asks(&mut visitor, "What is the airspeed of a swallow?").await;
    assert_eq!(reasons(visitor.sees.chat()), [], "once is no sign");
    visitor.says("But how fast does a swallow fly?").await;
    visitor.until("the request", |sees| sees.shows(Screen::is_requested)).await;
    assert_eq!(reasons(visitor.sees.chat()), [Reason::NotHelped]);
    mia.until("a request", |sees| sees.ringing().is_some()).await;
    visitor.does(VisitorVerb::Cancel).await.unwrap();
    visitor.until("the AI agent", |sees| sees.shows(|chat| !chat.is_requested())).await;
    // No means no: neither more of the same, nor anger, brings another by itself.
    for words in ["And a goose?", "And a duck, how fast?", "This is useless, you stupid machine"] {
        asks(&mut visitor, words).await;
    }
    assert_eq!(reasons(visitor.sees.chat()), [Reason::NotHelped]);
    visitor.says("I want to talk to a human now").await;
    visitor.until("the request", |sees| sees.shows(Screen::is_requested)).await;
    assert_eq!(reasons(visitor.sees.chat()), [Reason::NotHelped, Reason::Words]);

    let mut angry = Visitor::arrives(&server).await;
    angry.says("THIS IS THE WORST SHOP EVER!!! You are completely useless").await;
    angry.until("the request", |sees| sees.shows(Screen::is_requested)).await;
    assert_eq!(reasons(angry.sees.chat()), [Reason::Anger]);
}

#[tokio::test(flavor = "multi_thread")]
async fn thumbs_down_twice_is_two_answers_that_did_not_help() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.until("Mia", |sees| sees.available == 1).await;
    for question in ["Can I return opened tea?", "How long does shipping take?"] {
        asks(&mut visitor, question).await;
        let chat = visitor.sees.chat();
        let seq =
            chat.messages().filter(|(_, by, _)| **by == Author::Ai).map(|(seq, ..)| seq).last().unwrap();
        visitor.does(VisitorVerb::Judge { seq, helpful: false }).await.unwrap();
    }
    visitor.until("the request", |sees| sees.shows(Screen::is_requested)).await;
    assert_eq!(reasons(visitor.sees.chat()), [Reason::NotHelped]);
    assert_eq!(&mia.accepts().await, &visitor.sees.chat().id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_asked_for_in_words_that_are_misspelt() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    for words in [
        "i want to tlak to a human",
        "can i speek to a real persn",
        "connect me with a represntative",
        "ich möchte mit einem mitarbeitr sprechen",
        "quiero hablar con una persna",
        "je veux parler à un consieller",
        "quero falar com um atendente",
        "オペレーターに繋いでください",
        "转人工",
        "ขอคุยกับเจ้าหน้าที่",
        "상담원 연결해 주세요",
    ] {
        let mut visitor = Visitor::arrives(&server).await;
        visitor.says(words).await;
        visitor.until(words, |sees| sees.shows(|chat| reasons(chat) == [Reason::Words])).await;
    }
    mia.until("a request", |sees| sees.ringing().is_some()).await;
}
