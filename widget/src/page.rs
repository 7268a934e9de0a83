//! widget: what the server wrote into the page, and the words that the page links to.

use baton_protocol::visitor::SiteView;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{host, json::Json, news, words};

/// The JSON of `<script id="site">`.
pub(crate) struct Page {
    /// The site's key.
    pub(crate) site: String,
    /// Whose pages may talk to this one; none named means all.
    pub(crate) origins: Vec<String>,
    /// Which of the locales the words are in.
    pub(crate) locale: String,
    /// The site as it was when the page was written; the welcome brings it again.
    pub(crate) site_view: SiteView,
    /// The console shows how the site's chat will look: nothing is connected.
    pub(crate) preview: bool,
}

impl Page {
    /// `None` where the page was not written by the server.
    pub(crate) fn read() -> Option<Self> {
        let json = Json::parse(&document().get_element_by_id("site")?.text_content()?)?;
        words::prefer(news::texts(json.get("site_view")));
        Some(Self {
            site: json.get("site").text(),
            origins: json.get("origins").list(Json::text),
            locale: json.get("locale").text(),
            site_view: news::site(json.get("site_view")),
            preview: host::is_preview(),
        })
    }

    /// Whether a page of this origin may hold the frame.
    pub(crate) fn admits(&self, origin: &str) -> bool {
        // `https://*.shop.example` is every host below `shop.example`.
        let is = |one: &String| match one.split_once("*.") {
            Some((scheme, domain)) => {
                let below = origin.strip_prefix(scheme).and_then(|host| host.strip_suffix(domain));
                below.is_some_and(|below| below.len() > 1 && below.ends_with('.'))
            }
            None => one == origin,
        };
        self.origins.is_empty() || self.origins.iter().any(is)
    }
}

/// The page's words, as an object of key and text.
pub(crate) async fn words() -> Result<JsValue, JsValue> {
    let link = document().get_element_by_id("words");
    let address = link.and_then(|link| link.get_attribute("href")).unwrap_or_default();
    let response = JsFuture::from(window().fetch_with_str(&address)).await?;
    JsFuture::from(response.unchecked_into::<web_sys::Response>().json()?).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(origins: &[&str]) -> Page {
        Page {
            site: "demo".to_owned(),
            origins: origins.iter().map(|&one| one.to_owned()).collect(),
            locale: "en".to_owned(),
            site_view: SiteView::default(),
            preview: false,
        }
    }

    #[test]
    fn only_the_named_origins_may_hold_the_frame_and_all_may_where_none_is_named() {
        let shop = page(&["https://shop.example"]);
        assert!(shop.admits("https://shop.example"));
        for stranger in [
            "https://shop.example.evil.example",
            "http://shop.example",
            "https://shop.example:8443",
            "null",
            "",
        ] {
            assert!(!shop.admits(stranger), "{stranger}");
        }
        assert!(page(&[]).admits("https://anyone.example"));
        let inn = page(&["https://*.inn.example"]);
        assert!(inn.admits("https://a.inn.example") && inn.admits("https://a.b.inn.example"));
        for stranger in ["https://inn.example", "https://.inn.example", "https://evilinn.example"] {
            assert!(!inn.admits(stranger), "{stranger}");
        }
    }
}
