//! tests: LINE takes messages: replies and pushes, the loading animation, marks of what was read.

use axum::http::{HeaderName, StatusCode};
use serde_json::{Value, json};

use super::{
    chat::Shown,
    judge::Judge,
    kept::{Kept, Key, hex},
    messages::{body, messages},
    serves::{Answer, Ask},
};

/// What is said of a token that is used, or too old.
pub(super) const LATE: &str = "Invalid reply token";
/// What is said where the month's messages are used up.
const USED_UP: &str = "You have reached your monthly limit.";

fn json_only(ask: &Ask) -> Result<(), Answer> {
    let refused = || Answer::refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported media type");
    if ask.is_json() { Ok(()) } else { Err(refused()) }
}

pub(super) fn reply(kept: &mut Kept, ask: &Ask) -> Result<Answer, Answer> {
    json_only(ask)?;
    let body = body(&ask.body)?;
    let mut judge = Judge::default();
    judge.object("", Some(&body), &["replyToken", "messages", "notificationDisabled"]);
    let token = judge.text("replyToken", body.get("replyToken"), 100, str::len).map(str::to_owned);
    let shown = messages(&mut judge, body.get("messages"), true);
    judge.verdict()?;
    let late = || Answer::refusal(StatusCode::BAD_REQUEST, LATE);
    let to = token.and_then(|token| kept.spend(&token)).ok_or_else(late)?;
    Ok(shows(kept, &to, &shown))
}

pub(super) fn push(kept: &mut Kept, ask: &Ask) -> Result<Answer, Answer> {
    json_only(ask)?;
    let key = ask.header("x-line-retry-key").unwrap_or_default();
    if let Some(Key { accepted: Some(request), .. }) = kept.keys.get(key) {
        let refused = Answer::refusal(StatusCode::CONFLICT, "The retry key is already accepted");
        let name = HeaderName::from_static("x-line-accepted-request-id");
        return Err(Answer { headers: vec![(name, request.clone())], ..refused });
    }
    let body = body(&ask.body)?;
    let mut judge = Judge::default();
    judge.object("", Some(&body), &["to", "messages", "notificationDisabled", "customAggregationUnits"]);
    let to = judge.text("to", body.get("to"), 33, str::len).map(str::to_owned);
    let shown = messages(&mut judge, body.get("messages"), false);
    judge.verdict()?;
    let to = to.filter(|to| kept.members.contains_key(to) || kept.groups.contains_key(to));
    let invalid = "The property, 'to', in the request body is invalid";
    let to = to.ok_or_else(|| Answer::refusal(StatusCode::BAD_REQUEST, invalid))?;
    if kept.account.limit.is_some_and(|limit| kept.account.used >= limit) {
        return Err(Answer::refusal(StatusCode::TOO_MANY_REQUESTS, USED_UP));
    }
    if kept.members.get(&to).is_some_and(|member| !member.follows) {
        // LINE says yes, and delivers nothing; it counts against nobody, but who sends should know better.
        kept.fault(format!("pushed to somebody who left: {body}"));
    }
    kept.account.used += 1;
    if let Some(key) = kept.keys.get_mut(key) {
        key.accepted = Some(hex(16));
    }
    Ok(shows(kept, &to, &shown))
}

/// A push has a key, a UUID, that belongs to one body for ever.
pub(super) fn keeps_to_its_key(kept: &mut Kept, ask: &Ask) -> Result<(), Answer> {
    let Some(key) = ask.header("x-line-retry-key") else {
        kept.fault("a push without a retry key");
        return Ok(());
    };
    let groups: Vec<usize> = key.split('-').map(str::len).collect();
    let digits = key.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    if groups != [8, 4, 4, 4, 12] || !digits {
        kept.fault(format!("a retry key that is no UUID: {key}"));
        return Err(Answer::refusal(StatusCode::BAD_REQUEST, "Invalid retry key"));
    }
    let known = kept.keys.entry(key.to_ascii_lowercase());
    let known = known.or_insert_with(|| Key { body: ask.body.to_vec(), accepted: None });
    if known.body != ask.body {
        let first = String::from_utf8_lossy(&known.body).into_owned();
        let now = String::from_utf8_lossy(&ask.body).into_owned();
        kept.fault(format!("a retry key with another body: {first}, then {now}"));
    }
    Ok(())
}

/// The messages show, and the loading animation ends.
fn shows(kept: &mut Kept, to: &str, shown: &[Shown]) -> Answer {
    let sent: Vec<Value> = shown.iter().map(|_| json!({ "id": kept.message_id() })).collect();
    let followers = match kept.groups.get(to) {
        Some(members) => members.clone(),
        None => vec![to.to_owned()],
    };
    for shown in shown {
        kept.will_fetch(shown);
    }
    for follower in followers {
        let Some(member) = kept.members.get_mut(&follower).filter(|member| member.follows) else { continue };
        member.loading = false;
        member.chat.extend(shown.iter().cloned());
    }
    Answer::ok(json!({ "sentMessages": sent }))
}

pub(super) fn validate(ask: &Ask) -> Result<Answer, Answer> {
    json_only(ask)?;
    let body = body(&ask.body)?;
    let mut judge = Judge::default();
    judge.object("", Some(&body), &["messages"]);
    messages(&mut judge, body.get("messages"), true);
    judge.verdict()?;
    Ok(Answer::ok(json!({})))
}

pub(super) fn loading(kept: &mut Kept, ask: &Ask) -> Result<Answer, Answer> {
    json_only(ask)?;
    let body = body(&ask.body)?;
    let mut judge = Judge::default();
    judge.object("", Some(&body), &["chatId", "loadingSeconds"]);
    let chat = judge.text("chatId", body.get("chatId"), 33, str::len);
    if let Some(seconds) = body.get("loadingSeconds")
        && !seconds.as_u64().is_some_and(|seconds| (5..=60).contains(&seconds) && seconds.is_multiple_of(5))
    {
        judge.wrong("loadingSeconds", "Must be a multiple of 5 from 5 to 60");
    }
    let chat = chat.filter(|chat| kept.members.get(*chat).is_some_and(|member| member.follows));
    if chat.is_none() {
        judge.wrong("chatId", "Must be the id of a follower");
    }
    judge.verdict()?;
    if let Some(member) = chat.and_then(|chat| kept.members.get_mut(chat)) {
        member.loading = true;
        member.loadings += 1;
    }
    Ok(Answer::json(StatusCode::ACCEPTED, json!({})))
}

pub(super) fn mark_as_read(kept: &mut Kept, ask: &Ask) -> Result<Answer, Answer> {
    json_only(ask)?;
    let body = body(&ask.body)?;
    let mut judge = Judge::default();
    judge.object("", Some(&body), &["markAsReadToken"]);
    let token = judge.text("markAsReadToken", body.get("markAsReadToken"), 1_000, str::len);
    match token.and_then(|token| kept.reads.get(token).cloned()) {
        Some((user, upto)) => {
            if let Some(member) = kept.members.get_mut(&user) {
                member.read = member.read.max(upto);
            }
        }
        None => judge.wrong("markAsReadToken", "Invalid token"),
    }
    judge.verdict()?;
    Ok(Answer::ok(json!({})))
}
