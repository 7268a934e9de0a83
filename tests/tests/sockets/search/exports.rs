//! tests: what the Conversations list shows, as a file for spreadsheets or programs.

use baton_protocol::{
    Code,
    agent::{AgentVerb, Summary},
    event::Contact,
    visitor::{Hello, VisitorVerb},
};
use baton_tests::{
    agent::Agent,
    http::{Http, problem},
    people::{MIA, MIRA},
    server::Server,
    visitor::{SITE, Visitor},
};
use reqwest::StatusCode;

use super::{PATH, asking, found, says};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_filtered_is_exported_and_formulas_are_defused() {
    let server = Server::start().await;
    let mut mira = Agent::at_work(&server, MIRA).await;
    let http = Http::with_cookie(&server, &mira.cookie);
    let hello = Hello { site: SITE.to_owned(), locale: "+cmd".to_owned(), ..Hello::default() };
    let mut visitor = Visitor::greets(&server, hello).await;
    let contact = Contact {
        client_id: None,
        name: "=HYPERLINK(\"https://evil.example\";\"Kim\")".to_owned(),
        email: "kim@example.com".to_owned(),
        text: "A persimmon, please".to_owned(),
    };
    let id = visitor.does(VisitorVerb::Contact(contact)).await.unwrap().conversation;
    let label = AgentVerb::Label { labels: vec!["@sum(A1)".to_owned(), "a \"b\", c".to_owned()] };
    mira.does(&id, label).await.unwrap();
    mira.does(&id, AgentVerb::TakeOver).await.unwrap();
    let other = says(&server, "Another persimmon").await;
    found(&http, "persimmon", 2).await;
    let export = |parameters: &[(&str, &str)]| {
        let path = asking(&format!("{PATH}/export"), parameters);
        let http = &http;
        async move {
            let answer = http.get(&path).await;
            assert_eq!(answer.status(), StatusCode::OK);
            let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
            let headers =
                [header("content-type"), header("content-disposition"), header("x-content-type-options")];
            (headers, answer.text().await.unwrap())
        }
    };
    let ([kind, disposition, sniff], csv) = export(&[("format", "csv"), ("label", "@sum(A1)")]).await;
    assert!(kind.starts_with("text/csv") && disposition.starts_with("attachment") && sniff == "nosniff");
    let mut lines = csv.trim_start_matches('\u{feff}').lines();
    let columns = "id,opened,since,status,channel,visitor,name,language,team,agent,labels";
    assert_eq!(lines.next(), Some(columns));
    let row = lines.next().expect("a row");
    assert_eq!(lines.next(), None, "{csv}");
    assert!(row.starts_with(&format!("{},", defused(id.as_str()))), "{row}");
    let rest =
        r#","'=HYPERLINK(""https://evil.example"";""Kim"")",'+cmd,,Mira Example,"'@sum(A1), a ""b"", c""#;
    assert!(row.contains(",live,web,") && row.ends_with(rest), "{row}");

    let ([kind, disposition, sniff], json) = export(&[("format", "json"), ("q", "persimmon")]).await;
    assert!(
        kind.starts_with("application/json") && disposition.starts_with("attachment") && sniff == "nosniff"
    );
    let cards: Vec<Summary> = serde_json::from_str(&json).expect("cards");
    assert_eq!(cards.iter().map(|card| &card.id).collect::<Vec<_>>(), [&other.sees.chat().id, &id]);
    let (_, none) = export(&[("format", "json"), ("label", "no-such-label")]).await;
    assert_eq!(none, "[]");
    let (_, header) = export(&[("format", "csv"), ("label", "no-such-label")]).await;
    assert_eq!(header.trim_start_matches('\u{feff}').trim(), columns);
    for junk in ["", "?format=", "?format=xlsx", "?format=csv&limit=x", "?format=csv&colour=red"] {
        let (status, code, _) = problem(http.get(&format!("{PATH}/export{junk}")).await).await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{junk}");
    }
}

/// An id may begin with a hyphen by chance.
fn defused(text: &str) -> String {
    if text.starts_with('-') { format!("'{text}") } else { text.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_holds_more_than_one_page() {
    let server = Server::start().await;
    let http = Http::signed_in(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    for number in 0..230 {
        visitor.says(&format!("Number {number}")).await;
        visitor.does(VisitorVerb::End).await.unwrap();
    }
    let path = format!("{PATH}/export?status=ended&format=");
    let cards: Vec<Summary> = http.read(&format!("{path}json")).await;
    let numbers: Vec<_> = cards.iter().map(|card| &card.id).collect();
    assert_eq!(numbers.iter().collect::<std::collections::HashSet<_>>().len(), 230);
    let csv = http.get(&format!("{path}csv")).await.text().await.unwrap();
    assert_eq!(csv.lines().count(), 231);
}
