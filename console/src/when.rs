//! console: times and languages in the reader's own way of writing them.

use baton_protocol::Timestamp;
use js_sys::{Array, Date, Function, Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::words::{fill, t};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long ago, for a list: relative until a day, then the date.
pub(crate) fn age(at: Timestamp, now: Timestamp) -> String {
    match now.since(at) {
        ..MINUTE => t("age.now").to_owned(),
        gone if gone < DAY => span(gone),
        _ => written(at, &[("day", "numeric"), ("month", "short")]),
    }
}

/// A length of time in its largest unit.
pub(crate) fn span(ms: i64) -> String {
    let n = |unit: i64| (ms / unit).to_string();
    match ms {
        ms if ms < MINUTE => fill("age.seconds", &[("n", &n(SECOND))]),
        ms if ms < HOUR => fill("age.minutes", &[("n", &n(MINUTE))]),
        ms if ms < DAY => fill("age.hours", &[("n", &n(HOUR))]),
        _ => fill("age.days", &[("n", &n(DAY))]),
    }
}

/// A length of time in its two largest units: what is compared needs more than one.
pub(crate) fn length(ms: i64) -> String {
    let ms = ms.max(0);
    let (unit, below) = match ms {
        ms if ms < MINUTE => return span(ms),
        ms if ms < HOUR => (MINUTE, SECOND),
        ms if ms < DAY => (HOUR, MINUTE),
        _ => (DAY, HOUR),
    };
    let rest = ms % unit;
    if rest < below { span(ms) } else { format!("{} {}", span(ms), span(rest)) }
}

/// A moment to come: the time today, with its weekday this week, else with its date.
pub(crate) fn coming(at: Timestamp, now: Timestamp) -> String {
    match local_day(at) - local_day(now) {
        0 => time(at),
        ..7 => written(at, &[("weekday", "long"), ("hour", "numeric"), ("minute", "2-digit")]),
        _ => full(at),
    }
}

/// The hour and minute.
pub(crate) fn time(at: Timestamp) -> String {
    written(at, &[("hour", "numeric"), ("minute", "2-digit")])
}

/// The date and time in full.
pub(crate) fn full(at: Timestamp) -> String {
    written(at, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

/// Today, yesterday, or the date.
pub(crate) fn day(at: Timestamp, now: Timestamp) -> String {
    match local_day(now) - local_day(at) {
        0 => t("day.today").to_owned(),
        1 => t("day.yesterday").to_owned(),
        _ => written(at, &[("weekday", "long"), ("day", "numeric"), ("month", "long")]),
    }
}

/// The number of the day here in which this moment falls.
pub(crate) fn local_day(at: Timestamp) -> i64 {
    // Minutes to add to local time to get UTC; a whole number in every zone of today.
    let offset = Date::new(&number(at)).get_timezone_offset() as i64;
    (at.0 - offset * MINUTE).div_euclid(DAY)
}

/// A numbered day's date without its year.
pub(crate) fn short_date(day: i64) -> String {
    written(Timestamp(day * DAY), &[("day", "numeric"), ("month", "short"), ("timeZone", "UTC")])
}

/// A numbered day's date.
pub(crate) fn date(day: i64) -> String {
    written(Timestamp(day * DAY), &[("dateStyle", "medium"), ("timeZone", "UTC")])
}

/// The reader's time zone by its IANA name; UTC where the browser does not say.
pub(crate) fn zone() -> String {
    let named = || -> Result<Option<String>, JsValue> {
        let formatter = intl("DateTimeFormat", &[])?;
        let resolved: Function = Reflect::get(&formatter, &"resolvedOptions".into())?.dyn_into()?;
        Ok(Reflect::get(&resolved.call0(&formatter)?, &"timeZone".into())?.as_string())
    };
    named().ok().flatten().unwrap_or_else(|| "UTC".to_owned())
}

/// The moment at which this day, `YYYY-MM-DD`, begins here.
pub(crate) fn midnight(day: &str) -> Option<i64> {
    // With a time and without a zone it is read as local time.
    let at = Date::parse(&format!("{day}T00:00:00"));
    at.is_finite().then_some(at as i64)
}

/// What the clock shows in that time zone; none where the browser does not know the zone.
pub(crate) fn time_in(zone: &str, now: Timestamp) -> Option<String> {
    if zone.is_empty() {
        return None;
    }
    format(now, &[("hour", "numeric"), ("minute", "2-digit"), ("timeZone", zone)]).ok()
}

/// A language's name; the tag itself where the browser has none.
pub(crate) fn language(tag: &str) -> String {
    language_in(&locale(), tag)
}

/// A language's name in that language.
pub(crate) fn own_name(tag: &str) -> String {
    language_in(&tag.into(), tag)
}

fn language_in(locale: &JsValue, tag: &str) -> String {
    let named = || -> Result<Option<String>, JsValue> {
        let names = intl_in(locale, "DisplayNames", &[("type", "language")])?;
        let of: Function = Reflect::get(&names, &"of".into())?.dyn_into()?;
        Ok(of.call1(&names, &tag.into())?.as_string())
    };
    named().ok().flatten().unwrap_or_else(|| tag.to_owned())
}

fn written(at: Timestamp, options: &[(&str, &str)]) -> String {
    format(at, options).unwrap_or_default()
}

fn format(at: Timestamp, options: &[(&str, &str)]) -> Result<String, JsValue> {
    let formatter = intl("DateTimeFormat", options)?;
    let format: Function = Reflect::get(&formatter, &"format".into())?.dyn_into()?;
    Ok(format.call1(&formatter, &number(at))?.as_string().unwrap_or_default())
}

fn intl(kind: &str, options: &[(&str, &str)]) -> Result<JsValue, JsValue> {
    intl_in(&locale(), kind, options)
}

/// Built by reflection, because an unknown time zone or language tag throws, and that is no reason to stop.
fn intl_in(locale: &JsValue, kind: &str, options: &[(&str, &str)]) -> Result<JsValue, JsValue> {
    let all = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let constructor: Function = Reflect::get(&all, &kind.into())?.dyn_into()?;
    let wanted = Object::new();
    for (name, value) in options {
        Reflect::set(&wanted, &(*name).into(), &(*value).into())?;
    }
    Reflect::construct(&constructor, &Array::of2(locale, &wanted))
}

/// The page's own language.
fn locale() -> JsValue {
    let lang = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    if lang.is_empty() { JsValue::UNDEFINED } else { lang.into() }
}

fn number(at: Timestamp) -> JsValue {
    // Exact up to the year 287396.
    JsValue::from_f64(at.0 as f64)
}
