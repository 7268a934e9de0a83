//! The demo shop: its site and its knowledge.

use baton_protocol::knowledge::Written;

use crate::store::model::SiteSettings;

/// The demo site's public key.
pub(crate) const KEY: &str = "demo";

/// Each article, Markdown.
const ARTICLES: &[&str] = &[
    include_str!("../../public/demo/knowledge/allergens-and-caffeine.md"),
    include_str!("../../public/demo/knowledge/brewing-guide.md"),
    include_str!("../../public/demo/knowledge/cast-iron-teapots.md"),
    include_str!("../../public/demo/knowledge/gift-cards-and-wrapping.md"),
    include_str!("../../public/demo/knowledge/opening-hours-and-contact.md"),
    include_str!("../../public/demo/knowledge/order-tracking.md"),
    include_str!("../../public/demo/knowledge/payment.md"),
    include_str!("../../public/demo/knowledge/returns.md"),
    include_str!("../../public/demo/knowledge/shipping.md"),
    include_str!("../../public/demo/knowledge/wholesale.md"),
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
pub(crate) fn knowledge() -> Vec<Written> {
    let article = |markdown: &&str| {
        let title = markdown.lines().next().unwrap_or_default().trim_start_matches('#').trim();
        Written::Article { title: title.to_owned(), body: (*markdown).to_owned() }
    };
    ARTICLES.iter().map(article).collect()
}
