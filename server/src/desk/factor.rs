//! The second factor: six digits that a person's device makes from a shared secret and the time (RFC 6238). Pure.

use totp_rs::{Builder, Totp, TotpError};

/// The factor of this secret, for the account of this address.
fn totp(secret: &[u8], email: &str) -> Result<Totp, TotpError> {
    // A colon ends the issuer in the address that authenticator apps read.
    let account = email.replace(':', "_");
    Builder::new().with_secret(secret.to_vec()).with_account_name(account).with_issuer(Some("Baton")).build()
}

/// What an authenticator app is given: the secret in base32, and an address that holds everything.
pub(super) fn introduce(secret: &[u8], email: &str) -> Result<(String, String), TotpError> {
    let uri = totp(secret, email)?.to_url()?;
    Ok((totp_rs::Secret::from(secret.to_vec()).to_base32(), uri))
}

/// The step that `code` is of, within one step of `seconds` since 1970: phones' clocks are not all right.
pub(super) fn step_of(secret: &[u8], code: &str, seconds: u64) -> Option<u64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let totp = totp(secret, "-").ok()?;
    totp.check(&code, seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How long a code is good, seconds.
    const STEP: u64 = 30;

    /// RFC 6238, appendix B, the last six digits.
    #[test]
    fn makes_the_codes_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(step_of(secret, code, seconds), Some(seconds / STEP), "{seconds}");
            assert_eq!(step_of(secret, code, seconds + STEP), Some(seconds / STEP), "a slow phone");
            assert_eq!(step_of(secret, code, seconds + 3 * STEP), None);
        }
        assert_eq!(step_of(secret, "287 082", 59), Some(1));
        for wrong in ["", "0", "28708", "2870820", "\u{662}87082"] {
            assert_eq!(step_of(secret, wrong, 59), None, "{wrong}");
        }
    }

    #[test]
    fn is_introduced_with_its_issuer_and_account() {
        let (secret, uri) = introduce(b"12345678901234567890", "mia@example.com").unwrap();
        assert_eq!(secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(uri.starts_with("otpauth://totp/Baton"), "{uri}");
        assert!(uri.contains(&secret) && uri.contains("issuer=Baton"), "{uri}");
    }
}
