//! tests: how the AI agent answers without a model: from pairs and passages, in many scripts, or not at all.

mod asking_back;
mod embeddings;
mod manner;
mod playground;
mod wishes;

use baton_protocol::{event::Message, visitor::Hello};
use baton_tests::{
    editor::{Editor, article, pair},
    server::Server,
    visitor::{SITE, Visitor},
};

/// What a stranger is answered.
pub(crate) async fn answered(server: &Server, text: &str, locale: &str) -> Message {
    let hello = Hello { site: SITE.to_owned(), locale: locale.to_owned(), ..Hello::default() };
    let mut visitor = Visitor::greets(server, hello).await;
    asks(&mut visitor, text).await
}

/// What this visitor is answered.
pub(crate) async fn asks(visitor: &mut Visitor, text: &str) -> Message {
    let before = visitor.sees.chat.as_ref().map_or(0, |chat| chat.ai_said().len());
    visitor.says(text).await;
    visitor.until(text, |sees| sees.shows(|chat| chat.ai_said().len() > before)).await;
    visitor.sees.chat().ai_said()[before].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_comes_with_its_source_and_visitors_see_no_numbers() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    editor
        .knows(vec![
            pair(
                &["Do you repair kettles?", "My kettle is broken, can you mend it?"],
                "Yes, **for ten years**.",
            ),
            article("Workshop", "Our workshop is in Bristol. It opens at nine."),
        ])
        .await;
    for question in
        ["Do you repair kettles?", "do you repair kettles", "My kettle is broken, can you mend it?"]
    {
        let answer = answered(&server, question, "en").await;
        assert_eq!(answer.text, "Yes, **for ten years**.", "{question}");
        assert!(
            !answer.blocks.is_empty() && !answer.offers_person && answer.choices.is_empty(),
            "{answer:?}"
        );
        let [source] = &answer.sources[..] else { panic!("one source: {answer:?}") };
        assert_eq!(source.title, "Do you repair kettles?", "{question}");
        assert_eq!((source.entry, &source.address), (None, &None), "a visitor is told no numbers");
    }
    let answer = answered(&server, "When does your workshop open?", "en").await;
    assert!(answer.text.contains("opens at nine"), "{answer:?}");
    assert!(answer.sources.iter().any(|source| source.passage.contains("opens at nine")), "{answer:?}");
    // A live agent sees which entry it was.
    let known = editor.asks("Do you repair kettles?").await;
    assert!(known.said.sources.iter().all(|source| source.entry.is_some()), "{known:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nothing_speaks_of_is_not_answered_and_small_talk_is_short() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    editor
        .knows(vec![
            pair(&["Do you repair kettles?"], "Yes, for ten years."),
            pair(&["How do I say thanks to your team?"], "Write a card."),
        ])
        .await;
    for question in ["What is the airspeed of a swallow?", "Who won the cup final?", "asdf qwer zxcv"] {
        let answer = answered(&server, question, "en").await;
        assert!(answer.offers_person && answer.sources.is_empty(), "{question}: {answer:?}");
    }
    for (words, locale) in
        [("Hello", "en"), ("thanks!", "en"), ("Hallo", "de"), ("Merci beaucoup", "fr"), ("ありがとう", "ja")]
    {
        let answer = answered(&server, words, locale).await;
        assert!(answer.sources.is_empty() && !answer.offers_person, "{words}: {answer:?}");
        assert!(answer.text.chars().count() < 200, "{words}: {answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_without_spaces_work() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let pairs = [
        ("ja", "返品はできますか。", "返品は三十日以内にできます。", "返品できますか"),
        ("ja", "送料はいくらですか。", "送料は五百円です。", "送料っていくらですか？"),
        ("zh-CN", "可以退货吗？", "三十天内可以退货。", "请问可以退货吗"),
        ("zh-CN", "运费是多少？", "运费是二十元。", "运费多少"),
        ("th", "คืนสินค้าได้ไหม", "คืนได้ภายในสามสิบวัน", "ขอคืนสินค้าได้ไหมคะ"),
        ("th", "ค่าจัดส่งเท่าไหร่", "ค่าจัดส่งห้าสิบบาท", "ค่าจัดส่งราคาเท่าไหร่"),
    ];
    editor.knows(pairs.iter().map(|(_, question, answer, _)| pair(&[question], answer)).collect()).await;
    for (locale, question, right, other_words) in pairs {
        assert_eq!(answered(&server, question, locale).await.text, right, "{question}");
        assert_eq!(answered(&server, other_words, locale).await.text, right, "{other_words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_of_an_editor_is_text_and_odd_links_are_none() {
    let server = Server::start().await;
    let editor = Editor::of(&server).await;
    let hostile = "It is here: <img src=x onerror=alert(1)> ![x](https://evil.example/x.png) [a](javascript:alert(1)) \
                   [b](data:text/html,x) [c](https://shop.example/) [d](mailto:a@shop.example)\n\n\
                   <script>alert(1)</script>\n\n<iframe src=\"https://evil.example\"></iframe>";
    editor.knows(vec![pair(&["Where is the catalogue?"], hostile)]).await;
    let answer = answered(&server, "Where is the catalogue?", "en").await;
    let wire = serde_json::to_string(&answer.blocks).unwrap();
    let links: Vec<&str> =
        wire.split("\"href\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links, ["https://shop.example/", "mailto:a@shop.example"], "{answer:?}");
}

/// What was learnt is kept: a restart learns nothing anew, and answers the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_restart_answers_the_same() {
    let mut server = Server::start().await;
    let editor = Editor::of(&server).await;
    let before = editor.asks("Can I return opened tea?").await;
    editor.writes(pair(&["Do you repair kettles?"], "Yes, for ten years.")).await;
    editor.publishes().await;
    let drafted = editor.draft().await;
    server.kill().await;
    server.begin().await;
    assert_eq!(editor.draft().await, drafted);
    assert_eq!(editor.asks("Can I return opened tea?").await.said, before.said);
    assert_eq!(answered(&server, "Do you repair kettles?", "en").await.text, "Yes, for ten years.");
}
