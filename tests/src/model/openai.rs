//! tests: chat completions, as OpenAI has them: what is refused, and how an answer is written.

use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use super::{KEY, NAME, Refusal, TOKENS};

/// What a request may hold, of what clients such as ours might send.
const KNOWN: [&str; 14] = [
    "model",
    "messages",
    "stream",
    "stream_options",
    "max_tokens",
    "max_completion_tokens",
    "temperature",
    "top_p",
    "tools",
    "tool_choice",
    "response_format",
    "stop",
    "n",
    "user",
];

pub(super) fn check(headers: &HeaderMap, body: &Value) -> Result<(), Refusal> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match header("authorization").strip_prefix("Bearer ") {
        Some(KEY) => {}
        Some(_) => {
            return Err(error(
                401,
                "Incorrect API key provided.",
                "invalid_request_error",
                "invalid_api_key",
            ));
        }
        None => return Err(error(401, "You didn't provide an API key.", "invalid_request_error", "")),
    }
    let wrong = |why: &str| Err(error(400, why, "invalid_request_error", ""));
    if !header("content-type").starts_with("application/json") {
        return wrong("Unsupported content type: expected application/json.");
    }
    let Some(fields) = body.as_object() else {
        return wrong("We could not parse the JSON body of your request.");
    };
    if let Some(unknown) = fields.keys().find(|name| !KNOWN.contains(&name.as_str())) {
        return wrong(&format!("Unrecognized request argument supplied: {unknown}"));
    }
    match fields.get("model").and_then(Value::as_str) {
        Some(NAME) => {}
        Some(other) => {
            let why = format!("The model `{other}` does not exist or you do not have access to it.");
            return Err(error(404, &why, "invalid_request_error", "model_not_found"));
        }
        None => return wrong("you must provide a model parameter"),
    }
    messages(body)?;
    tools(body)?;
    if body["stream"] != true && !body["stream_options"].is_null() {
        return wrong("The 'stream_options' parameter is only allowed when 'stream' is enabled.");
    }
    for limit in ["max_tokens", "max_completion_tokens"] {
        if !body[limit].is_null() && body[limit].as_u64().is_none_or(|tokens| tokens == 0) {
            return wrong(&format!("Invalid '{limit}': integer below minimum value."));
        }
    }
    Ok(())
}

fn messages(body: &Value) -> Result<(), Refusal> {
    let wrong = |why: &str| Err(error(400, why, "invalid_request_error", ""));
    let Some(messages) = body["messages"].as_array().filter(|messages| !messages.is_empty()) else {
        return wrong("Invalid 'messages': empty array.");
    };
    for message in messages {
        let role = message["role"].as_str().unwrap_or_default();
        if !["system", "developer", "user", "assistant", "tool"].contains(&role) {
            return wrong(&format!(
                "Invalid value: '{role}'. Supported values are: 'system', 'user' and others."
            ));
        }
        if !message["content"].is_string() && message["tool_calls"].is_null() {
            return wrong("Invalid value for 'content': expected a string, got null.");
        }
        if role == "tool" && !message["tool_call_id"].is_string() {
            return wrong("Missing parameter 'tool_call_id'.");
        }
    }
    Ok(())
}

fn tools(body: &Value) -> Result<(), Refusal> {
    let wrong = |why: &str| Err(error(400, why, "invalid_request_error", ""));
    let tools = body["tools"].as_array();
    if tools.is_none() && !body["tool_choice"].is_null() {
        return wrong(
            "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
        );
    }
    for tool in tools.into_iter().flatten() {
        let function = &tool["function"];
        let name = function["name"].as_str().unwrap_or_default();
        let named = (1..=64).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        if tool["type"] != "function" || !named || function["parameters"]["type"] != "object" {
            return wrong(&format!("Invalid tool: {tool}"));
        }
    }
    Ok(())
}

/// An error as OpenAI writes one.
pub(super) fn error(status: u16, message: &str, kind: &str, code: &str) -> Refusal {
    let code = if code.is_empty() { Value::Null } else { code.into() };
    let body = json!({ "error": { "message": message, "type": kind, "param": null, "code": code } });
    (StatusCode::from_u16(status).expect("a status"), body)
}

/// A failure of its own.
pub(super) fn fails(status: u16) -> Value {
    match status {
        429 => error(429, "Rate limit reached for leaf-1.", "requests", "rate_limit_exceeded").1,
        status => {
            error(status, "The server had an error while processing your request.", "server_error", "").1
        }
    }
}

fn chunk(choices: &Value, usage: &Value) -> String {
    let chunk = json!({
        "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_795_255_200, "model": NAME,
        "system_fingerprint": null, "choices": choices, "usage": usage,
    });
    format!("data: {chunk}\n\n")
}

fn delta(delta: &Value, finish: Option<&str>) -> String {
    chunk(&json!([{ "index": 0, "delta": delta, "logprobs": null, "finish_reason": finish }]), &Value::Null)
}

pub(super) fn begins() -> String {
    delta(&json!({ "role": "assistant", "content": "", "refusal": null }), None)
}

pub(super) fn words(words: &str) -> String {
    delta(&json!({ "content": words }), None)
}

/// It calls the tool: name and arguments come in fragments.
pub(super) fn calls(reason: &str) -> Vec<String> {
    let arguments = json!({ "reason": reason }).to_string();
    let (one, two) = arguments.split_at(arguments.floor_char_boundary(arguments.len() / 2));
    let call = |call: Value| delta(&json!({ "tool_calls": [call] }), None);
    vec![
        call(json!({
            "index": 0, "id": "call_1", "type": "function",
            "function": { "name": "request_live_agent", "arguments": "" },
        })),
        call(json!({ "index": 0, "function": { "arguments": one } })),
        call(json!({ "index": 0, "function": { "arguments": two } })),
    ]
}

pub(super) fn ends(called: bool, body: &Value) -> Vec<String> {
    let mut ends = vec![delta(&json!({}), Some(if called { "tool_calls" } else { "stop" }))];
    if body["stream_options"]["include_usage"] == true {
        ends.push(chunk(&json!([]), &usage()));
    }
    ends.push("data: [DONE]\n\n".to_owned());
    ends
}

/// Shows that it is alive.
pub(super) const ALIVE: &str = ": alive\n\n";

/// An answer in one piece.
pub(super) fn whole(words: &str, person: Option<&str>) -> Value {
    let calls = person.map(|reason| {
        json!([{ "id": "call_1", "type": "function", "function": {
            "name": "request_live_agent", "arguments": json!({ "reason": reason }).to_string(),
        } }])
    });
    let finish = if calls.is_some() { "tool_calls" } else { "stop" };
    let mut message = json!({ "role": "assistant", "content": words, "refusal": null });
    if let Some(calls) = calls {
        message["content"] = Value::Null;
        message["tool_calls"] = calls;
    }
    json!({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1_795_255_200, "model": NAME,
        "choices": [{ "index": 0, "message": message, "logprobs": null, "finish_reason": finish }],
        "usage": usage(),
    })
}

fn usage() -> Value {
    let (input, output) = TOKENS;
    json!({ "prompt_tokens": input, "completion_tokens": output, "total_tokens": input + output })
}
