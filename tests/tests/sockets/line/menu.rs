//! tests: following, the greeting, and the menu at the bottom of the chat.

use baton_protocol::{
    line::LineMenu,
    site::{EmbedSettings, SiteRecord, Versioned},
};
use baton_tests::{
    agent::Agent,
    eventually,
    http::{Http, success},
    messenger::{Call, Does, Fails, LINE, Messenger},
    people::{MIA, MIRA},
};

use super::{BACK, GREETING, TALK, check, connected, greeted, hears, requests, talks, view};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_friend_is_greeted_with_questions_and_the_menu() {
    let (messenger, _server, _) = connected().await;
    let mei = messenger.user("Mei");
    mei.follows().await;
    let greeting = mei.sees(GREETING).await;
    assert!(greeting.free, "a greeting costs nothing");
    assert_eq!(greeting.sender(), Some("Fern"));
    let labels: Vec<&str> = greeting.quick.iter().map(|action| action.label.as_str()).collect();
    assert_eq!(labels.len(), 4, "three questions and the way to a person: {labels:?}");
    let last = greeting.quick.last().expect("a button");
    assert_eq!(
        (last.label.as_str(), &last.does),
        (TALK, &Does::Presses { data: "baton:talk".to_owned(), shown: Some(TALK.to_owned()) })
    );
    // A question is asked with one press, and the menu stays.
    mei.presses(labels[0]).await;
    mei.sees("Source").await;
    assert!(mei.buttons().contains(&TALK.to_owned()));
    assert_eq!(mei.linked_menu(), None);
    assert_eq!(messenger.used(), 0, "all of that was free");
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_is_drawn_once_in_the_accounts_language_and_colour() {
    let (messenger, mut server, admin) = connected().await;
    let (name, picture) = messenger.default_menu().expect("a menu");
    let size = imagesize::blob_size(&picture).expect("a picture");
    assert_eq!((size.width, size.height), (2_500, 843));
    assert_eq!(messenger.menus().len(), 2, "that of everybody, and the way back");
    // Nothing is drawn again where nothing has changed.
    let before = messenger.heard(Call::Menus).len();
    server.stop().await;
    server.begin().await;
    check(&admin).await;
    let mei = greeted(&messenger).await;
    let made = messenger
        .heard(Call::Menus)
        .into_iter()
        .skip(before)
        .filter(|heard| heard.request.starts_with("POST"));
    assert_eq!(made.count(), 0);
    let change = baton_protocol::line::LineChange { secret: None, token: None, locale: "ja".to_owned() };
    let _: baton_protocol::line::LineView = success("a language", admin.put(LINE, &change).await).await;
    let japanese =
        eventually("another menu", || async { messenger.default_menu().filter(|(new, _)| *new != name) })
            .await;
    eventually("the old ones gone", || async { (messenger.menus().len() == 2).then_some(()) }).await;
    assert_ne!(mei.buttons().last().map(String::as_str), Some(TALK));

    let sites: Vec<SiteRecord> = admin.read("/api/v1/sites").await;
    let site = sites.into_iter().find(|site| site.key == "demo").expect("the demo");
    let to = EmbedSettings { accent: "#aa3355".to_owned(), ..site.embed };
    let change = Versioned { version: site.version, to };
    let _: SiteRecord = success("a colour", admin.put("/api/v1/sites/demo/embed", &change).await).await;
    let red = eventually("another menu", || async {
        messenger.default_menu().filter(|(new, _)| *new != japanese.0)
    })
    .await;
    assert_ne!(red.1, japanese.1);
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_setting_off_menu_and_words_are_gone() {
    let (messenger, server, admin) = connected().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    let id = talks(&mei, &mut mia).await;
    assert!(mei.linked_menu().is_some());
    requests(&admin, false).await;
    eventually("no menus", || async { messenger.menus().is_empty().then_some(()) }).await;
    eventually("no menu of one's own", || async { mei.linked_menu().is_none().then_some(()) }).await;
    assert_eq!(view(&admin).await.account.map(|account| account.menu), Some(LineMenu::Off));
    // A chat that runs goes on, and its visitor can leave it in words.
    mia.says(&id, "I am still here").await;
    mei.sees("I am still here").await;
    mei.says(BACK).await;
    mei.sees("Chat ended").await;

    // The words ask for nobody now, and nobody is offered.
    let ken = messenger.user("Ken");
    ken.follows().await;
    let greeting = ken.sees(GREETING).await;
    assert!(greeting.quick.iter().all(|action| action.label != TALK));
    ken.says(TALK).await;
    ken.sees_so("an answer", |shown| !shown.words().is_some_and(|words| words.contains(GREETING))).await;
    assert_eq!((ken.times("You asked for a live agent"), mia.sees.ringing()), (0, None));
    // On again, the menu is there again.
    requests(&admin, true).await;
    ken.is_offered(TALK).await;
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_line_does_not_take_the_menu_the_admin_reads_why_and_typed_words_work() {
    let messenger = Messenger::start().await;
    let server = messenger.server().await;
    messenger.fails(Call::Menus, Fails::Refuses("The menus are closed today"), 50);
    let admin = Http::signed_in(&server, MIRA).await;
    messenger.connect(&admin).await;
    let failed = eventually("a menu that failed", || async {
        match view(&admin).await.account.expect("an account").menu {
            LineMenu::Failed { why } => Some(why),
            _ => None,
        }
    });
    assert!(failed.await.contains("The menus are closed today"));
    let mut mia = Agent::at_work(&server, MIA).await;
    let mei = greeted(&messenger).await;
    mei.says(TALK).await;
    let id = mia.accepts().await;
    mia.opens(&id).await;
    mei.says("Hello").await;
    hears(&mut mia, &id, "Hello").await;
    messenger.is_content().await;
}
