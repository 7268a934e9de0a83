//! Tables of proofs: what is read of a good one, and what each bad one is called.

use serde_json::{Value, json};

use super::*;

const NOW: i64 = 1_800_000_000;
const SECRET: &str = "0f1e2d";

fn signed_as(header: &Value, claims: &Value, secret: &str) -> String {
    let part = |part: &Value| BASE64_URL_SAFE_NO_PAD.encode(part.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let tag = hmac::sign(&key, signed.as_bytes());
    format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(tag))
}

fn signed(claims: &Value) -> String {
    signed_as(&json!({ "alg": "HS256", "typ": "JWT" }), claims, SECRET)
}

/// The example that most libraries' documentation has; it has no end, and so is refused only after its signature fits.
const EXAMPLE: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0\
                       IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

#[test]
fn what_other_makers_sign_fits() {
    assert_eq!(read(EXAMPLE, &["your-256-bit-secret"], NOW), Err(Wrong::Claims));
    assert_eq!(read(EXAMPLE, &["your-256-bit-secreT"], NOW), Err(Wrong::Signature));
}

#[test]
fn all_that_is_proved_is_kept_within_the_limits() {
    let long = "𝒳".repeat(500);
    let claims = json!({
        "sub": 4711, "exp": NOW + 300, "iat": NOW, "nbf": NOW - 5, "name": " Mei ", "email": "mei@shop.example",
        "attributes": { "plan": "gold", "orders": 3, "vip": true, "cart": ["x"], "": "y", "note": long, "none": null },
    });
    let proved = read(&signed(&claims), &["another", SECRET], NOW).unwrap();
    assert_eq!((&*proved.subject, proved.name.as_deref()), ("4711", Some("Mei")));
    assert_eq!(proved.email.as_deref(), Some("mei@shop.example"));
    let kept: Vec<_> = proved.attributes.iter().map(|(key, value)| (&**key, value.chars().count())).collect();
    assert_eq!(kept, [("note", VALUE), ("orders", 1), ("plan", 4), ("vip", 4)]);
}

#[test]
fn whatever_is_not_a_good_proof_says_why() {
    let good = json!({ "sub": "mei", "exp": NOW + 300 });
    let token = signed(&good);
    let (rest, _) = token.rsplit_once('.').unwrap();
    let header = |alg: &str| signed_as(&json!({ "alg": alg }), &good, SECRET);
    let mut forged: Vec<_> = token.split('.').map(str::to_owned).collect();
    forged[1] = BASE64_URL_SAFE_NO_PAD.encode(json!({ "sub": "admin", "exp": NOW + 300 }).to_string());
    let cases = [
        (String::new(), Wrong::Shape),
        ("a.b".to_owned(), Wrong::Shape),
        (format!("{token}.x"), Wrong::Shape),
        (format!("{rest}.!!"), Wrong::Shape),
        ("x".repeat(TOKEN + 1), Wrong::Shape),
        (format!("{rest}."), Wrong::Signature),
        (forged.join("."), Wrong::Signature),
        (signed_as(&json!({ "alg": "HS256" }), &good, "other"), Wrong::Signature),
        (header("none"), Wrong::Algorithm),
        (header("RS256"), Wrong::Algorithm),
        (header("hs256"), Wrong::Algorithm),
        (signed_as(&json!({ "alg": "HS256", "crit": ["b64"] }), &good, SECRET), Wrong::Algorithm),
        (signed(&json!({ "sub": "mei" })), Wrong::Claims),
        (signed(&json!({ "sub": "mei", "exp": "soon" })), Wrong::Claims),
        (signed(&json!({ "sub": ["mei"], "exp": NOW + 9 })), Wrong::Claims),
        (signed(&json!({ "exp": NOW + 300 })), Wrong::Subject),
        (signed(&json!({ "sub": " ", "exp": NOW + 300 })), Wrong::Subject),
        (signed(&json!({ "sub": "a\u{7}b", "exp": NOW + 300 })), Wrong::Subject),
        (signed(&json!({ "sub": "x".repeat(201), "exp": NOW + 300 })), Wrong::Subject),
        (signed(&json!({ "sub": "mei", "exp": NOW - 60 })), Wrong::Expired),
        (signed(&json!({ "sub": "mei", "exp": NOW + 86_461 })), Wrong::Long),
        (signed(&json!({ "sub": "mei", "exp": 1e300 })), Wrong::Long),
        (signed(&json!({ "sub": "mei", "exp": NOW + 300, "nbf": NOW + 61 })), Wrong::Early),
        (signed(&json!({ "sub": "mei", "exp": NOW + 300, "iat": NOW + 61 })), Wrong::Early),
    ];
    for (proof, wrong) in cases {
        assert_eq!(read(&proof, &[SECRET], NOW), Err(wrong), "{proof}");
    }
    assert_eq!(read(&token, &[], NOW), Err(Wrong::Signature), "a site without a secret believes nobody");
    // Clocks may differ by a minute.
    for exp in [NOW - 59, NOW + 86_460] {
        assert!(read(&signed(&json!({ "sub": "mei", "exp": exp })), &[SECRET], NOW).is_ok());
    }
}
