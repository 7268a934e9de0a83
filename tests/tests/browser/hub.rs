//! Browser stories: the Hub with three live agents and two teams: ringing, spreading, passing on, losing, finding.

use baton_protocol::{
    AgentId, TeamId,
    people::Person as Colleague,
    site::{SiteRecord, Versioned},
    team::{Team, TeamChange},
};
use baton_tests::{
    http::{Http, success},
    people::{EDA, LUIS, MIA, MIRA, Person},
};

use crate::stage::Stage;

/// Mia and Luis answer for orders, Eda for tea; the shop's requests are for the first team.
async fn two_teams(stage: &Stage) -> (Http, TeamId) {
    let admin = Http::signed_in(&stage.server, MIRA).await;
    let people: Vec<Colleague> = admin.read("/api/v1/people").await;
    let id = |person: Person| people.iter().find(|one| one.email == person.email).unwrap().id;
    let orders = team(&admin, "Orders", &[id(MIA), id(LUIS)]).await;
    let tea = team(&admin, "Tea", &[id(EDA)]).await;
    let sites: Vec<SiteRecord> = admin.read("/api/v1/sites").await;
    let demo = sites.into_iter().find(|site| site.key == "demo").unwrap();
    let mut embed = demo.embed;
    embed.team = Some(orders);
    let wish = Versioned { version: demo.version, to: embed };
    let path = "/api/v1/sites/demo/embed";
    let _: SiteRecord = success(path, admin.put(path, &wish).await).await;
    (admin, tea)
}

async fn team(admin: &Http, name: &str, members: &[AgentId]) -> TeamId {
    let wish = TeamChange { name: name.to_owned(), closed: false, members: members.to_vec(), version: 0 };
    let path = "/api/v1/teams";
    success::<Team>(path, admin.post(path, &wish).await).await.id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_spreads_is_passed_on_and_rings_again_when_its_live_agent_is_lost() {
    let stage = Stage::set(&["--grace-seconds", "2", "--spread-seconds", "600"]).await;
    two_teams(&stage).await;
    let mia = stage.agent_in_hub(MIA).await;
    let luis = stage.agent_in_hub(LUIS).await;
    let eda = stage.agent_in_hub(EDA).await;
    let visitor = stage.visitor("visitor").await;
    visitor.sees("3 live agents available").await;
    visitor.says("My order 1207 has not come.").await;
    visitor.press("button", "Talk to Live Agent").await;

    // The team is rung, the other one is not; when everybody of it has ignored it, the others are.
    for agent in [&mia, &luis] {
        agent.press("link", "Visitor").await;
        agent.by("button", "Accept").await;
    }
    assert!(eda.look("link", "Visitor").await.is_none(), "only the team is rung");
    mia.press("button", "Ignore").await;
    mia.without("button", "Accept").await;
    luis.press("button", "Ignore").await;
    eda.press("link", "Visitor").await;
    eda.sees("My order 1207 has not come.").await;
    eda.press("button", "Accept").await;
    visitor.sees("Eda joined").await;

    // Passed on to a person, with a note that the visitor never sees.
    eda.press("button", "Transfer").await;
    eda.by("dialog", "Transfer chat").await;
    eda.press("radio", "Luis Example").await;
    eda.write("Note", "He asks about order 1207").await;
    eda.press_in_dialog("Transfer").await;
    luis.press("link", "Visitor").await;
    luis.sees("He asks about order 1207").await;
    luis.press("button", "Accept").await;
    visitor.sees("Luis joined").await;
    assert!(!visitor.text().await.contains("He asks"), "a note is private");

    // His whole browser goes, without a goodbye: the visitor is told, and the team is rung again.
    luis.close().await;
    visitor.sees("lost the connection").await;
    mia.press("link", "Visitor").await;
    mia.press("button", "Accept").await;
    visitor.sees("Mia joined").await;
    mia.replies("It is on its way.").await;
    visitor.sees("It is on its way.").await;
    for browser in [visitor, mia, eda] {
        assert_eq!(browser.complaints().await, Vec::<String>::new());
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_is_found_by_its_words_and_filtered_by_its_state() {
    let stage = Stage::set(&[]).await;
    let visitor = stage.visitor("visitor").await;
    visitor.says("Do you sell matcha whisks made of bamboo?").await;
    visitor.sees("Sent").await;
    let mia = stage.agent_in_hub(MIA).await;
    mia.go(&format!("{}/console/conversations", stage.server.origin())).await;
    baton_tests::eventually("the words, a moment later", || async {
        mia.go(&format!("{}/console/conversations?q=bamboo", stage.server.origin())).await;
        mia.by("textbox", "Search").await;
        let marked = "return document.querySelector('mark')?.textContent ?? ''";
        (mia.ask(marked).await == "bamboo").then_some(())
    })
    .await;
    mia.press("button", "Live Agent").await;
    baton_tests::eventually("nothing: no live agent has to complete it", || async {
        mia.ask("return document.querySelectorAll('mark').length === 0").await.as_bool()?.then_some(())
    })
    .await;
    assert_eq!(mia.complaints().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_from_request_to_completed_works_by_keyboard_alone() {
    let stage = Stage::set(&[]).await;
    let mia = stage.agent_in_hub(MIA).await;
    let visitor = stage.visitor("visitor").await;
    visitor.press("button", "Talk to Live Agent").await;
    mia.by("link", "Visitor").await;
    mia.keys("?").await;
    mia.sees("Accept").await;
    mia.key(thirtyfour::Key::Escape).await;
    mia.keys("j").await;
    mia.key(thirtyfour::Key::Enter).await;
    mia.by("button", "Accept").await;
    mia.keys("a").await;
    visitor.sees("Mia joined").await;
    mia.by("textbox", "Reply").await;
    mia.keys("r").await;
    mia.keys("Typed without a mouse").await;
    mia.key(thirtyfour::Key::Enter).await;
    visitor.sees("Typed without a mouse").await;
    mia.key(thirtyfour::Key::Escape).await;
    mia.keys("c").await;
    visitor.sees("Conversation completed").await;
    assert_eq!(mia.complaints().await, Vec::<String>::new());
}
