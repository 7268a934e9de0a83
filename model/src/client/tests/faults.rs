//! The model's client: a provider that fails, hangs, floods and lies.

use super::*;
use peer::{STOP, events};

const SHORT: Duration = Duration::from_millis(150);

#[tokio::test]
async fn a_status_is_a_failure() {
    for (status, failure) in [
        ("401 Unauthorized", Failure::Refused(401)),
        ("403 Forbidden", Failure::Refused(403)),
        ("404 Not Found", Failure::Refused(404)),
        ("400 Bad Request", Failure::Refused(400)),
        ("204 No Content", Failure::Rubbish),
    ] {
        let steps = json(status, "", "{\"error\":{\"message\":\"sk-very-secret\"}}");
        let found = outcome(Kind::OpenAi, vec![steps.clone(), steps], patient()).await;
        assert_eq!(found, (Outcome::Failed(failure), 1), "{status}");
    }
}

#[tokio::test]
async fn what_may_pass_is_tried_once_more() {
    for kind in [Kind::OpenAi, Kind::Anthropic] {
        let good = || stream(kind, ANSWER, 99);
        let busy = |after: &str| json("429 Too Many Requests", after, "{}");
        let broken = || json("500 Internal Server Error", "", "{}");
        let many = Outcome::Failed(Failure::TooMany);
        let date = "Retry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\n";
        let cases = [
            (vec![busy("Retry-After: 0\r\n"), good()], answered(), 2),
            (vec![busy("Retry-After: 0.1\r\n"), good()], answered(), 2),
            (vec![busy(""), good()], answered(), 2),
            (vec![busy("Retry-After: 60\r\n"), good()], many.clone(), 1),
            (vec![busy(date), good()], many.clone(), 1),
            (vec![busy(""), busy(""), good()], many, 2),
            (vec![broken(), good()], answered(), 2),
            (vec![broken(), broken(), good()], Outcome::Failed(Failure::Broken(500)), 2),
            (vec![vec![], good()], answered(), 2),
            (vec![vec![], vec![], good()], Outcome::Failed(Failure::Unreachable), 2),
        ];
        for (steps, expected, requests) in cases {
            assert_eq!(outcome(kind, steps, patient()).await, (expected, requests));
        }
    }
}

#[tokio::test]
async fn nobody_there_is_unreachable() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let client = Client::new(settings(Kind::OpenAi, &base), patient()).expect("a client");
    let (_, outcome, used) = all(client.answer(ask("?"))).await;
    assert_eq!((outcome, used), (Outcome::Failed(Failure::Unreachable), Used::default()));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = Peer::start(vec![stream(Kind::OpenAi, ANSWER, 99)]).await;
    for status in ["301 Moved Permanently", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let to = format!("Location: {}/v1/chat/completions\r\n", other.address);
        let found = outcome(Kind::OpenAi, vec![json(status, &to, "")], patient()).await;
        let code = status[..3].parse().expect("a status");
        assert_eq!(found, (Outcome::Failed(Failure::Refused(code)), 1));
    }
    assert_eq!(other.requests().len(), 0);
}

#[tokio::test]
async fn silence_is_not_waited_for() {
    let words = |text: &str| {
        let whole = openai(text);
        let end = whole.find(STOP).expect("a stop");
        Step::Send(whole.as_bytes()[..end].to_vec())
    };
    let first = Limits { first: SHORT, ..patient() };
    let quiet = Limits { silence: SHORT, ..patient() };
    let whole = Limits { whole: SHORT, ..patient() };
    for (steps, limits, failure) in [
        (vec![Step::Hang], first, Failure::Silent),
        (vec![events(), Step::Hang], first, Failure::Silent),
        (vec![events(), Step::Hang], quiet, Failure::Silent),
        (vec![events(), words("Gift wrapping"), Step::Hang], quiet, Failure::Silent),
        (vec![events(), words("Gift wrapping"), Step::Hang], first, Failure::Slow),
        (vec![events(), words(ANSWER), Step::Hang], whole, Failure::Slow),
    ] {
        let (found, _) = outcome(Kind::OpenAi, vec![steps], limits).await;
        assert_eq!(found, Outcome::Failed(failure));
    }
}

#[tokio::test]
async fn a_cut_stream_is_told_from_a_whole_one() {
    let whole = openai(ANSWER);
    let stop = whole.find(STOP).expect("a stop");
    for at in [stop / 3, stop / 2, stop, stop + 9] {
        let steps = vec![events(), Step::Send(whole.as_bytes()[..at].to_vec())];
        let (found, _) = outcome(Kind::OpenAi, vec![steps], patient()).await;
        assert_eq!(found, Outcome::Failed(Failure::Cut), "{at}");
    }
    let done = whole.find("data: [DONE]").expect("an end");
    let steps = vec![events(), Step::Send(whole.as_bytes()[..done].to_vec())];
    assert_eq!(outcome(Kind::OpenAi, vec![steps], patient()).await.0, answered());
    // A length that is not kept.
    let head = peer::head("200 OK", "Content-Type: text/event-stream\r\nContent-Length: 90000\r\n");
    let steps = vec![head, Step::Send(whole.as_bytes()[..stop].to_vec())];
    assert_eq!(outcome(Kind::OpenAi, vec![steps], patient()).await.0, Outcome::Failed(Failure::Cut));
}

#[tokio::test]
async fn floods_and_rubbish_end() {
    let noise: Vec<u8> = (0..=255).cycle().take(9_000).collect();
    let comments = ": keep waiting\n\n".repeat(700_000).into_bytes();
    let single = format!("data: {}", "x".repeat(10_000_000)).into_bytes();
    let plain = format!("{{\"a\":\"{}\"}}", "x".repeat(10_000_000)).into_bytes();
    let length = b"data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"length\"}]}\n\n";
    let filtered = b"data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\n";
    for (bytes, failure) in [
        (noise, Failure::Rubbish),
        (b"<html>Bad gateway</html>".to_vec(), Failure::Rubbish),
        (b"data: {\"choices\":[\xff\xfe]}\n\n".to_vec(), Failure::Rubbish),
        (comments, Failure::TooLarge),
        (single, Failure::TooLarge),
        (plain, Failure::TooLarge),
        (b"data: {\"error\":{\"code\":503}}\n\n".to_vec(), Failure::Broken(503)),
        (openai(&"word ".repeat(2_000)).into_bytes(), Failure::TooLong),
        (openai(&"字".repeat(1_500)).into_bytes(), Failure::TooLong),
        (length.to_vec(), Failure::TooLong),
        (filtered.to_vec(), Failure::Withheld),
    ] {
        let steps = vec![events(), Step::Send(bytes)];
        let (found, _) = outcome(Kind::OpenAi, vec![steps], patient()).await;
        assert_eq!(found, Outcome::Failed(failure));
    }
}

#[tokio::test]
async fn a_failing_provider_is_left_alone() {
    let fault = || json("401 Unauthorized", "", "{}");
    let long = || stream(Kind::OpenAi, &"word ".repeat(2_000), 9_999);
    let script = vec![fault(), fault(), long(), fault(), fault(), fault(), stream(Kind::OpenAi, "OK", 99)];
    let peer = Peer::start(script).await;
    let client = client(Kind::OpenAi, &peer, patient());
    for expected in [401, 401, 0, 401, 401, 401] {
        let (_, outcome, _) = all(client.answer(ask("?"))).await;
        // What a visitor can bring about does not count.
        let failure = if expected == 0 { Failure::TooLong } else { Failure::Refused(expected) };
        assert_eq!(outcome, Outcome::Failed(failure));
    }
    assert!(matches!(client.state(), Health { state: State::Open(_), last: Some(Failure::Refused(401)) }));
    let (_, outcome, used) = all(client.answer(ask("?"))).await;
    assert_eq!((outcome, used), (Outcome::Failed(Failure::Resting), Used::default()));
    assert_eq!(client.summarise(&[], "en").await, Err(Failure::Resting));
    assert_eq!(peer.requests().len(), 6);
    // A try-out that goes well opens the way again.
    assert!(client.try_out().await.is_ok());
    assert_eq!(client.state(), Health { state: State::Closed, last: None });
}
