//! tests: signs proofs of who a visitor is, as a shop's server does.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::hmac;
use serde_json::{Value, json};

/// A token with these claims; it is good for an hour where they do not say how long.
///
/// # Panics
/// Where the claims are no object.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "a shop's server has a clock of its own")]
pub fn signed(mut claims: Value, secret: &str) -> String {
    let claims = claims.as_object_mut().expect("claims");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    claims.entry("exp").or_insert(json!(now + 3_600));
    let part = |text: String| BASE64_URL_SAFE_NO_PAD.encode(text);
    let header = json!({ "alg": "HS256", "typ": "JWT" });
    let text = format!("{}.{}", part(header.to_string()), part(Value::from(claims.clone()).to_string()));
    let tag = tag(text.as_bytes(), secret);
    format!("{text}.{}", BASE64_URL_SAFE_NO_PAD.encode(tag))
}

/// The HMAC-SHA256 of this text, hexadecimal.
#[must_use]
pub fn hex_tag(text: &[u8], secret: &str) -> String {
    tag(text, secret).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn tag(text: &[u8], secret: &str) -> hmac::Tag {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), text)
}
