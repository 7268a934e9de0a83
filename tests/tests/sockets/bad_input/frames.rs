//! tests: frames that cannot be read.

use baton_protocol::{
    Code,
    limits::{FRAME_BYTES, close},
    visitor::{Hello, VisitorFrame, VisitorNews},
};
use baton_tests::{agent::Agent, line::Came, people::MIA, visitor::Visitor};
use tokio_tungstenite::tungstenite::{
    Message,
    protocol::frame::{
        Frame,
        coding::{Data, OpCode},
    },
};

use super::Scene;

/// A good command's id.
const ID: &str = "01a1f3c0-5d10-7c41-9a52-3f60d4e8b917";
/// The shape of a conversation's name.
const NAME: &str = "AAAAAAAAAAAAAAAAAAAAAA";

/// What no visitor's client says.
fn unreadable() -> Vec<String> {
    let mut frames: Vec<String> = [
        "",
        " ",
        "null",
        "7",
        "[]",
        "{}",
        "{",
        "request",
        r#""request""#,
        r#"{"do":{}}"#,
        r#"{"nothing":{}}"#,
        r#"{"typing":1}"#,
        r#"{"typing":"true"}"#,
        r#"{"typing":true,"at":{"url":"x"}}"#,
        r#"{"typing":true} {"typing":false}"#,
        r#"{"at":{"title":"no address"}}"#,
        r#"{"at":{"url":"x","colour":"red"}}"#,
        r#"{"hello":{}}"#,
        r#"{"hello":{"site":"demo","admin":true}}"#,
    ]
    .map(str::to_owned)
    .to_vec();
    for what in [
        r#""accept""#,
        r#""nothing""#,
        r#"{"request":{}}"#,
        r#"{"send":{}}"#,
        r#"{"send":"text"}"#,
        r#"{"send":{"text":null}}"#,
        r#"{"send":{"text":"x","html":"<b>x</b>"}}"#,
        r#"{"send":{"text":"x","text":"y"}}"#,
        r#"{"send":{"text":"\ud800"}}"#,
        r#"{"send":{"text":"x"},"cancel":null}"#,
        r#"{"contact":{"name":"Kim"}}"#,
    ] {
        frames.push(format!(r#"{{"do":{{"id":"{ID}","what":{what}}}}}"#));
    }
    for id in ["", "1", "01a1f3c0-5d10-7c41-9a52-3f60d4e8b91", "' OR 1=1 --", "\u{0660}"] {
        frames.push(format!(r#"{{"do":{{"id":"{id}","what":"request"}}}}"#));
    }
    frames.push(format!(r#"{{"do":{{"id":"{ID}","what":"request","as":"admin"}}}}"#));
    for number in ["-1", "1.5", "1e400", "18446744073709551616", "\"1\"", "null", "[1]"] {
        frames.push(format!(r#"{{"older":{{"conversation":"{NAME}","before":{number}}}}}"#));
        frames.push(format!(r#"{{"marks":{{"conversation":"{NAME}","delivered":{number},"read":0}}}}"#));
    }
    for name in ["", "1", "../../../etc/passwd", "AAAAAAAAAAAAAAAAAAAAA%", "' OR '1'='1' --   A"] {
        frames.push(format!(r#"{{"older":{{"conversation":"{name}","before":1}}}}"#));
    }
    frames.push("[".repeat(20_000));
    frames.push(r#"{"do":"#.repeat(5_000));
    frames
}

#[tokio::test(flavor = "multi_thread")]
async fn every_unreadable_frame_is_refused_and_the_tenth_closes() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    for frames in unreadable().chunks(9) {
        let mut visitor = Visitor::arrives(&scene.server).await;
        for frame in frames {
            let refused = visitor.sees.refused.len();
            visitor.line.raw(Message::text(frame.as_str())).await;
            visitor.until(frame, |sees| sees.refused.len() > refused).await;
            let why = &visitor.sees.refused[refused];
            assert_eq!(why.code, Code::Malformed, "{frame}: {why:?}");
            assert!(why.message.ends_with('.'), "{why:?}");
        }
        // Nine are forgiven: the connection still works, and a good frame does not wash them away.
        visitor.line.raw(Message::text(r#"{"typing":true}"#)).await;
        for _ in frames.len()..10 {
            visitor.line.raw(Message::text("{")).await;
        }
        assert_eq!(visitor.end().await, Some(close::MALFORMED));
    }
    scene.is_unmoved(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agents_unreadable_frames_are_refused_and_the_tenth_closes() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let mut mia = Agent::signs_in(&scene.server, MIA).await;
    let id = format!(r#""id":"{ID}","conversation":"{NAME}""#);
    let frames = [
        "{".to_owned(),
        r#""accept""#.to_owned(),
        r#"{"available":"yes"}"#.to_owned(),
        r#"{"open":"../x"}"#.to_owned(),
        r#"{"open":7}"#.to_owned(),
        format!(r#"{{"do":{{{id},"what":"request"}}}}"#),
        format!(r#"{{"do":{{{id},"what":{{"transfer":{{"to":-1}}}}}}}}"#),
        format!(r#"{{"do":{{{id},"what":{{"send":{{"text":"x","as":"visitor"}}}}}}}}"#),
        format!(r#"{{"do":{{"id":"{ID}","what":"accept"}}}}"#),
    ];
    for frame in frames {
        let refused = mia.sees.refused.len();
        mia.line.raw(Message::text(frame.as_str())).await;
        mia.until(&frame, |sees| sees.refused.len() > refused).await;
        assert_eq!(mia.sees.refused[refused].1.code, Code::Malformed, "{frame}");
    }
    mia.switches(true).await;
    mia.line.raw(Message::text("[")).await;
    assert_eq!(mia.line.end().await, Some(close::MALFORMED));
    scene.is_unmoved(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn binary_broken_and_oversized_frames_close_with_their_code() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let part = |text: &str| {
        Message::Frame(Frame::message(text.as_bytes().to_vec(), OpCode::Data(Data::Text), false))
    };
    let more = |size| Message::Frame(Frame::message(vec![b'a'; size], OpCode::Data(Data::Continue), false));
    let broken =
        |bytes: &[u8]| Message::Frame(Frame::message(bytes.to_vec(), OpCode::Data(Data::Text), true));
    for (frames, code) in [
        (vec![Message::binary(vec![0, 1, 2])], 1003),
        (vec![Message::binary(br#"{"typing":true}"#.to_vec())], 1003),
        (vec![broken(b"\xff\xfe")], 1007),
        (vec![broken(b"{\"typing\":true}\xc3")], 1007),
        (vec![broken(b"\xed\xa0\x80")], 1007),
        (vec![Message::text("a".repeat(FRAME_BYTES + 1))], 1009),
        (vec![Message::text("a".repeat(1024 * 1024))], 1009),
        (vec![part("{"), more(FRAME_BYTES - 8), more(8), more(8)], 1009),
    ] {
        let mut visitor = Visitor::arrives(&scene.server).await;
        let shown = format!("{:?}", frames[0]).chars().take(80).collect::<String>();
        for frame in frames {
            visitor.line.raw(frame).await;
        }
        assert_eq!(visitor.end().await, Some(code), "{shown}");
    }
    let mut mia = Agent::signs_in(&scene.server, MIA).await;
    mia.line.raw(Message::binary(vec![0])).await;
    assert_eq!(mia.line.end().await, Some(1003));
    scene.is_unmoved(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_of_exactly_the_limit_is_read() {
    let scene = Scene::set().await;
    let mut visitor = Visitor::arrives(&scene.server).await;
    let mut frame = r#"{"typing":true}"#.to_owned();
    frame += &" ".repeat(FRAME_BYTES - frame.len());
    visitor.line.raw(Message::text(frame)).await;
    visitor.says("Hello").await;
    assert!(visitor.sees.refused.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_greet_first_is_closed() {
    let mut scene = Scene::set().await;
    let before = scene.stored().await;
    let command = format!(r#"{{"do":{{"id":"{ID}","what":"request"}}}}"#);
    for first in ["", "{", r#"{"hello":{}}"#, r#"{"typing":true}"#, command.as_str()] {
        let mut line = Visitor::line(&scene.server, &[], None).await.unwrap();
        line.raw(Message::text(first)).await;
        assert_eq!(line.end().await, Some(close::NO_HELLO), "{first}");
    }
    for first in [Message::binary(vec![0]), Message::text("a".repeat(FRAME_BYTES + 1))] {
        let mut line = Visitor::line(&scene.server, &[], None).await.unwrap();
        line.raw(first).await;
        assert_eq!(line.end().await, Some(close::NO_HELLO));
    }
    let hello = Hello { site: "no-such-site".to_owned(), ..Hello::default() };
    match Visitor::tries(&scene.server, hello, None).await {
        Err(Came::News(news)) => {
            let VisitorNews::Refused { why, .. } = *news else { panic!("{news:?}") };
            assert_eq!(why.code, Code::NotFound);
        }
        other => panic!("{other:?}"),
    }
    scene.is_unmoved(&before).await;
}

/// A client that lost the thread greets again. It stays who it is, whoever it says it is.
#[tokio::test(flavor = "multi_thread")]
async fn greeting_again_brings_the_own_conversation_and_nobody_elses() {
    let mut scene = Scene::set().await;
    let mut visitor = Visitor::arrives(&scene.server).await;
    let own = visitor.says("Hello").await.conversation;
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    let before = scene.stored().await;
    let held = visitor.sees.chat().log.clone();
    let again = Hello { token: Some(scene.bystander.sees.token.clone()), ..scene.bystander.sees.hello() };
    visitor.sees.chat = None;
    visitor.line.send(&VisitorFrame::Hello(again)).await;
    visitor.until("the conversation", |sees| sees.chat.is_some()).await;
    assert_eq!((&visitor.sees.chat().id, &visitor.sees.chat().log), (&own, &held));
    let elsewhere = Hello { site: "no-such-site".to_owned(), ..Hello::default() };
    visitor.line.send(&VisitorFrame::Hello(elsewhere)).await;
    visitor.until("a refusal", |sees| sees.refused.iter().any(|why| why.code == Code::NotFound)).await;
    scene.is_unmoved(&before).await;
}
