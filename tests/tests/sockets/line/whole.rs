//! tests: a whole story in LINE, told plainly; and again with every webhook delivered twice and a SIGKILL in the middle:
//! what the visitor sees and what the log says is the same.

use baton_protocol::{Author, Event, StateView, What, agent::AgentVerb, file::Attachment};
use baton_tests::{
    agent::Agent,
    eventually,
    files::{PNG, agents},
    http::{Http, success},
    messenger::{Call, Fails, Sends},
    people::{LUIS, MIA},
};

use super::{BACK, TALK, connected, greeted, hears, sent};

/// How the story is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Plainly,
    Roughly,
}

/// What was to be seen at its end: the visitor's chat, and the log as a live agent reads it.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    chat: Vec<String>,
    log: Vec<String>,
}

#[tokio::test(flavor = "multi_thread")]
async fn twice_told_and_killed_it_is_the_same_story() {
    let plain = story(Told::Plainly).await;
    let rough = story(Told::Roughly).await;
    assert_eq!(plain.chat, rough.chat);
    assert_eq!(plain.log, rough.log);
}

async fn story(told: Told) -> Seen {
    let (messenger, mut server, admin) = connected().await;
    if told == Told::Roughly {
        messenger.tells_everything_twice();
    }
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut luis = Agent::at_work(&server, LUIS).await;

    // Follow, greeting with the menu, question, cited answer.
    let mei = greeted(&messenger).await;
    assert!(mei.buttons().contains(&TALK.to_owned()));
    mei.says("How long does shipping to Japan take?").await;
    let answer = mei.sees("7 to 12 working days").await;
    assert!(answer.words().is_some_and(|words| words.contains("Source: ")), "{answer:?}");

    // The button, two agents rung, accepted.
    mei.presses(TALK).await;
    mei.sees("2 live agents available").await;
    mei.is_offered(BACK).await;
    luis.until("a request that rings", |sees| sees.ringing().is_some()).await;
    let id = mia.accepts().await;
    luis.until("that it rings no more", |sees| sees.ringing().is_none()).await;
    mia.opens(&id).await;
    mei.sees("Mia joined").await;

    // Pictures both ways.
    mei.sends(Sends::Picture(PNG.to_vec())).await;
    mia.until("a picture", |sees| {
        sees.shows(&id, |chat| {
            chat.messages().any(|(.., message)| message.files.iter().any(|file| file.picture.is_some()))
        })
    })
    .await;
    let uploaded =
        Http::with_cookie(&server, &mia.cookie).upload(&agents(&id, "lamp.png"), PNG, "image/png").await;
    let file: Attachment = success("an upload", uploaded).await;
    let send = AgentVerb::Send { text: "Like this one?".to_owned(), quote: None, files: vec![file.id] };
    let done = mia.does(&id, send).await.expect("it is sent");
    assert_eq!(mei.sees_a_picture().await.0.bytes, PNG);
    sent(&mut mia, &id, done.seq).await;

    // A push that times out after LINE took it.
    messenger.fails(Call::Push, Fails::TakesAndBreaks, 1);
    let done = mia.says(&id, "I look it up").await;
    sent(&mut mia, &id, done.seq).await;

    // In the middle of another one, the server is killed.
    if told == Told::Roughly {
        messenger.fails(Call::Push, Fails::TakesAndHangs, 1);
    }
    let done = mia.says(&id, "It comes on Friday").await;
    if told == Told::Roughly {
        messenger.holds().await;
        server.kill().await;
        messenger.goes_on();
        server.begin().await;
        mia = Agent::again(&server, &mia.cookie, &mia.sees).await;
        luis = Agent::again(&server, &luis.cookie, &luis.sees).await;
        luis.until("both", |sees| sees.available == 2).await;
    }
    mei.sees("It comes on Friday").await;
    sent(&mut mia, &id, done.seq).await;
    mei.says("Thank you").await;
    hears(&mut mia, &id, "Thank you").await;

    // Complete, reactivate, complete, back to the AI agent.
    mia.does(&id, AgentVerb::Complete).await.expect("completed");
    mei.sees("Conversation completed").await;
    mei.is_offered(TALK).await;
    mia.does(&id, AgentVerb::Reactivate).await.expect("reactivated");
    mei.sees("Mia is back").await;
    mei.is_offered(BACK).await;
    let done = mia.says(&id, "One more thing").await;
    mei.sees("One more thing").await;
    sent(&mut mia, &id, done.seq).await;
    mia.does(&id, AgentVerb::Complete).await.expect("completed");
    eventually("the second end", || async { (mei.times("Conversation completed") == 2).then_some(()) }).await;
    mei.is_offered(TALK).await;
    mei.says("Can I return opened tea?").await;
    mia.until("the AI agent", |sees| {
        sees.shows(&id, |chat| chat.state == StateView::Ai && chat.ai_said().len() == 2)
    })
    .await;
    eventually("its answer", || async { mei.chat().last().filter(|shown| shown.is_from_account()).cloned() })
        .await;
    mei.presses(TALK).await;
    mia.accepts().await;
    eventually("a person again", || async { (mei.times("Mia joined") == 2).then_some(()) }).await;
    if told == Told::Roughly {
        assert_eq!(messenger.delivers(&messenger.all_again()).await, reqwest::StatusCode::OK);
    }
    mei.says("Good bye").await;
    hears(&mut mia, &id, "Good bye").await;
    mia.reads_all(&id).await;
    messenger.is_content().await;
    assert_eq!(super::cards(&admin).await.len(), 1);
    Seen { chat: mei.transcript(), log: mia.sees.chat(&id).log.iter().map(line).collect() }
}

/// An event without its time.
fn line(event: &Event) -> String {
    let by = match &event.by {
        Author::Visitor => "visitor",
        Author::Ai => "AI agent",
        Author::Agent(agent) => &agent.name,
        Author::Clock => "clock",
    };
    let what = match &event.what {
        What::Message(message) => {
            let files: String =
                message.files.iter().map(|file| format!(" ({}, {})", file.mime, file.size)).collect();
            format!("{:?}{files} {:?}", message.text, message.extra)
        }
        other => serde_json::to_value(other).map_or_else(
            |error| error.to_string(),
            |json| {
                json.as_object().and_then(|fields| fields.keys().next().cloned()).unwrap_or(json.to_string())
            },
        ),
    };
    format!("{} {by}: {what}", event.seq)
}
