//! tests: a file is there for the two sides of its conversation, and for nobody else there is no such file.

use baton_protocol::{Code, FileId, file::Attachment};
use baton_tests::{
    agent::Agent,
    files::{GIF, PNG, agents, for_agent, for_visitor, visitors},
    http::{Http, problem},
    people::{LUIS, MIA, MIRA},
    server::Server,
    visitor::Visitor,
};
use reqwest::StatusCode;

use super::{answers, sends};
use crate::{handover::connect, teams::Office};

/// There is no such file, and nothing says more.
async fn is_nowhere(http: &Http, path: &str) {
    let (status, code, told) = problem(http.get(path).await).await;
    assert_eq!((status, code), (StatusCode::NOT_FOUND, Code::NotFound), "{path}");
    let made_up = FileId::parse(&"A".repeat(FileId::LENGTH)).unwrap();
    let (folder, _) = path.rsplit_once('/').unwrap();
    let (.., nothing) = problem(http.get(&format!("{folder}/{made_up}")).await).await;
    assert_eq!(told, nothing, "a stranger's file reads as one that does not exist");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_have_no_such_file() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = Visitor::arrives(&server).await;
    let mut stranger = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    let (his, hers) = (Http::of(&server, &visitor), Http::with_cookie(&server, &mia.cookie));
    stranger.says("Hello").await;
    let theirs = Http::of(&server, &stranger);
    let lamp = his.uploaded(&visitors("lamp.png"), PNG).await;
    let smile = hers.uploaded(&agents(&id, "smile.gif"), GIF).await;

    // Before they are sent each is its sender's alone.
    is_nowhere(&hers, &for_agent(&lamp.id)).await;
    is_nowhere(&his, &for_visitor(&smile.id)).await;
    is_nowhere(&Http::signed_in(&server, LUIS).await, &for_agent(&smile.id)).await;
    assert_eq!(hers.downloaded(&for_agent(&smile.id)).await, GIF);
    sends(&mut visitor, "", &[&lamp]).await.unwrap();
    answers(&mut mia, &id, "", &[&smile]).await.unwrap();
    for file in [&lamp, &smile] {
        is_nowhere(&theirs, &for_visitor(&file.id)).await;
        nobody_reads(&server, file).await;
        // A visitor's token is no session, a session is no visitor's token.
        let crossed = Http { cookie: hers.cookie.clone(), ..Http::new(&server) };
        let (status, ..) = problem(crossed.get(&for_visitor(&file.id)).await).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        let (status, ..) = problem(his.get(&for_agent(&file.id)).await).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        // Nor is it a picture for everybody.
        is_nowhere(&Http::new(&server), &format!("/api/v1/pictures/{}", file.id)).await;
        // What somebody else has uploaded cannot be sent on.
        assert_eq!(sends(&mut stranger, "", &[file]).await.unwrap_err().code, Code::NotFound);
    }
    assert_eq!(sends(&mut visitor, "", &[&smile]).await.unwrap_err().code, Code::NotFound);
    assert_eq!(answers(&mut mia, &id, "", &[&lamp]).await.unwrap_err().code, Code::NotFound);
}

async fn nobody_reads(server: &Server, file: &Attachment) {
    let nobody = Http::new(server);
    for path in [for_visitor(&file.id), for_agent(&file.id)] {
        let (status, code, _) = problem(nobody.get(&path).await).await;
        assert_eq!((status, code), (StatusCode::UNAUTHORIZED, Code::Unauthorized), "{path}");
        let invented = Http { bearer: Some("A".repeat(43)), cookie: None, ..nobody.clone() };
        let (status, ..) = problem(invented.get(&path).await).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_belongs_to_the_conversation_that_it_was_uploaded_for() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let (mut one, mut other) = (Visitor::arrives(&server).await, Visitor::arrives(&server).await);
    let first = connect(&mut one, &mut mia).await;
    let second = connect(&mut other, &mut mia).await;
    let hers = Http::with_cookie(&server, &mia.cookie);
    let smile = hers.uploaded(&agents(&first, "smile.gif"), GIF).await;
    assert_eq!(answers(&mut mia, &second, "", &[&smile]).await.unwrap_err().code, Code::NotFound);
    answers(&mut mia, &first, "", &[&smile]).await.unwrap();
    is_nowhere(&Http::of(&server, &other), &for_visitor(&smile.id)).await;
    for id in ["1", "0", "-1", "[1]", "null", "..%2f..%2fbaton.sqlite", "%00", &"A".repeat(4_000)] {
        let (status, code, _) = problem(hers.get(&format!("/api/v1/files/{id}")).await).await;
        assert_eq!((status, code), (StatusCode::NOT_FOUND, Code::NotFound), "{id}");
        let path = format!("/api/v1/conversations/{id}/files?name=x");
        let (status, code, _) = problem(hers.upload(&path, PNG, "image/png").await).await;
        assert_eq!((status, code), (StatusCode::NOT_FOUND, Code::NotFound), "{id}");
    }
    let (status, ..) = problem(Http::new(&server).upload(&visitors("x"), PNG, "image/png").await).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "whoever is no visitor uploads nothing");
    let path = "/api/v1/visitor/files?site=nowhere&name=x";
    let (status, ..) = problem(Http::of(&server, &one).upload(path, PNG, "image/png").await).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_teams_files_stay_with_it() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let team = office.team("Billing", true, &[MIA]).await;
    office.rings(team).await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let luis = Http::signed_in(&server, LUIS).await;
    let mut visitor = Visitor::arrives(&server).await;
    let id = connect(&mut visitor, &mut mia).await;
    let file = Http::of(&server, &visitor).uploaded(&visitors("lamp.png"), PNG).await;
    sends(&mut visitor, "", &[&file]).await.unwrap();
    is_nowhere(&luis, &for_agent(&file.id)).await;
    let (status, ..) = problem(luis.upload(&agents(&id, "x"), PNG, "image/png").await).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    for person in [MIA, MIRA] {
        assert_eq!(Http::signed_in(&server, person).await.downloaded(&for_agent(&file.id)).await, PNG);
    }
}
