//! What a site's settings may hold. Pure.

use std::collections::BTreeMap;

use baton_protocol::{limits::NAME_CHARS, site::Look};

use crate::desk::{people::WrongField, teams::wrong};

/// Texts of a site's own, and characters of each.
const TEXTS: usize = 100;
const TEXT: usize = 300;
/// The roundest corners of the panel, CSS pixels.
const RADIUS: u8 = 24;
/// The longest text beside the launcher's icon, characters.
const LABEL: usize = 24;

/// Keys as in the chat's own words, and something short to say for each.
pub(super) fn check_texts(texts: &BTreeMap<String, String>) -> Result<(), WrongField> {
    let key = |key: &str| {
        (1..=60).contains(&key.len()) && key.bytes().all(|c| c.is_ascii_alphanumeric() || b"._-".contains(&c))
    };
    let good = |(name, text): (&String, &String)| {
        key(name) && !text.trim().is_empty() && text.chars().nth(TEXT).is_none()
    };
    if texts.len() <= TEXTS && texts.iter().all(good) {
        Ok(())
    } else {
        Err(wrong("texts", "Please give each text something to say, at most 300 characters."))
    }
}

/// Corners that the panel can have, and a text that fits beside the launcher's icon.
pub(super) fn check_look(look: &Look) -> Result<(), WrongField> {
    if look.radius > RADIUS {
        return Err(wrong("radius", "Please give corners of at most 24 pixels."));
    }
    if look.label.chars().nth(LABEL).is_some() || look.label.chars().any(char::is_control) {
        return Err(wrong("label", "Please give a text of at most 24 characters."));
    }
    Ok(())
}

pub(super) fn named(name: &str) -> Result<String, WrongField> {
    let name = name.trim();
    if name.is_empty() || name.chars().nth(NAME_CHARS).is_some() || name.chars().any(char::is_control) {
        return Err(wrong("name", "Please give a name of at most 60 characters."));
    }
    Ok(name.to_owned())
}

/// `https://host` or `http://host`, with or without a port, and nothing after it (RFC 6454, 6.2).
pub(in crate::desk) fn is_origin(origin: &str) -> bool {
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty()
            && host.len() < 260
            && host.trim_start_matches("*.").starts_with(|c: char| c.is_ascii_alphanumeric())
            && host.trim_start_matches("*.").bytes().all(|c| c.is_ascii_alphanumeric() || b"-.:".contains(&c))
    })
}
