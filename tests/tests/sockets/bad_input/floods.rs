//! tests: one who sends too much is slowed down; nobody else is.

use baton_protocol::{Code, Refusal, visitor::VisitorVerb};
use baton_tests::{eventually, visitor::Visitor};

use super::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_is_slowed_down_and_the_same_message_passes_later() {
    let mut scene = Scene::with(&["--visitor-rate", "2"]).await;
    let mut flooder = Visitor::arrives(&scene.server).await;
    let send = |number: usize| VisitorVerb::Send { text: format!("Message {number}"), files: Vec::new() };
    let mut ids = Vec::new();
    for number in 0..100 {
        ids.push(flooder.begins(send(number)).await);
    }
    let last = ids[99];
    flooder.until("the last answer", |sees| sees.answers.contains_key(&last)).await;
    let slowed: Vec<usize> = (0..100).filter(|at| flooder.sees.answers[&ids[*at]].is_err()).collect();
    assert!(slowed.len() > 50, "{} of 100 were refused", slowed.len());
    let slow = |answer: &Result<_, Refusal>| answer.as_ref().is_err_and(|why| why.code == Code::SlowDown);
    assert!(slowed.iter().all(|at| slow(&flooder.sees.answers[&ids[*at]])));
    scene.bystander.says("I am not slowed down").await;
    // A refused command stored nothing, so it may be tried again.
    let (at, id) = (slowed[0], ids[slowed[0]]);
    let flooder = &tokio::sync::Mutex::new(flooder);
    let done = eventually("a place for the refused message", || async move {
        flooder.lock().await.does_as(id, send(at)).await.ok()
    })
    .await;
    let mut flooder = flooder.lock().await;
    flooder.until("the message", |sees| sees.shows(|chat| chat.last() >= done.seq)).await;
    flooder.reads_all().await;
    assert_eq!(flooder.sees.chat().places(id), [done.seq]);
    assert_eq!(flooder.sees.chat().visitor_said().len(), 100 - slowed.len() + 1);
}
