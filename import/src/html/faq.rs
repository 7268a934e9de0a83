//! Import's questions and answers that a page names for search engines: schema.org's FAQPage.

use serde_json::Value;

use super::outline::{Outline, ROOT};

/// How deep such an object may lie in others. Two are usual: a list, and a `@graph`.
const DEPTH: usize = 6;

/// The most pairs of one page.
const PAIRS: usize = 500;

/// The questions in plain words, each with its answer in HTML.
pub(super) fn pairs(page: &Outline) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for node in page.elements(ROOT).filter(|node| page.name(*node) == "script") {
        if page
            .attribute(node, "type")
            .is_some_and(|media| media.trim().eq_ignore_ascii_case("application/ld+json"))
            && let Ok(value) = serde_json::from_str::<Value>(page.text(node).trim())
        {
            search(&value, DEPTH, &mut pairs);
        }
    }
    pairs.truncate(PAIRS);
    pairs
}

fn search(value: &Value, depth: usize, pairs: &mut Vec<(String, String)>) {
    if depth == 0 || pairs.len() >= PAIRS {
        return;
    }
    if is(value, "FAQPage") {
        for question in each(&value["mainEntity"]).filter(|question| is(question, "Question")) {
            let answer = each(&question["acceptedAnswer"]).find_map(|answer| answer["text"].as_str());
            if let (Some(name), Some(answer)) = (question["name"].as_str(), answer) {
                let name = plain(name);
                if !name.is_empty() {
                    pairs.push((name, answer.to_owned()));
                }
            }
        }
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| search(value, depth - 1, pairs)),
        Value::Object(members) => members.values().for_each(|value| search(value, depth - 1, pairs)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is(value: &Value, name: &str) -> bool {
    each(&value["@type"]).any(|kind| kind.as_str().is_some_and(|kind| kind.rsplit('/').next() == Some(name)))
}

/// The members of a list, or the one thing that stands in its place.
fn each(value: &Value) -> impl Iterator<Item = &Value> {
    let list = value.as_array();
    let one = list.is_none().then_some(value);
    list.into_iter().flatten().chain(one)
}

/// A question's name may be HTML too.
fn plain(name: &str) -> String {
    match Outline::parse(name) {
        Ok(name) => name.text(ROOT).split_whitespace().collect::<Vec<_>>().join(" "),
        Err(_) => String::new(),
    }
}
