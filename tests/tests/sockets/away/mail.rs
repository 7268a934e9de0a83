//! tests: those who asked for it get an e-mail where nobody is connected, and nobody else does.

use baton_protocol::{
    agent::AgentVerb,
    profile::{MailChange, Profile},
    visitor::{Identity, VisitorFrame, VisitorVerb},
};
use baton_tests::{
    agent::Agent,
    http::Http,
    mail::MailServer,
    people::{LUIS, MIA, Person},
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

use super::leaves;
use crate::teams::Office;

const PROFILE: &str = "/api/v1/profile";

async fn with(mail: &MailServer) -> Server {
    Server::with(&["--smtp", &mail.url(), "--mail-from", "Baton <chat@shop.example>"]).await
}

/// This person wants to be written to, or no longer.
async fn wants(server: &Server, person: Person, mail: bool) {
    let http = Http::signed_in(server, person).await;
    let answer = http.put(&format!("{PROFILE}/mail"), &MailChange { mail }).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    let told: Profile = http.read(PROFILE).await;
    assert_eq!((told.mail, told.can_mail), (mail, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_left_message_is_written_to_those_who_asked_for_it() {
    let mail = MailServer::start().await;
    let server = with(&mail).await;
    let before: Profile = Http::signed_in(&server, MIA).await.read(PROFILE).await;
    assert!(!before.mail && before.can_mail, "off until somebody asks for it");
    let mut visitor = Visitor::arrives(&server).await;
    wants(&server, MIA, true).await;
    wants(&server, LUIS, true).await;
    wants(&server, LUIS, false).await;
    let text = "Please call me.\n.\nI am at home until ten.\n..";
    let id = visitor.does(leaves("Kim", text)).await.unwrap().conversation;
    let [letter] = mail.comes(1).await.try_into().expect("one letter");
    assert_eq!(
        (letter.from.as_str(), letter.to.as_slice()),
        ("chat@shop.example", &[MIA.email.to_owned()][..])
    );
    assert_eq!(letter.fields("to"), [MIA.email]);
    for part in ["Kim", "Please call me.", "I am at home until ten.", id.as_str(), &server.origin()] {
        assert!(letter.body.replace("=\n", "").contains(part), "{part} is not in {letter:?}");
    }

    // Somebody is there: no letter. The next one that comes is about something later.
    let mut luis = Agent::at_work(&server, LUIS).await;
    visitor.until("somebody", |sees| sees.available == 1).await;
    visitor.does(leaves("Kim", "Luis reads this.")).await.unwrap();
    luis.until("the message", |sees| sees.card(&id, |card| card.left.is_some())).await;
    luis.does(&id, AgentVerb::Settle).await.unwrap();
    drop(luis);
    visitor.until("nobody", |sees| sees.available == 0).await;
    visitor.does(leaves("Kim", "Nobody reads this.")).await.unwrap();
    let letters = mail.comes(2).await;
    assert_eq!(letters.len(), 2);
    assert!(letters[1].body.contains("Nobody reads this."), "{letters:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_nobody_hears_is_written_too() {
    let mail = MailServer::start().await;
    let server = with(&mail).await;
    wants(&server, MIA, true).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("Can I return opened tea?").await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    let id = visitor.does(VisitorVerb::Request).await.unwrap().conversation;
    let [letter] = mail.comes(1).await.try_into().expect("one letter");
    assert!(
        letter.body.contains("Can I return opened tea?") && letter.body.contains(id.as_str()),
        "{letter:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_teams_letters_stay_in_it() {
    let mail = MailServer::start().await;
    let server = with(&mail).await;
    let office = Office::of(&server).await;
    let team = office.team("Billing", true, &[LUIS]).await;
    office.rings(team).await;
    wants(&server, MIA, true).await;
    wants(&server, LUIS, true).await;
    let mut visitor = Visitor::arrives(&server).await;
    super::asks_in_vain(&mut visitor).await;
    visitor.does(leaves("Kim", "For Billing.")).await.unwrap();
    let letters = mail.comes(1).await;
    assert!(letters.iter().all(|letter| letter.to == [LUIS.email]), "{letters:?}");
}

/// What a visitor calls themselves stands in the text, and adds nothing to the header or to whom it goes.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_writes_no_header() {
    let mail = MailServer::start().await;
    let server = with(&mail).await;
    wants(&server, MIA, true).await;
    let names = [
        "Kim\r\nBcc: victim@shop.example",
        "Kim\nSubject: x\n\nHello",
        "Kim <victim@shop.example>, x",
        "\r\n.\r\nMAIL FROM:<x@y.z>",
        "=?utf-8?q?=0d=0aBcc:_v@x.y?=",
    ];
    for (number, name) in names.into_iter().enumerate() {
        let mut visitor = Visitor::arrives(&server).await;
        let identity = Identity { name: Some(name.to_owned()), ..Identity::default() };
        visitor.line.send(&VisitorFrame::Is(identity)).await;
        // Where the name is refused, the visitor is somebody else, and says the same in the message.
        if visitor.does(leaves(name, name)).await.is_err() {
            visitor.does(leaves("Kim", name)).await.unwrap();
        }
        let letters = mail.comes(number + 1).await;
        let letter = &letters[number];
        assert_eq!(letter.to, [MIA.email], "{letter:?}");
        assert!(letter.fields("bcc").is_empty() && letter.fields("cc").is_empty(), "{letter:?}");
        assert_eq!(letter.fields("subject"), ["A visitor has left a message"]);
        assert_eq!(letters.len(), number + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_or_with_one_that_is_gone_chats_go_on() {
    let plain = Server::start().await;
    let told: Profile = Http::signed_in(&plain, MIA).await.read(PROFILE).await;
    assert!(!told.can_mail);
    let gone = MailServer::start().await.url();
    let server = Server::with(&["--smtp", &gone, "--mail-from", "chat@shop.example"]).await;
    wants(&server, MIA, true).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.does(leaves("Kim", "Is anybody there?")).await.unwrap();
    visitor.says("Hello").await;
    let mut mia = Agent::at_work(&server, MIA).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    mia.accepts().await;
}
