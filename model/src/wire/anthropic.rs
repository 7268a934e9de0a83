//! The model's wires: messages, as Anthropic has them.

use serde_json::{Value, json};

use super::{Delta, Request, Stop};

/// The version of the protocol that is spoken here.
pub(super) const VERSION: &str = "2023-06-01";

/// The body of a request.
pub(super) fn body(model: &str, request: &Request) -> Value {
    let mut body = json!({
        "model": model,
        "max_tokens": request.max_tokens,
        "system": request.system,
        "messages": [{ "role": "user", "content": request.user }],
        "stream": true,
    });
    if let Some(tool) = &request.tool {
        body["tools"] =
            json!([{ "name": tool.name, "description": tool.about, "input_schema": tool.schema() }]);
    }
    body
}

/// What was read so far of the call of a tool, which comes in fragments.
#[derive(Debug, Default)]
pub(super) struct Reader {
    call: Option<(String, String)>,
}

impl Reader {
    /// An event of a stream, or a whole message. The second says whether the stream is over.
    pub(super) fn value(&mut self, value: &Value) -> (Vec<Delta>, bool) {
        let mut deltas = Vec::new();
        match value["type"].as_str().unwrap_or_default() {
            "message_start" => deltas.extend(usage(&value["message"]["usage"])),
            "content_block_start" => self.begin(&value["content_block"], &mut deltas),
            "content_block_delta" => {
                let delta = &value["delta"];
                match (delta["type"].as_str().unwrap_or_default(), &mut self.call) {
                    ("text_delta", _) => deltas.extend(text(&delta["text"])),
                    ("input_json_delta", Some((_, arguments))) => {
                        arguments.push_str(delta["partial_json"].as_str().unwrap_or_default());
                    }
                    // What a model thinks to itself is not said.
                    _ => {}
                }
            }
            "content_block_stop" => deltas.extend(self.called()),
            "message_delta" => {
                deltas.extend(usage(&value["usage"]));
                deltas.extend(stop(&value["delta"]["stop_reason"]));
            }
            "message_stop" => return (deltas, true),
            "message" => {
                deltas.extend(usage(&value["usage"]));
                for block in value["content"].as_array().into_iter().flatten() {
                    self.begin(block, &mut deltas);
                    deltas.extend(self.called());
                }
                deltas.extend(stop(&value["stop_reason"]));
                return (deltas, true);
            }
            _ => {}
        }
        (deltas, false)
    }

    fn begin(&mut self, block: &Value, deltas: &mut Vec<Delta>) {
        match block["type"].as_str().unwrap_or_default() {
            "text" => deltas.extend(text(&block["text"])),
            "tool_use" => {
                let whole = block["input"].as_object().filter(|input| !input.is_empty());
                let arguments = whole.map(|_| block["input"].to_string()).unwrap_or_default();
                self.call = Some((block["name"].as_str().unwrap_or_default().to_owned(), arguments));
            }
            _ => {}
        }
    }

    fn called(&mut self) -> Option<Delta> {
        self.call.take().map(|(name, arguments)| Delta::Call { name, arguments })
    }
}

fn text(text: &Value) -> Option<Delta> {
    text.as_str().filter(|text| !text.is_empty()).map(|text| Delta::Text(text.to_owned()))
}

/// What was read from or written to the provider's cache was sent as well.
fn usage(usage: &Value) -> Option<Delta> {
    let sent = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"];
    let input = usage["input_tokens"].as_u64().is_some();
    let input =
        input.then(|| sent.iter().filter_map(|name| usage[*name].as_u64()).fold(0, u64::saturating_add));
    usage.is_object().then(|| Delta::Usage { input, output: usage["output_tokens"].as_u64() })
}

fn stop(reason: &Value) -> Option<Delta> {
    Some(Delta::Stop(match reason.as_str()? {
        "max_tokens" | "model_context_window_exceeded" => Stop::Length,
        "tool_use" => Stop::Call,
        "refusal" => Stop::Filtered,
        _ => Stop::End,
    }))
}
