//! tests: messages are found by a piece of them in any language, with filters and from page to page.

mod exports;

use baton_protocol::{
    ConversationId,
    agent::{AgentVerb, ConversationList},
    visitor::VisitorVerb,
};
use baton_tests::{agent::Agent, eventually, http::Http, people::MIA, server::Server, visitor::Visitor};
use reqwest::Url;

use crate::teams::Office;

const PATH: &str = "/api/v1/conversations";

/// An address with these parameters.
fn asking(path: &str, parameters: &[(&str, &str)]) -> String {
    let address = Url::parse_with_params(&format!("http://x{path}"), parameters).expect("an address");
    format!("{}?{}", address.path(), address.query().expect("parameters"))
}

async fn list(http: &Http, parameters: &[(&str, &str)]) -> ConversationList {
    http.read(&asking(PATH, parameters)).await
}

/// Asks until as many conversations as this are found; the index follows a moment later.
async fn found(http: &Http, words: &str, count: usize) -> ConversationList {
    eventually(words, || async {
        let list = list(http, &[("q", words), ("limit", "100")]).await;
        (list.cards.len() == count).then_some(list)
    })
    .await
}

/// A visitor who says this, and has an answer.
async fn says(server: &Server, text: &str) -> Visitor {
    let mut visitor = Visitor::arrives(server).await;
    visitor.says(text).await;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    visitor
}

fn id(visitor: &Visitor) -> ConversationId {
    visitor.sees.chat().id.clone()
}

fn ids(list: &ConversationList) -> Vec<ConversationId> {
    list.cards.iter().map(|card| card.id.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_any_language_are_found_by_a_piece_of_them_and_marked() {
    let server = Server::start().await;
    let http = Http::signed_in(&server, MIA).await;
    // What is said, what it is found by, and what is marked.
    let said: &[(&str, &[(&str, &str)])] = &[
        (
            "Where is the Lapsang that I ordered on Monday?",
            &[("lapsang", "Lapsang"), ("LAPS", "Lapsang"), ("ordered monday", "ordered|Monday")],
        ),
        (
            "Mein Päckchen ist in Groß-Enzersdorf hängen geblieben",
            &[("päckchen", "Päckchen"), ("PACKCHEN", "Päckchen"), ("enzersd", "Enzersdorf")],
        ),
        ("我的乌龙茶罐子在路上碎了", &[("乌龙茶", "乌龙茶"), ("罐子", "罐子"), ("碎", "碎")]),
        ("抹茶椀の返品はできますか", &[("抹茶椀", "抹茶椀"), ("返品", "返品"), ("品はでき", "品はでき")]),
        ("ジャスミンティーを二箱ください", &[("ジャスミン", "ジャスミン"), ("二箱", "二箱")]),
        ("อยากคืนกาที่แตกแล้ว", &[("คืนกา", "คืนกา"), ("แตก", "แตก")]),
        ("Тульский самовар не греет", &[("самовар", "самовар"), ("ТУЛЬСК", "Тульский")]),
    ];
    let mut visitors = Vec::new();
    for (text, _) in said {
        visitors.push(says(&server, text).await);
    }
    for (visitor, (text, pieces)) in visitors.iter().zip(said) {
        for (words, marked) in *pieces {
            let list = found(&http, words, 1).await;
            assert_eq!(ids(&list), [id(visitor)], "{words}");
            let [hit] = list.hits.as_slice() else { panic!("{words}: {:?}", list.hits) };
            assert_eq!(hit.seq, 1, "{words}");
            let hits: Vec<&str> =
                hit.text.iter().filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect();
            assert_eq!(hits.join("|"), *marked, "{words}");
            let all: String = hit.text.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(all, *text, "the hit shows the words as they were written");
        }
    }
    for words in ["乌茶", "龙罐", "返椀", "lapsang monday enzersdorf", "apsang"] {
        assert_eq!(list(&http, &[("q", words)]).await.cards, [], "{words}");
    }
}

/// A letter that is one sign on the screen and two in the index, as in the Thai word for water.
#[tokio::test(flavor = "multi_thread")]
async fn letters_of_several_parts_are_marked_as_they_are_written() {
    let server = Server::start().await;
    let http = Http::signed_in(&server, MIA).await;
    says(&server, "อยากคืนกาน้ำชาที่แตก ﾊﾟﾝ").await;
    for words in ["ชาที่", "ﾊﾟﾝ", "แตก", "กาน้ำชา", "น้ำ"] {
        let list = found(&http, words, 1).await;
        let hits: String =
            list.hits[0].text.iter().filter(|piece| piece.hit).map(|piece| piece.text.as_str()).collect();
        assert_eq!(hits, words, "{:?}", list.hits);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn live_agents_words_and_notes_are_found_too() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = crate::handover::connect(&mut visitor, &mut mia).await;
    let said = mia.says(&id, "We send you another gaiwan").await;
    let noted =
        mia.does(&id, AgentVerb::Note { text: "Third gaiwan, and a tetsubin".to_owned() }).await.unwrap();
    let http = Http::with_cookie(&server, &mia.cookie);
    for (words, seq) in [("tetsubin", noted.seq), ("another gaiwan", said.seq), ("gaiwan", noted.seq)] {
        let list = found(&http, words, 1).await;
        assert_eq!(list.hits[0].seq, seq, "the newest message that fits {words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_combine_with_a_search_and_with_each_other() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let http = &office.admin;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mias = mia.sees.welcome.me.id.0.to_string();
    let first = says(&server, "A pomelo for me").await;
    let team = office.team("Fruit", false, &[MIA]).await;
    office.rings(team).await;
    let number = team.0.to_string();
    let mut second = says(&server, "Another pomelo").await;
    let mut third = says(&server, "No such thing, but a quince").await;
    for visitor in [&mut second, &mut third] {
        crate::handover::connect(visitor, &mut mia).await;
    }
    let label = AgentVerb::Label { labels: vec!["fruit & veg".to_owned()] };
    mia.does(&id(&second), label).await.unwrap();
    mia.does(&id(&third), AgentVerb::Complete).await.unwrap();
    found(http, "pomelo", 2).await;
    found(http, "quince", 1).await;
    let [one, two, three] = [id(&first), id(&second), id(&third)];
    let began = list(http, &[("label", "fruit & veg")]).await.cards[0].opened.0;
    let (at, after) = (began.to_string(), (began + 1).to_string());
    for (parameters, expected) in [
        (&[("q", "pomelo")] as &[(&str, &str)], vec![&two, &one]),
        (&[("q", "pomelo"), ("status", "ai")], vec![&one]),
        (&[("q", "pomelo"), ("status", "live")], vec![&two]),
        (&[("q", "pomelo"), ("filter", "live_agent")], vec![&two]),
        (&[("q", "pomelo"), ("team", &number)], vec![&two]),
        (&[("q", "pomelo"), ("agent", &mias)], vec![&two]),
        (&[("q", "pomelo"), ("label", "fruit & veg")], vec![&two]),
        (&[("q", "pomelo"), ("channel", "web")], vec![&two, &one]),
        (&[("q", "pomelo"), ("channel", "line")], vec![]),
        (&[("q", "pomelo"), ("from", &at)], vec![&two]),
        (&[("q", "pomelo"), ("to", &at)], vec![&one]),
        (&[("q", "pomelo"), ("from", &after)], vec![]),
        (&[("q", "quince"), ("label", "fruit & veg")], vec![]),
        (&[("q", "quince"), ("agent", &mias), ("team", &number), ("status", "completed")], vec![&three]),
        (&[("status", "completed")], vec![&three]),
        (&[("agent", &mias)], vec![&three, &two]),
        (&[("team", &number)], vec![&three, &two]),
        (&[("team", &number), ("status", "live"), ("label", "fruit & veg"), ("from", &at)], vec![&two]),
        (&[("filter", "live_agent")], vec![&two]),
        (&[("from", &at)], vec![&three, &two]),
        (&[("to", &at)], vec![&one]),
    ] {
        let list = list(http, parameters).await;
        assert_eq!(list.cards.iter().map(|card| &card.id).collect::<Vec<_>>(), expected, "{parameters:?}");
        let hits = if parameters[0].0 == "q" { list.cards.len() } else { 0 };
        assert_eq!(list.hits.len(), hits, "{parameters:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_page_to_page_each_conversation_comes_once() {
    let server = Server::start().await;
    let http = Http::signed_in(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let mut opened = Vec::new();
    for number in 0..45 {
        // Some say it often: their matches are more than a page of the search looks at.
        let times = if number % 10 == 0 { 30 } else { 2 };
        for time in 0..times {
            let done = visitor.says(&format!("Kumquat {number} {time}")).await;
            if time == 0 {
                opened.push(done.conversation);
            }
        }
        visitor.does(VisitorVerb::End).await.unwrap();
    }
    found(&http, "kumquat", 45).await;
    opened.reverse();
    for limit in ["1", "7", "45", "100"] {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let page = list(&http, &[("q", "kumquat"), ("limit", limit), ("after", &after)]).await;
            assert!(page.cards.len() <= limit.parse().unwrap());
            all.extend(ids(&page));
            let Some(next) = page.next else { break };
            after = next;
        }
        assert_eq!(all, opened, "{limit} a page");
    }
}
