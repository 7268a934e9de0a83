//! tests: LINE's rules of messages: what their JSON may say, and how they show in a chat.

use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::{
    chat::{Action, By, Does, Name, Shown, Thing},
    judge::{Judge, graphemes, units},
    serves::Answer,
};

/// The longest text, UTF-16 units.
const TEXT: usize = 5_000;
/// The longest name of a sender, UTF-16 units.
const NAME: usize = 20;
/// The most buttons below a message.
const QUICK: usize = 13;
/// The longest label of a button, as a reader counts.
const LABEL: usize = 20;
/// The longest data of a button, and the longest words that it says, UTF-16 units.
const DATA: usize = 300;
/// The longest words that a button says, UTF-16 units.
const SAYS: usize = 300;

/// A body, which has to be JSON.
pub(super) fn body(bytes: &[u8]) -> Result<Value, Answer> {
    // A half of a surrogate pair is no JSON for it, either.
    serde_json::from_slice(bytes).map_err(|error| {
        Answer::refusal(StatusCode::BAD_REQUEST, &format!("The request body could not be parsed: {error}"))
    })
}

/// One to five messages, as they will show.
pub(super) fn messages(judge: &mut Judge, value: Option<&Value>, free: bool) -> Vec<Shown> {
    let list = judge.list("messages", value, 1, 5);
    let messages = list.iter().enumerate();
    messages.filter_map(|(place, value)| message(judge, &format!("messages[{place}]"), value, free)).collect()
}

fn message(judge: &mut Judge, at: &str, value: &Value, free: bool) -> Option<Shown> {
    let kind = judge.one_of(&format!("{at}.type"), value.get("type"), &["text", "image"])?;
    let mut may = vec!["type", "sender", "quickReply"];
    may.extend(if kind == "text" { &["text"][..] } else { &["originalContentUrl", "previewImageUrl"] });
    let fields = judge.object(at, Some(value), &may)?;
    let what = if kind == "text" {
        Thing::Words(judge.text(&format!("{at}.text"), fields.get("text"), TEXT, units)?.to_owned())
    } else {
        let mut address = |name: &str| judge.address(&format!("{at}.{name}"), fields.get(name));
        let (original, preview) = (address("originalContentUrl"), address("previewImageUrl"));
        Thing::Picture { original: original?.to_owned(), preview: preview?.to_owned() }
    };
    let by =
        By::Account(fields.get("sender").and_then(|sender| name(judge, &format!("{at}.sender"), sender)));
    let quick = fields.get("quickReply").map(|quick| quicks(judge, &format!("{at}.quickReply"), quick));
    Some(Shown { by, what, quick: quick.unwrap_or_default(), free })
}

fn name(judge: &mut Judge, at: &str, sender: &Value) -> Option<Name> {
    let fields = judge.object(at, Some(sender), &["name", "iconUrl"])?;
    let name = judge.text(&format!("{at}.name"), fields.get("name"), NAME, units)?;
    if name.to_lowercase().contains("line") {
        judge.wrong(&format!("{at}.name"), "Must not contain reserved words");
    }
    if name
        .chars()
        .any(|c| c.is_control() || "\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}".contains(c))
    {
        judge.wrong(&format!("{at}.name"), "Must not contain what nobody sees");
    }
    let icon = fields.get("iconUrl").map(|icon| judge.address(&format!("{at}.iconUrl"), Some(icon)));
    Some(Name { name: name.to_owned(), icon: icon.flatten().map(str::to_owned) })
}

fn quicks(judge: &mut Judge, at: &str, quick: &Value) -> Vec<Action> {
    let fields = judge.object(at, Some(quick), &["items"]);
    let items = judge.list(&format!("{at}.items"), fields.and_then(|fields| fields.get("items")), 1, QUICK);
    let mut actions = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let at = format!("{at}.items[{place}]");
        let Some(fields) = judge.object(&at, Some(item), &["type", "imageUrl", "action"]) else { continue };
        judge.one_of(&format!("{at}.type"), fields.get("type"), &["action"]);
        fields.get("imageUrl").map(|image| judge.address(&format!("{at}.imageUrl"), Some(image)));
        actions.extend(action(judge, &format!("{at}.action"), fields.get("action"), true));
    }
    actions
}

/// What a button, or an area of a menu, does.
pub(super) fn action(judge: &mut Judge, at: &str, value: Option<&Value>, labelled: bool) -> Option<Action> {
    let kind = value.and_then(|value| value.get("type"));
    let kind = judge.one_of(&format!("{at}.type"), kind, &["message", "postback", "uri"])?;
    let may = match kind {
        "message" => &["type", "label", "text"][..],
        "postback" => &["type", "label", "data", "displayText", "inputOption"],
        _ => &["type", "label", "uri"],
    };
    let fields: &Map<String, Value> = judge.object(at, value, may)?;
    let label = fields.get("label");
    let label = match label {
        None if !labelled => "",
        _ => judge.text(&format!("{at}.label"), label, LABEL, graphemes)?,
    };
    let mut text = |name: &str, most| judge.text(&format!("{at}.{name}"), fields.get(name), most, units);
    let does = match kind {
        "message" => Does::Says(text("text", SAYS)?.to_owned()),
        "postback" => {
            let data = text("data", DATA)?.to_owned();
            let shown = judge.may_text(&format!("{at}.displayText"), fields.get("displayText"), SAYS, units);
            Does::Presses { data, shown: shown.map(str::to_owned) }
        }
        _ => Does::Opens(text("uri", 1_000)?.to_owned()),
    };
    Some(Action { label: label.to_owned(), does })
}
