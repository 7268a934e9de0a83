//! tests: what people change about themselves, by the rules for names and addresses.

use baton_protocol::{
    Code,
    people::Person as Colleague,
    profile::{Profile, ProfileChange},
};
use baton_tests::{
    agent::Agent,
    http::{Http, problem, success},
    people::{LUIS, MIA, PASSWORD},
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

const PATH: &str = "/api/v1/profile";

fn wish(first: &str, last: &str, email: &str) -> ProfileChange {
    ProfileChange { first_name: first.to_owned(), last_name: last.to_owned(), email: email.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_any_script_are_kept_and_wrong_fields_are_named() {
    let server = Server::start().await;
    let http = Http::signed_in(&server, MIA).await;
    for (first, last) in
        [("Anna Maria", "O'Neil"), ("Jean-Luc", "D"), ("美咲", "林"), ("สมชาย", "ใจดี"), (" Zoë ", " Ng ")]
    {
        let answer = http.put(PATH, &wish(first, last, MIA.email)).await;
        let person: Colleague = success(PATH, answer).await;
        assert_eq!((person.first_name.as_str(), person.last_name.as_str()), (first.trim(), last.trim()));
        assert_eq!(http.read::<Profile>(PATH).await.person, person);
    }
    let kept = http.read::<Profile>(PATH).await.person;
    let long = "a".repeat(61);
    for (wrong, field) in [
        (wish("M", "Example", MIA.email), "first_name"),
        (wish("", "Example", MIA.email), "first_name"),
        (wish("Mia2", "Example", MIA.email), "first_name"),
        (wish("Mia!", "Example", MIA.email), "first_name"),
        (wish("-Mia", "Example", MIA.email), "first_name"),
        (wish("Mia\u{202e}x", "Example", MIA.email), "first_name"),
        (wish(&long, "Example", MIA.email), "first_name"),
        (wish("Mia", "", MIA.email), "last_name"),
        (wish("Mia", " ", MIA.email), "last_name"),
        (wish("Mia", "3rd", MIA.email), "last_name"),
        (wish("Mia", "Example_", MIA.email), "last_name"),
        (wish("Mia", "Example", "mia"), "email"),
        (wish("Mia", "Example", "mia@shop"), "email"),
        (wish("Mia", "Example", ""), "email"),
        (wish("Mia", "Example", LUIS.email), "email"),
        (wish("Mia", "Example", "LUIS@shop.example"), "email"),
    ] {
        let (status, code, told) = problem(http.put(PATH, &wrong).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{wrong:?}");
        assert_eq!(told.field.as_deref(), Some(field), "{wrong:?}");
    }
    assert_eq!(http.read::<Profile>(PATH).await.person, kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_is_the_one_that_visitors_are_told_and_a_new_address_signs_in() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let http = Http::with_cookie(&server, &mia.cookie);
    let answer = http.put(PATH, &wish("Mila", "Example", " Mila@Shop.example")).await;
    let person: Colleague = success(PATH, answer).await;
    assert_eq!(person.email, "mila@shop.example");
    let id = person.id;
    mia.until("the new name", |sees| {
        sees.welcome.crew.people.iter().any(|one| one.id == id && one.name == "Mila Example")
    })
    .await;
    let nobody = Http::new(&server);
    assert_eq!(nobody.sign_in(MIA.email, PASSWORD).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(nobody.sign_in("mila@shop.example", PASSWORD).await.status(), StatusCode::OK);
    let mut mila = Agent::connects(&server, &mia.cookie).await;
    let mut visitor = Visitor::arrives(&server).await;
    crate::handover::connect(&mut visitor, &mut mila).await;
    assert!(visitor.sees.chat().is_with("Mila"));
}
