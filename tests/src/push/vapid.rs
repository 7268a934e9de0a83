//! tests: whether a push message's sender says who they are as RFC 8292 has it.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier as _};
use serde_json::Value;

/// A token is good for a day at most, seconds.
const DAY: u64 = 24 * 3_600;

/// The key, where it is an uncompressed point in base64url.
pub(super) fn point(key: &str) -> Result<VerifyingKey, String> {
    let bytes = URL_SAFE_NO_PAD.decode(key).map_err(|_| "the key is not base64url without padding")?;
    if bytes.len() != 65 || bytes[0] != 4 {
        return Err("the key is no uncompressed point".to_owned());
    }
    VerifyingKey::from_sec1_bytes(&bytes).map_err(|_| "the key is no point on P-256".to_owned())
}

/// `signed` is an `Authorization` header's value, for this origin, by the owner of this key.
pub(super) fn check(signed: &str, origin: &str, key: &str) -> Result<(), String> {
    #[expect(clippy::disallowed_methods, reason = "a push service has a clock of its own")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?.as_secs();
    check_at(signed, origin, key, now)
}

fn check_at(signed: &str, origin: &str, key: &str, now: u64) -> Result<(), String> {
    let rest = signed.strip_prefix("vapid ").ok_or("another scheme than vapid")?;
    let parts: Vec<(&str, &str)> = rest.split(',').filter_map(|part| part.trim().split_once('=')).collect();
    let part = |name: &str| parts.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let (token, sender) = (part("t").ok_or("no token")?, part("k").ok_or("no key")?);
    if sender != key {
        return Err("another key than the subscription was made with".to_owned());
    }
    let (said, signature) = token.rsplit_once('.').ok_or("the token is no JWT")?;
    let (head, claims) = said.split_once('.').ok_or("the token is no JWT")?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| "the signature is not base64url")?;
    let signature = Signature::from_slice(&signature).map_err(|_| "the signature is not of ES256")?;
    point(sender)?.verify(said.as_bytes(), &signature).map_err(|_| "somebody else has signed it")?;
    let (head, claims) = (json(head)?, json(claims)?);
    if head["alg"] != "ES256" {
        return Err(format!("signed with {}", head["alg"]));
    }
    if claims["aud"] != origin {
        return Err(format!("meant for {}, not for {origin}", claims["aud"]));
    }
    let until = claims["exp"].as_u64().ok_or("it does not say until when it is good")?;
    if until <= now || until > now + DAY {
        return Err(format!("good until {until}, and now is {now}"));
    }
    let who = claims["sub"].as_str().ok_or("nobody is named who could be asked")?;
    if who.strip_prefix("mailto:").is_some_and(|address| address.contains('@')) || who.starts_with("https://")
    {
        Ok(())
    } else {
        Err(format!("{who} is neither a mailto: nor an https: address"))
    }
}

fn json(part: &str) -> Result<Value, String> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| "a part of the token is not base64url")?;
    serde_json::from_slice(&bytes).map_err(|_| "a part of the token is no JSON".to_owned())
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::{SigningKey, signature::Signer as _};
    use serde_json::json;

    use super::*;

    const NOW: u64 = 1_795_255_200;
    const ORIGIN: &str = "http://127.0.0.1:4000";

    fn signed(key: &SigningKey, head: &Value, claims: &Value) -> String {
        let said = [head, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
        let signature: Signature = key.sign(said.as_bytes());
        let sender = URL_SAFE_NO_PAD.encode(key.verifying_key().to_encoded_point(false));
        format!("vapid t={said}.{}, k={sender}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }

    #[test]
    fn only_what_the_key_has_signed_for_this_origin_and_this_day_is_good() {
        let key = SigningKey::from_slice(&[7; 32]).unwrap();
        let sender = URL_SAFE_NO_PAD.encode(key.verifying_key().to_encoded_point(false));
        let head = json!({ "typ": "JWT", "alg": "ES256" });
        let claims = |name: &str, value: Value| {
            let mut claims = json!({ "aud": ORIGIN, "exp": NOW + 3_600, "sub": "mailto:chat@shop.example" });
            claims[name] = value;
            claims
        };
        let good = signed(&key, &head, &claims("sub", json!("https://shop.example")));
        check_at(&good, ORIGIN, &sender, NOW).unwrap();
        for (name, value) in [
            ("aud", json!("https://push.example")),
            ("aud", json!(format!("{ORIGIN}/push/1"))),
            ("exp", json!(NOW)),
            ("exp", json!(NOW + DAY + 1)),
            ("exp", json!("tomorrow")),
            ("sub", json!("shop.example")),
            ("sub", json!("mailto:")),
            ("sub", Value::Null),
        ] {
            let claims = claims(name, value);
            assert!(check_at(&signed(&key, &head, &claims), ORIGIN, &sender, NOW).is_err(), "{claims}");
        }
        let other = SigningKey::from_slice(&[9; 32]).unwrap();
        assert!(check_at(&signed(&other, &head, &claims("x", json!(1))), ORIGIN, &sender, NOW).is_err());
        let forged = signed(&other, &head, &claims("x", json!(1)));
        let (token, _) = forged.split_once(", k=").unwrap();
        assert!(check_at(&format!("{token}, k={sender}"), ORIGIN, &sender, NOW).is_err());
        let none = signed(&key, &json!({ "typ": "JWT", "alg": "none" }), &claims("x", json!(1)));
        assert!(check_at(&none, ORIGIN, &sender, NOW).is_err());
        assert!(check_at(&good.replace("vapid ", "Bearer "), ORIGIN, &sender, NOW).is_err());
    }
}
