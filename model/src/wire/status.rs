//! The model's wires: an error that a provider reports in its own words.

use serde_json::Value;

use crate::Failure;

/// The error in an event or a body, if that is what it is. Its message is not kept: it may quote the key.
pub(super) fn reported(value: &Value) -> Option<Failure> {
    let error = value.get("error").filter(|error| !error.is_null())?;
    let code = &error["code"];
    let number = code.as_u64().or_else(|| code.as_str().and_then(|code| code.parse().ok()));
    if let Some(status) =
        number.and_then(|code| u16::try_from(code).ok()).filter(|code| (300..600).contains(code))
    {
        return Some(Failure::of_status(status));
    }
    let kind = error["type"].as_str().or_else(|| code.as_str()).unwrap_or_default();
    Some(match kind {
        "rate_limit_error" | "rate_limit_exceeded" | "tokens" | "requests" => Failure::TooMany,
        "authentication_error" | "invalid_api_key" => Failure::Refused(401),
        "billing_error" | "insufficient_quota" => Failure::Refused(402),
        "permission_error" => Failure::Refused(403),
        "not_found_error" | "model_not_found" => Failure::Refused(404),
        "invalid_request_error" => Failure::Refused(400),
        "overloaded_error" => Failure::Broken(529),
        _ => Failure::Fault,
    })
}
