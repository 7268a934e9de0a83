//! Links: where LINE and its users fetch a picture or file: signed addresses that expire and open nothing else.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use baton_protocol::{FileId, Timestamp};
use ring::hmac::{self, HMAC_SHA256, Key};

use crate::desk::Desk;

/// The name of the key in the store.
const KEY: &str = "links";
/// Bytes of the key.
const BYTES: usize = 32;
/// A link is good for so many milliseconds: 30 days.
const LIFE: i64 = 30 * 24 * 60 * 60 * 1_000;

/// Signs and checks.
pub(super) struct Links(Key);

impl Links {
    pub(super) async fn open(desk: &Desk) -> anyhow::Result<Self> {
        let mut new = vec![0; BYTES];
        desk.random.fill(&mut new)?;
        let key = desk.store.secret(KEY, new).await?;
        Ok(Self(Key::new(HMAC_SHA256, &key)))
    }

    /// The name of a file in an address, good from now on for 30 days.
    pub(super) fn sign(&self, file: &FileId, now: Timestamp) -> String {
        let named = format!("{file}.{:x}", now.plus(LIFE).0);
        let signature = BASE64_URL_SAFE_NO_PAD.encode(hmac::sign(&self.0, named.as_bytes()));
        format!("{named}.{signature}")
    }

    /// The file that it names, where this server signed it and it is still good.
    pub(super) fn check(&self, signed: &str, now: Timestamp) -> Option<FileId> {
        let (named, signature) = signed.rsplit_once('.')?;
        let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).ok()?;
        hmac::verify(&self.0, named.as_bytes(), &signature).ok()?;
        let (file, until) = named.split_once('.')?;
        let until = Timestamp(i64::from_str_radix(until, 16).ok()?);
        FileId::parse(file).filter(|_| now <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_good_as_it_was_made_and_until_it_ends() {
        let links = Links(Key::new(HMAC_SHA256, &[7; BYTES]));
        let file = FileId::parse("abcdefghijklmnopqrst_-").unwrap();
        let now = Timestamp(1_800_000_000_000);
        let signed = links.sign(&file, now);
        assert_eq!(links.check(&signed, now.plus(LIFE)), Some(file));
        assert_eq!(links.check(&signed, now.plus(LIFE + 1)), None, "it has ended");
        let other = Links(Key::new(HMAC_SHA256, &[8; BYTES]));
        assert_eq!(other.check(&signed, now), None, "another key");
        for at in 0..signed.len() {
            let mut changed = signed.clone().into_bytes();
            changed[at] ^= 1;
            if let Ok(changed) = String::from_utf8(changed) {
                assert_eq!(links.check(&changed, now), None, "{changed}");
            }
            assert_eq!(links.check(&signed[..at], now), None);
        }
    }
}
