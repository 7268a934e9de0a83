//! line: whether a delivery is LINE's own.

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::hmac;

/// Whether `header`, the value of `x-line-signature`, was made with the channel's secret over exactly these bytes. The
/// comparison takes as long for a nearly right one as for a wrong one. An empty secret signs nothing.
#[must_use]
pub fn is_signed(secret: &str, body: &[u8], header: &str) -> bool {
    let Ok(signature) = STANDARD.decode(header) else { return false };
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    !secret.is_empty() && hmac::verify(&key, body, &signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As LINE makes it.
    fn sign(secret: &str, body: &[u8]) -> String {
        STANDARD.encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), body))
    }

    #[test]
    fn the_right_secret_over_the_same_bytes_signs() {
        // Made with `openssl dgst -sha256 -hmac SECRET -binary | base64`.
        let known = "uOXhYS9SZTuRd9ahsldz+RDpMX+x899j8NDPLv38AqM=";
        assert!(is_signed("0123456789abcdef0123456789abcdef", b"{\"events\":[]}", known));
        assert!(is_signed("s", b"", &sign("s", b"")));
        let rubbish = [0xff, 0x00, b'{'];
        assert!(is_signed("s", &rubbish, &sign("s", &rubbish)));
    }

    #[test]
    fn nothing_else_does() {
        let body = br#"{"a":1, "events":[]}"#;
        let right = sign("s", body);
        assert!(!is_signed("another", body, &right));
        assert!(!is_signed("s", br#"{"a":1,"events":[]}"#, &right), "the same JSON in other bytes");
        assert!(!is_signed("", body, &sign("", body)), "no secret at all");
        for header in ["", "=", "rubbish", &right[1..], &format!("{right}="), &format!(" {right}"), "\u{0}"] {
            assert!(!is_signed("s", body, header), "{header:?}");
        }
        let short = STANDARD.encode(&STANDARD.decode(&right).unwrap()[..16]);
        assert!(!is_signed("s", body, &short), "half of it");
    }
}
