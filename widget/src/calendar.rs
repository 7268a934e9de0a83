//! widget: times as the reader's own clock, calendar and locale have them.

use baton_protocol::Timestamp;
use js_sys::{Array, Date, Intl::DateTimeFormat, JSON, Object};

use crate::{
    host,
    words::{locale, t},
};

const DAY: i64 = 86_400_000;

/// The number of the reader's local day that this moment lies in.
pub(crate) fn day_of(at: Timestamp) -> i64 {
    let west = date(at).get_timezone_offset() as i64;
    (at.0 - west * 60_000).div_euclid(DAY)
}

/// `Today`, `Yesterday`, or the date.
pub(crate) fn day(at: Timestamp) -> String {
    match day_of(baton_client::browser::now()) - day_of(at) {
        0 => t("today"),
        1 => t("yesterday"),
        _ => text(at, r#"{"weekday":"long","day":"numeric","month":"long"}"#),
    }
}

/// The time of day where it is today's, or else `Yesterday` or the date.
pub(crate) fn day_or_clock(at: Timestamp) -> String {
    match day_of(baton_client::browser::now()) - day_of(at) {
        0 => clock(at),
        1 => t("yesterday"),
        _ => text(at, r#"{"dateStyle":"medium"}"#),
    }
}

/// The time of day, short.
pub(crate) fn clock(at: Timestamp) -> String {
    text(at, r#"{"timeStyle":"short"}"#)
}

/// A day of the week and a time.
pub(crate) fn soon(at: Timestamp) -> String {
    text(at, r#"{"weekday":"long","hour":"numeric","minute":"numeric"}"#)
}

/// IANA name of the reader's time zone; empty where the browser does not say.
pub(crate) fn time_zone() -> String {
    let options = DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    host::text(&options, "timeZone")
}

fn date(at: Timestamp) -> Date {
    Date::new(&(at.0 as f64).into())
}

fn text(at: Timestamp, options: &str) -> String {
    date(at).to_locale_string(&locale(), &JSON::parse(options).unwrap_or_default()).into()
}
