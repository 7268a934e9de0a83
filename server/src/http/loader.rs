//! The loader: one file for every site, in which the server writes how the launcher of the site that is asked for looks.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use baton_protocol::site::{Icon, Look, Position, Preload, Scheme};
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    Http,
    assets::{self, File},
    error::Error,
};
use crate::{random::text_hash, store::model::Site};

/// What stands in the file for the look.
const PLACE: &str = "BATON_LOOK";
/// Brotli's best takes milliseconds for so small a file, once for each change of a site.
const QUALITY: u32 = 11;

/// What may stand in the address.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    site: Option<String>,
}

/// The loaders that were made, by site, with the version of the site that each is for.
#[derive(Default)]
pub(crate) struct Loaders(Mutex<HashMap<String, (u64, Made)>>);

#[derive(Clone)]
struct Made {
    tag: String,
    plain: Bytes,
    brotli: Bytes,
}

/// `GET /baton.js`, `GET /baton.js?site=KEY`. A site that does not exist looks like any other.
pub(crate) async fn loader(
    State(http): State<Http>,
    Query(Wanted { site }): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let desked = site.and_then(|key| http.desk.site(&key));
    let made = http.loaders.of(desked.as_deref().map(|desked| &desked.site)).ok_or_else(Error::not_found)?;
    let file = File {
        tag: &made.tag,
        content_type: "text/javascript; charset=utf-8",
        immutable: false,
        plain: made.plain.clone(),
        brotli: Some(made.brotli.clone()),
        gzip: None,
    };
    Ok(assets::answer(file, &headers))
}

impl Loaders {
    /// The loader of this site, or of none. `None` where the binary carries no pages.
    fn of(&self, site: Option<&Site>) -> Option<Made> {
        let (key, version) = site.map_or((String::new(), 0), |site| (site.key.clone(), site.version));
        let known = |made: &HashMap<String, (u64, Made)>| {
            made.get(&key).filter(|(made_for, _)| *made_for == version).map(|(_, made)| made.clone())
        };
        if let Some(made) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Some(made);
        }
        let template = String::from_utf8_lossy(crate::assets::at("/baton.js")?.plain);
        let made = Made::new(&template.replace(PLACE, &site.map_or(json!({}), look).to_string()));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, (version, made.clone()));
        Some(made)
    }
}

impl Made {
    fn new(script: &str) -> Self {
        let brotli = assets::squeeze(script.as_bytes(), QUALITY);
        let tag: String = text_hash(script).0[..12].iter().map(|byte| format!("{byte:02x}")).collect();
        Self { tag, plain: Bytes::copy_from_slice(script.as_bytes()), brotli: brotli.into() }
    }
}

/// What the launcher has to know before there is a panel, without what is so by itself.
fn look(site: &Site) -> Value {
    let settings = &site.settings;
    let Look { scheme, radius, icon, label, logo: _, preload } = &settings.look;
    let by_itself = Look::default();
    let mut look = Map::new();
    look.insert("accent".to_owned(), settings.accent.clone().into());
    if settings.position == Position::Left {
        look.insert("position".to_owned(), "left".into());
    }
    match scheme {
        Scheme::Auto => None,
        Scheme::Light => look.insert("scheme".to_owned(), "light".into()),
        Scheme::Dark => look.insert("scheme".to_owned(), "dark".into()),
    };
    match icon {
        Icon::Bubble => None,
        Icon::Question => look.insert("icon".to_owned(), "question".into()),
        Icon::Person => look.insert("icon".to_owned(), "person".into()),
    };
    if *preload == Preload::Idle {
        look.insert("preload".to_owned(), "idle".into());
    }
    if *radius != by_itself.radius {
        look.insert("radius".to_owned(), (*radius).into());
    }
    if !label.is_empty() {
        look.insert("label".to_owned(), label.clone().into());
    }
    if let Some(on) = on_accent(&settings.accent) {
        look.insert("onAccent".to_owned(), on.into());
    }
    Value::Object(look)
}

/// The icon's colour where white cannot be seen on the accent: a contrast under 3:1 (WCAG 2.2, 1.4.11).
fn on_accent(accent: &str) -> Option<&'static str> {
    let digits = accent.strip_prefix('#')?;
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let linear = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let luminance =
        0.2126 * linear(channel(0)?) + 0.7152 * linear(channel(2)?) + 0.0722 * linear(channel(4)?);
    (1.05 / (luminance + 0.05) < 3.0).then_some("#000")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::model::{SiteId, SiteSettings};

    fn site(accent: &str, look: Look) -> Site {
        let settings = SiteSettings { accent: accent.to_owned(), look, ..SiteSettings::default() };
        Site { id: SiteId(1), key: "shop".to_owned(), version: 1, settings }
    }

    #[test]
    fn only_what_is_not_so_by_itself_is_said() {
        assert_eq!(look(&site("#2f6f4f", Look::default())), json!({ "accent": "#2f6f4f" }));
        let all = Look {
            scheme: Scheme::Dark,
            radius: 4,
            icon: Icon::Question,
            label: "Help \"</script>".to_owned(),
            logo: None,
            preload: Preload::Idle,
        };
        let said = json!({ "accent": "#ffee00", "onAccent": "#000", "scheme": "dark", "radius": 4, "icon": "question",
                           "label": "Help \"</script>", "preload": "idle" });
        assert_eq!(look(&site("#ffee00", all)), said);
    }
}
