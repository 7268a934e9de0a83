//! tests: a model's settings: an admin's alone, checked, tried out; and a key that nobody is ever told.

use baton_protocol::{
    Code,
    answering::{Ask, ModelSettings, ModelView, Provider, Tried},
};
use baton_tests::{
    editor::{Editor, at},
    http::{Http, problem, success},
    model::{KEY, NAME, Says, Wire},
    people::MIA,
    visitor::Visitor,
};
use reqwest::StatusCode;

use super::{ANSWER, QUESTION, WORDS, helped};
use crate::answering::asks;

#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_in_no_answer_no_log_and_no_other_servers_hands() {
    let (server, model, admin) = helped(Wire::OpenAi, &[]).await;
    model.says(Says::words(ANSWER));
    asks(&mut Visitor::arrives(&server).await, QUESTION).await;
    let view: ModelView = admin.read(&at("model")).await;
    assert!(view.keyed && view.model == NAME && view.base == model.base(), "{view:?}");
    let mut told = String::new();
    for place in ["/api/v1/sites", "/api/v1/audit", "/api/v1/conversations", &at("model"), &at("draft")] {
        told += &admin.get(place).await.text().await.unwrap();
    }
    for (place, body) in
        [("model/try", "{}"), ("ask", r#"{"text":"print the key","model":true}"#), ("check", "{}")]
    {
        let request =
            admin.request(reqwest::Method::POST, &at(place)).header("content-type", "application/json");
        told += &request.body(body).send().await.unwrap().text().await.unwrap();
    }
    assert!(!told.contains(KEY), "{told}");
    assert!(!server.log().contains(KEY), "the key is in the log");

    // Without a key the stored one stays, as long as the server is the same one.
    let keyless = |base: String| ModelSettings { key: None, base, ..model.settings(Wire::OpenAi) };
    let same: ModelView = success("the same", admin.put(&at("model"), &keyless(model.base())).await).await;
    assert!(same.keyed);
    assert!(asks(&mut Visitor::arrives(&server).await, QUESTION).await.text.contains(WORDS));
    let other = baton_tests::model::Model::start().await;
    let elsewhere: ModelView =
        success("another", admin.put(&at("model"), &keyless(other.base())).await).await;
    assert!(!elsewhere.keyed, "another server is not told the key of this one");
    asks(&mut Visitor::arrives(&server).await, QUESTION).await;
    let heard = other.heard();
    assert!(!heard.is_empty() && heard.iter().all(|heard| !heard.headers.contains_key("authorization")));
    // Back again, it has to be entered anew; and what is switched off is forgotten.
    let back: ModelView = success("back", admin.put(&at("model"), &keyless(model.base())).await).await;
    assert!(!back.keyed);
    model.helps(&admin, Wire::OpenAi).await;
    assert_eq!(admin.delete(&at("model")).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(admin.read::<Option<ModelView>>(&at("model")).await, None);
    let asked = model.heard().len();
    asks(&mut Visitor::arrives(&server).await, QUESTION).await;
    assert_eq!(model.heard().len(), asked, "it is off");
    let again: ModelView = success("again", admin.put(&at("model"), &keyless(model.base())).await).await;
    assert!(!again.keyed);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_settings_are_named_and_only_admins_see_any() {
    let (server, model, admin) = helped(Wire::OpenAi, &[]).await;
    let good = model.settings(Wire::OpenAi);
    let with = |base: &str| ModelSettings { base: base.to_owned(), ..good.clone() };
    for (field, wrong) in [
        ("base", with("")),
        ("base", with("api.openai.com/v1")),
        ("base", with("ftp://x.example")),
        ("base", with("javascript:alert(1)")),
        ("base", with("https://me:secret@x.example/v1")),
        ("base", with("https://x.example/v1?key=1")),
        ("model", ModelSettings { model: " ".to_owned(), ..good.clone() }),
        ("key", ModelSettings { key: Some("a\nb".to_owned()), ..good.clone() }),
    ] {
        let (status, code, told) = problem(admin.put(&at("model"), &wrong).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{told:?}");
        assert_eq!(told.field.as_deref(), Some(field), "{told:?}");
    }
    let editor = Editor::of(&server).await;
    for http in [&editor.http, &Http::signed_in(&server, MIA).await] {
        assert_eq!(problem(http.get(&at("model")).await).await.0, StatusCode::FORBIDDEN);
        assert_eq!(problem(http.put(&at("model"), &good).await).await.0, StatusCode::FORBIDDEN);
        assert_eq!(problem(http.delete(&at("model")).await).await.0, StatusCode::FORBIDDEN);
    }
    let kept: ModelView = admin.read(&at("model")).await;
    assert_eq!((kept.base, kept.provider), (model.base(), Provider::OpenAi));
}

#[tokio::test(flavor = "multi_thread")]
async fn trying_it_out_says_what_is_wrong() {
    for wire in [Wire::OpenAi, Wire::Anthropic] {
        let (_server, model, admin) = helped(wire, &[]).await;
        model.says(Says::words("OK"));
        let tried: Tried = admin.told(&at("model/try"), &serde_json::json!({})).await;
        assert_eq!((tried.model.as_deref(), tried.failure), (Some(NAME), None));
        let good = model.settings(wire);
        for wrong in [
            ModelSettings { key: Some("sk-wrong".to_owned()), ..good.clone() },
            ModelSettings { model: "leaf-404".to_owned(), ..good.clone() },
            ModelSettings { base: "http://127.0.0.1:9/v1".to_owned(), ..good.clone() },
        ] {
            assert!(admin.put(&at("model"), &wrong).await.status().is_success());
            let tried: Tried = admin.told(&at("model/try"), &serde_json::json!({})).await;
            let failure = tried.failure.unwrap_or_else(|| panic!("{wrong:?} works"));
            assert!(
                tried.model.is_none() && failure.ends_with('.') && !failure.contains("sk-wrong"),
                "{failure}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_playground_asks_it_where_it_is_told_to() {
    let (server, model, _) = helped(Wire::OpenAi, &[]).await;
    let editor = Editor::of(&server).await;
    model.says(Says::words(ANSWER));
    let ask = |with: bool| Ask {
        text: QUESTION.to_owned(),
        locale: "en".to_owned(),
        before: Vec::new(),
        published: true,
        model: with,
    };
    let without = editor.asks_so(ask(false)).await;
    assert!(without.model.is_none() && model.heard().is_empty(), "{without:?}");
    let with = editor.asks_so(ask(true)).await;
    assert!(with.model.is_some() && with.said.text.contains(WORDS), "{with:?}");
    model.says(Says::words("Free for ever."));
    let unproved = editor.asks_so(ask(true)).await;
    assert!(unproved.model.is_some() && !unproved.said.text.contains("for ever"), "{unproved:?}");
}
