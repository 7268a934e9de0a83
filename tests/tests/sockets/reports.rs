//! tests: reports: the figures of a course of requests that is known, to whom they are told, and what is no report.

mod wishes;

use baton_protocol::{
    AgentId, TeamId, What,
    agent::AgentVerb,
    report::{Figures, Report, Slice, Spread, Today},
    site::{Hours, SiteRecord, Versioned},
    visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    http::{Http, success},
    people::{EDA, LUIS, MIA, MIRA, Person},
    server::Server,
    visitor::{SITE, Visitor},
};
use reqwest::header::CONTENT_TYPE;
use rusqlite::Connection;

use crate::teams::Office;

/// Yesterday to tomorrow, so that it does not matter when the story is told.
pub(crate) fn around(visitor: &Visitor) -> String {
    let now = visitor.sees.welcome.now.0 / 1_000;
    let day = |shift: i64| -> String {
        let store = Connection::open_in_memory().unwrap();
        let at = now + shift * 86_400;
        store.query_row("SELECT date(?1, 'unixepoch')", [at], |row| row.get(0)).unwrap()
    };
    format!("from={}&to={}&zone=UTC", day(-1), day(1))
}

async fn report(http: &Http, asked: &str) -> Report {
    http.read(&format!("/api/v1/reports?{asked}")).await
}

fn slice(slices: &[Slice], key: u32) -> &Slice {
    slices
        .iter()
        .find(|slice| slice.key == key.to_string())
        .unwrap_or_else(|| panic!("no {key} in {slices:?}"))
}

/// The counts alone: how long things took is looked at elsewhere.
fn counts(figures: &Figures) -> Figures {
    Figures { wait: None, answer: None, ..figures.clone() }
}

/// A visitor who has asked the AI agent something and has its answer.
async fn curious(server: &Server) -> Visitor {
    let mut visitor = Visitor::arrives(server).await;
    visitor.says("Can I return opened tea?").await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    visitor
}

/// The same, who now asks for a person; both are rung.
async fn asks(server: &Server, agents: &mut [&mut Agent]) -> Visitor {
    let mut visitor = curious(server).await;
    let id = visitor.does(VisitorVerb::Request).await.expect("a request").conversation;
    for agent in agents {
        agent.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    }
    visitor
}

/// Six visitors: one content with the AI agent, one helped by Mia, one by Luis whom Mia has left to him, one who
/// takes the request back, one whom both ignore, and one who comes when nobody is there.
async fn course(server: &Server, mia: &mut Agent, luis: &mut Agent) -> Visitor {
    curious(server).await;

    let mut helped = asks(server, &mut [mia, luis]).await;
    let id = helped.sees.chat().id.clone();
    mia.does(&id, AgentVerb::Accept).await.unwrap();
    mia.says(&id, "Hello, I am Mia.").await;
    mia.does(&id, AgentVerb::Complete).await.unwrap();
    helped.does(rating(5)).await.unwrap();

    let mut second = asks(server, &mut [mia, luis]).await;
    let id = second.sees.chat().id.clone();
    mia.does(&id, AgentVerb::Ignore).await.unwrap();
    luis.does(&id, AgentVerb::Accept).await.unwrap();
    luis.says(&id, "Hello, I am Luis.").await;
    luis.does(&id, AgentVerb::End).await.unwrap();
    second.does(rating(2)).await.unwrap();

    let mut unsure = asks(server, &mut [mia, luis]).await;
    unsure.does(VisitorVerb::Cancel).await.unwrap();

    let mut ignored = asks(server, &mut [mia, luis]).await;
    let id = ignored.sees.chat().id.clone();
    for agent in [&mut *mia, &mut *luis] {
        agent.does(&id, AgentVerb::Ignore).await.unwrap();
    }
    let ended = |what: &What| matches!(what, What::Unanswered { .. });
    ignored.until("its end", |sees| sees.shows(|chat| chat.find(ended).is_some())).await;

    mia.switches(false).await;
    luis.switches(false).await;
    let mut late = curious(server).await;
    late.does(VisitorVerb::Request).await.unwrap();
    late.until("its end", |sees| sees.shows(|chat| chat.find(ended).is_some())).await;
    late
}

const fn rating(stars: u8) -> VisitorVerb {
    VisitorVerb::Rate(baton_protocol::event::Rating { stars, text: String::new() })
}

/// What [`course`] comes to.
const ALL: Figures = Figures {
    conversations: 6,
    alone: 1,
    requests: 5,
    accepted: 2,
    ignored: 3,
    abandoned: 1,
    unanswered: 2,
    wait: None,
    answer: None,
    rated: 2,
    satisfied: 1,
};
const OF_MIA: Figures = Figures {
    conversations: 0,
    alone: 0,
    requests: 3,
    accepted: 1,
    ignored: 2,
    abandoned: 0,
    unanswered: 0,
    wait: None,
    answer: None,
    rated: 1,
    satisfied: 1,
};
const OF_LUIS: Figures = Figures { requests: 2, accepted: 1, ignored: 1, rated: 1, satisfied: 0, ..OF_MIA };

#[tokio::test(flavor = "multi_thread")]
async fn a_known_course_has_known_figures() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let editor = Http::signed_in(&server, EDA).await;
    let (mut mia, mut luis) = (Agent::at_work(&server, MIA).await, Agent::at_work(&server, LUIS).await);
    let last = course(&server, &mut mia, &mut luis).await;
    let asked = around(&last);

    let told = report(&editor, &asked).await;
    assert_eq!(counts(&told.total), ALL);
    let spread = |spread: &Option<Spread>| {
        let Spread { median, ninetieth } = spread.expect("somebody was taken");
        assert!(0 <= median && median <= ninetieth && ninetieth < 60_000, "{spread:?}");
    };
    spread(&told.total.wait);
    spread(&told.total.answer);

    assert_eq!(told.days.len(), 3);
    let mut days: Vec<_> = told.days.iter().map(|day| day.key.clone()).collect();
    assert!(told.days.iter().all(|day| day.name.is_empty()));
    days.sort();
    days.dedup();
    assert_eq!(days, told.days.iter().map(|day| day.key.clone()).collect::<Vec<_>>(), "in order, none twice");
    let sum = |of: fn(&Figures) -> u32| told.days.iter().map(|day| of(&day.figures)).sum::<u32>();
    assert_eq!(sum(|day| day.conversations), 6);
    assert_eq!(sum(|day| day.requests), 5);
    assert_eq!(sum(|day| day.rated), 2);

    let number = async |person: Person| office.number(person).await;
    for (person, figures) in [(MIA, OF_MIA), (LUIS, OF_LUIS)] {
        let AgentId(key) = number(person).await;
        let slice = slice(&told.agents, key);
        assert!(slice.name.starts_with(person.first_name), "{slice:?}");
        assert_eq!(counts(&slice.figures), figures, "{}", person.first_name);
    }
    assert_eq!(told.agents.len(), 2);
    let [everybody] = told.teams.as_slice() else { panic!("{:?}", told.teams) };
    assert_eq!((everybody.key.as_str(), everybody.name.as_str()), ("0", ""));
    assert_eq!(counts(&everybody.figures), ALL);

    let AgentId(key) = number(MIA).await;
    let hers = report(&editor, &format!("{asked}&agent={key}")).await;
    assert_eq!(counts(&hers.total), OF_MIA);
    assert_eq!(report(&editor, &format!("{asked}&site={SITE}")).await, told);
    assert_eq!(counts(&report(&editor, &format!("{asked}&team=404")).await.total), Figures::default());
    // Where it was already yesterday everything lies on another day; the sum is the same.
    let elsewhere = report(&editor, &asked.replace("UTC", "Pacific/Kiritimati")).await;
    assert_eq!(counts(&elsewhere.total), ALL);

    let today: Today = Http::signed_in(&server, MIA).await.read("/api/v1/today?zone=UTC").await;
    assert_eq!(counts(&today.mine), OF_MIA);
    assert_eq!(counts(&today.all), ALL);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_teams_figures_are_for_those_who_see_its_conversations() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let TeamId(team) = {
        let team = office.team("=Billing", true, &[MIA]).await;
        office.rings(team).await;
        team
    };
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut luis = Agent::at_work(&server, LUIS).await;
    let mut visitor = curious(&server).await;
    let id = visitor.does(VisitorVerb::Request).await.unwrap().conversation;
    mia.until("the request", |sees| sees.card(&id, |card| card.rings_me)).await;
    mia.does(&id, AgentVerb::Accept).await.unwrap();
    visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
    let asked = around(&visitor);

    let admin = report(&office.admin, &asked).await;
    assert_eq!((admin.total.requests, admin.total.accepted), (1, 1));
    let billing = slice(&admin.teams, team);
    assert_eq!((billing.name.as_str(), billing.figures.requests), ("=Billing", 1));
    assert_eq!(report(&office.admin, &format!("{asked}&team={team}")).await.total.requests, 1);

    let editor = Http::signed_in(&server, EDA).await;
    let told = report(&editor, &asked).await;
    assert_eq!((told.total.requests, told.total.conversations), (0, 0), "the editor is not in the team");
    assert_eq!((&told.agents, &told.teams), (&Vec::new(), &Vec::new()));
    for (person, requests) in [(MIA, 1), (LUIS, 0), (MIRA, 1)] {
        let http = Http::signed_in(&server, person).await;
        let today: Today = http.read("/api/v1/today?zone=UTC").await;
        assert_eq!(today.all.requests, requests, "{}", person.first_name);
    }
    luis.switches(false).await;

    // What a spreadsheet would take for a formula begins with an apostrophe.
    let answer = office.admin.get(&format!("/api/v1/reports/export?by=teams&{asked}")).await;
    assert_eq!(answer.headers()[CONTENT_TYPE], "text/csv; charset=utf-8");
    let csv = answer.text().await.unwrap();
    assert!(csv.contains(&format!("\n{team},'=Billing,")), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn today_says_which_sites_are_open_and_until_when() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let today = async || -> Today { office.admin.read("/api/v1/today?zone=Asia/Tokyo").await };
    let site = async || {
        let today = today().await;
        let name = office.site().await.embed.name;
        today.sites.into_iter().find(|site| site.name == name).expect("the demo's site")
    };
    let set = async |hours: Hours| {
        let SiteRecord { version, mut embed, .. } = office.site().await;
        embed.hours = hours;
        let path = format!("/api/v1/sites/{SITE}/embed");
        let answer = office.admin.put(&path, &Versioned { version, to: embed }).await;
        let _: SiteRecord = success(&path, answer).await;
    };
    assert_eq!((site().await.open, site().await.until), (true, None), "always open");
    let zone = "Europe/Vienna".to_owned();
    set(Hours { time_zone: zone.clone(), week: vec![Vec::new(); 7], ..Hours::default() }).await;
    assert_eq!((site().await.open, site().await.until), (false, None), "never");
    set(Hours { time_zone: zone, week: vec![vec![(0, 1_439)]; 7], ..Hours::default() }).await;
    assert!(site().await.until.is_some(), "all but the last minute of a day");
}
