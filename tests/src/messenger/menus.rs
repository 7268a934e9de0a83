//! tests: LINE's rich menus: made, drawn once, shown to all or to one, deleted, and not too often.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    chat::Action,
    judge::{Judge, graphemes, units},
    kept::{Kept, hex},
    messages::{action, body},
    serves::{Answer, Ask},
};

/// The largest picture, bytes.
const LARGEST: usize = 1_000_000;
/// So many may be made and deleted in an hour.
const OFTEN: usize = 100;
const HOUR: Duration = Duration::from_secs(60 * 60);

/// A menu.
#[derive(Clone, Debug)]
pub(super) struct Menu {
    pub(super) json: Value,
    pub(super) size: (usize, usize),
    pub(super) actions: Vec<Action>,
    pub(super) picture: Option<Vec<u8>>,
}

pub(super) fn answer(kept: &mut Kept, ask: &Ask) -> Result<Answer, Answer> {
    let parts = ask.parts();
    let (get, post) = (ask.method == Method::GET, ask.method == Method::POST);
    match &parts[2..] {
        ["richmenu"] => create(kept, ask),
        ["richmenu", "validate"] => design(ask).map(|_| Answer::ok(json!({}))),
        ["richmenu", "list"] if get => {
            let all = kept.menus.iter().map(|(id, menu)| told(id, menu));
            Ok(Answer::ok(json!({ "richmenus": all.collect::<Vec<_>>() })))
        }
        ["richmenu", id] if get => known(kept, id).map(|menu| Answer::ok(told(id, menu))),
        ["richmenu", id] => delete(kept, id),
        ["richmenu", id, "content"] if get => match &known(kept, id)?.picture {
            Some(picture) => Ok(Answer::bytes("image/png", picture.clone())),
            None => Err(Answer::not_found()),
        },
        ["richmenu", id, "content"] => upload(kept, ask, id),
        ["user", "all", "richmenu", id] if post => {
            drawn(kept, id)?;
            kept.default_menu = Some((*id).to_owned());
            Ok(Answer::ok(json!({})))
        }
        ["user", "all", "richmenu"] if get => {
            let id = kept.default_menu.clone().ok_or_else(no_default)?;
            Ok(Answer::ok(json!({ "richMenuId": id })))
        }
        ["user", "all", "richmenu"] => {
            kept.default_menu = None;
            Ok(Answer::ok(json!({})))
        }
        ["user", user, "richmenu", id] => {
            drawn(kept, id)?;
            member(kept, user)?;
            kept.members.get_mut(*user).expect("a member").menu = Some((*id).to_owned());
            Ok(Answer::ok(json!({})))
        }
        ["user", user, "richmenu"] => {
            member(kept, user)?;
            let member = kept.members.get_mut(*user).expect("a member");
            if get {
                let id = member.menu.clone().ok_or_else(no_default)?;
                return Ok(Answer::ok(json!({ "richMenuId": id })));
            }
            member.menu = None;
            Ok(Answer::ok(json!({})))
        }
        _ => Err(Answer::not_found()),
    }
}

fn no_default() -> Answer {
    Answer::refusal(StatusCode::NOT_FOUND, "the user has no richmenu")
}

fn known<'a>(kept: &'a Kept, id: &str) -> Result<&'a Menu, Answer> {
    kept.menus.get(id).ok_or_else(|| Answer::refusal(StatusCode::NOT_FOUND, "richmenu not found"))
}

/// A menu with a picture.
fn drawn(kept: &Kept, id: &str) -> Result<(), Answer> {
    let refused = "must upload richmenu image before applying it to user";
    match known(kept, id)?.picture {
        Some(_) => Ok(()),
        None => Err(Answer::refusal(StatusCode::BAD_REQUEST, refused)),
    }
}

fn member(kept: &Kept, user: &str) -> Result<(), Answer> {
    let known = kept.members.contains_key(user);
    if known { Ok(()) } else { Err(Answer::refusal(StatusCode::BAD_REQUEST, "Invalid user id")) }
}

fn told(id: &str, menu: &Menu) -> Value {
    let mut told = menu.json.clone();
    told["richMenuId"] = json!(id);
    told
}

fn create(kept: &mut Kept, ask: &Ask) -> Result<Answer, Answer> {
    let menu = design(ask)?;
    not_too_often(kept)?;
    let id = format!("richmenu-{}", hex(16));
    kept.menus.insert(id.clone(), menu);
    Ok(Answer::ok(json!({ "richMenuId": id })))
}

fn delete(kept: &mut Kept, id: &str) -> Result<Answer, Answer> {
    known(kept, id)?;
    not_too_often(kept)?;
    kept.menus.remove(id);
    if kept.default_menu.as_deref() == Some(id) {
        kept.default_menu = None;
    }
    for member in kept.members.values_mut().filter(|member| member.menu.as_deref() == Some(id)) {
        member.menu = None;
    }
    Ok(Answer::ok(json!({})))
}

fn not_too_often(kept: &mut Kept) -> Result<(), Answer> {
    let now = kept.now();
    kept.made.retain(|made| now.saturating_sub(*made) < HOUR);
    if kept.made.len() >= OFTEN {
        kept.fault("more than 100 menus were made and deleted in an hour");
        return Err(Answer::refusal(StatusCode::TOO_MANY_REQUESTS, "The API rate limit has been exceeded."));
    }
    kept.made.push(now);
    Ok(())
}

fn upload(kept: &mut Kept, ask: &Ask, id: &str) -> Result<Answer, Answer> {
    let menu = known(kept, id)?;
    let bad = |why: &str| Answer::refusal(StatusCode::BAD_REQUEST, why);
    if menu.picture.is_some() {
        return Err(bad("An image has already been uploaded to the richmenu"));
    }
    let mime = ask.header("content-type").unwrap_or_default();
    let kind = imagesize::image_type(&ask.body).map_err(|_| bad("The image cannot be read"))?;
    let right = match kind {
        imagesize::ImageType::Png => mime == "image/png",
        imagesize::ImageType::Jpeg => mime == "image/jpeg",
        _ => false,
    };
    if !right {
        return Err(Answer::refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Not a JPEG or PNG of that type"));
    }
    if ask.body.len() > LARGEST {
        return Err(Answer::refusal(StatusCode::PAYLOAD_TOO_LARGE, "The image is larger than 1 MB"));
    }
    let size = imagesize::blob_size(&ask.body).map_err(|_| bad("The image cannot be read"))?;
    if (size.width, size.height) != menu.size {
        return Err(bad("The image size is not that of the richmenu"));
    }
    kept.menus.get_mut(id).expect("a menu").picture = Some(ask.body.to_vec());
    Ok(Answer::ok(json!({})))
}

/// A menu as it is described.
fn design(ask: &Ask) -> Result<Menu, Answer> {
    if !ask.is_json() {
        return Err(Answer::refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"));
    }
    let json = body(&ask.body)?;
    let mut judge = Judge::default();
    judge.object("", Some(&json), &["size", "selected", "name", "chatBarText", "areas"]);
    judge.object("size", json.get("size"), &["width", "height"]);
    let mut size =
        |name: &str| judge.number(&format!("size.{name}"), json["size"].get(name)).unwrap_or_default();
    let (width, height) = (size("width"), size("height"));
    if !(800..=2_500).contains(&width) || height < 250 || width * 100 < height * 145 {
        judge.wrong("size", "Must be 800 to 2500 wide, at least 250 high and 1.45 times as wide as high");
    }
    if !json["selected"].is_boolean() {
        judge.wrong("selected", "Must be a boolean");
    }
    judge.text("name", json.get("name"), 300, units);
    judge.text("chatBarText", json.get("chatBarText"), 14, graphemes);
    let mut actions = Vec::new();
    for (place, area) in judge.list("areas", json.get("areas"), 1, 20).iter().enumerate() {
        let at = format!("areas[{place}]");
        judge.object(&at, Some(area), &["bounds", "action"]);
        let at = format!("{at}.bounds");
        judge.object(&at, area.get("bounds"), &["x", "y", "width", "height"]);
        let mut side =
            |name: &str| judge.number(&format!("{at}.{name}"), area["bounds"].get(name)).unwrap_or_default();
        let (x, y, wide, high) = (side("x"), side("y"), side("width"), side("height"));
        if wide == 0 || high == 0 || x + wide > width || y + high > height {
            judge.wrong(&at, "Must lie inside the menu");
        }
        actions.extend(action(&mut judge, &format!("areas[{place}].action"), area.get("action"), false));
    }
    judge.verdict()?;
    let size = (usize::try_from(width).unwrap_or(0), usize::try_from(height).unwrap_or(0));
    Ok(Menu { json, size, actions, picture: None })
}
