//! Pages: the visitor's panel, the console, the demo shop; each with the policy that confines it.

use axum::{
    extract::{Path, Query, State},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST,
            ORIGIN, REFERER, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
        },
    },
    response::{IntoResponse, Redirect, Response},
};
use baton_protocol::site::Scheme;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    Http,
    assets::{accepts, file, squeeze},
    error::Error,
    language,
    origin::{From, admits, origin},
};
use crate::assets;

/// `default-src 'none'` and what the pages need: no inline script or style, no other origin.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      connect-src 'self'; frame-src 'self'; img-src 'self' data: blob:; media-src 'self'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors ";

/// Brotli as far as it costs a request next to nothing.
const QUALITY: u32 = 5;

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// What may stand in a page's address.
#[derive(Deserialize)]
pub(crate) struct PageQuery {
    locale: Option<String>,
}

/// `/w/{site}`: the visitor's panel, in a frame or as a page of its own.
pub(crate) async fn widget(
    State(http): State<Http>,
    Path(key): Path<String>,
    Query(query): Query<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let desked = http.desk.site(&key).ok_or_else(Error::not_found)?;
    let site = &desked.site;
    let origins = &site.settings.origins;
    let ancestors = ancestors(origins);
    turn_away(&http, &key, origins, &headers).await?;
    let language = language("widget", query.locale.as_deref(), &headers);
    let data = serde_json::json!({
        "site": site.key,
        "origins": origins,
        "locale": language,
        "site_view": http.desk.site_view(site),
    });
    // Inside a data block only `<` could end it.
    let data = data.to_string().replace('<', "\\u003c");
    let scheme = match site.settings.look.scheme {
        Scheme::Auto => "auto",
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    let title = escaped(&site.settings.name);
    let texts =
        [("{{title}}", &*title), ("{{site}}", &site.key), ("{{scheme}}", scheme), ("{{site_json}}", &data)];
    render("/widget.html", "widget", language, &texts, &ancestors, &headers)
}

/// A page of a site for browsers without scripts; `body` is markup of ours.
pub(crate) fn plain(http: &Http, key: &str, headers: &HeaderMap, body: &str) -> Result<Response, Error> {
    let desked = http.desk.site(key).ok_or_else(Error::not_found)?;
    let settings = &desked.site.settings;
    let texts = [("{{title}}", &*escaped(&settings.name)), ("{{body}}", body)];
    render("/plain.html", "widget", language_of(headers), &texts, &ancestors(&settings.origins), headers)
}

/// The chat's words in the language that this request asks for.
pub(crate) fn words(headers: &HeaderMap) -> Map<String, Value> {
    words_in("widget", language_of(headers))
}

fn words_in(interface: &'static str, language: &str) -> Map<String, Value> {
    let asset = assets::words(interface).find(|(ours, _)| *ours == language);
    asset.and_then(|(_, asset)| serde_json::from_slice(asset.plain).ok()).unwrap_or_default()
}

/// Fills in the words that a page has to have before its program comes: `{{words:KEY}}`.
fn with_words(page: String, interface: &'static str, language: &'static str) -> String {
    const PLACE: &str = "{{words:";
    if !page.contains(PLACE) {
        return page;
    }
    let words = words_in(interface, language);
    let mut parts = page.split(PLACE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (key, rest) = part.split_once("}}").unwrap_or(("", part));
        out += &escaped(words.get(key).and_then(Value::as_str).unwrap_or(key));
        out += rest;
    }
    out
}

/// Which of the chat's languages this request asks for.
pub(crate) fn language_of(headers: &HeaderMap) -> &'static str {
    language("widget", None, headers)
}

/// The pages that may hold a site's chat in a frame (CSP 3, 6.4.2.1).
fn ancestors(origins: &[String]) -> String {
    if origins.is_empty() { "*".to_owned() } else { format!("'self' {}", origins.join(" ")) }
}

/// Tells the site's owner of a page that holds the chat in a frame and is not among the site's origins. The browser will
/// not show it there.
async fn turn_away(http: &Http, key: &str, origins: &[String], headers: &HeaderMap) -> Result<(), Error> {
    let framed = headers.get("sec-fetch-dest").is_none_or(|dest| dest == "iframe");
    let Some(from) = headers.get(REFERER).and_then(|from| from.to_str().ok()).and_then(origin_of) else {
        return Ok(());
    };
    let ours = origin(
        &HeaderMap::from_iter([
            (ORIGIN, HeaderValue::from_str(from).map_err(|_| Error::not_found())?),
            (HOST, headers.get(HOST).cloned().unwrap_or(HeaderValue::from_static(""))),
        ]),
        http.public_url.as_deref(),
    );
    let admitted = origins.is_empty() || ours == From::OurPage || admits(origins, from);
    if framed && !admitted && http.throttle.turned_away.is_news(key, from) {
        http.desk.turn_away(key, from).await?;
    }
    Ok(())
}

/// The origin of an address; none where it has none.
fn origin_of(address: &str) -> Option<&str> {
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let end = address.len() - host.len() + host.find('/').unwrap_or(host.len());
    Some(&address[..end])
}
/// `/console/` and every address below it.
pub(crate) async fn console(Query(query): Query<PageQuery>, headers: HeaderMap) -> Result<Response, Error> {
    let language = language("console", query.locale.as_deref(), &headers);
    let noscript = "The console needs JavaScript and WebAssembly. Please switch them on.";
    render(
        "/console.html",
        "console",
        language,
        &[("{{title}}", "Baton"), ("{{noscript}}", noscript)],
        "'none'",
        &headers,
    )
}

/// `/demo/…`: the demo shop, where this server shows it.
pub(crate) async fn demo(
    State(http): State<Http>,
    path: Option<Path<String>>,
    headers: HeaderMap,
) -> Response {
    let path = path.map(|Path(path)| path).unwrap_or_default();
    if !http.demo {
        return Error::not_found().into_response();
    }
    file(&format!("/demo/{path}"), &headers)
}

/// `/`: wherever there is something to see.
pub(crate) async fn home(State(http): State<Http>) -> Redirect {
    Redirect::temporary(if http.demo { "/demo/" } else { "/console/" })
}

fn language(interface: &'static str, wanted: Option<&str>, headers: &HeaderMap) -> &'static str {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|accepted| accepted.to_str().ok());
    let wanted = wanted.or(accepted).unwrap_or("en");
    let ours: Vec<&'static str> = assets::words(interface).map(|(language, _)| language).collect();
    language::choose(wanted, &ours)
}

fn render(
    template: &str,
    interface: &'static str,
    language: &'static str,
    texts: &[(&str, &str)],
    ancestors: &str,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let template = assets::at(template).ok_or_else(Error::not_found)?;
    let mut page = String::from_utf8_lossy(template.plain).into_owned();
    let words =
        assets::words(interface).find(|(ours, _)| *ours == language).map_or("", |(_, asset)| asset.path);
    let fixed = [("{{lang}}", language), ("{{dir}}", language::direction(language)), ("{{words}}", words)];
    // Words first: what a site says must not be looked through for places.
    page = with_words(page, interface, language);
    for (placeholder, text) in fixed.iter().chain(texts) {
        page = page.replace(placeholder, text);
    }
    let squeezed = accepts(headers, "br");
    let body = if squeezed { squeeze(page.as_bytes(), QUALITY) } else { page.into_bytes() };
    let mut response = body.into_response();
    let out = response.headers_mut();
    if squeezed {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    let policy = HeaderValue::try_from(format!("{POLICY}{ancestors}"));
    out.insert(CONTENT_SECURITY_POLICY, policy.map_err(|_| Error::not_found())?);
    out.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    out.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    out.insert(VARY, HeaderValue::from_static("accept-language, accept-encoding"));
    out.insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    out.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    out.insert(PERMISSIONS, HeaderValue::from_static("camera=(), geolocation=(), microphone=()"));
    Ok(response)
}

/// Text that stands between tags.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
