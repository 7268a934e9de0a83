//! tests: the second factor: six digits of an authenticator app (RFC 6238), each good once, or a recovery code.

use baton_protocol::{
    Code,
    people::SignIn,
    profile::{RecoveryCodes, TwoFactorCode, TwoFactorEnd, TwoFactorSecret},
};
use baton_tests::{
    agent::Agent,
    http::{Http, problem, success},
    people::{EDA, LUIS, MIA, PASSWORD, Person},
    server::Server,
};
use reqwest::{Response, StatusCode};
use totp_rs::{Builder, Secret, Totp};

use crate::teams::Office;

const PATH: &str = "/api/v1/profile/two-factor";
/// How long a code is the current one, seconds.
const STEP: u64 = 30;

/// Somebody's device, which knows the secret and the time.
struct Device {
    totp: Totp,
    /// The server's clock when it was set up, seconds.
    now: u64,
}

impl Device {
    /// The code of the `step`th step from when the device was set up.
    fn code(&self, step: u64) -> String {
        self.totp.generate(self.now + step * STEP).to_string()
    }
}

/// Begins to set up a second factor.
async fn begins(server: &Server, http: &Http) -> Device {
    let offer: TwoFactorSecret = http.told(PATH, &()).await;
    assert!(offer.uri.starts_with("otpauth://totp/") && offer.uri.contains(&offer.secret), "{}", offer.uri);
    let secret = Secret::try_from_base32(&offer.secret).expect("a secret in base32");
    let totp = Builder::new().with_secret(secret).with_account_name("-").build().expect("a factor");
    let agent = Agent::connects(server, http.cookie.as_deref().expect("a cookie")).await;
    let now = u64::try_from(agent.sees.welcome.now.0 / 1_000).expect("a time after 1970");
    Device { totp, now }
}

async fn confirms(http: &Http, code: &str) -> Response {
    http.put(PATH, &TwoFactorCode { code: code.to_owned() }).await
}

async fn sign_in(server: &Server, person: Person, password: &str, code: Option<&str>) -> Response {
    let (email, password) = (person.email.to_owned(), password.to_owned());
    let wish = SignIn { email, password, code: code.map(str::to_owned) };
    Http::new(server).post("/api/v1/session", &wish).await
}

/// The sign-in is refused for want of a good code.
async fn needs_code(answer: Response) {
    assert!(!answer.headers().contains_key(reqwest::header::SET_COOKIE));
    let (status, code, _) = problem(answer).await;
    assert_eq!((status, code), (StatusCode::UNAUTHORIZED, Code::CodeNeeded));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmed_factor_is_asked_for_and_each_code_is_good_once() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let http = Http::signed_in(&server, MIA).await;
    let device = begins(&server, &http).await;
    let plain = sign_in(&server, MIA, PASSWORD, None).await;
    assert_eq!(plain.status(), StatusCode::OK, "what is not confirmed is not asked for");
    let (status, code, told) = problem(confirms(&http, "12345").await).await;
    assert_eq!((status, code), (StatusCode::UNPROCESSABLE_ENTITY, Code::Invalid));
    assert_eq!(told.field.as_deref(), Some("code"));
    let first = device.code(0);
    let codes: RecoveryCodes = success(PATH, confirms(&http, &first).await).await;
    assert_eq!(codes.codes.len(), 10);
    assert!(office.colleague(MIA).await.two_factor);
    let (status, code, _) =
        problem(sign_in(&server, MIA, "wrong password", Some(&device.code(1))).await).await;
    assert_eq!((status, code), (StatusCode::UNAUTHORIZED, Code::Unauthorized), "the password comes first");
    needs_code(sign_in(&server, MIA, PASSWORD, None).await).await;
    needs_code(sign_in(&server, MIA, PASSWORD, Some("")).await).await;
    needs_code(sign_in(&server, MIA, PASSWORD, Some(&first)).await).await;
    // The next step's code is good a little before its time: phones' clocks are not all right.
    let second = device.code(1);
    let spaced = format!(" {} {} ", &second[..3], &second[3..]);
    assert_eq!(sign_in(&server, MIA, PASSWORD, Some(&spaced)).await.status(), StatusCode::OK);
    needs_code(sign_in(&server, MIA, PASSWORD, Some(&second)).await).await;
    let log = server.log();
    assert!(codes.codes.iter().all(|code| !log.contains(code)), "a secret in the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_signs_in_once() {
    let server = Server::start().await;
    let http = Http::signed_in(&server, LUIS).await;
    let device = begins(&server, &http).await;
    let codes: RecoveryCodes = success(PATH, confirms(&http, &device.code(0)).await).await;
    let [one, other, ..] = codes.codes.as_slice() else { panic!("too few codes") };
    assert_ne!(one, other);
    let (first, again) = tokio::join!(
        sign_in(&server, LUIS, PASSWORD, Some(one)),
        sign_in(&server, LUIS, PASSWORD, Some(one))
    );
    let good = [first.status(), again.status()].iter().filter(|status| status.is_success()).count();
    assert_eq!(good, 1, "of two at once one is good");
    needs_code(sign_in(&server, LUIS, PASSWORD, Some(one)).await).await;
    let shouted = format!(" {}", other.to_uppercase());
    assert_eq!(sign_in(&server, LUIS, PASSWORD, Some(&shouted)).await.status(), StatusCode::OK);
    // Those of somebody else are none.
    let edas = Http::signed_in(&server, EDA).await;
    let device = begins(&server, &edas).await;
    confirms(&edas, &device.code(0)).await;
    needs_code(sign_in(&server, EDA, PASSWORD, Some(&codes.codes[2])).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_given_up_with_the_password_or_by_an_admin() {
    let server = Server::start().await;
    let office = Office::of(&server).await;
    let http = Http::signed_in(&server, MIA).await;
    let device = begins(&server, &http).await;
    let codes: RecoveryCodes = success(PATH, confirms(&http, &device.code(0)).await).await;
    let end = |password: &str| {
        let body = TwoFactorEnd { password: password.to_owned() };
        http.request(reqwest::Method::DELETE, PATH).json(&body).send()
    };
    let (status, _, told) = problem(end("not my password").await.unwrap()).await;
    assert_eq!((status, told.field.as_deref()), (StatusCode::UNPROCESSABLE_ENTITY, Some("password")));
    needs_code(sign_in(&server, MIA, PASSWORD, None).await).await;
    assert_eq!(end(PASSWORD).await.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(sign_in(&server, MIA, PASSWORD, None).await.status(), StatusCode::OK);
    // Set up anew, the codes of before are void.
    let device = begins(&server, &http).await;
    assert_eq!(confirms(&http, &device.code(1)).await.status(), StatusCode::OK);
    needs_code(sign_in(&server, MIA, PASSWORD, Some(&codes.codes[0])).await).await;
    // Whoever has lost phone and codes asks an admin.
    let path = format!("/api/v1/people/{}/two-factor", office.number(MIA).await.0);
    assert_eq!(office.admin.delete(&path).await.status(), StatusCode::NO_CONTENT);
    assert!(!office.colleague(MIA).await.two_factor);
    assert_eq!(sign_in(&server, MIA, PASSWORD, None).await.status(), StatusCode::OK);
}
