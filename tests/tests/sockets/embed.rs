//! tests: what a site's pages get: the loader with the site's look, the panel where it is admitted, and a plain form
//! where nothing else runs.

use baton_protocol::{
    Code, What,
    site::{EmbedSettings, Icon, Look, OriginChoice, Position, RefusedOrigin, SiteRecord, Versioned},
};
use baton_tests::{
    agent::Agent,
    http::{Http, problem, success},
    people::{EDA, MIA, MIRA},
    server::Server,
};
use reqwest::{Method, Response, StatusCode};
use serde_json::json;

const REFUSED: &str = "/api/v1/sites/demo/refused";
const FORM: &str = "/w/demo/message";

async fn site(admin: &Http) -> SiteRecord {
    let sites: Vec<SiteRecord> = admin.read("/api/v1/sites").await;
    sites.into_iter().find(|site| site.key == "demo").unwrap()
}

async fn embed(admin: &Http, make: impl FnOnce(&mut EmbedSettings)) -> Response {
    let SiteRecord { mut embed, version, .. } = site(admin).await;
    make(&mut embed);
    admin.put("/api/v1/sites/demo/embed", &Versioned { version, to: embed }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_loader_brings_the_sites_look_in_one_file() {
    let server = Server::start().await;
    let admin = Http::signed_in(&server, MIRA).await;
    let look = Look { radius: 4, icon: Icon::Question, label: "Help".to_owned(), ..Look::default() };
    let changed = embed(&admin, |to| {
        to.look = look;
        to.position = Position::Left;
        to.accent = "#ffee00".to_owned();
    });
    let _: SiteRecord = success("a change", changed.await).await;
    let http = Http::new(&server);
    let plain = http.get("/baton.js").await.text().await.unwrap();
    let nowhere = http.get("/baton.js?site=nowhere").await.text().await.unwrap();
    assert_eq!(plain, nowhere, "whoever guesses keys learns nothing");
    assert!(!plain.contains("BATON_LOOK"), "the place of the look is filled");
    let answer = http.get("/baton.js?site=demo").await;
    let tag = answer.headers()["etag"].clone();
    let ours = answer.text().await.unwrap();
    for part in
        [r##""accent":"#ffee00""##, r#""position":"left""#, r#""icon":"question""#, r#""label":"Help""#]
    {
        assert!(ours.contains(part) && !plain.contains(part), "{part}");
    }
    let again = http.request(Method::GET, "/baton.js?site=demo").header("if-none-match", &tag);
    assert_eq!(again.send().await.unwrap().status(), StatusCode::NOT_MODIFIED);
    // What is changed is there at the next look.
    let _: SiteRecord = success("a change", embed(&admin, |to| to.look.label.clear()).await).await;
    assert!(!http.get("/baton.js?site=demo").await.text().await.unwrap().contains("Help"));
    for (field, look) in [
        ("radius", Look { radius: 25, ..Look::default() }),
        ("label", Look { label: "x".repeat(25), ..Look::default() }),
        ("label", Look { label: "a\nb".to_owned(), ..Look::default() }),
    ] {
        let (status, _, problem) = problem(embed(&admin, |to| to.look = look).await).await;
        assert_eq!((status, problem.field.as_deref()), (StatusCode::UNPROCESSABLE_ENTITY, Some(field)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_not_admitted_is_shown_to_the_sites_owner() {
    let server = Server::start().await;
    let admin = Http::signed_in(&server, MIRA).await;
    let http = Http::new(&server);
    let framed = async |page: &str| {
        let request = http.request(Method::GET, "/w/demo").header("referer", page);
        request.header("sec-fetch-dest", "iframe").send().await.unwrap()
    };
    framed("https://anywhere.example/").await;
    let admitted = embed(&admin, |to| {
        to.origins = vec!["https://shop.example".to_owned(), "https://*.inn.example".to_owned()];
    });
    let _: SiteRecord = success("a change", admitted.await).await;
    let answer = framed("https://copy.example/some/page?x=1").await;
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(
        policy.ends_with("frame-ancestors 'self' https://shop.example https://*.inn.example"),
        "{policy}"
    );
    // Again within the minute, from admitted pages, from ours, and from what is no page.
    let own = format!("{}/demo/", server.origin());
    for page in [
        "https://copy.example/",
        "https://shop.example/a",
        "https://a.inn.example/",
        &own,
        "about:blank",
        "x",
    ] {
        framed(page).await;
    }
    let opened = http.request(Method::GET, "/w/demo").header("referer", "https://mail.example/");
    opened.header("sec-fetch-dest", "document").send().await.unwrap();
    let refused: Vec<RefusedOrigin> = admin.read(REFUSED).await;
    let seen: Vec<_> = refused.iter().map(|one| (&*one.origin, one.times)).collect();
    assert_eq!(seen, [("https://copy.example", 1)]);
    // Only admins see and settle it.
    let editor = Http::signed_in(&server, EDA).await;
    assert_eq!(editor.get(REFUSED).await.status(), StatusCode::FORBIDDEN);

    framed("https://other.example/").await;
    let choice = |origin: &str| OriginChoice { origin: origin.to_owned() };
    let forgotten =
        admin.request(Method::DELETE, REFUSED).json(&choice("https://other.example")).send().await;
    assert_eq!(forgotten.unwrap().status(), StatusCode::NO_CONTENT);
    let record: SiteRecord = admin.told(REFUSED, &choice("https://copy.example")).await;
    assert!(record.embed.origins.contains(&"https://copy.example".to_owned()));
    assert!(admin.read::<Vec<RefusedOrigin>>(REFUSED).await.is_empty());
    let (status, code, _) = problem(admin.post(REFUSED, &choice("javascript:alert(1)")).await).await;
    assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_any_script_reaches_a_person() {
    let server = Server::start().await;
    let mia = Agent::at_work(&server, MIA).await;
    let http = Http::new(&server);
    let sent = async |fields: &[(&str, &str)]| {
        let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = http.request(Method::POST, FORM).body(body.join("&"));
        request.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap()
    };
    let page = http.get(FORM).await;
    assert_eq!(page.status(), StatusCode::OK);
    let page = page.text().await.unwrap();
    assert!(page.contains("<form method=\"post\""), "{page}");

    // What is wrong is said, and what was typed stays, as text.
    let wrong =
        sent(&[("name", "Mei"), ("email", "%22%3E%3Cscript%3E"), ("text", "%3C/textarea%3E%3Cb%3E")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = wrong.text().await.unwrap();
    assert!(wrong.contains("role=\"alert\"") && wrong.contains("value=\"Mei\""), "{wrong}");
    assert!(!wrong.contains("<script>") && !wrong.contains("<b>"), "{wrong}");

    let done = sent(&[
        ("name", "Mei"),
        ("email", "mei%40home.example"),
        ("text", "My+lamp+is+%E5%A3%8A%E3%82%8C%E3%81%9F"),
    ])
    .await;
    assert_eq!(done.status(), StatusCode::OK);
    assert!(done.text().await.unwrap().contains("mei@home.example"));
    let mut mia = mia;
    mia.until("the message", |sees| sees.cards.values().any(|card| card.left.is_some())).await;
    let id = mia.sees.cards.values().find(|card| card.left.is_some()).unwrap().id.clone();
    mia.opens(&id).await;
    let chat = &mia.sees.chats[&id].screen;
    let contact = |what: &What| matches!(what, What::Contact(contact) if contact.text == "My lamp is 壊れた");
    assert!(chat.find(contact).is_some(), "{chat:?}");

    let elsewhere = Http { origin: Some("https://evil.example".to_owned()), ..http.clone() };
    let forged = elsewhere.request(Method::POST, FORM).body("name=a&email=a%40b.example&text=x");
    let forged = forged.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
    assert_eq!(forged.status(), StatusCode::FORBIDDEN);
    assert_eq!(http.post(FORM, &json!({ "name": "a" })).await.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(http.get("/w/nowhere/message").await.status(), StatusCode::NOT_FOUND);
    // One address does not flood the agents.
    let mut last = StatusCode::OK;
    for _ in 0..40 {
        last = sent(&[("name", "Mei"), ("email", "mei%40home.example"), ("text", "More")]).await.status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
