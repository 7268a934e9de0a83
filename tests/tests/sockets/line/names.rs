//! tests: names of people who think up anything, and of agents whom LINE would not let speak.

use baton_protocol::{file::Attachment, profile::ProfileChange};
use baton_tests::{
    agent::Agent,
    eventually,
    files::{GIF, PNG, WEBP},
    http::{Http, success},
    messenger::By,
    people::{EDA, MIA},
};

use super::{cards, connected, greeted, sent, talks, tells};

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_may_be_called_anything_and_look_like_anything() {
    let (messenger, server, admin) = connected().await;
    let names = [
        "<script>alert(1)</script>".to_owned(),
        "\u{202e}\u{2066}evil\u{2069}".to_owned(),
        "😀".repeat(200),
        "\u{200b}\u{0000}".to_owned(),
        "e\u{301}".repeat(300),
        "Robert'); DROP TABLE visitor;--".to_owned(),
    ];
    for (name, picture) in names.iter().zip([PNG, WEBP, b"<svg/>", b"", PNG, PNG]) {
        let user = messenger.user(name).looking(picture).speaking("ja");
        user.follows().await;
        user.sees(super::GREETING).await;
        user.says("How long does shipping to Japan take?").await;
    }
    eventually("six conversations", || async { (cards(&admin).await.len() == names.len()).then_some(()) })
        .await;
    let agent = Http::signed_in(&server, MIA).await;
    for card in cards(&admin).await {
        assert_eq!(card.locale, "ja");
        let name = card.name.unwrap_or_default();
        assert!(name.chars().count() <= 60, "{} characters", name.chars().count());
        assert!(!name.contains(['\u{202e}', '\u{2066}', '\0']), "{name:?}");
        let picture = agent.get(&format!("/api/v1/visitors/{}/picture", card.visitor.0)).await;
        let mime = picture.headers().get("content-type").map(|mime| mime.to_str().unwrap().to_owned());
        assert!(
            picture.status() == 404
                || mime.is_some_and(|mime| mime.starts_with("image/") && !mime.contains("svg"))
        );
    }
    let texts: Vec<String> = cards(&admin).await.into_iter().filter_map(|card| card.name).collect();
    assert!(texts.contains(&names[0]) && texts.contains(&names[5]), "text is kept as it is: {texts:?}");
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_those_who_speak_are_called_line_lets_them() {
    let (messenger, server, admin) = connected().await;
    let mei = greeted(&messenger).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let http = Http::with_cookie(&server, &mia.cookie);
    let id = talks(&mei, &mut mia).await;
    let email = MIA.email.to_owned();
    for first_name in ["Caroline", "Line", "Maximiliane-Alexandrine", "อภิสิทธิ์ลักษณานันท์ธนโชติ"]
    {
        let (first_name, last_name) = (first_name.to_owned(), "Example".to_owned());
        let change = ProfileChange { first_name: first_name.clone(), last_name, email: email.clone() };
        let answer = http.put("/api/v1/profile", &change).await;
        assert!(answer.status().is_success(), "{first_name}: {}", answer.text().await.unwrap_or_default());
        // Whoever has another name now connects anew.
        let mut renamed = Agent::connects(&server, &mia.cookie).await;
        renamed.opens(&id).await;
        let words = format!("I am {first_name} now");
        let done = renamed.says(&id, &words).await;
        mei.sees(&words).await;
        sent(&mut renamed, &id, done.seq).await;
    }
    let ken = messenger.user("Ken");
    for (place, name) in ["LINE 公式", "Fern, the shop's most helpful AI agent", "\u{202e}nreF", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦"]
        .into_iter()
        .enumerate()
    {
        tells(&admin, |agent| {
            agent.name = name.to_owned();
            agent.greeting = format!("Greeting {place}");
        })
        .await;
        ken.follows().await;
        ken.sees(&format!("Greeting {place}")).await;
    }
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_those_who_speak_are_ones_that_line_knows() {
    let (messenger, server, admin) = connected().await;
    let editor = Http::signed_in(&server, EDA).await;
    for (place, bytes) in [PNG, GIF, WEBP].into_iter().enumerate() {
        let uploaded = editor.upload("/api/v1/sites/demo/picture", bytes, "application/octet-stream").await;
        let face: Attachment = success("a picture", uploaded).await;
        tells(&admin, |agent| {
            agent.picture = Some(face.id);
            agent.greeting = format!("Greeting {place}");
        })
        .await;
        let ken = messenger.user("Ken");
        ken.follows().await;
        let greeting = ken.sees(&format!("Greeting {place}")).await;
        if place == 0 {
            let By::Account(Some(name)) = &greeting.by else { panic!("a sender: {greeting:?}") };
            assert!(name.icon.is_some(), "a PNG is shown as it is");
        }
        messenger.is_content().await;
    }
}
