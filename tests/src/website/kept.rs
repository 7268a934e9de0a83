//! tests: what a website's stand-in holds, counts and finds wrong.

use std::collections::HashMap;

use axum::{
    body::Body,
    http::{Method, Request, header},
};

use super::sends::{Answer, Sends};

/// Where a site says what it wants of programs.
const ROBOTS: &str = "/robots.txt";

#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) pages: HashMap<String, Sends>,
    pub(super) asked: HashMap<String, usize>,
    pub(super) unchanged: HashMap<String, usize>,
    /// What was wrong with requests.
    pub(super) faults: Vec<String>,
}

impl Kept {
    pub(super) fn answer(&mut self, request: &Request<Body>) -> Answer {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        self.judge(request, &path);
        *self.asked.entry(path.clone()).or_default() += 1;
        let Some(page) = self.pages.get(&path) else { return Answer::nothing() };
        let tag = page.tag();
        let known = request.headers().get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
        if let Some(tag) = tag
            && known == Some(tag.as_str())
        {
            *self.unchanged.entry(path).or_default() += 1;
            return Answer::Unchanged(tag);
        }
        Answer::Page(page.clone())
    }

    fn judge(&mut self, request: &Request<Body>, path: &str) {
        let named = request.headers().get(header::USER_AGENT).and_then(|name| name.to_str().ok());
        let mut faults = Vec::new();
        if request.method() != Method::GET {
            faults.push(format!("{} of {path}", request.method()));
        }
        if !named.is_some_and(|name| name.starts_with("Baton/")) {
            faults.push(format!("{path} was read by {named:?}"));
        }
        for secret in [header::COOKIE, header::AUTHORIZATION, header::REFERER] {
            if request.headers().contains_key(&secret) {
                faults.push(format!("{path} was told a {secret}"));
            }
        }
        let sitemap = path.contains("sitemap");
        if path != ROBOTS && !sitemap && !self.asked.contains_key(ROBOTS) {
            faults.push(format!("{path} was read before {ROBOTS}"));
        }
        if let Some(Sends::Bytes { bytes, .. }) = self.pages.get(ROBOTS) {
            let rules = String::from_utf8_lossy(bytes);
            let mut closed = rules.lines().filter_map(|line| line.strip_prefix("Disallow: "));
            if let Some(rule) = closed.find(|rule| path.starts_with(rule)) {
                faults.push(format!("{path} was read, though {ROBOTS} says: Disallow: {rule}"));
            }
        }
        self.faults.extend(faults);
    }
}
