//! The model's wires: what is read, cut anywhere.

use super::*;

const OPENAI: &str = concat!(
    "\u{feff}: hello\n\n",
    "data: {\"object\":\"chat.completion.chunk\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":null}]}\n\n",
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"送料は\"}}]}\r\n\r\n",
    "event: odd\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"無料。\",\"reasoning_content\":\"hm\"}},{\"index\":1,\"delta\":{\"content\":\"other\"}}]}\n\n",
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}}]}\n\n",
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}},{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\"\"}}]}}]}\n\n",
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]}}]}\n\n",
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n",
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n",
    "data: [DONE]\n\n",
);

const ANTHROPIC: &str = concat!(
    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"m-1\",\"usage\":{\"input_tokens\":5,\"cache_read_input_tokens\":2,\"output_tokens\":1}}}\n\n",
    "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}\n\n",
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}\n\n",
    "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n",
    "event: ping\ndata: {\"type\":\"ping\"}\n\n",
    "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"送料は\"}}\n\n",
    "event: from_the_future\ndata: {\"type\":\"from_the_future\",\"delta\":[1]}\n\n",
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"無料。\"}}\n\n",
    "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n",
    "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":2,\"content_block\":{\"type\":\"tool_use\",\"name\":\"f\",\"input\":{}}}\n\n",
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\"\"}}\n\n",
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\":1}\"}}\n\n",
    "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":2}\n\n",
    "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":3}}\n\n",
    "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
);

fn call(name: &str, arguments: &str) -> Delta {
    Delta::Call { name: name.to_owned(), arguments: arguments.to_owned() }
}

fn text(text: &str) -> Delta {
    Delta::Text(text.to_owned())
}

fn read(kind: Kind, parts: &[&[u8]]) -> Result<Vec<Delta>, Failure> {
    let mut feed = Feed::new(kind, &Limits::default());
    let mut deltas = Vec::new();
    for part in parts {
        deltas.extend(feed.push(part)?);
    }
    deltas.extend(feed.end()?);
    Ok(deltas)
}

fn expected(kind: Kind) -> Vec<Delta> {
    let words = [text("送料は"), text("無料。"), call("f", "{\"a\":1}")];
    match kind {
        Kind::OpenAi => words
            .into_iter()
            .chain([
                call("g", "{}"),
                Delta::Stop(Stop::Call),
                Delta::Usage { input: Some(7), output: Some(3) },
            ])
            .collect(),
        Kind::Anthropic => [Delta::Usage { input: Some(7), output: Some(1) }]
            .into_iter()
            .chain(words)
            .chain([Delta::Usage { input: None, output: Some(3) }, Delta::Stop(Stop::Call)])
            .collect(),
    }
}

#[test]
fn a_stream_cut_at_any_byte_says_the_same() {
    for (kind, stream) in [(Kind::OpenAi, OPENAI), (Kind::Anthropic, ANTHROPIC)] {
        let bytes = stream.as_bytes();
        for at in 0..=bytes.len() {
            assert_eq!(read(kind, &[&bytes[..at], &bytes[at..]]), Ok(expected(kind)), "{kind:?} {at}");
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(read(kind, &single), Ok(expected(kind)));
        let mut feed = Feed::new(kind, &Limits::default());
        assert!(!feed.over());
        feed.push(bytes).expect("deltas");
        assert!(feed.over());
        assert_eq!(feed.model(), Some("m-1"));
    }
}

#[test]
fn a_stream_that_ends_too_early_is_cut() {
    for (kind, stream, stop) in
        [(Kind::OpenAi, OPENAI, "tool_calls\"}]}"), (Kind::Anthropic, ANTHROPIC, "\"output_tokens\":3}}")]
    {
        let first = stream.find("{").expect("an event");
        let first = first + stream[first..].find("\n\n").expect("its end");
        let stopped = stream.rfind(stop).expect("a stop") + stop.len();
        for at in first..stopped {
            assert_eq!(read(kind, &[&stream.as_bytes()[..at]]), Err(Failure::Cut), "{kind:?} {at}");
        }
        for at in stopped..stream.len() {
            assert!(read(kind, &[&stream.as_bytes()[..at]]).is_ok(), "{kind:?} {at}");
        }
    }
}

#[test]
fn an_answer_in_one_piece_is_read() {
    let openai = r#" {"object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi.","tool_calls":[{"function":{"name":"f","arguments":{"a":1}}}]},"finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#;
    let anthropic = r#"{"type":"message","model":"m","content":[{"type":"text","text":"Hi."},{"type":"tool_use","name":"f","input":{"a":1}}],"stop_reason":"max_tokens","usage":{"input_tokens":1,"output_tokens":2}}"#;
    for (kind, body) in [(Kind::OpenAi, openai), (Kind::Anthropic, anthropic)] {
        let deltas = read(kind, &[body.as_bytes()]).expect("an answer");
        let usage = Delta::Usage { input: Some(1), output: Some(2) };
        assert_eq!(deltas, [usage, text("Hi."), call("f", "{\"a\":1}"), Delta::Stop(Stop::Length)]);
    }
    let parts = r#"{"choices":[{"message":{"content":[{"type":"text","text":"Hi."},{"type":"x"}]}}]}"#;
    assert_eq!(read(Kind::OpenAi, &[parts.as_bytes()]), Ok(vec![text("Hi."), Delta::Stop(Stop::End)]));
}

#[test]
fn errors_are_told_apart() {
    let openai = |error: &str| format!("data: {{\"error\":{error}}}\n\n");
    for (error, expected) in [
        ("{\"message\":\"key sk-1 wrong\",\"code\":\"invalid_api_key\"}", Failure::Refused(401)),
        ("{\"code\":500,\"type\":\"server_error\"}", Failure::Broken(500)),
        ("{\"code\":\"429\"}", Failure::TooMany),
        ("{\"type\":\"overloaded_error\"}", Failure::Broken(529)),
        ("\"text\"", Failure::Fault),
    ] {
        assert_eq!(read(Kind::OpenAi, &[openai(error).as_bytes()]), Err(expected), "{error}");
    }
    let event = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\"}}\n\n";
    assert_eq!(read(Kind::Anthropic, &[event.as_bytes()]), Err(Failure::TooMany));
    let refusal = "data: {\"choices\":[{\"delta\":{\"refusal\":\"I can't\"}}]}\n\n";
    assert_eq!(read(Kind::OpenAi, &[refusal.as_bytes()]), Ok(vec![Delta::Stop(Stop::Filtered)]));
}

#[test]
fn rubbish_and_floods_are_refused() {
    let noise: Vec<u8> = (0..=255).cycle().take(5_000).collect();
    for kind in [Kind::OpenAi, Kind::Anthropic] {
        for (bytes, expected) in [
            (&b""[..], Failure::Cut),
            (b"\r\n ", Failure::Rubbish),
            (b"<html><body>502</body></html>", Failure::Rubbish),
            (b"{\"a\":", Failure::Rubbish),
            (b"{}", Failure::Rubbish),
            (b"[[[[", Failure::Rubbish),
            (b"data: {\"choices\": nonsense}\n\n", Failure::Rubbish),
            (b"data: \xff\xfe\x00\n\n", Failure::Rubbish),
            (b"data: [DONE]\n\n", Failure::Rubbish),
            (&noise, Failure::Rubbish),
        ] {
            assert_eq!(read(kind, &[bytes]), Err(expected), "{:?}", String::from_utf8_lossy(bytes));
        }
        let long = format!("data: {}", "x".repeat(70_000));
        assert_eq!(read(kind, &[long.as_bytes()]), Err(Failure::TooLarge));
        let comments = ": x\n".repeat(300_000);
        assert_eq!(read(kind, &[comments.as_bytes()]), Err(Failure::TooLarge));
        let whole = format!("{{\"a\":\"{}\"}}", "x".repeat(300_000));
        assert_eq!(read(kind, &[whole.as_bytes()]), Err(Failure::TooLarge));
    }
    let deep = format!("data: {}\n\n", "[".repeat(60_000));
    assert_eq!(read(Kind::OpenAi, &[deep.as_bytes()]), Err(Failure::Rubbish));
}

#[test]
fn a_sloppy_end_is_an_end() {
    let words = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi.\"}}]}\n\n";
    for end in ["data: [DONE]", "data: [DONE]\n", "data:[DONE]\n\nrest"] {
        let stream = format!("{words}{end}");
        let deltas = read(Kind::OpenAi, &[stream.as_bytes()]);
        assert_eq!(deltas, Ok(vec![text("Hi."), Delta::Stop(Stop::End)]), "{end}");
    }
    let after = format!("data: {{\"choices\":[{{\"delta\":{{}},\"finish_reason\":\"stop\"}}]}}\n\n{words}");
    assert_eq!(read(Kind::OpenAi, &[after.as_bytes()]), Ok(vec![Delta::Stop(Stop::End)]));
}
