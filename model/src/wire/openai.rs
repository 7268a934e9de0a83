//! The model's wires: chat completions, as OpenAI has them and others speak them.

use std::collections::BTreeMap;

use reqwest::Url;
use serde_json::{Value, json};

use super::{Delta, Request, Stop};

/// The body of a request.
pub(super) fn body(model: &str, address: &Url, request: &Request) -> Value {
    let mut body = json!({
        "model": model,
        "messages": [
            { "role": "system", "content": request.system },
            { "role": "user", "content": request.user },
        ],
        "stream": true,
        "stream_options": { "include_usage": true },
    });
    // OpenAI's newer models refuse the old name of the limit, and any temperature; others know no new name.
    if first_hand(address) {
        body["max_completion_tokens"] = json!(request.max_tokens);
    } else {
        body["max_tokens"] = json!(request.max_tokens);
        body["temperature"] = json!(0);
    }
    if let Some(tool) = &request.tool {
        let function = json!({ "name": tool.name, "description": tool.about, "parameters": tool.schema() });
        body["tools"] = json!([{ "type": "function", "function": function }]);
        body["tool_choice"] = json!("auto");
    }
    body
}

fn first_hand(address: &Url) -> bool {
    address.host_str().is_some_and(|host| {
        host == "api.openai.com" || host.ends_with(".api.openai.com") || host.ends_with(".openai.azure.com")
    })
}

/// What was read so far of the calls of tools, which come in fragments.
#[derive(Debug, Default)]
pub(super) struct Reader {
    calls: BTreeMap<u64, (String, String)>,
}

impl Reader {
    /// A chunk of a stream, or a whole completion: they differ in one name.
    pub(super) fn value(&mut self, value: &Value) -> Vec<Delta> {
        let mut deltas = Vec::new();
        let usage = &value["usage"];
        if usage.is_object() {
            let (input, output) = (usage["prompt_tokens"].as_u64(), usage["completion_tokens"].as_u64());
            deltas.push(Delta::Usage { input, output });
        }
        let choices = value["choices"].as_array().map(Vec::as_slice).unwrap_or_default();
        let Some(choice) = choices.iter().find(|choice| choice["index"].as_u64().unwrap_or_default() == 0)
        else {
            return deltas;
        };
        let part = choice.get("delta").filter(|part| part.is_object()).unwrap_or(&choice["message"]);
        deltas.extend(text(&part["content"]).map(Delta::Text));
        for (at, call) in (0..).zip(part["tool_calls"].as_array().into_iter().flatten()) {
            let (name, arguments) = self.calls.entry(call["index"].as_u64().unwrap_or(at)).or_default();
            name.push_str(call["function"]["name"].as_str().unwrap_or_default());
            match &call["function"]["arguments"] {
                Value::String(more) => arguments.push_str(more),
                Value::Object(whole) => *arguments = Value::Object(whole.clone()).to_string(),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
            }
        }
        let refused = part["refusal"].as_str().is_some_and(|refusal| !refusal.is_empty());
        if refused {
            deltas.push(Delta::Stop(Stop::Filtered));
        } else if let Some(reason) = choice["finish_reason"].as_str() {
            deltas.extend(self.calls());
            deltas.push(Delta::Stop(match reason {
                "length" => Stop::Length,
                "tool_calls" | "function_call" => Stop::Call,
                "content_filter" => Stop::Filtered,
                _ => Stop::End,
            }));
        }
        deltas
    }

    fn calls(&mut self) -> impl Iterator<Item = Delta> {
        std::mem::take(&mut self.calls).into_values().map(|(name, arguments)| Delta::Call { name, arguments })
    }
}

/// A content is a text, nothing, or with some servers a list of parts.
fn text(content: &Value) -> Option<String> {
    let text = match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().filter_map(|part| part["text"].as_str()).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}
