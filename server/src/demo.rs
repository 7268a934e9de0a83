//! The demo shop: its site and its knowledge.

use crate::store::model::{SiteSettings, StoredArticle};

/// The demo site's public key.
pub(crate) const KEY: &str = "demo";

/// Each article's slug and Markdown.
const ARTICLES: &[(&str, &str)] = &[
    ("allergens-and-caffeine", include_str!("../../public/demo/knowledge/allergens-and-caffeine.md")),
    ("brewing-guide", include_str!("../../public/demo/knowledge/brewing-guide.md")),
    ("cast-iron-teapots", include_str!("../../public/demo/knowledge/cast-iron-teapots.md")),
    ("gift-cards-and-wrapping", include_str!("../../public/demo/knowledge/gift-cards-and-wrapping.md")),
    ("opening-hours-and-contact", include_str!("../../public/demo/knowledge/opening-hours-and-contact.md")),
    ("order-tracking", include_str!("../../public/demo/knowledge/order-tracking.md")),
    ("payment", include_str!("../../public/demo/knowledge/payment.md")),
    ("returns", include_str!("../../public/demo/knowledge/returns.md")),
    ("shipping", include_str!("../../public/demo/knowledge/shipping.md")),
    ("wholesale", include_str!("../../public/demo/knowledge/wholesale.md")),
];

/// How the demo shop's chat looks and greets.
pub(crate) fn settings() -> SiteSettings {
    SiteSettings {
        name: "Fern & Kettle".to_owned(),
        ai_name: "Fern".to_owned(),
        greeting: "Hello, I am Fern, the shop's AI agent. Ask me about tea, orders and deliveries."
            .to_owned(),
        suggestions: vec![
            "How long does shipping take?".to_owned(),
            "Can I return opened tea?".to_owned(),
            "How do I brew green tea?".to_owned(),
        ],
        accent: "#2f6b4f".to_owned(),
        ..SiteSettings::default()
    }
}

/// The demo shop's knowledge.
pub(crate) fn articles() -> Vec<StoredArticle> {
    let article = |(slug, markdown): &(&str, &str)| {
        let title = markdown.lines().next().unwrap_or(slug);
        StoredArticle {
            slug: (*slug).to_owned(),
            title: title.trim_start_matches('#').trim().to_owned(),
            body: (*markdown).to_owned(),
        }
    };
    ARTICLES.iter().map(article).collect()
}
