//! tests: reads JSON as strictly as LINE does, and more so: a field that is not known is a fault, too.

use serde_json::{Map, Value, json};

use super::serves::Answer;
use axum::http::StatusCode;

/// What is wrong with a body, and where.
#[derive(Debug, Default)]
pub(super) struct Judge(Vec<(String, String)>);

/// How long something is.
pub(super) type Measure = fn(&str) -> usize;

/// In UTF-16 code units.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// In what a reader takes for characters.
pub(super) fn graphemes(text: &str) -> usize {
    unicode_segmentation::UnicodeSegmentation::graphemes(text, true).count()
}

impl Judge {
    pub(super) fn wrong(&mut self, at: &str, why: impl Into<String>) {
        self.0.push((at.to_owned(), why.into()));
    }

    /// An object that has no other fields than these.
    pub(super) fn object<'a>(
        &mut self,
        at: &str,
        value: Option<&'a Value>,
        may: &[&str],
    ) -> Option<&'a Map<String, Value>> {
        let Some(fields) = value.and_then(Value::as_object) else {
            self.wrong(at, "Must be an object");
            return None;
        };
        for name in fields.keys().filter(|name| !may.contains(&name.as_str())) {
            self.wrong(&format!("{at}.{name}"), "Unknown property");
        }
        Some(fields)
    }

    /// A list of so many.
    pub(super) fn list<'a>(
        &mut self,
        at: &str,
        value: Option<&'a Value>,
        least: usize,
        most: usize,
    ) -> &'a [Value] {
        let Some(list) = value.and_then(Value::as_array) else {
            self.wrong(at, "Must be an array");
            return &[];
        };
        if !(least..=most).contains(&list.len()) {
            self.wrong(at, format!("Size must be between {least} and {most}, not {}", list.len()));
        }
        list
    }

    /// Text that is there, neither empty nor too long.
    pub(super) fn text<'a>(
        &mut self,
        at: &str,
        value: Option<&'a Value>,
        most: usize,
        measure: Measure,
    ) -> Option<&'a str> {
        let Some(text) = value.and_then(Value::as_str) else {
            self.wrong(at, "Must be a string");
            return None;
        };
        if text.trim().is_empty() {
            self.wrong(at, "May not be empty");
        }
        if measure(text) > most {
            self.wrong(at, format!("Length must be between 0 and {most}, not {}", measure(text)));
        }
        Some(text)
    }

    /// The same, where it is there at all.
    pub(super) fn may_text<'a>(
        &mut self,
        at: &str,
        value: Option<&'a Value>,
        most: usize,
        measure: Measure,
    ) -> Option<&'a str> {
        value.and_then(|value| self.text(at, Some(value), most, measure))
    }

    /// An address that phones can be sent to.
    pub(super) fn address<'a>(&mut self, at: &str, value: Option<&'a Value>) -> Option<&'a str> {
        let address = self.text(at, value, 2_000, str::len)?;
        if !address.starts_with("https://") || reqwest::Url::parse(address).is_err() {
            self.wrong(at, "Must be a valid HTTPS URL");
        }
        if !address.is_ascii() || address.contains(char::is_whitespace) {
            self.wrong(at, "Must be percent-encoded");
        }
        Some(address)
    }

    /// A whole number that is not negative.
    pub(super) fn number(&mut self, at: &str, value: Option<&Value>) -> Option<u64> {
        let number = value.and_then(Value::as_u64);
        if number.is_none() {
            self.wrong(at, "Must be an integer that is not negative");
        }
        number
    }

    /// One of these words.
    pub(super) fn one_of<'a>(&mut self, at: &str, value: Option<&'a Value>, may: &[&str]) -> Option<&'a str> {
        let word = value.and_then(Value::as_str).filter(|word| may.contains(word));
        if word.is_none() {
            self.wrong(at, format!("Must be one of {may:?}"));
        }
        word
    }

    /// LINE's answer to what is wrong, where something is.
    pub(super) fn verdict(self) -> Result<(), Answer> {
        if self.0.is_empty() {
            return Ok(());
        }
        let details: Vec<Value> = self
            .0
            .iter()
            .map(|(at, why)| json!({ "message": why, "property": at.trim_start_matches('.') }))
            .collect();
        let message = format!("The request body has {} error(s)", details.len());
        Err(Answer::json(StatusCode::BAD_REQUEST, json!({ "message": message, "details": details })))
    }
}
