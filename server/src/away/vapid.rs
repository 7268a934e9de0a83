//! VAPID (RFC 8292): how a push service knows this server again.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};

/// A token is good for so many seconds; 24 hours are allowed (RFC 8292, 2).
const GOOD: i64 = 12 * 60 * 60;

/// The server's key.
pub(crate) struct Vapid {
    key: SigningKey,
    /// Whom a push service turns to: `mailto:` or `https:`.
    contact: String,
}

impl Vapid {
    /// From 32 secret bytes; none where they are no key, which random ones never are.
    pub(crate) fn new(secret: &[u8], contact: String) -> Option<Self> {
        Some(Self { key: SigningKey::from_slice(secret).ok()?, contact })
    }

    /// What browsers subscribe with: an uncompressed point, unpadded base64url.
    pub(crate) fn public(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.key.verifying_key().to_encoded_point(false))
    }

    /// The `Authorization` header for a push service, `now` in seconds.
    pub(crate) fn authorization(&self, origin: &str, now: i64) -> String {
        let header = serde_json::json!({ "typ": "JWT", "alg": "ES256" });
        let claims = serde_json::json!({ "aud": origin, "exp": now + GOOD, "sub": self.contact });
        let part = |part: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(part.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let signature: Signature = self.key.sign(signed.as_bytes());
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature.to_bytes());
        format!("vapid t={signed}.{signature}, k={}", self.public())
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::{VerifyingKey, signature::Verifier};

    use super::*;

    #[test]
    fn the_token_is_signed_with_the_key_beside_it() {
        let vapid = Vapid::new(&[7; 32], "https://chat.example".to_owned()).unwrap();
        let header = vapid.authorization("https://push.example", 1_000);
        let (token, key) = header.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let decoded = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).unwrap();
        let key = VerifyingKey::from_sec1_bytes(&decoded(key)).unwrap();
        let signature = Signature::from_slice(&decoded(signature)).unwrap();
        key.verify(signed.as_bytes(), &signature).unwrap();
        let claims: serde_json::Value =
            serde_json::from_slice(&decoded(signed.split_once('.').unwrap().1)).unwrap();
        let expected = serde_json::json!({ "aud": "https://push.example", "exp": 44_200, "sub": "https://chat.example" });
        assert_eq!(claims, expected);
        assert!(Vapid::new(&[0; 32], String::new()).is_none(), "no key");
    }
}
