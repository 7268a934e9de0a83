//! console: what is the matter with a LINE account, and what has to be done before visitors can write to it.

use baton_protocol::line::{LineMissing, LineTrouble};
use leptos::prelude::*;

use crate::{
    icon::{Glyph, Icon},
    words::{fill, t},
};

#[component]
pub(super) fn Trouble(trouble: Option<LineTrouble>) -> impl IntoView {
    trouble.map(|trouble| {
        let words = match trouble {
            LineTrouble::TokenRefused => t("line.token_refused"),
            LineTrouble::QuotaUsedUp => t("line.quota_used_up"),
            LineTrouble::Unreachable => t("line.unreachable"),
        };
        view! { <p class="line-trouble" role="status"><Glyph icon=Icon::Warning/><span>{words}</span></p> }
    })
}

#[component]
pub(super) fn Missing(missing: Vec<LineMissing>) -> impl IntoView {
    (!missing.is_empty()).then(|| {
        let rows = missing.into_iter().map(|missing| view! { <li dir="auto">{what_to_do(&missing)}</li> });
        view! {
            <div class="line-missing" role="group" aria-label=t("line.missing")>
                <p class="field-name"><Glyph icon=Icon::Warning/>{t("line.missing")}</p>
                <ul>{rows.collect_view()}</ul>
            </div>
        }
    })
}

fn what_to_do(missing: &LineMissing) -> String {
    match missing {
        LineMissing::PublicAddress => t("line.no_public_address").to_owned(),
        LineMissing::Webhook => t("line.no_webhook").to_owned(),
        LineMissing::OtherWebhook { address } => fill("line.other_webhook", &[("address", address)]),
        LineMissing::WebhookOff => t("line.webhook_off").to_owned(),
        LineMissing::WebhookFails { reason } => fill("line.webhook_fails", &[("why", reason)]),
    }
}
