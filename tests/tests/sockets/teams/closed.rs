//! tests: the conversations of a closed team do not exist for others, however they ask; for admins they do.

use baton_protocol::{
    Code, ConversationId, TeamId,
    agent::{AgentFrame, AgentHello, AgentNews, AgentVerb, ConversationList, Summary, VisitorRecord},
    event::Target,
    poll::{Poll, Polled},
    team::{Team, TeamChange},
    visitor::Have,
};
use baton_tests::{
    agent::Agent,
    eventually,
    http::{Http, problem, success},
    line::Came,
    people::{EDA, LUIS, MIA, MIRA},
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

use super::{Office, asks};

/// A word that nobody says by chance.
const SECRET: &str = "pomegranate";

/// A chat of the closed team's: Mia is in it, Luis and Eda are not, and Mira is an admin.
struct Scene {
    server: Server,
    office: Office,
    team: TeamId,
    mia: Agent,
    visitor: Visitor,
    id: ConversationId,
}

impl Scene {
    async fn set() -> Self {
        let server = Server::start().await;
        let office = Office::of(&server).await;
        let team = office.team("Tea", true, &[MIA]).await;
        office.rings(team).await;
        let mut mia = Agent::at_work(&server, MIA).await;
        let (mut visitor, id) = asks(&server, 1).await;
        assert_eq!(mia.accepts().await, id);
        mia.opens(&id).await;
        visitor.says(&format!("My secret is a {SECRET}")).await;
        mia.until("the secret", |sees| sees.shows(&id, |chat| !chat.visitor_said().is_empty())).await;
        Self { server, office, team, mia, visitor, id }
    }

    /// What the lists tell whoever is signed in so: all, by team, searched, and exported.
    async fn lists(&self, http: &Http) -> Vec<Vec<ConversationId>> {
        let mut told = Vec::new();
        for filter in ["", &format!("?team={}", self.team.0), "?status=live", &format!("?q={SECRET}")] {
            let list: ConversationList = http.read(&format!("/api/v1/conversations{filter}")).await;
            told.push(list.cards.into_iter().map(|card| card.id).collect());
        }
        let exported: Vec<Summary> = http.read("/api/v1/conversations/export?format=json").await;
        told.push(exported.into_iter().map(|card| card.id).collect());
        told
    }
}

/// What comes instead of an answer to this frame.
async fn refused(agent: &mut Agent, frame: AgentFrame) -> Code {
    let before = agent.sees.refused.len();
    agent.line.send(&frame).await;
    loop {
        match agent.line.next().await {
            Came::News(news) => match *news {
                AgentNews::Opened(opened) => panic!("opened: {opened:?}"),
                AgentNews::Page(page) => panic!("a page: {page:?}"),
                AgentNews::Events(events) => panic!("events: {events:?}"),
                AgentNews::Summary(card) => panic!("a card: {card:?}"),
                other => agent.sees.hear(other),
            },
            Came::Closed(code) => panic!("closed with {code:?}"),
        }
        if let Some((_, why)) = agent.sees.refused.get(before) {
            return why.code;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn others_neither_see_nor_find_nor_touch_them() {
    let mut scene = Scene::set().await;
    let admin = &scene.office.admin;
    eventually("the secret in the index", || async {
        let list: ConversationList = admin.read(&format!("/api/v1/conversations?q={SECRET}")).await;
        (!list.cards.is_empty()).then_some(())
    })
    .await;
    let visitor = scene.mia.sees.cards[&scene.id].visitor;
    let record = format!("/api/v1/visitors/{}", visitor.0);
    for person in [LUIS, EDA] {
        let mut agent = Agent::at_work(&scene.server, person).await;
        assert_eq!(refused(&mut agent, AgentFrame::Open(scene.id.clone())).await, Code::NotFound);
        for verb in [
            AgentVerb::Send { text: "me too".to_owned(), quote: None, files: Vec::new() },
            AgentVerb::Note { text: "I was here".to_owned() },
            AgentVerb::Label { labels: vec!["mine".to_owned()] },
            AgentVerb::Accept,
            AgentVerb::Ignore,
            AgentVerb::TakeOver,
            AgentVerb::Settle,
            AgentVerb::Complete,
            AgentVerb::End,
            AgentVerb::Reactivate,
            super::passing(Target::Team(scene.team), ""),
        ] {
            let why = agent.does(&scene.id, verb.clone()).await.unwrap_err();
            assert_eq!(why.code, Code::NotFound, "{verb:?}");
            assert!(!why.message.contains("Mia"), "{why:?}");
        }
        let http = Http::with_cookie(&scene.server, &agent.cookie);
        assert_eq!(scene.lists(&http).await, vec![Vec::new(); 5], "{}", person.first_name);
        let (status, code, _) = problem(http.get(&record).await).await;
        assert_eq!((status, code), (StatusCode::NOT_FOUND, Code::NotFound));
        assert!(agent.sees.cards.is_empty(), "{:?}", agent.sees.cards);
    }
    // Members and admins see everything.
    let mut mira = Agent::signs_in(&scene.server, MIRA).await;
    for agent in [&mut scene.mia, &mut mira] {
        agent.opens(&scene.id).await;
        assert_eq!(agent.sees.chat(&scene.id).visitor_said().len(), 1);
    }
    for http in [admin.clone(), Http::with_cookie(&scene.server, &scene.mia.cookie)] {
        assert_eq!(scene.lists(&http).await, vec![vec![scene.id.clone()]; 5]);
        let record: VisitorRecord = http.read(&record).await;
        assert_eq!(record.conversations.iter().map(|card| &card.id).collect::<Vec<_>>(), [&scene.id]);
    }
    scene.visitor.says("Still here").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_with_its_name_is_given_nothing_of_it() {
    let scene = Scene::set().await;
    let mut luis = Agent::signs_in(&scene.server, LUIS).await;
    let have = Have { epoch: luis.sees.welcome.epoch.clone(), conversation: scene.id.clone(), after: 0 };
    let hello = AgentHello { have: vec![have] };
    let code = refused(&mut luis, AgentFrame::Hello(hello.clone())).await;
    assert_eq!(code, Code::NotFound);
    let http = Http::with_cookie(&scene.server, &luis.cookie);
    let polled: Polled<AgentNews> = http.told("/api/v1/agent/poll", &Poll { hello, stamp: None }).await;
    assert!(!format!("{polled:?}").contains(SECRET), "{polled:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn older_pages_of_it_are_given_to_nobody_else() {
    let scene = Scene::set().await;
    let mut luis = Agent::signs_in(&scene.server, LUIS).await;
    let older = AgentFrame::Older { conversation: scene.id.clone(), before: 100 };
    assert_eq!(refused(&mut luis, older).await, Code::NotFound);
}

/// What the agent is told until the server answers them once more, or closes their connection, does not hold the words.
async fn is_told_nothing(agent: &mut Agent, id: &ConversationId) {
    agent.line.send(&AgentFrame::Open(id.clone())).await;
    loop {
        match agent.line.next().await {
            Came::News(news) => {
                assert!(!format!("{news:?}").contains("Only for the team"), "{news:?}");
                if let AgentNews::Refused { why, .. } = *news {
                    assert_eq!(why.code, Code::NotFound);
                    return;
                }
            }
            Came::Closed(_) => return,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_the_team_is_told_nothing_more_of_what_they_have_open() {
    let mut scene = Scene::set().await;
    let mut luis = Agent::signs_in(&scene.server, LUIS).await;
    let http = &scene.office.admin;
    let path = format!("/api/v1/teams/{}", scene.team.0);
    let mias = scene.mia.sees.welcome.me.id;
    let luiss = luis.sees.welcome.me.id;
    let change = |version, members| TeamChange { name: "Tea".to_owned(), closed: true, members, version };
    let joined: Team = success(&path, http.put(&path, &change(1, vec![mias, luiss])).await).await;
    // Whoever may do other things from now on may be asked to connect again.
    luis = Agent::connects(&scene.server, &luis.cookie).await;
    luis.opens(&scene.id).await;
    let left = http.put(&path, &change(joined.version, vec![mias])).await;
    assert_eq!(left.status(), StatusCode::OK);
    let said = scene.visitor.says("Only for the team").await;
    scene.mia.until("the words", |sees| sees.shows(&scene.id, |chat| chat.last() >= said.seq)).await;
    is_told_nothing(&mut luis, &scene.id).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_that_is_closed_later_hides_what_others_have_open() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let team = office.team("Tea", false, &[MIA]).await;
    office.rings(team).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut luis = Agent::signs_in(&server, LUIS).await;
    let (mut visitor, id) = asks(&server, 1).await;
    assert_eq!(mia.accepts().await, id);
    mia.opens(&id).await;
    luis.opens(&id).await;
    let members: Vec<_> = vec![mia.sees.welcome.me.id];
    let change = TeamChange { name: "Tea".to_owned(), closed: true, members, version: 1 };
    let closed = office.admin.put(&format!("/api/v1/teams/{}", team.0), &change).await;
    assert_eq!(closed.status(), StatusCode::OK);
    let said = visitor.says("Only for the team").await;
    mia.until("the words", |sees| sees.shows(&id, |chat| chat.last() >= said.seq)).await;
    is_told_nothing(&mut luis, &id).await;
}
