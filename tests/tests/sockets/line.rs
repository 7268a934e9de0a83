//! tests: LINE: the same conversation in the visitor's messaging app, against a stand-in that is stricter than LINE.

mod answers;
mod connecting;
mod doubt;
mod kills;
mod leaving;
mod media;
mod menu;
mod names;
mod requests;
mod rules;
mod sdk;
mod signature;
mod troubles;
mod webhooks;
mod whole;

use baton_protocol::{
    ConversationId,
    agent::{ConversationList, Summary},
    line::{Delivery, LineView},
    site::{AgentSettings, SiteRecord, Versioned},
};
use baton_tests::{
    agent::Agent,
    eventually,
    http::{Http, success},
    messenger::{LINE, Messenger, User},
    people::MIRA,
    server::Server,
};

/// The menu of everybody, that of who asked for a person, and the button of a request.
const TALK: &str = "Talk to Live Agent";
const BACK: &str = "Back to AI agent";
const CANCEL: &str = "Cancel request";
/// How the demo's site greets.
const GREETING: &str = "Hello, I am Fern";

/// The LINE platform, a server that is connected to it and has made its menu, and an admin who is signed in.
async fn connected() -> (Messenger, Server, Http) {
    let messenger = Messenger::start().await;
    let server = messenger.server().await;
    let admin = Http::signed_in(&server, MIRA).await;
    messenger.connect(&admin).await;
    eventually("the menu", || async { messenger.default_menu() }).await;
    (messenger, server, admin)
}

/// Somebody who follows the account and has been greeted.
async fn greeted(messenger: &Messenger) -> User {
    let mei = messenger.user("Mei");
    mei.follows().await;
    mei.sees(GREETING).await;
    mei
}

/// The visitor asks for a person by the menu, the live agent takes it and opens it.
async fn talks(mei: &User, agent: &mut Agent) -> ConversationId {
    mei.presses(TALK).await;
    mei.sees("You asked for a live agent").await;
    let id = agent.accepts().await;
    agent.opens(&id).await;
    mei.sees(&format!("{} joined", agent.sees.welcome.me.first_name)).await;
    // Whatever LINE is asked for because of it has been asked.
    mei.is_offered(BACK).await;
    id
}

/// The conversations that came from LINE, newest first.
async fn cards(admin: &Http) -> Vec<Summary> {
    let list: ConversationList = admin.read("/api/v1/conversations?channel=line").await;
    list.cards
}

/// Waits for the only conversation that came from LINE, and opens it.
async fn opens_the_only_one(admin: &Http, agent: &mut Agent) -> ConversationId {
    let id = eventually("a conversation from LINE", || async {
        let mut cards = cards(admin).await;
        assert!(cards.len() < 2, "one conversation: {cards:?}");
        cards.pop().map(|card| card.id)
    })
    .await;
    agent.opens(&id).await;
    id
}

/// Waits until the live agent reads these words of the visitor's.
async fn hears(agent: &mut Agent, id: &ConversationId, words: &str) {
    let said =
        |sees: &baton_tests::agent::AgentSees| sees.shows(id, |chat| chat.visitor_said().contains(&words));
    agent.until(words, said).await;
}

/// Waits until the live agent is told this of a message that has not reached LINE.
async fn undelivered(agent: &mut Agent, id: &ConversationId, seq: u64, is: impl Fn(&Delivery) -> bool) {
    agent
        .until("what has not reached LINE", |sees| {
            sees.chats[id].undelivered.iter().any(|one| one.seq == seq && is(&one.why))
        })
        .await;
}

/// Waits until the live agent sees this message, and all before it, as sent.
async fn sent(agent: &mut Agent, id: &ConversationId, seq: u64) {
    agent
        .until("a message that is sent", |sees| {
            let chat = &sees.chats[id];
            chat.screen.theirs.delivered >= seq && chat.undelivered.is_empty()
        })
        .await;
}

/// The account as its admin sees it.
async fn view(admin: &Http) -> LineView {
    admin.read(LINE).await
}

/// The admin asks LINE.
async fn check(admin: &Http) -> LineView {
    admin.told(&format!("{LINE}/check"), &serde_json::json!({})).await
}

/// The admin makes this of what the AI agent is and says.
async fn tells(admin: &Http, make: impl FnOnce(&mut AgentSettings)) {
    let sites: Vec<SiteRecord> = admin.read("/api/v1/sites").await;
    let site = sites.into_iter().find(|site| site.key == "demo").expect("the demo's site");
    let mut to = site.agent.clone();
    make(&mut to);
    let change = Versioned { version: site.version, to };
    let _: SiteRecord = success("a change", admin.put("/api/v1/sites/demo/agent", &change).await).await;
}

/// Whether visitors can ask for a person, from now on.
async fn requests(admin: &Http, on: bool) {
    tells(admin, |agent| agent.requests = on).await;
}

/// How many rows there are in a table of the store.
fn rows(server: &Server, table: &str) -> i64 {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let store = rusqlite::Connection::open_with_flags(server.data().join("baton.sqlite"), flags);
    let count =
        store.expect("the store").query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
    count.expect("a count")
}
