//! tests: tone, languages, own words and how sure it must be: part of the draft, and of every answer once published.

use baton_protocol::{
    Code, TeamId,
    answering::{Answering, Kind, Rule, When},
    limits::MESSAGE_CHARS,
    site::{Tone, Versioned},
};
use baton_tests::{
    editor::{Editor, at},
    http::problem,
    server::Server,
};
use reqwest::StatusCode;

use super::answered;

#[tokio::test(flavor = "multi_thread")]
async fn tone_and_languages_are_the_ai_agents_once_they_are_published() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let friendly = answered(&server, "Can I return opened tea?", "en").await.text;
    let draft = editor.answering(|answering| answering.tone = Tone::Brief).await;
    assert_eq!(draft.status(), StatusCode::OK);
    assert!(editor.draft().await.settings_changed);
    assert_eq!(
        answered(&server, "Can I return opened tea?", "en").await.text,
        friendly,
        "a draft is a draft"
    );
    editor.publishes().await;
    assert!(!editor.draft().await.settings_changed);
    let brief = answered(&server, "Can I return opened tea?", "en").await.text;
    assert!(brief.chars().count() < friendly.chars().count(), "{brief:?} and {friendly:?}");

    let german = answered(&server, "Was ist die Hauptstadt der Mongolei?", "de").await.text;
    editor.answers_so(|answering| answering.languages = vec!["en".to_owned()]).await;
    let english = answered(&server, "Was ist die Hauptstadt der Mongolei?", "de").await.text;
    assert_ne!(german, english, "an agent that speaks English alone does not answer in German");
    editor.answers_so(|answering| answering.no_answer = "That is **beyond** my kettle.".to_owned()).await;
    let own = answered(&server, "Was ist die Hauptstadt der Mongolei?", "de").await;
    assert!(own.text.contains("beyond") && own.offers_person, "{own:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_surer_it_must_be_the_less_it_answers() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let questions = [
        "opened tea back",
        "shipping japan price",
        "green tea how hot",
        "gift for my aunt wrapped",
        "where parcel",
        "wholesale tea cafe",
        "caffeine in rooibos",
        "pay later",
    ];
    let mut answers = Vec::new();
    for sure in [50, 99] {
        let set = editor.answering(|answering| answering.sure = sure).await;
        assert_eq!(set.status(), StatusCode::OK);
        let mut given = 0;
        for question in questions {
            let asked = editor.asks(question).await;
            assert_eq!(asked.sure, sure);
            given += usize::from(asked.said.kind == Kind::Answer);
        }
        answers.push(given);
    }
    assert!(answers[0] > answers[1], "at 50 and at 99 percent: {answers:?} of {}", questions.len());
}

/// A field, and what makes it wrong.
type Fault<'a> = (&'static str, &'a dyn Fn(&mut Answering));

#[tokio::test(flavor = "multi_thread")]
async fn wrong_fields_are_named_and_two_who_edit_do_not_overwrite_each_other() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let rule = |name: &str, mentions: &[&str]| Rule {
        name: name.to_owned(),
        mentions: mentions.iter().map(|word| (*word).to_owned()).collect(),
        when: When::Always,
        team: None,
    };
    let (long, longer) = ("a".repeat(61), "a".repeat(MESSAGE_CHARS + 1));
    let before = editor.draft().await;
    let faults: [Fault<'_>; 14] = [
        ("sure", &|to| to.sure = 49),
        ("sure", &|to| to.sure = 100),
        ("no_answer", &|to| to.no_answer.clone_from(&longer)),
        ("languages", &|to| to.languages = vec!["x".to_owned()]),
        ("languages", &|to| to.languages = vec!["en_US".to_owned()]),
        ("languages", &|to| to.languages = vec!["English please".to_owned()]),
        ("languages", &|to| to.languages = vec![String::new()]),
        ("rules", &|to| to.rules = vec![rule("", &["refund"])]),
        ("rules", &|to| to.rules = vec![rule(&long, &["refund"])]),
        ("rules", &|to| to.rules = vec![rule("Refunds", &[])]),
        ("rules", &|to| to.rules = vec![rule("Refunds", &[" "])]),
        ("rules", &|to| to.rules = vec![rule("Refunds", &[&long])]),
        ("rules", &|to| to.rules = vec![rule("Refunds", &["x"; 21])]),
        ("rules", &|to| to.rules = vec![rule("Refunds", &["refund"]); 51]),
    ];
    for (field, make) in faults {
        let (status, code, told) = problem(editor.answering(make).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{field}: {told:?}");
        assert_eq!(told.field.as_deref(), Some(field), "{told:?}");
    }
    let nowhere =
        |to: &mut Answering| to.rules = vec![Rule { team: Some(TeamId(404)), ..rule("Lost", &["lost"]) }];
    let (status, _, told) = problem(editor.answering(nowhere).await).await;
    assert_eq!((status, told.field.as_deref()), (StatusCode::UNPROCESSABLE_ENTITY, Some("rules")));
    assert_eq!(editor.draft().await, before, "nothing was changed");

    let change =
        |sure: u8| Versioned { version: before.version, to: Answering { sure, ..before.answering.clone() } };
    assert_eq!(editor.http.put(&at("answering"), &change(70)).await.status(), StatusCode::OK);
    let (status, code, _) = problem(editor.http.put(&at("answering"), &change(60)).await).await;
    assert_eq!((status, code), (StatusCode::CONFLICT, Code::Changed));
    let after = editor.draft().await;
    assert_eq!(after.answering.sure, 70);
    assert!(after.version > before.version);
    for junk in
        [r#"{"version":1,"to":{"sure":"very"}}"#, r#"{"version":1,"to":{"sure":300}}"#, r#"{"version":1}"#]
    {
        let request = editor.http.request(reqwest::Method::PUT, &at("answering"));
        let answer = request.header("content-type", "application/json").body(junk).send().await.unwrap();
        assert_eq!(problem(answer).await.0, StatusCode::BAD_REQUEST, "{junk}");
    }
}
