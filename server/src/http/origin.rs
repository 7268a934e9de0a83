//! Origins: a browser says which page a request comes from; changes and sockets are for our own pages alone.

use axum::http::{
    HeaderMap,
    header::{HOST, ORIGIN},
};

/// Whether the request comes from one of our own pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    OurPage,
    /// Not a browser's page, or one that does not say.
    Unsaid,
    Elsewhere,
}

/// Where the request comes from. `public_url` is ours besides what the `Host` header names.
pub(crate) fn origin(headers: &HeaderMap, public_url: Option<&str>) -> From {
    let Some(origin) = headers.get(ORIGIN) else { return From::Unsaid };
    let Ok(origin) = origin.to_str() else { return From::Elsewhere };
    if public_url.is_some_and(|ours| ours.trim_end_matches('/').eq_ignore_ascii_case(origin)) {
        return From::OurPage;
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let named = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    match (named, host) {
        (Some(named), Some(host)) if named.eq_ignore_ascii_case(host) => From::OurPage,
        _ => From::Elsewhere,
    }
}

/// Whether one of these origins is this one; `https://*.shop.example` is every host below `shop.example`.
pub(crate) fn admits(origins: &[String], from: &str) -> bool {
    origins.iter().any(|one| match one.split_once("*.") {
        Some((scheme, domain)) => from
            .strip_prefix(scheme)
            .and_then(|host| host.strip_suffix(domain))
            .is_some_and(|below| below.len() > 1 && below.ends_with('.')),
        None => one.eq_ignore_ascii_case(from),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(origin_header: Option<&'static str>, public_url: Option<&str>) -> From {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, "chat.example:8080".parse().unwrap());
        if let Some(text) = origin_header {
            headers.insert(ORIGIN, text.parse().unwrap());
        }
        origin(&headers, public_url)
    }

    #[test]
    fn an_origin_is_admitted_by_name_or_by_the_domain_that_it_is_below() {
        let origins = ["https://shop.example".to_owned(), "https://*.inn.example".to_owned()];
        for admitted in ["https://shop.example", "https://a.inn.example", "https://a.b.inn.example"] {
            assert!(admits(&origins, admitted), "{admitted}");
        }
        for other in [
            "http://shop.example",
            "https://shop.example:8443",
            "https://shop.example.evil.example",
            "https://inn.example",
            "https://.inn.example",
            "https://eviLinn.example",
            "http://a.inn.example",
            "null",
        ] {
            assert!(!admits(&origins, other), "{other}");
        }
    }

    #[test]
    fn only_our_own_pages_are_ours() {
        assert_eq!(from(None, None), From::Unsaid);
        assert_eq!(from(Some("http://chat.example:8080"), None), From::OurPage);
        assert_eq!(from(Some("https://chat.example:8080"), None), From::OurPage);
        assert_eq!(from(Some("https://chat.example"), Some("https://chat.example/")), From::OurPage);
        for other in ["null", "https://evil.example", "https://chat.example:8080.evil.example", "file://"] {
            assert_eq!(from(Some(other), Some("https://chat.example")), From::Elsewhere, "{other}");
        }
    }
}
