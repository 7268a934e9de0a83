//! tests: whatever a language model does, the visitor gets an answer or a person.

use baton_protocol::answering::{Meter, ModelView};
use baton_tests::{
    editor::at,
    eventually,
    http::Http,
    model::{Model, Says, Wire},
    server::Server,
    visitor::Visitor,
};

use super::{ANSWER, QUESTION, WORDS, helped, is_embedded};
use crate::answering::asks;

/// Each way to fail, one after the other, each with a breaker that knows nothing of the last.
async fn fails(server: &Server, model: &Model, admin: &Http, wire: Wire, says: Says) -> Option<String> {
    model.helps(admin, wire).await;
    model.says(says.clone());
    let mut visitor = Visitor::arrives(server).await;
    let before = model.heard().len();
    is_embedded(&asks(&mut visitor, QUESTION).await);
    assert!(model.heard().len() > before, "it was asked: {says:?}");
    let view: ModelView = admin.read(&at("model")).await;
    view.failure
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_floods_cuts_and_rubbish_cost_nothing_but_the_models_words() {
    for wire in [Wire::OpenAi, Wire::Anthropic] {
        let (server, model, admin) = helped(wire, &["--model-seconds", "3"]).await;
        for says in [
            Says::Fails(500, None),
            Says::Fails(529, None),
            Says::Fails(429, Some(3600)),
            Says::Fails(400, None),
            Says::Fails(403, None),
            Says::Rubbish,
            Says::Floods,
            Says::breaks("Kettles are mended for ten"),
            Says::words(""),
            Says::words(&"word ".repeat(20_000)),
        ] {
            let failure = fails(&server, &model, &admin, wire, says.clone()).await;
            if let Some(failure) = failure {
                assert!(failure.ends_with('.'), "{says:?}: {failure}");
            } else {
                assert!(matches!(says, Says::Words(_) | Says::Floods), "{says:?} is told to an admin");
            }
        }
        // One that fails once is asked again.
        model.helps(&admin, wire).await;
        model.first(Says::Fails(503, None));
        model.says(Says::words(ANSWER));
        let mut visitor = Visitor::arrives(&server).await;
        assert!(asks(&mut visitor, QUESTION).await.text.contains(WORDS), "{:?}", visitor.sees.chat().log);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_hangs_before_or_in_the_middle_is_not_waited_for() {
    for wire in [Wire::OpenAi, Wire::Anthropic] {
        let (server, model, admin) = helped(wire, &["--model-seconds", "1"]).await;
        for says in [Says::Silence, Says::stalls(""), Says::stalls("Kettles are mended for ten")] {
            let failure = fails(&server, &model, &admin, wire, says.clone()).await;
            assert!(failure.is_some(), "{says:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_fails_in_a_row_rests_and_is_asked_by_nobody() {
    let (server, model, admin) = helped(Wire::OpenAi, &[]).await;
    model.says(Says::Fails(500, None));
    let mut resting = None;
    for _ in 0..6 {
        let mut visitor = Visitor::arrives(&server).await;
        is_embedded(&asks(&mut visitor, QUESTION).await);
        resting = admin.read::<ModelView>(&at("model")).await.resting;
        if resting.is_some() {
            break;
        }
    }
    assert!(resting.is_some(), "it still is asked");
    let asked = model.heard().len();
    model.says(Says::words(ANSWER));
    for _ in 0..3 {
        is_embedded(&asks(&mut Visitor::arrives(&server).await, QUESTION).await);
    }
    assert_eq!(model.heard().len(), asked, "it rests");
    // An admin who tries it out finds that it is well, and visitors are helped again.
    let tried: serde_json::Value = admin.told(&at("model/try"), &serde_json::json!({})).await;
    assert!(tried["model"].is_string(), "{tried}");
    assert!(asks(&mut Visitor::arrives(&server).await, QUESTION).await.text.contains(WORDS));
    assert_eq!(admin.read::<ModelView>(&at("model")).await.resting, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_costs_is_counted_and_a_spent_budget_is_the_end() {
    let (server, model, admin) = helped(Wire::Anthropic, &[]).await;
    model.says(Says::words(ANSWER));
    let (input, output) = baton_tests::model::TOKENS;
    let mut settings = model.settings(Wire::Anthropic);
    settings.budget = (input + output) * 2;
    assert!(admin.put(&at("model"), &settings).await.status().is_success());
    for _ in 0..2 {
        assert!(asks(&mut Visitor::arrives(&server).await, QUESTION).await.text.contains(WORDS));
    }
    let meter = Meter { calls: 2, answers: 2, input: input * 2, output: output * 2 };
    let view = eventually("the meter", || async {
        Some(admin.read::<ModelView>(&at("model")).await).filter(|view| view.meter.calls == 2)
    })
    .await;
    assert_eq!(view.meter, meter);
    is_embedded(&asks(&mut Visitor::arrives(&server).await, QUESTION).await);
    assert_eq!(model.heard().len(), 2, "the month's tokens are spent");
    // The month's meter outlives the server, and a larger budget lets it go on.
    let mut server = server;
    server.kill().await;
    server.begin().await;
    let kept: ModelView = admin.read(&at("model")).await;
    assert_eq!((kept.meter, kept.keyed), (meter, true));
    is_embedded(&asks(&mut Visitor::arrives(&server).await, QUESTION).await);
    settings.budget = 0;
    assert!(admin.put(&at("model"), &settings).await.status().is_success());
    assert!(asks(&mut Visitor::arrives(&server).await, QUESTION).await.text.contains(WORDS));
}
