//! The push services that this server talks to: a subscription's address comes from a browser, and could name anything.

use reqwest::Url;

/// Whom browsers subscribe at, unless the operator says otherwise.
pub(crate) const KNOWN: &str = "https://fcm.googleapis.com,https://*.push.services.mozilla.com,\
                                https://*.push.apple.com,https://*.notify.windows.com";

/// Origins; `*.` stands for any subdomain.
#[derive(Clone, Debug)]
pub(crate) struct Services(Vec<String>);

impl Services {
    pub(crate) fn new(origins: Vec<String>) -> Self {
        Self(origins.into_iter().map(|origin| origin.trim().trim_end_matches('/').to_owned()).collect())
    }

    /// The endpoint as an address, where it is one of these services'.
    pub(crate) fn admit(&self, endpoint: &str) -> Option<Url> {
        let url = Url::parse(endpoint).ok()?;
        if !url.username().is_empty() || url.password().is_some() {
            return None;
        }
        let origin = url.origin().ascii_serialization();
        self.0.iter().any(|known| fits(&origin, known)).then_some(url)
    }
}

fn fits(origin: &str, known: &str) -> bool {
    match known.split_once("://*") {
        None => origin == known,
        Some((scheme, domain)) => origin
            .strip_prefix(scheme)
            .and_then(|rest| rest.strip_prefix("://"))
            .is_some_and(|host| host.len() > domain.len() && host.ends_with(domain)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_services_are_admitted() {
        let services = Services::new(KNOWN.split(',').map(str::to_owned).collect());
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc",
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "https://web.push.apple.com/abc",
        ] {
            assert!(services.admit(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "fcm.googleapis.com",
            "http://fcm.googleapis.com/fcm/send/abc",
            "https://fcm.googleapis.com:444/abc",
            "https://fcm.googleapis.com.evil.example/abc",
            "https://evil.example/?https://fcm.googleapis.com",
            "https://fcm.googleapis.com@evil.example/abc",
            "https://kim@fcm.googleapis.com/abc",
            "https://push.apple.com/abc",
            "https://evilpush.apple.com.example/abc",
            "https://127.0.0.1/abc",
            "file:///etc/passwd",
        ] {
            assert!(services.admit(bad).is_none(), "{bad}");
        }
    }
}
