//! tests: a person is asked for, by the menu, by a button and in words; the request is taken back; the chat is left.

use baton_protocol::{
    StateView, What,
    agent::AgentVerb,
    event::{Reason, Target},
};
use baton_tests::{
    agent::Agent,
    eventually,
    people::{LUIS, MIA},
};

use super::{BACK, CANCEL, TALK, connected, greeted, hears, opens_the_only_one, talks};

#[tokio::test(flavor = "multi_thread")]
async fn a_request_has_a_way_back_by_button_and_by_menu() {
    let (messenger, server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    mei.presses(TALK).await;
    let asked = mei.sees("You asked for a live agent").await;
    assert!(asked.words().is_some_and(|words| words.contains("1 live agent available")), "{asked:?}");
    mia.until("a request that rings", |sees| sees.ringing().is_some()).await;
    mei.is_offered(BACK).await;
    assert!(!mei.buttons().contains(&TALK.to_owned()), "the other menu shows instead: {:?}", mei.buttons());
    mei.presses(CANCEL).await;
    mei.sees("Request cancelled").await;
    mia.until("no request", |sees| sees.ringing().is_none()).await;
    mei.is_offered(TALK).await;

    // Again, and back by the menu.
    mei.presses(TALK).await;
    mia.until("a request that rings", |sees| sees.ringing().is_some()).await;
    mei.is_offered(BACK).await;
    mei.presses(BACK).await;
    eventually("the second end", || async { (mei.times("Request cancelled") == 2).then_some(()) }).await;
    mia.until("no request", |sees| sees.ringing().is_none()).await;
    // The AI agent goes on.
    mei.says("How long does shipping to Japan take?").await;
    mei.sees("7 to 12 working days").await;
    let id = opens_the_only_one(&admin, &mut mia).await;
    assert_eq!(mia.sees.chat(&id).state, StateView::Ai);
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_desktop_words_do_what_buttons_do() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    mei.says("  talk to live agent. ").await;
    mei.sees("You asked for a live agent").await;
    mia.until("a request that rings", |sees| sees.ringing().is_some()).await;
    mei.says("Cancel request").await;
    mei.sees("Request cancelled").await;
    mia.until("no request", |sees| sees.ringing().is_none()).await;
    mei.says(TALK).await;
    let id = mia.accepts().await;
    mia.opens(&id).await;
    mei.sees("Mia joined").await;
    mei.says("BACK TO AI AGENT").await;
    mei.sees("Chat ended").await;
    mia.until("the end", |sees| sees.shows(&id, |chat| chat.state == StateView::Ended)).await;
    // In another language, and in a sentence that is none of the words.
    mei.says("真人客服を呼ばないで、トークンの話です").await;
    mei.says("オペレーターと話す").await;
    let id = mia.accepts().await;
    mia.opens(&id).await;
    let requested = mia
        .sees
        .chat(&id)
        .find(|what| matches!(what, What::Requested { reason: Reason::Button | Reason::Words, .. }));
    assert!(requested.is_some());
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_speaks_says_who_they_are() {
    let (messenger, server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    assert_eq!(mei.sees("Mia joined").await.sender(), Some("Mia"));
    mia.says(&id, "How can I help?").await;
    assert_eq!(mei.sees("How can I help?").await.sender(), Some("Mia"));
    let mut luis = Agent::at_work(&server, LUIS).await;
    let to = Target::Agent(luis.sees.welcome.me.id);
    mia.does(&id, AgentVerb::Transfer { to, note: "A parcel".to_owned() }).await.unwrap();
    let passing = mei.sees("Mia is passing you to a colleague").await;
    assert!(!passing.words().is_some_and(|words| words.contains("parcel")), "the note is not for visitors");
    luis.accepts().await;
    assert_eq!(mei.sees("Luis joined").await.sender(), Some("Luis"));
    luis.opens(&id).await;
    luis.does(&id, AgentVerb::Note { text: "A secret note".to_owned() }).await.unwrap();
    luis.does(&id, AgentVerb::Complete).await.unwrap();
    assert_eq!(mei.sees("Conversation completed").await.sender(), Some("Fern"));
    mei.is_offered(TALK).await;
    luis.does(&id, AgentVerb::Reactivate).await.unwrap();
    mei.sees("Luis is back").await;
    mei.is_offered(BACK).await;
    luis.does(&id, AgentVerb::End).await.unwrap();
    mei.sees("Chat ended").await;
    mei.is_offered(TALK).await;
    assert_eq!(mei.times("A secret note"), 0);
    // The next words open another conversation.
    mei.says("Hello again").await;
    eventually("two conversations", || async { (super::cards(&admin).await.len() == 2).then_some(()) }).await;
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_there_is_said_at_once() {
    let (messenger, server, _) = connected().await;
    let mei = greeted(&messenger).await;
    mei.presses(TALK).await;
    mei.sees("No live agent is available right now").await;
    assert_eq!(mei.times("You asked for a live agent"), 0, "that somebody comes would be a lie");
    mei.says("How long does shipping to Japan take?").await;
    mei.sees("7 to 12 working days").await;
    // Somebody comes, and it works.
    let mut mia = Agent::at_work(&server, MIA).await;
    let id = talks(&mei, &mut mia).await;
    mei.says("At last").await;
    hears(&mut mia, &id, "At last").await;
    messenger.is_content().await;
}
