//! tests: messages, as Anthropic has them: what is refused, and how an answer is written.

use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::{KEY, NAME, Refusal, TOKENS};

/// What a request may hold, of what clients such as ours might send.
const KNOWN: [&str; 12] = [
    "model",
    "messages",
    "max_tokens",
    "system",
    "stream",
    "temperature",
    "top_p",
    "top_k",
    "stop_sequences",
    "tools",
    "tool_choice",
    "metadata",
];

pub(super) fn check(headers: &HeaderMap, body: &Value) -> Result<(), Refusal> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match header("x-api-key") {
        Some(KEY) => {}
        Some(_) => return Err(error(401, "authentication_error", "invalid x-api-key")),
        None => return Err(error(401, "authentication_error", "x-api-key header is required")),
    }
    let wrong = |why: &str| Err(error(400, "invalid_request_error", why));
    match header("anthropic-version") {
        Some("2023-06-01") => {}
        Some(other) => return wrong(&format!("anthropic-version: \"{other}\" is not a valid version")),
        None => return wrong("anthropic-version: header is required"),
    }
    if !header("content-type").is_some_and(|mime| mime.starts_with("application/json")) {
        return wrong("content-type: must be application/json");
    }
    let Some(fields) = body.as_object() else {
        return wrong("The request body is not valid JSON");
    };
    if let Some(unknown) = fields.keys().find(|name| !KNOWN.contains(&name.as_str())) {
        return wrong(&format!("{unknown}: Extra inputs are not permitted"));
    }
    if body["max_tokens"].as_u64().is_none_or(|tokens| tokens == 0) {
        return wrong("max_tokens: Field required");
    }
    match body["model"].as_str() {
        Some(NAME) => {}
        Some(other) => return Err(error(404, "not_found_error", &format!("model: {other}"))),
        None => return wrong("model: Field required"),
    }
    if !body["system"].is_null() && !body["system"].is_string() && !body["system"].is_array() {
        return wrong("system: Input should be a valid string or list");
    }
    messages(body)?;
    for tool in body["tools"].as_array().into_iter().flatten() {
        let name = tool["name"].as_str().unwrap_or_default();
        let named = (1..=128).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        if !named || tool["input_schema"]["type"] != "object" || !tool["function"].is_null() {
            return wrong(&format!("tools: invalid tool {tool}"));
        }
    }
    Ok(())
}

fn messages(body: &Value) -> Result<(), Refusal> {
    let wrong = |why: &str| Err(error(400, "invalid_request_error", why));
    let Some(messages) = body["messages"].as_array().filter(|messages| !messages.is_empty()) else {
        return wrong("messages: at least one message is required");
    };
    for message in messages {
        match message["role"].as_str() {
            Some("user" | "assistant") => {}
            Some("system") => {
                return wrong(
                    "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter.",
                );
            }
            _ => return wrong("messages.0.role: Input should be 'user' or 'assistant'"),
        }
        let text = message["content"].as_str().is_some_and(|text| !text.trim().is_empty());
        if !text && message["content"].as_array().is_none_or(Vec::is_empty) {
            return wrong("messages: text content blocks must be non-empty");
        }
    }
    if messages[0]["role"] != "user" {
        return wrong("messages: first message must use the \"user\" role");
    }
    Ok(())
}

/// An error as Anthropic writes one.
fn error(status: u16, kind: &str, message: &str) -> Refusal {
    let body =
        json!({ "type": "error", "error": { "type": kind, "message": message }, "request_id": "req_1" });
    (StatusCode::from_u16(status).expect("a status"), body)
}

/// A failure of its own.
pub(super) fn fails(status: u16) -> Value {
    match status {
        429 => error(429, "rate_limit_error", "This request would exceed your organization's rate limit.").1,
        529 => error(529, "overloaded_error", "Overloaded").1,
        status => error(status, "api_error", "Internal server error").1,
    }
}

fn event(event: &Value) -> String {
    format!("event: {}\ndata: {event}\n\n", event["type"].as_str().unwrap_or_default())
}

pub(super) fn begins() -> String {
    let message = json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": NAME, "content": [],
        "stop_reason": null, "stop_sequence": null, "usage": { "input_tokens": TOKENS.0, "output_tokens": 1 },
    });
    event(&json!({ "type": "message_start", "message": message }))
        + &event(
            &json!({ "type": "content_block_start", "index": 0, "content_block": { "type": "text", "text": "" } }),
        )
        + ALIVE
}

pub(super) fn words(words: &str) -> String {
    event(&json!({
        "type": "content_block_delta", "index": 0, "delta": { "type": "text_delta", "text": words },
    }))
}

/// It calls the tool: the arguments come in fragments.
pub(super) fn calls(reason: &str) -> Vec<String> {
    let arguments = json!({ "reason": reason }).to_string();
    let (one, two) = arguments.split_at(arguments.floor_char_boundary(arguments.len() / 2));
    let tool = json!({ "type": "tool_use", "id": "toolu_1", "name": "request_live_agent", "input": {} });
    let part = |part: &str| {
        let delta = json!({ "type": "input_json_delta", "partial_json": part });
        event(&json!({ "type": "content_block_delta", "index": 1, "delta": delta }))
    };
    vec![
        event(&json!({ "type": "content_block_stop", "index": 0 })),
        event(&json!({ "type": "content_block_start", "index": 1, "content_block": tool })),
        part(""),
        part(one),
        part(two),
    ]
}

pub(super) fn ends(called: bool) -> Vec<String> {
    let reason = if called { "tool_use" } else { "end_turn" };
    vec![
        event(&json!({ "type": "content_block_stop", "index": u8::from(called) })),
        event(&json!({
            "type": "message_delta", "delta": { "stop_reason": reason, "stop_sequence": null },
            "usage": { "output_tokens": TOKENS.1 },
        })),
        event(&json!({ "type": "message_stop" })),
    ]
}

/// Shows that it is alive.
pub(super) const ALIVE: &str = "event: ping\ndata: {\"type\": \"ping\"}\n\n";

/// An answer in one piece.
pub(super) fn whole(words: &str, person: Option<&str>) -> Value {
    let content = person.map_or_else(
        || json!([{ "type": "text", "text": words }]),
        |reason| {
            json!([{ "type": "tool_use", "id": "toolu_1", "name": "request_live_agent", "input": { "reason": reason } }])
        },
    );
    let reason = if person.is_some() { "tool_use" } else { "end_turn" };
    json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": NAME, "content": content,
        "stop_reason": reason, "stop_sequence": null,
        "usage": { "input_tokens": TOKENS.0, "output_tokens": TOKENS.1 },
    })
}
