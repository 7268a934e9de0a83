//! Signs who a customer is, with `ring`, `base64` and `serde_json`.

use std::{
    env,
    error::Error,
    time::{SystemTime, UNIX_EPOCH},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::hmac;
use serde_json::{Value, json};

fn sign(customer: &Value, secret: &str, now: u64) -> String {
    let part = |data: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(data);
    let header = json!({ "alg": "HS256", "typ": "JWT" });
    let claims = json!({
        "sub": customer["id"],
        "exp": now + 3600,
        "name": customer["name"],
        "email": customer["email"],
    });
    let signed = format!("{}.{}", part(header.to_string().as_bytes()), part(claims.to_string().as_bytes()));
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    format!("{signed}.{}", part(hmac::sign(&key, signed.as_bytes()).as_ref()))
}

#[expect(clippy::print_stdout, reason = "the token is what this program is for")]
#[expect(clippy::disallowed_methods, reason = "a program of its own, outside the server and its clock")]
fn main() -> Result<(), Box<dyn Error>> {
    let customer = env::args().nth(1).ok_or("give the customer as JSON")?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    println!("{}", sign(&serde_json::from_str(&customer)?, &env::var("BATON_SECRET")?, now));
    Ok(())
}
