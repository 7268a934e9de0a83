//! console: the tab's title: how many requests ring me, and which page this is.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    session::Session,
    words::{fill, t},
};

pub(crate) fn watch_title(session: Session) {
    let path = use_location().pathname;
    let ringing = Memo::new(move |_| session.cards.with(|cards| cards.ringing()));
    Effect::new(move |_| {
        let page = path.with(|path| match path.trim_start_matches("/console").split('/').nth(1) {
            Some("hub") => t("page.hub"),
            Some("conversations") => t("page.conversations"),
            Some("reports") => t("page.reports"),
            Some("profile") => t("page.profile"),
            Some("agent") => t("page.agent"),
            Some("answers") => t("page.answers"),
            Some("knowledge") => t("page.knowledge"),
            Some("playground") => t("page.playground"),
            Some("publish") => t("page.publish"),
            Some("lessons") => t("page.lessons"),
            Some("canned") => t("page.canned"),
            Some("people") => t("page.people"),
            Some("teams") => t("page.teams"),
            Some("sites") => t("page.sites"),
            Some("audit") => t("page.audit"),
            _ => t("page.dashboard"),
        });
        let plain = fill("title.page", &[("page", page)]);
        document().set_title(&match ringing.get() {
            0 => plain,
            count => format!("({count}) {plain}"),
        });
    });
}
