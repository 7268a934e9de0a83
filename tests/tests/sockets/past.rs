//! tests: a visitor's past chats and their transcripts: their own, whole, by download and by e-mail; nobody else's.

use baton_protocol::{
    Code, StateView,
    past::{MailTranscript, PastChats},
    state::Page,
    visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    http::{Http, problem},
    mail::MailServer,
    people::MIA,
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

const PATH: &str = "/api/v1/visitor/conversations";

fn browser(server: &Server, visitor: &Visitor) -> Http {
    Http { bearer: Some(visitor.sees.token.clone()), ..Http::new(server) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_reads_their_past_chats_and_nobody_elses() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let http = browser(&server, &visitor);
    assert_eq!(http.get(PATH).await.status(), StatusCode::UNAUTHORIZED, "nobody yet");
    for number in 0..60 {
        visitor.says(&format!("word {number}")).await;
    }
    // The AI agent, which understood none of that, has asked for a person by itself.
    let first = mia.accepts().await;
    mia.opens(&first).await;
    mia.says(&first, "Good bye").await;
    visitor.until("it", |sees| sees.shows(|chat| chat.agents_said() == ["Good bye"])).await;
    visitor.does(VisitorVerb::End).await.unwrap();
    let second = visitor.says("Hello again").await.conversation;

    let chats: PastChats = http.read(PATH).await;
    let names: Vec<_> = chats.conversations.iter().map(|chat| chat.id.clone()).collect();
    assert_eq!(names, [second.clone(), first.clone()]);
    assert_eq!(chats.conversations[1].state, StateView::Ended);
    assert_eq!(chats.conversations[1].last.as_ref().map(|last| &*last.text), Some("Good bye"));

    // All of it, page by page, and nothing that is not for visitors.
    let (mut texts, mut before) = (Vec::new(), None);
    loop {
        let at = before.map(|seq: u64| format!("?before={seq}")).unwrap_or_default();
        let page: Page = http.read(&format!("{PATH}/{first}{at}")).await;
        let words = page.events.iter().rev().filter_map(|event| event.what.words().map(str::to_owned));
        texts.extend(words);
        before = page.events.first().map(|event| event.seq);
        if !page.older {
            break;
        }
    }
    assert_eq!((texts.first().unwrap().as_str(), texts.last().unwrap().as_str()), ("Good bye", "word 0"));

    let kept = http.get(&format!("{PATH}/{first}/transcript")).await;
    let header = |name: &str| kept.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("cache-control"), "private, no-store");
    assert!(header("content-disposition").starts_with("attachment"), "a browser saves it");
    let text = kept.text().await.unwrap();
    for part in ["You: word 0\n", "You: word 59\n", "Mia joined", "Mia: Good bye\n", "Chat ended"] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }

    let mut other = Visitor::arrives(&server).await;
    other.says("Mine").await;
    let stranger = Http { bearer: None, ..Http::new(&server) };
    for path in [format!("{PATH}/{first}"), format!("{PATH}/{first}/transcript")] {
        assert_eq!(browser(&server, &other).get(&path).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(stranger.get(&path).await.status(), StatusCode::UNAUTHORIZED);
    }
    for bad in ["nonsense", "..%2f..%2fetc"] {
        assert_eq!(http.get(&format!("{PATH}/{bad}")).await.status(), StatusCode::NOT_FOUND);
    }
    let (status, _, _) = problem(http.get(&format!("{PATH}/{first}?before=x")).await).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transcript_goes_by_mail_to_one_address_and_not_for_ever() {
    let mail = MailServer::start().await;
    let server = Server::with(&["--smtp", &mail.url(), "--mail-from", "Baton <chat@shop.example>"]).await;
    let mut visitor = Visitor::arrives(&server).await;
    assert!(visitor.sees.welcome.site.mails);
    let chat = visitor.says("Grüße, こんにちは").await.conversation;
    let path = format!("{PATH}/{chat}/transcript");
    let http = browser(&server, &visitor);
    for bad in ["", "x", "a@b", "a@b.example, c@d.example", "a@b.example\r\nbcc: c@d.example"] {
        let wish = MailTranscript { email: bad.to_owned() };
        let (status, _, problem) = problem(http.post(&path, &wish).await).await;
        assert_eq!(
            (status, problem.field.as_deref()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some("email")),
            "{bad}"
        );
    }
    let wish = MailTranscript { email: "mei@shop.example".to_owned() };
    for _ in 0..3 {
        assert_eq!(http.post(&path, &wish).await.status(), StatusCode::ACCEPTED);
    }
    let (status, code, _) = problem(http.post(&path, &wish).await).await;
    assert_eq!((status, code), (StatusCode::TOO_MANY_REQUESTS, Code::SlowDown));
    let mails = mail.comes(3).await;
    assert_eq!(mails.len(), 3);
    assert_eq!(mails[0].to, ["mei@shop.example"]);
    assert!(mails[0].body.contains("You: Grüße, こんにちは"), "{}", mails[0].body);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_no_transcript_is_promised() {
    let server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    assert!(!visitor.sees.welcome.site.mails);
    let chat = visitor.says("Hello").await.conversation;
    let path = format!("{PATH}/{chat}/transcript");
    let wish = MailTranscript { email: "mei@shop.example".to_owned() };
    let (status, _, _) = problem(browser(&server, &visitor).post(&path, &wish).await).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
}
