//! tests: real engines that speak the protocols: llama.cpp's server, whose words are noise, and aimock.
//! `cargo xtask setup` fetches both; without them these stories fail and say so.

use baton_protocol::{
    answering::{Meter, ModelSettings, ModelView, Provider, Tried},
    event::Reason,
};
use baton_tests::{
    agent::Agent,
    editor::{Editor, article, at},
    engine::Engine,
    eventually,
    http::Http,
    people::{MIA, MIRA},
    screen::Screen,
    server::Server,
    visitor::Visitor,
};

use super::{QUESTION, helped, is_embedded};
use crate::answering::asks;

fn settings(provider: Provider, base: &str) -> ModelSettings {
    ModelSettings {
        provider,
        base: base.to_owned(),
        model: "tiny".to_owned(),
        key: Some("none".to_owned()),
        budget: 0,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_engine_streams_noise_over_both_wires_and_none_of_it_is_said() {
    let engine = Engine::llama().await;
    let (server, ..) = helped(baton_tests::model::Wire::OpenAi, &["--model-seconds", "20"]).await;
    let admin = Http::signed_in(&server, MIRA).await;
    for provider in [Provider::OpenAi, Provider::Anthropic] {
        let before: ModelView = admin.read(&at("model")).await;
        let set = admin.put(&at("model"), &settings(provider, &engine.base)).await;
        assert!(set.status().is_success());
        let tried: Tried = admin.told(&at("model/try"), &serde_json::json!({})).await;
        assert!(tried.model.is_some(), "{provider:?}: {tried:?}");
        is_embedded(&asks(&mut Visitor::arrives(&server).await, QUESTION).await);
        let view = eventually("what it has cost", || async {
            Some(admin.read::<ModelView>(&at("model")).await)
                .filter(|view| view.meter.calls > before.meter.calls)
        })
        .await;
        let Meter { input, output, answers, .. } = view.meter;
        assert!(input > before.meter.input && output > before.meter.output, "it says what it used: {view:?}");
        assert_eq!(answers, 0, "noise is no answer");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn aimock_answers_calls_the_tool_and_fails_over_both_wires() {
    let engine = Engine::aimock().await;
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    editor.knows(vec![article("Gift wrapping", "Gift wrapping is free of charge. We use paper.")]).await;
    let admin = Http::signed_in(&server, MIRA).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let ask = |word: &str| format!("what does gift wrapping cost {word}");
    for provider in [Provider::OpenAi, Provider::Anthropic] {
        let set = async || {
            let set = admin.put(&at("model"), &settings(provider, &engine.base)).await;
            assert!(set.status().is_success());
        };
        set().await;
        let tried: Tried = admin.told(&at("model/try"), &serde_json::json!({})).await;
        assert!(tried.model.is_some(), "{provider:?}: {tried:?}");
        let cited = asks(&mut Visitor::arrives(&server).await, &ask("FIXTURE_CITED")).await;
        assert_eq!(cited.text.trim(), "Gift wrapping is free of charge.", "{provider:?}");
        assert!(!cited.sources.is_empty());
        for word in ["UNPROVED", "500", "CUT", "MALFORMED", "GONE"] {
            // The breaker begins anew.
            set().await;
            let answer = asks(&mut Visitor::arrives(&server).await, &ask(&format!("FIXTURE_{word}"))).await;
            assert!(answer.offers_person || !answer.sources.is_empty(), "{word}: {answer:?}");
            assert!(!answer.text.contains("for ever"), "{word}: {answer:?}");
        }
        set().await;
        let mut visitor = Visitor::arrives(&server).await;
        visitor.says(&ask("FIXTURE_PERSON")).await;
        visitor.until("the request", |sees| sees.shows(Screen::is_requested)).await;
        let by_tool = |what: &baton_protocol::What| {
            matches!(what, baton_protocol::What::Requested { reason: Reason::Ai, .. })
        };
        assert!(visitor.sees.chat().find(by_tool).is_some());
        let id = mia.accepts().await;
        mia.does(&id, baton_protocol::agent::AgentVerb::End).await.unwrap();
    }
}
