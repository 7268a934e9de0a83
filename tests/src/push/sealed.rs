//! tests: a browser's side of an encrypted push message (RFC 8291 over RFC 8188).

use std::fmt;

use aes_gcm::{Aes128Gcm, KeyInit as _, aead::Aead as _};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToEncodedPoint as _};
use sha2::Sha256;

/// Salt, record size, the length of the key's name.
const HEAD: usize = 16 + 4 + 1;
/// An uncompressed point.
const POINT: usize = 65;
/// What GCM adds to a record.
const TAG: usize = 16;
/// Ends the last record's text; only zeros follow.
const LAST: u8 = 2;

/// What only the browser knows.
pub(super) struct Receiver {
    secret: SecretKey,
    auth: [u8; 16],
}

impl fmt::Debug for Receiver {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Receiver(…)")
    }
}

impl Receiver {
    pub(super) fn new() -> Self {
        let (mut auth, mut secret) = ([0; 16], [0; 32]);
        getrandom::fill(&mut auth).expect("random bytes");
        getrandom::fill(&mut secret).expect("random bytes");
        // All but one in 2^32 random texts of that length are good.
        Self { secret: SecretKey::from_slice(&secret).expect("a secret key"), auth }
    }

    pub(super) fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.point())
    }

    pub(super) fn auth(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.auth)
    }

    fn point(&self) -> Vec<u8> {
        self.secret.public_key().to_encoded_point(false).as_bytes().to_vec()
    }

    /// The text of a message for this browser.
    pub(super) fn open(&self, body: &[u8]) -> Result<String, String> {
        let (head, rest) = body.split_at_checked(HEAD).ok_or("shorter than its head")?;
        let (salt, size) = head.split_at(16);
        let size = u32::from_be_bytes([size[0], size[1], size[2], size[3]]) as usize;
        if usize::from(head[HEAD - 1]) != POINT {
            return Err("the key's name is not the sender's point".to_owned());
        }
        let (point, record) = rest.split_at_checked(POINT).ok_or("no key of the sender's")?;
        let sender =
            PublicKey::from_sec1_bytes(point).map_err(|_| "the sender's key is no point on P-256")?;
        if size < TAG + 2 || record.len() > size {
            return Err(format!("more than one record: {} bytes in records of {size}", record.len()));
        }
        let shared = diffie_hellman(self.secret.to_nonzero_scalar(), sender.as_affine());
        let about = [b"WebPush: info\0".as_slice(), &self.point(), point].concat();
        let material: [u8; 32] = derived(&self.auth, shared.raw_secret_bytes(), &about)?;
        let key: [u8; 16] = derived(salt, &material, b"Content-Encoding: aes128gcm\0")?;
        let nonce: [u8; 12] = derived(salt, &material, b"Content-Encoding: nonce\0")?;
        let text = Aes128Gcm::new(&key.into()).decrypt(&nonce.into(), record);
        let mut text = text.map_err(|_| "it cannot be decrypted")?;
        while text.last() == Some(&0) {
            text.pop();
        }
        if text.pop() != Some(LAST) {
            return Err("the last record does not say that it is".to_owned());
        }
        String::from_utf8(text).map_err(|_| "not UTF-8".to_owned())
    }
}

fn derived<const N: usize>(salt: &[u8], material: &[u8], about: &[u8]) -> Result<[u8; N], String> {
    let mut key = [0; N];
    Hkdf::<Sha256>::new(Some(salt), material).expand(about, &mut key).map_err(|error| error.to_string())?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    /// The example of RFC 8291, appendix A.
    fn example() -> (Receiver, Vec<u8>) {
        let secret = SecretKey::from_slice(&bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")).unwrap();
        let auth = bytes("BTBZMqHH6r4Tts7J_aSIgg").try_into().unwrap();
        let body = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        (Receiver { secret, auth }, bytes(body))
    }

    #[test]
    fn the_example_of_the_rfc_is_read() {
        let (receiver, body) = example();
        assert_eq!(
            receiver.public(),
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        );
        assert_eq!(receiver.open(&body).unwrap(), "When I grow up, I want to be a watermelon");
    }

    #[test]
    fn what_is_not_for_this_browser_or_was_changed_is_not_read() {
        let (receiver, body) = example();
        assert!(Receiver::new().open(&body).is_err());
        for at in 0..body.len() {
            let mut changed = body.clone();
            changed[at] ^= 1;
            // The record's size may be another one, as long as one record holds everything.
            assert!((16..20).contains(&at) || receiver.open(&changed).is_err(), "byte {at}");
        }
        for length in 0..body.len() {
            assert!(receiver.open(&body[..length]).is_err(), "{length} bytes");
        }
    }
}
