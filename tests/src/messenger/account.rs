//! tests: LINE tells who the account and its followers are, how much is left of the month, and where the webhook is.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::{
    Shared,
    judge::Judge,
    kept::Kept,
    messages::body,
    serves::{Answer, Ask},
};

pub(super) fn info(kept: &Kept) -> Answer {
    let account = &kept.account;
    Answer::ok(json!({
        "userId": account.user_id,
        "basicId": account.basic_id,
        "displayName": account.name,
        "pictureUrl": format!("{}/pictures/{}", kept.pictures, account.user_id),
        "chatMode": "chat",
        "markAsReadMode": "manual",
    }))
}

pub(super) fn profile(kept: &Kept, ask: &Ask) -> Result<Answer, Answer> {
    let id = ask.parts().last().copied().unwrap_or_default().to_owned();
    let member = kept.members.get(&id).filter(|member| member.follows).ok_or_else(Answer::not_found)?;
    let mut profile = json!({ "userId": id, "displayName": member.name });
    if member.picture.is_some() {
        profile["pictureUrl"] = json!(format!("{}/pictures/{id}", kept.pictures));
    }
    if let Some(language) = &member.language {
        profile["language"] = json!(language);
    }
    Ok(Answer::ok(profile))
}

pub(super) fn quota(kept: &Kept, ask: &Ask) -> Answer {
    let account = &kept.account;
    if ask.path.ends_with("/consumption") {
        return Answer::ok(json!({ "totalUsage": account.used }));
    }
    Answer::ok(match account.limit {
        Some(limit) => json!({ "type": "limited", "value": limit }),
        None => json!({ "type": "none" }),
    })
}

pub(super) fn endpoint(kept: &mut Kept, ask: &Ask) -> Result<Answer, Answer> {
    if ask.method == Method::GET {
        let (endpoint, active) = kept.account.endpoint.clone().ok_or_else(Answer::not_found)?;
        return Ok(Answer::ok(json!({ "endpoint": endpoint, "active": active })));
    }
    let body = body(&ask.body)?;
    let mut judge = Judge::default();
    judge.object("", Some(&body), &["endpoint"]);
    let endpoint = judge.address("endpoint", body.get("endpoint")).map(str::to_owned);
    judge.verdict()?;
    let active = kept.account.endpoint.as_ref().is_some_and(|(_, active)| *active);
    kept.account.endpoint = endpoint.map(|endpoint| (endpoint, active));
    Ok(Answer::ok(json!({})))
}

/// LINE calls the webhook without any event, and tells how that went.
pub(super) async fn test(shared: &Arc<Shared>, ask: &Ask) -> Answer {
    let wished = match body(&ask.body) {
        _ if ask.body.is_empty() => None,
        Ok(body) => body["endpoint"].as_str().map(str::to_owned),
        Err(refused) => return refused,
    };
    let entered = shared.with(|kept| kept.account.endpoint.clone());
    let Some(address) = wished.or(entered.map(|(address, _)| address)) else {
        return Answer::refusal(StatusCode::BAD_REQUEST, "The webhook endpoint is not set");
    };
    let told = |success: bool, status: u16, reason: &str, detail: &str| {
        Answer::ok(json!({
            "success": success,
            "timestamp": "2026-11-28T00:00:00Z",
            "statusCode": status,
            "reason": reason,
            "detail": detail,
        }))
    };
    let body = shared.with(|kept| super::calls::body(kept, &[]));
    let signature = shared.with(|kept| super::calls::signature(&kept.account.secret, &body));
    match shared.calls(&address, body, Some(&signature)).await {
        Ok(answer) if answer.status() == StatusCode::OK => told(true, 200, "OK", "200"),
        Ok(answer) => {
            let status = answer.status();
            told(false, status.as_u16(), "ERROR_STATUS_CODE", status.canonical_reason().unwrap_or("failed"))
        }
        Err(why) => told(false, 0, "COULD_NOT_CONNECT", &why),
    }
}
