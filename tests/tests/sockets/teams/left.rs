//! tests: a message that a visitor leaves waits in the Hub of everybody who may see it, until somebody deals with it.

use baton_protocol::{Code, ConversationId, agent::AgentVerb, event::Contact, visitor::VisitorVerb};
use baton_tests::{
    agent::Agent,
    people::{EDA, LUIS, MIA, MIRA},
    server::Server,
    visitor::Visitor,
};

use super::{Office, told};

async fn leaves(server: &Server) -> (Visitor, ConversationId) {
    let mut visitor = Visitor::arrives(server).await;
    let contact = Contact {
        client_id: None,
        name: "Kim".to_owned(),
        email: "kim@example.com".to_owned(),
        text: "Please write to me about order 1207.".to_owned(),
    };
    let id = visitor.does(VisitorVerb::Contact(contact)).await.expect("a message left").conversation;
    (visitor, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_a_card_of_everybodys_until_it_is_settled() {
    let server = Server::start().await;
    let mut mia = Agent::signs_in(&server, MIA).await;
    let mut luis = Agent::signs_in(&server, LUIS).await;
    let (mut visitor, id) = leaves(&server).await;
    for agent in [&mut mia, &mut luis] {
        agent.until("the message left", |sees| sees.card(&id, |card| card.left.is_some())).await;
        let card = &agent.sees.cards[&id];
        assert_eq!(card.name.as_deref(), Some("Kim"));
        assert!(card.last.as_ref().is_some_and(|last| last.text.contains("1207")), "{card:?}");
        assert!(!card.rings_me && !card.mine);
    }
    // It is there for whoever comes later, too.
    let eda = Agent::signs_in(&server, EDA).await;
    assert!(eda.sees.card(&id, |card| card.left.is_some()));
    luis.does(&id, AgentVerb::Settle).await.unwrap();
    for agent in [&mut mia, &mut luis] {
        agent.until("that it is dealt with", |sees| sees.card(&id, |card| card.left.is_none())).await;
    }
    let twice = mia.does(&id, AgentVerb::Settle).await.unwrap_err();
    assert_eq!(twice.code, Code::WrongState);
    let late = Agent::signs_in(&server, EDA).await;
    assert!(!late.sees.cards.contains_key(&id), "{:?}", late.sees.cards);
    // The visitor is told nothing of it; the numbers have no gap.
    let said = visitor.says("Hello?").await;
    visitor.until("an answer", |sees| sees.shows(|chat| chat.last() > said.seq)).await;
    let wire = told(&server, &visitor).await;
    assert!(!wire.contains("settled") && !wire.contains("Luis"), "{wire}");
    // Another message is another thing to deal with.
    let contact = Contact {
        client_id: None,
        name: "Kim".to_owned(),
        email: "kim@example.com".to_owned(),
        text: "And about 1208.".to_owned(),
    };
    visitor.does(VisitorVerb::Contact(contact)).await.unwrap();
    mia.until("the next message", |sees| sees.card(&id, |card| card.left.is_some())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_over_deals_with_it() {
    let server = Server::start().await;
    let mut mia = Agent::signs_in(&server, MIA).await;
    let mut luis = Agent::signs_in(&server, LUIS).await;
    let (mut visitor, id) = leaves(&server).await;
    luis.until("the message left", |sees| sees.card(&id, |card| card.left.is_some())).await;
    mia.does(&id, AgentVerb::TakeOver).await.unwrap();
    visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
    luis.until("that it is dealt with", |sees| sees.card(&id, |card| card.left.is_none())).await;
    mia.until("the own chat", |sees| sees.card(&id, |card| card.mine && card.left.is_none())).await;
    let late = luis.does(&id, AgentVerb::Settle).await.unwrap_err();
    assert_eq!(late.code, Code::WrongState);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_for_a_closed_team_is_for_its_members_and_admins() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let team = office.team("Tea", true, &[MIA]).await;
    office.rings(team).await;
    let mut luis = Agent::signs_in(&server, LUIS).await;
    let mut mia = Agent::signs_in(&server, MIA).await;
    let mut mira = Agent::signs_in(&server, MIRA).await;
    let (_visitor, id) = leaves(&server).await;
    for agent in [&mut mia, &mut mira] {
        agent
            .until("the message left", |sees| {
                sees.card(&id, |card| card.left.is_some() && card.team == Some(team))
            })
            .await;
    }
    let refused = luis.does(&id, AgentVerb::Settle).await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
    mia.does(&id, AgentVerb::Settle).await.unwrap();
    mira.until("that it is dealt with", |sees| sees.card(&id, |card| card.left.is_none())).await;
    luis.switches(true).await;
    assert!(luis.sees.cards.is_empty(), "{:?}", luis.sees.cards);
    let late = Agent::signs_in(&server, LUIS).await;
    assert!(late.sees.cards.is_empty());
}
