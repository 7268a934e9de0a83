//! tests: an admin connects a LINE account: what is missing is said, and secrets are never seen again.

use baton_protocol::{
    Code,
    line::{LineAccount, LineChange, LineMenu, LineMissing, LineTrouble, LineView},
};
use baton_tests::{
    eventually,
    http::{Http, problem, success},
    messenger::{Call, Fails, LINE, Messenger, PUBLIC},
    people::{EDA, MIRA},
};
use reqwest::StatusCode;

use super::{check, connected, rows, view};

async fn account(admin: &Http) -> LineAccount {
    view(admin).await.account.expect("an account")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_connected_checked_and_disconnected() {
    let messenger = Messenger::start().await;
    let server = messenger.server().await;
    let admin = Http::signed_in(&server, MIRA).await;
    let webhook = format!("{PUBLIC}/line/webhook/demo");
    assert_eq!(view(&admin).await, LineView { webhook: webhook.clone(), account: None });
    let nothing = admin.post(&format!("{LINE}/check"), &serde_json::json!({})).await;
    assert!(nothing.status().is_success() || nothing.status() == StatusCode::NOT_FOUND);

    let view: LineView = success("connecting", admin.put(LINE, &messenger.change()).await).await;
    let connected = view.account.expect("an account");
    assert_eq!((connected.name.as_str(), connected.basic_id.as_str()), ("Lumen", "@lumen"));
    assert_eq!(connected.missing, [LineMissing::Webhook]);
    assert!(connected.checked.is_some() && connected.trouble.is_none());
    assert_eq!(connected.quota.map(|quota| (quota.limit, quota.used)), Some((Some(1_000), 0)));
    let picture = connected.picture.expect("its picture");
    assert_eq!(admin.downloaded(&format!("/api/v1/pictures/{picture}")).await, baton_tests::files::PNG);

    for (entered, missing) in [
        (
            Some(("https://old.example/hook", true)),
            LineMissing::OtherWebhook { address: "https://old.example/hook".to_owned() },
        ),
        (Some((webhook.as_str(), false)), LineMissing::WebhookOff),
    ] {
        messenger.endpoint(entered);
        let missed = check(&admin).await.account.expect("an account").missing;
        assert!(missed.contains(&missing), "{missing:?} in {missed:?}");
    }
    messenger.enters(&webhook);
    assert_eq!(check(&admin).await.account.expect("an account").missing, []);
    assert!(!messenger.heard(Call::Test).is_empty(), "LINE called the webhook");
    messenger.quota(Some(500), 31);
    let quota = check(&admin).await.account.and_then(|account| account.quota).expect("a quota");
    assert_eq!((quota.limit, quota.used), (Some(500), 31));
    messenger.quota(None, 0);
    assert_eq!(check(&admin).await.account.and_then(|account| account.quota).expect("a quota").limit, None);
    eventually("the menu", || async { (account(&admin).await.menu == LineMenu::Shown).then_some(()) }).await;

    assert_eq!(admin.delete(LINE).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(super::view(&admin).await.account, None);
    assert!(messenger.menus().is_empty(), "its menus would lead nowhere: {:?}", messenger.menus());
    let (body, signature) = messenger.signed(&[]);
    let late = messenger.posts(&webhook, body, Some(&signature)).await;
    assert_eq!(late.status(), StatusCode::UNAUTHORIZED);
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_secret_is_said_to_be_none() {
    let messenger = Messenger::start().await;
    let server = messenger.server().await;
    let admin = Http::signed_in(&server, MIRA).await;
    let good = messenger.change();
    let secret = good.secret.clone().expect("a secret");
    for bad in
        ["", "x", &secret[..31], &format!("{secret}0"), &secret.replace(|c: char| c.is_ascii_digit(), "g")]
    {
        let (status, code, problem) =
            problem(admin.put(LINE, &LineChange { secret: Some(bad.to_owned()), ..good.clone() }).await)
                .await;
        assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid), "{bad}");
        assert_eq!(problem.field.as_deref(), Some("secret"), "{bad}");
    }
    for bad in ["", "two words", "line\nbreak", &"x".repeat(5_000)] {
        let change = LineChange { token: Some(bad.to_owned()), ..good.clone() };
        let (status, _, problem) = problem(admin.put(LINE, &change).await).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert_eq!(problem.field.as_deref(), Some("token"), "{bad}");
    }
    let (_, _, refused) =
        problem(admin.put(LINE, &LineChange { locale: "xx".to_owned(), ..good.clone() }).await).await;
    assert_eq!(refused.field.as_deref(), Some("locale"));
    let first = LineChange { secret: None, token: None, locale: "en".to_owned() };
    assert_eq!(
        admin.put(LINE, &first).await.status(),
        StatusCode::UNPROCESSABLE_ENTITY,
        "the first brings both"
    );
    assert_eq!(rows(&server, "line_account"), 0);

    // Whoever is no admin neither sees nor changes any of it.
    let editor = Http::signed_in(&server, EDA).await;
    assert_eq!(editor.get(LINE).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(editor.put(LINE, &good).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(editor.delete(LINE).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(Http::new(&server).get(LINE).await.status(), StatusCode::UNAUTHORIZED);
    let nowhere = "/api/v1/sites/nowhere/line";
    assert_eq!(admin.put(nowhere, &good).await.status(), StatusCode::NOT_FOUND);
    assert!(messenger.heard(Call::Info).is_empty(), "nothing of that was tried");
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_never_seen_again() {
    let (messenger, mut server, admin) = connected().await;
    let (secret, token) = messenger.secrets();
    // Another language, and the secrets stay as they are.
    let change = LineChange { secret: None, token: None, locale: "ja".to_owned() };
    let changed = admin.put(LINE, &change).await.text().await.expect("a body");
    let shown = admin.get(LINE).await.text().await.expect("a body");
    let audit = admin.get("/api/v1/audit").await.text().await.expect("a body");
    assert!(changed.contains("\"ja\""), "{changed}");
    messenger.fails(Call::Info, Fails::Status(500), 1);
    check(&admin).await;
    server.kill().await;
    server.begin().await;
    assert_eq!(
        check(&admin).await.account.and_then(|account| account.trouble),
        None,
        "the token is still known"
    );
    let files = std::fs::read_dir(server.data()).unwrap().map(|entry| entry.unwrap().path());
    let kept: Vec<u8> =
        files.filter(|path| path.is_file()).flat_map(|path| std::fs::read(path).unwrap()).collect();
    for word in [&secret, &token] {
        assert!(
            [&changed, &shown, &audit].iter().all(|text| !text.contains(word.as_str())),
            "an answer tells it"
        );
        assert!(!server.log().contains(word.as_str()), "the log tells it");
        assert!(!kept.windows(word.len()).any(|part| part == word.as_bytes()), "it lies in the data folder");
    }
    messenger.is_content().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_said_at_once_and_line_that_does_not_answer_too() {
    let messenger = Messenger::start().await;
    let server = messenger.server().await;
    let admin = Http::signed_in(&server, MIRA).await;
    let wrong = LineChange { token: Some("abcdefg/1234=".to_owned()), ..messenger.change() };
    let view: LineView = success("connecting", admin.put(LINE, &wrong).await).await;
    assert_eq!(view.account.expect("an account").trouble, Some(LineTrouble::TokenRefused));
    let view: LineView = success("connecting", admin.put(LINE, &messenger.change()).await).await;
    assert_eq!(view.account.expect("an account").trouble, None);
    messenger.fails(Call::Info, Fails::Breaks, 1);
    assert_eq!(
        check(&admin).await.account.and_then(|account| account.trouble),
        Some(LineTrouble::Unreachable)
    );
    assert_eq!(check(&admin).await.account.and_then(|account| account.trouble), None);
    messenger.is_content().await;
}
