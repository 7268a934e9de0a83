//! widget: the form that has the transcript of a conversation sent by e-mail.

use web_sys::Element;

use super::{
    contact::{self, EMAIL},
    element::{append, element, on, set, text},
    sheet,
};
use crate::{
    session::Session,
    words::{fill, t},
};

/// Opens it.
pub(super) fn open(session: Session) {
    let back = |session| {
        sheet::close(session);
    };
    let Some(sheet) = sheet::open(session, "mail", &t("menu.mail"), back) else { return };
    let form = element("form", "contact");
    set(&form, &[("novalidate", "")]);
    contact::field(session, &form, EMAIL, false);
    append(&form, &text("button", "first", &t("send")));
    let said = element("p", "note");
    set(&said, &[("role", "status")]);
    append(&form, &said);
    on(&form, "submit", move |event| {
        event.prevent_default();
        let email = contact::entry(&event, EMAIL.name);
        said.set_text_content(None);
        let (said, to) = (said.clone(), email.clone());
        session.mail(&email, move |status| say(&said, status, &to));
    });
    append(&sheet, &form);
}

fn say(said: &Element, status: u16, to: &str) {
    said.set_text_content(Some(&match status {
        200..300 => fill("mail.done", to),
        422 => t("contact.email.wrong"),
        429 => t("refused.slow_down"),
        _ => t("refused.other"),
    }));
}
