//! A visitor's proof: a JSON Web Token (RFC 7519) that the shop's server signs with HS256. Pure.
//!
//! Nothing of a token is believed before its signature is: not even which algorithm it names, because only one is known.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use baton_protocol::limits::{EMAIL_BYTES, NAME_CHARS};
use ring::hmac;
use serde::Deserialize;

use crate::store::model::Proved;

/// The longest token, bytes.
const TOKEN: usize = 8_000;
/// The longest subject, characters.
const SUBJECT: usize = 200;
/// A token may be good for so many seconds at most.
const LONGEST: i64 = 24 * 60 * 60;
/// Clocks differ by so many seconds.
const LEEWAY: i64 = 60;
/// The most attributes; the longest name and the longest value of one, characters.
const ATTRIBUTES: usize = 30;
const KEY: usize = 40;
const VALUE: usize = 200;

/// Why a proof is none. Each says what the shop's developer can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Wrong {
    #[error("The proof is not a JSON Web Token of three parts.")]
    Shape,
    #[error("The proof has to be signed with HS256; its header says otherwise.")]
    Algorithm,
    #[error("The proof's signature does not fit this site's secret.")]
    Signature,
    #[error("The proof's claims cannot be read; sub has to be a text, exp, nbf and iat numbers of seconds.")]
    Claims,
    #[error("The proof names nobody: give sub, of 1 to 200 characters.")]
    Subject,
    #[error("The proof has expired.")]
    Expired,
    #[error("The proof is not good yet; is the clock of the server that signs right?")]
    Early,
    #[error("The proof is good for too long: exp may be at most 24 hours ahead.")]
    Long,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    /// Extensions that have to be understood (RFC 7515, 4.1.11): none is.
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Claims {
    sub: Option<Subject>,
    exp: Option<f64>,
    nbf: Option<f64>,
    iat: Option<f64>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    attributes: BTreeMap<String, serde_json::Value>,
}

/// Shops number their customers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Subject {
    Text(String),
    Number(u64),
}

/// What the proof proves, `now` in seconds, if one of these secrets signed it.
pub(crate) fn read(proof: &str, secrets: &[&str], now: i64) -> Result<Proved, Wrong> {
    let mut parts = proof.split('.');
    let (Some(header), Some(claims), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Wrong::Shape);
    };
    if proof.len() > TOKEN {
        return Err(Wrong::Shape);
    }
    let decoded = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| Wrong::Shape);
    let (head, body, tag) = (decoded(header)?, decoded(claims)?, decoded(signature)?);
    let signed = &proof.as_bytes()[..header.len() + 1 + claims.len()];
    let fits = |secret: &&&str| {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        hmac::verify(&key, signed, &tag).is_ok()
    };
    let header: Header = serde_json::from_slice(&head).map_err(|_| Wrong::Shape)?;
    if header.alg != "HS256" || header.crit.is_some() {
        return Err(Wrong::Algorithm);
    }
    if secrets.iter().find(fits).is_none() {
        return Err(Wrong::Signature);
    }
    let claims: Claims = serde_json::from_slice(&body).map_err(|_| Wrong::Claims)?;
    check_times(&claims, now)?;
    let subject = match claims.sub {
        Some(Subject::Text(text)) => text.trim().to_owned(),
        Some(Subject::Number(number)) => number.to_string(),
        None => String::new(),
    };
    if subject.is_empty() || subject.chars().nth(SUBJECT).is_some() || subject.chars().any(char::is_control) {
        return Err(Wrong::Subject);
    }
    let said = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(Proved {
        subject,
        name: said(claims.name).map(|name| name.chars().take(NAME_CHARS).collect()),
        email: said(claims.email).filter(|email| email.len() <= EMAIL_BYTES),
        attributes: attributes(claims.attributes),
    })
}

fn check_times(claims: &Claims, now: i64) -> Result<(), Wrong> {
    // Seconds since 1970 are exact in a double for far longer than any token is good.
    let seconds = |number: f64| if number.is_finite() { Ok(number as i64) } else { Err(Wrong::Claims) };
    let exp = seconds(claims.exp.ok_or(Wrong::Claims)?)?;
    if exp.saturating_add(LEEWAY) <= now {
        return Err(Wrong::Expired);
    }
    if exp > now + LONGEST + LEEWAY {
        return Err(Wrong::Long);
    }
    for from in [claims.nbf, claims.iat].into_iter().flatten() {
        if seconds(from)? > now + LEEWAY {
            return Err(Wrong::Early);
        }
    }
    Ok(())
}

/// Texts, numbers and booleans, within the limits of what a page may say.
fn attributes(all: BTreeMap<String, serde_json::Value>) -> BTreeMap<String, String> {
    let plain = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => Some(text.trim().chars().take(VALUE).collect::<String>()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(truth) => Some(truth.to_string()),
        serde_json::Value::Null | serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
    };
    all.into_iter()
        .filter(|(key, _)| (1..=KEY).contains(&key.chars().count()))
        .filter_map(|(key, value)| Some((key, plain(value)?)))
        .filter(|(_, value)| !value.is_empty())
        .take(ATTRIBUTES)
        .collect()
}

#[cfg(test)]
mod tests;
