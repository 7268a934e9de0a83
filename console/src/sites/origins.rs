//! console: on which pages a site's chat may stand, and which others have asked for it.

mod refused;

use baton_protocol::site::SiteRecord;
use leptos::prelude::*;

use self::refused::Refused;
use super::part::Part;
use crate::{
    form::{AreaField, Form},
    words::t,
};

#[component]
pub(super) fn OriginFields(
    form: Form,
    /// The site's key.
    site: String,
    /// One a line.
    origins: RwSignal<String>,
    /// Every page may embed the chat, as the site is saved.
    any: Signal<bool>,
    /// The server has added this origin to those that are saved, and what the site is by now.
    allowed: Callback<(String, SiteRecord)>,
) -> impl IntoView {
    view! {
        <Part id=form.named("where") title=t("origins.title")>
            <AreaField form field="origins" name=t("field.origins") text=origins rows="3" hint=t("sites.origins_hint")/>
            <Refused site any allowed/>
        </Part>
    }
}
