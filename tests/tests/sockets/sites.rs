//! tests: a site's settings reach open widgets at once, and two who edit them do not overwrite each other.

mod looks;

use baton_protocol::{
    Code, StateView, TeamId, What,
    answering::Answering,
    limits::MESSAGE_CHARS,
    site::{AgentSettings, EmbedSettings, NewSite, SiteRecord, Versioned},
    visitor::{Hello, VisitorVerb},
};
use baton_tests::{
    agent::Agent,
    editor::Editor,
    http::{Http, problem, success},
    people::{EDA, MIA},
    server::Server,
    visitor::{SITE, Visitor},
};
use reqwest::{Response, StatusCode};

use crate::teams::Office;

const PATH: &str = "/api/v1/sites";

/// A field, and what makes it wrong.
type Fault<'a, Settings> = (&'static str, &'a dyn Fn(&mut Settings));

/// An editor makes this of what the AI agent says, which is a success.
async fn tells(http: &Http, site: &SiteRecord, make: impl FnOnce(&mut AgentSettings)) -> SiteRecord {
    success("a change", agent(http, site, make).await).await
}

async fn agent(http: &Http, site: &SiteRecord, make: impl FnOnce(&mut AgentSettings)) -> Response {
    let mut to = site.agent.clone();
    make(&mut to);
    http.put(&format!("{PATH}/{}/agent", site.key), &Versioned { version: site.version, to }).await
}

async fn embed(http: &Http, site: &SiteRecord, make: impl FnOnce(&mut EmbedSettings)) -> Response {
    let mut to = site.embed.clone();
    make(&mut to);
    http.put(&format!("{PATH}/{}/embed", site.key), &Versioned { version: site.version, to }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_switched_off_while_a_chat_is_open() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let editor = Http::signed_in(&server, EDA).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    visitor.says("Hello").await;
    visitor.until("an answer", |sees| sees.shows(|chat| chat.ai_said().len() == 1)).await;
    assert!(visitor.sees.welcome.site.requests);
    let site = office.site().await;
    let site = tells(&editor, &site, |agent| agent.requests = false).await;
    visitor.until("no more requests", |sees| !sees.welcome.site.requests).await;
    let refused = visitor.does(VisitorVerb::Request).await.unwrap_err();
    assert_eq!(refused.code, Code::RequestsOff);
    // Nor do words lead to one, nor does the AI agent offer what cannot be had.
    for (words, answers) in [("I want to talk to a human", 2), ("What is the airspeed of a swallow?", 3)] {
        visitor.says(words).await;
        visitor.until("an answer", |sees| sees.shows(|chat| chat.ai_said().len() == answers)).await;
    }
    let chat = visitor.sees.chat();
    assert_eq!(chat.state, StateView::Ai);
    assert_eq!(chat.find(|what| matches!(what, What::Requested { .. })), None);
    assert!(chat.ai_said().iter().all(|said| !said.offers_person), "{:?}", chat.ai_said());
    assert!(mia.sees.ringing().is_none());
    // Whoever comes later sees the same, and a live agent may still step in.
    let mut later = Visitor::arrives(&server).await;
    assert!(!later.sees.welcome.site.requests);
    assert_eq!(later.does(VisitorVerb::Request).await.unwrap_err().code, Code::RequestsOff);
    let id = chat.id.clone();
    mia.does(&id, baton_protocol::agent::AgentVerb::TakeOver).await.unwrap();
    visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
    // And on again.
    tells(&editor, &site, |agent| agent.requests = true).await;
    later.until("requests", |sees| sees.welcome.site.requests).await;
    later.does(VisitorVerb::Request).await.unwrap();
    mia.until("the request", |sees| sees.ringing().is_some()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_reaches_open_widgets_and_survives_a_restart() {
    let mut server = Server::start().await;
    let office = Office::of(&server).await;
    let editor = Http::signed_in(&server, EDA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let mut other = Visitor::arrives(&server).await;
    let site = office.site().await;
    let site = tells(&editor, &site, |agent| {
        agent.name = " Farn ".to_owned();
        agent.greeting = "Grüß Gott <b>und</b> 茶".to_owned();
        agent.suggestions = vec!["Wo ist mein Tee?".to_owned()];
    })
    .await;
    let own_words = |answering: &mut Answering| answering.no_answer = "That is beyond my kettle.".to_owned();
    Editor { http: editor.clone() }.answers_so(own_words).await;
    for visitor in [&mut visitor, &mut other] {
        visitor
            .until("the new greeting", |sees| sees.welcome.site.greeting == "Grüß Gott <b>und</b> 茶")
            .await;
        let view = &visitor.sees.welcome.site;
        assert_eq!((view.ai_name.as_str(), view.suggestions.len()), ("Farn", 1));
    }
    visitor.says("What is the airspeed velocity of an unladen swallow?").await;
    let own = |chat: &baton_tests::screen::Screen| {
        chat.ai_said().iter().any(|said| said.text.contains("beyond my kettle"))
    };
    visitor.until("the own words for no answer", |sees| sees.shows(own)).await;
    let answer = embed(&office.admin, &site, |embed| {
        embed.name = "Farn & Kessel".to_owned();
        embed.accent = "#AA00bb".to_owned();
        embed.origins = vec!["https://shop.example".to_owned(), "http://127.0.0.1:3000".to_owned()];
    })
    .await;
    let site: SiteRecord = success("a change", answer).await;
    visitor.until("the new name", |sees| sees.welcome.site.name == "Farn & Kessel").await;
    assert_eq!(visitor.sees.welcome.site.accent, "#AA00bb");
    server.kill().await;
    server.begin().await;
    assert_eq!(office.site().await, site);
    let later = Visitor::arrives(&server).await;
    assert_eq!(later.sees.welcome.site.ai_name, "Farn");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_edit_at_once_the_second_is_told() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let editor = Http::signed_in(&server, EDA).await;
    let seen = office.site().await;
    let first = tells(&editor, &seen, |agent| agent.greeting = "First".to_owned()).await;
    assert_eq!(first.version, seen.version + 1);
    let (status, code, _) =
        problem(agent(&office.admin, &seen, |agent| agent.greeting = "Second".to_owned()).await).await;
    assert_eq!((status, code), (StatusCode::CONFLICT, Code::Changed));
    let (status, code, _) =
        problem(embed(&office.admin, &seen, |embed| embed.name = "Second".to_owned()).await).await;
    assert_eq!((status, code), (StatusCode::CONFLICT, Code::Changed));
    assert_eq!(office.site().await, first, "nothing is overwritten");
    let wishes = (0..10).map(|number| {
        let (admin, first) = (&office.admin, &first);
        async move { agent(admin, first, |agent| agent.greeting = format!("Number {number}")).await.status() }
    });
    let answers = futures::future::join_all(wishes).await;
    assert_eq!(answers.iter().filter(|status| **status == StatusCode::OK).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == StatusCode::CONFLICT).count(), 9, "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_fields_are_named() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let http = &office.admin;
    let site = office.site().await;
    let (long, longer) = ("a".repeat(61), "a".repeat(MESSAGE_CHARS + 1));
    let agents: [Fault<'_, AgentSettings>; 7] = [
        ("name", &|to| to.name = String::new()),
        ("name", &|to| to.name = "  ".to_owned()),
        ("name", &|to| to.name.clone_from(&long)),
        ("greeting", &|to| to.greeting.clone_from(&longer)),
        ("suggestions", &|to| to.suggestions = vec!["Why?".to_owned(); 7]),
        ("suggestions", &|to| to.suggestions = vec![" ".to_owned()]),
        ("suggestions", &|to| to.suggestions = vec!["a".repeat(201)]),
    ];
    for (field, make) in agents {
        is_wrong(field, agent(http, &site, make).await).await;
    }
    let embeds: [Fault<'_, EmbedSettings>; 13] = [
        ("name", &|to| to.name = String::new()),
        ("name", &|to| to.name = "Tea\u{0}".to_owned()),
        ("accent", &|to| to.accent = String::new()),
        ("accent", &|to| to.accent = "red".to_owned()),
        ("accent", &|to| to.accent = "#12345".to_owned()),
        ("accent", &|to| to.accent = "#12345g".to_owned()),
        ("accent", &|to| to.accent = "#123456;background:url(x)".to_owned()),
        ("origins", &|to| to.origins = vec!["shop.example".to_owned()]),
        ("origins", &|to| to.origins = vec!["https://shop.example/".to_owned()]),
        ("origins", &|to| to.origins = vec!["https://shop.example; script-src *".to_owned()]),
        ("origins", &|to| to.origins = vec!["javascript:alert(1)".to_owned()]),
        ("origins", &|to| to.origins = vec!["https://shop.example".to_owned(); 51]),
        ("team", &|to| to.team = Some(TeamId(404))),
    ];
    for (field, make) in embeds {
        is_wrong(field, embed(http, &site, make).await).await;
    }
    assert_eq!(office.site().await, site);
    let nowhere = SiteRecord { key: "nowhere".to_owned(), ..site };
    for answer in [agent(http, &nowhere, |_| {}).await, embed(http, &nowhere, |_| {}).await] {
        let (status, code, _) = problem(answer).await;
        assert_eq!((status, code), (StatusCode::NOT_FOUND, Code::NotFound));
    }
}

async fn is_wrong(field: &str, answer: Response) {
    let (status, code, told) = problem(answer).await;
    assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{field}: {told:?}");
    assert_eq!(told.field.as_deref(), Some(field), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_site_is_there_at_once_and_its_key_is_its_own() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let wish = |key: &str, name: &str| NewSite { key: key.to_owned(), name: name.to_owned() };
    let site: SiteRecord = office.admin.told(PATH, &wish("tea-2", " Tea Two ")).await;
    assert_eq!((site.key.as_str(), site.embed.name.as_str()), ("tea-2", "Tea Two"));
    let hello = Hello { site: "tea-2".to_owned(), ..Hello::default() };
    let mut visitor = Visitor::greets(&server, hello).await;
    assert_eq!(visitor.sees.welcome.site.name, "Tea Two");
    visitor.says("Hello").await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    // What is said at one site is not told at the other.
    tells(&office.admin, &site, |agent| agent.greeting = "Only here".to_owned()).await;
    visitor.until("the greeting", |sees| sees.welcome.site.greeting == "Only here").await;
    let elsewhere = Visitor::arrives(&server).await;
    assert_ne!(elsewhere.sees.welcome.site.greeting, "Only here");
    for (field, wrong) in [
        ("key", wish("tea-2", "Again")),
        ("key", wish(SITE, "Again")),
        ("key", wish("", "Tea")),
        ("key", wish("t", "Tea")),
        ("key", wish("Tea", "Tea")),
        ("key", wish("tea/../x", "Tea")),
        ("key", wish(&"t".repeat(41), "Tea")),
        ("name", wish("tea-3", "")),
        ("name", wish("tea-3", &"a".repeat(61))),
    ] {
        is_wrong(field, office.admin.post(PATH, &wrong).await).await;
    }
    let sites: Vec<SiteRecord> = office.admin.read(PATH).await;
    assert_eq!(sites.len(), 2, "{sites:?}");
}
