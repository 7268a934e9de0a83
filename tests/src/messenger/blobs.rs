//! tests: LINE hands out what people sent and how they look, for a while.

use axum::http::StatusCode;
use serde_json::json;

use super::{
    kept::Kept,
    serves::{Answer, Ask},
};

/// What somebody sent.
#[derive(Clone, Debug)]
pub(super) struct Blob {
    pub(super) bytes: Vec<u8>,
    pub(super) mime: String,
    /// So often it is not there yet when it is asked for.
    pub(super) not_yet: usize,
    /// It has to be prepared, as videos and sounds are.
    pub(super) prepared: bool,
    /// The preparation fails.
    pub(super) spoiled: bool,
    /// LINE has dropped it, and says so with this status.
    pub(super) dropped: Option<StatusCode>,
    /// How often it was handed out.
    pub(super) given: usize,
}

pub(super) fn content(kept: &mut Kept, ask: &Ask) -> Answer {
    let parts = ask.parts();
    let id = parts.get(3).copied().unwrap_or_default();
    let Some(blob) = kept.blobs.get_mut(id) else { return Answer::not_found() };
    if let Some(status) = blob.dropped {
        return Answer::refusal(status, "Not found");
    }
    match parts.get(5).copied() {
        Some("transcoding") => {
            if !blob.prepared {
                return Answer::not_found();
            }
            let waits = blob.not_yet > 0;
            blob.not_yet = blob.not_yet.saturating_sub(1);
            let status = match (waits, blob.spoiled) {
                (true, _) => "processing",
                (false, true) => "failed",
                (false, false) => "succeeded",
            };
            Answer::ok(json!({ "status": status }))
        }
        _ if blob.not_yet > 0 => {
            // Whoever asks for what is being prepared asks in vain; asking how far it is moves it on.
            blob.not_yet -= usize::from(!blob.prepared);
            Answer::json(StatusCode::ACCEPTED, json!({}))
        }
        _ if blob.spoiled => Answer::not_found(),
        _ => {
            blob.given += 1;
            Answer::bytes(&blob.mime, blob.bytes.clone())
        }
    }
}

pub(super) fn picture(kept: &Kept, ask: &Ask) -> Answer {
    let id = ask.parts().get(1).copied().unwrap_or_default().to_owned();
    if id == kept.account.user_id {
        return Answer::bytes("image/png", crate::files::PNG.to_vec());
    }
    match kept.members.get(&id).and_then(|member| member.picture.clone()) {
        Some(picture) => Answer::bytes("image/jpeg", picture),
        None => Answer::not_found(),
    }
}
