//! tests: what LINE did not sign is refused in the same words, whatever it is, and leaves nothing behind.

use baton_tests::messenger::{Messenger, PUBLIC, Sends};
use reqwest::StatusCode;

use super::{connected, greeted, hears, opens_the_only_one, rows};
use baton_tests::{agent::Agent, people::MIA};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_gets_in_without_a_good_signature() {
    let (messenger, server, admin) = connected().await;
    let webhook = format!("{PUBLIC}/line/webhook/demo");
    let mei = messenger.user("Mei").following();
    let event = mei.writes(&Sends::words("I was never said")).event;
    let (body, signature) = messenger.signed(std::slice::from_ref(&event));
    // Another account's, with the same event.
    let other = Messenger::start().await;
    let (_, stranger) = other.signed(&[event]);
    // The same JSON, written anew.
    let pretty =
        serde_json::to_vec_pretty(&serde_json::from_slice::<serde_json::Value>(&body).unwrap()).unwrap();
    let mut longer = body.clone();
    longer.push(b' ');
    let flipped = signature.replacen(char::is_lowercase, "A", 1);
    let nowhere = format!("{PUBLIC}/line/webhook/nowhere");
    let mut answers = Vec::new();
    for (what, address, body, signature) in [
        ("none", &webhook, &body, None),
        ("an empty one", &webhook, &body, Some("")),
        ("rubbish", &webhook, &body, Some("%%%")),
        ("one letter is another", &webhook, &body, Some(flipped.as_str())),
        ("half of it", &webhook, &body, Some(&signature[..22])),
        ("more than it", &webhook, &body, Some(&*format!("{signature}=="))),
        ("of another account", &webhook, &body, Some(stranger.as_str())),
        ("over another text of the same", &webhook, &pretty, Some(signature.as_str())),
        ("a space more", &webhook, &longer, Some(signature.as_str())),
        ("of nothing", &webhook, &Vec::new(), Some(signature.as_str())),
        ("an unknown site", &nowhere, &body, Some(signature.as_str())),
    ] {
        let answer = messenger.posts(address, body.clone(), signature).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{what}");
        let headers: Vec<_> = answer.headers().keys().map(ToString::to_string).collect();
        answers.push((headers, answer.bytes().await.unwrap()));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "all are told the same: {answers:?}");
    assert_eq!((rows(&server, "line_arrival"), rows(&server, "line_user")), (0, 0));

    let answer = messenger.posts(&webhook, body, Some(&signature)).await;
    assert_eq!((answer.status(), answer.bytes().await.unwrap().len()), (StatusCode::OK, 0));
    let mut mia = Agent::at_work(&server, MIA).await;
    let id = opens_the_only_one(&admin, &mut mia).await;
    hears(&mut mia, &id, "I was never said").await;
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_is_not_signed_and_changes_nothing() {
    let (messenger, server, admin) = connected().await;
    let mei = greeted(&messenger).await;
    let event = mei.writes(&Sends::words("Where is my parcel?")).event;
    let (body, signature) = messenger.signed(&[event]);
    let address = format!("{PUBLIC}/line/webhook/demo?site=other&user=U0");
    assert_eq!(messenger.posts(&address, body, Some(&signature)).await.status(), StatusCode::OK);
    let mut mia = Agent::at_work(&server, MIA).await;
    let id = opens_the_only_one(&admin, &mut mia).await;
    hears(&mut mia, &id, "Where is my parcel?").await;
    messenger.is_content().await;
}
