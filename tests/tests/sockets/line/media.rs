//! tests: pictures, sounds, videos, files, stickers and places, both ways, whatever they really are.

use baton_protocol::event::{Extra, Media, Message};
use baton_tests::{
    agent::Agent,
    eventually,
    files::{GIF, PNG, WEBP, agents, for_agent},
    http::{Http, success},
    messenger::{Call, Sends, User},
    people::MIA,
};
use reqwest::StatusCode;

use super::{connected, greeted, hears, sent, talks};
use baton_protocol::{ConversationId, file::Attachment};

/// The beginning of a video that every browser knows.
const MP4: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08mdat";

/// Waits for the visitor's next message, which is so.
async fn next(mia: &mut Agent, id: &ConversationId, is: impl Fn(&Message) -> bool) -> Message {
    let mine = |sees: &baton_tests::agent::AgentSees| {
        sees.chat(id)
            .messages()
            .find(|(_, by, message)| **by == baton_protocol::Author::Visitor && is(message))
            .map(|(.., message)| message.clone())
    };
    mia.until("what the visitor sent", |sees| mine(sees).is_some()).await;
    mine(&mia.sees).expect("a message")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_visitor_sends_is_kept_when_line_has_dropped_it() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    let picture = mei.writes(&Sends::Picture(PNG.to_vec()));
    messenger.not_yet(&picture.id, 1);
    assert_eq!(messenger.delivers(std::slice::from_ref(&picture.event)).await, StatusCode::OK);
    let shown = next(&mut mia, &id, |message| message.files.iter().any(|file| file.picture.is_some())).await;
    let (file, size) = (&shown.files[0], shown.files[0].picture.expect("a size"));
    assert_eq!((file.mime.as_str(), size.width, size.height), ("image/png", 1, 1));
    let invoice = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n".to_vec();
    for (sends, mime) in [
        (Sends::Video(MP4.to_vec()), "video/mp4"),
        (Sends::Audio(b"\xff\xfb\x90\x64some sound".to_vec()), "audio/mpeg"),
        (Sends::File("../../invoice \u{202e}fdp.pdf".to_owned(), invoice.clone()), "application/pdf"),
    ] {
        mei.sends(sends).await;
        let shown = next(&mut mia, &id, |message| message.files.iter().any(|file| file.mime == mime)).await;
        assert_eq!((shown.extra, shown.files.len()), (None, 1), "{mime}");
        assert!(!shown.files[0].name.contains(['/', '\u{202e}']), "{:?}", shown.files[0].name);
    }
    // LINE has forgotten it; the console has not.
    messenger.forgets(&picture.id, 410);
    let agent = Http::with_cookie(&server, &mia.cookie);
    assert_eq!(agent.downloaded(&for_agent(&file.id)).await, PNG);
    assert_eq!(messenger.given(&picture.id), 1, "it was fetched once");
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_what_it_says_is_no_picture() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    let agent = Http::with_cookie(&server, &mia.cookie);
    let page = b"<!doctype html><script>alert(1)</script>".to_vec();
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
    for (count, bytes) in [page, drawing, vec![0; 64], PNG[..20].to_vec()].into_iter().enumerate() {
        mei.sends(Sends::Picture(bytes.clone())).await;
        mia.until("a file", |sees| {
            sees.chat(&id).messages().filter(|(.., message)| !message.files.is_empty()).count() > count
        })
        .await;
        let chat = mia.sees.chat(&id);
        let file = &chat.messages().last().expect("a message").2.files[0];
        assert_eq!(file.picture, None, "{file:?}");
        let answer = agent.get(&for_agent(&file.id)).await;
        let headers = answer.headers();
        assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment"), "{file:?}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.bytes().await.unwrap(), bytes);
    }
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_had_is_said_to_be_lost_and_what_lies_elsewhere_stays_there() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    let lost = |kind| move |message: &Message| message.extra == Some(Extra::Lost { kind });
    for (sends, status, kind) in [
        (Sends::Picture(PNG.to_vec()), 404, Media::Picture),
        (Sends::File("a.txt".to_owned(), b"words".to_vec()), 410, Media::File),
    ] {
        let sent = mei.writes(&sends);
        messenger.forgets(&sent.id, status);
        assert_eq!(messenger.delivers(&[sent.event]).await, StatusCode::OK);
        assert!(next(&mut mia, &id, lost(kind)).await.files.is_empty());
    }
    let video = mei.writes(&Sends::Video(MP4.to_vec()));
    messenger.spoils(&video.id);
    assert_eq!(messenger.delivers(&[video.event]).await, StatusCode::OK);
    next(&mut mia, &id, lost(Media::Video)).await;

    // An address that is not LINE's: the stand-in keeps a listener there, which nobody comes to.
    for (kind, media) in [("image", Media::Picture), ("video", Media::Video), ("audio", Media::Audio)] {
        let sent = mei.sends(Sends::Elsewhere(kind)).await;
        let address =
            sent.event["message"]["contentProvider"]["originalContentUrl"].as_str().unwrap().to_owned();
        let shown =
            next(&mut mia, &id, |message| message.extra == Some(Extra::Elsewhere { kind: media })).await;
        assert_eq!((shown.text, shown.files.len()), (address, 0));
    }
    // What cannot be shown holds nothing up.
    mei.says("And words").await;
    hears(&mut mia, &id, "And words").await;
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stickers_and_places_are_shown_as_what_they_are() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    mei.sends(Sends::Sticker(&["bow", "thank you"])).await;
    let sticker = |message: &Message| message.extra == Some(Extra::Sticker);
    assert_eq!(next(&mut mia, &id, sticker).await.text, "bow, thank you");
    mei.sends(Sends::Place("Tokyo Tower", "4 Chome-2-8 Shibakoen", 35.658_581, 139.745_433)).await;
    let tower = Extra::Place { latitude: 35_658_581, longitude: 139_745_433 };
    let shown = next(&mut mia, &id, |message| message.extra == Some(tower)).await;
    assert_eq!(shown.text, "Tokyo Tower\n4 Chome-2-8 Shibakoen");
    mei.says("ありがとう 🙇🏽‍♀️ 🇯🇵").await;
    hears(&mut mia, &id, "ありがとう 🙇🏽‍♀️ 🇯🇵").await;
    messenger.is_content().await;
}

/// The live agent sends this file with these words.
async fn hands_over(
    server: &baton_tests::server::Server,
    mia: &mut Agent,
    id: &ConversationId,
    name: &str,
    bytes: &[u8],
) -> u64 {
    let agent = Http::with_cookie(server, &mia.cookie);
    let answer = agent.upload(&agents(id, name), bytes, "application/octet-stream").await;
    let file: Attachment = success("an upload", answer).await;
    let send =
        baton_protocol::agent::AgentVerb::Send { text: String::new(), quote: None, files: vec![file.id] };
    mia.does(id, send).await.expect("it is sent").seq
}

#[tokio::test(flavor = "multi_thread")]
async fn a_live_agents_pictures_show_and_files_open_by_a_link() {
    let (messenger, server, _) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    let seq = hands_over(&server, &mut mia, &id, "lamp.png", PNG).await;
    sent(&mut mia, &id, seq).await;
    let (original, small) = mei.sees_a_picture().await;
    assert_eq!((original.bytes.as_slice(), original.mime), (PNG, "image/png"));
    assert_eq!((small.width, small.height), (1, 1));
    // Phones know neither GIF nor WebP in a chat: they get what they know.
    for (name, bytes) in [("a.gif", GIF), ("a.webp", WEBP)] {
        let before = pictures(&mei);
        let seq = hands_over(&server, &mut mia, &id, name, bytes).await;
        sent(&mut mia, &id, seq).await;
        eventually("one more picture", || async { (pictures(&mei) == before + 1).then_some(()) }).await;
        messenger.is_content().await;
    }
    let seq = hands_over(&server, &mut mia, &id, "price list.txt", b"Lamps: 30 pounds").await;
    sent(&mut mia, &id, seq).await;
    let told = mei.sees("price list.txt").await;
    let address = told.words().and_then(|words| words.lines().last()).expect("an address").to_owned();
    let opened = messenger.opens(&address).await;
    assert_eq!(opened.status(), StatusCode::OK);
    assert!(opened.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(opened.bytes().await.unwrap(), b"Lamps: 30 pounds"[..]);
    // Nobody guesses another one, and one that is changed is none.
    for bad in [
        address.replacen("/files/", "/files/x", 1),
        address[..address.len() - 1].to_owned(),
        format!("{address}x"),
    ] {
        let answer = messenger.opens(&bad).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{bad}");
    }
    assert!(messenger.heard(Call::Push).iter().all(|heard| heard.status == Some(200)));
    messenger.is_content().await;
}

fn pictures(user: &User) -> usize {
    let chat = user.chat();
    chat.iter().filter(|shown| matches!(shown.what, baton_tests::messenger::Thing::Picture { .. })).count()
}
