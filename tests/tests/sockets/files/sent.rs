//! tests: files that are sent arrive with their message, once, and stay for as long as it does.

use baton_protocol::{
    Code, FileId, VisitorId,
    agent::{AgentVerb, Erased},
    poll::Answered,
    visitor::{VisitorFrame, VisitorNews, VisitorVerb},
};
use baton_tests::{
    agent::Agent,
    eventually,
    files::{GIF, PNG, agents, for_agent, for_visitor, visitors},
    fresh_id,
    http::{Http, success},
    people::{MIA, MIRA},
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

use super::{answers, carried, names, sends};
use crate::handover::connect;

#[tokio::test(flavor = "multi_thread")]
async fn files_go_both_ways_and_both_read_them() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    let (his, hers) = (Http::of(&server, &visitor), Http::with_cookie(&server, &mia.cookie));

    let lamp = his.uploaded(&visitors("lamp.png"), PNG).await;
    let words = his.uploaded(&visitors("what happened.txt"), "It broke.").await;
    assert_eq!(
        (lamp.name.as_str(), lamp.mime.as_str(), lamp.size),
        ("lamp.png", "image/png", PNG.len() as u64)
    );
    let pixels = lamp.picture.expect("a picture");
    assert_eq!((pixels.width, pixels.height), (1, 1));
    assert_eq!((words.name.as_str(), words.picture), ("what happened.txt", None));
    let told = sends(&mut visitor, "", &[&lamp, &words]).await.expect("a message without words");
    mia.until("the files", |sees| sees.shows(&id, |chat| chat.last() >= told.seq)).await;
    assert_eq!(carried(mia.sees.chat(&id), told.seq), [lamp.clone(), words.clone()]);
    assert_eq!(hers.downloaded(&for_agent(&lamp.id)).await, PNG);
    assert_eq!(hers.downloaded(&for_agent(&words.id)).await, b"It broke.");
    assert_eq!(his.downloaded(&for_visitor(&lamp.id)).await, PNG);

    let smile = hers.uploaded(&agents(&id, "smile.gif"), GIF).await;
    let told = answers(&mut mia, &id, "A new one is on its way.", &[&smile]).await.expect("an answer");
    visitor.until("the answer", |sees| sees.shows(|chat| chat.last() >= told.seq)).await;
    assert_eq!(carried(visitor.sees.chat(), told.seq), std::slice::from_ref(&smile));
    assert_eq!(his.downloaded(&for_visitor(&smile.id)).await, GIF);

    let other_tab = visitor.elsewhere(&server).await;
    assert_eq!(carried(other_tab.sees.chat(), told.seq), [smile]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_over_plain_http_too() {
    let server = Server::start().await;
    let visitor = Visitor::arrives(&server).await;
    let http = Http::of(&server, &visitor);
    let file = http.uploaded(&visitors("lamp.png"), PNG).await;
    let what = VisitorVerb::Send { text: "See".to_owned(), files: names(&[&file]) };
    let frame = VisitorFrame::Do { id: fresh_id(), what };
    let told: Answered<VisitorNews> = http.told("/api/v1/visitor/frames", &frame).await;
    assert!(told.news.iter().any(|news| matches!(news, VisitorNews::Ack { .. })), "{told:?}");
    let later = visitor.elsewhere(&server).await;
    assert_eq!(carried(later.sees.chat(), 1), [file]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_message_again_stores_nothing_more() {
    let server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    let http = Http::of(&server, &visitor);
    let (one, other) =
        (http.uploaded(&visitors("1.png"), PNG).await, http.uploaded(&visitors("2.png"), PNG).await);
    let id = fresh_id();
    let send = |file| VisitorVerb::Send { text: "See".to_owned(), files: names(&[file]) };
    let first = visitor.does_as(id, send(&one)).await.unwrap();
    assert_eq!(visitor.does_as(id, send(&one)).await.unwrap(), first);
    let refused = visitor.does_as(id, send(&other)).await.unwrap_err();
    assert_eq!(refused.code, Code::ClientIdReused, "the same words with another file are another message");
    assert_eq!(visitor.sees.chat().places(id), [first.seq]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_carries_ten_files_each_once() {
    let server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    let http = Http::of(&server, &visitor);
    let mut files = Vec::new();
    for number in 0..11 {
        files.push(http.uploaded(&visitors(&format!("{number}.png")), PNG).await);
    }
    let all: Vec<_> = files.iter().collect();
    assert_eq!(sends(&mut visitor, "", &all).await.unwrap_err().code, Code::TooLong);
    assert_eq!(sends(&mut visitor, "", &[all[0], all[0]]).await.unwrap_err().code, Code::Invalid);
    assert_eq!(sends(&mut visitor, " ", &[]).await.unwrap_err().code, Code::Empty);
    let mut made_up = files[0].clone();
    made_up.id = FileId::parse(&"A".repeat(FileId::LENGTH)).unwrap();
    assert_eq!(sends(&mut visitor, "", &[all[0], &made_up]).await.unwrap_err().code, Code::NotFound);
    assert!(visitor.sees.chat.is_none(), "none of them began a conversation");
    let told = sends(&mut visitor, "", &all[..10]).await.unwrap();
    visitor.until("them all", |sees| sees.shows(|chat| carried(chat, told.seq).len() == 10)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_is_there_after_a_kill() {
    let mut server = Server::start().await;
    let mut visitor = Visitor::arrives(&server).await;
    let file = Http::of(&server, &visitor).uploaded(&visitors("lamp.png"), PNG).await;
    let told = sends(&mut visitor, "", &[&file]).await.unwrap();
    server.kill().await;
    server.begin().await;
    let later = visitor.elsewhere(&server).await;
    assert_eq!(carried(later.sees.chat(), told.seq), std::slice::from_ref(&file));
    assert_eq!(Http::of(&server, &later).downloaded(&for_visitor(&file.id)).await, PNG);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_erased_with_their_visitor() {
    let server = Server::start().await;
    let admin = Http::signed_in(&server, MIRA).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    let (his, hers) = (Http::of(&server, &visitor), Http::with_cookie(&server, &mia.cookie));
    let sent = his.uploaded(&visitors("lamp.png"), PNG).await;
    let unsent = his.uploaded(&visitors("later.png"), PNG).await;
    sends(&mut visitor, "", &[&sent]).await.unwrap();
    let answered = hers.uploaded(&agents(&id, "smile.gif"), GIF).await;
    answers(&mut mia, &id, "", &[&answered]).await.unwrap();
    mia.does(&id, AgentVerb::End).await.unwrap();
    assert_eq!(server.holds("files"), 3);
    let VisitorId(number) = mia.sees.cards[&id].visitor;
    let path = format!("/api/v1/visitors/{number}");
    let erased: Erased = success(&path, admin.delete(&path).await).await;
    assert_eq!(erased.files, 3, "{erased:?}");
    for file in [&sent, &unsent, &answered] {
        assert_eq!(admin.get(&for_agent(&file.id)).await.status(), StatusCode::NOT_FOUND);
    }
    eventually("an empty folder", || async { (server.holds("files") == 0).then_some(()) }).await;
}
