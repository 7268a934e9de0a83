//! widget: all that is seldom wanted, behind one button of the header.

use baton_protocol::visitor::VisitorVerb;
use leptos::tachys::renderer::Rndr;
use web_sys::Element;

use super::{
    chats,
    element::{append, element, set},
    face::agent,
    icon::MORE,
    mail,
    popup::{self, Choice},
};
use crate::{host, session::Session, words::t};

/// Puts the button here.
pub(super) fn fill(session: Session, header: &Element) {
    let choice = Choice {
        icon: MORE,
        label: || t("more"),
        class: "menu",
        role: "menu",
        columns: 1,
        fill: items,
        pick,
    };
    popup::put(session, header, choice);
}

/// What can be done now.
fn items(session: Session, menu: &Element) {
    let (mails, live) = session.peek(|seen| (seen.site.mails, agent(seen).is_some()));
    let text = session.has_text();
    for (name, words, is) in [
        ("past", t("menu.past"), true),
        ("save", t("menu.save"), text),
        ("mail", t("menu.mail"), text && mails),
        ("sound", t("menu.sound"), true),
        ("window", t("menu.window"), host::is_framed()),
        ("end", t("end"), live),
    ] {
        if is {
            let item = element("button", "item");
            set(&item, &[("role", "menuitem"), ("tabindex", "-1"), ("data-do", name)]);
            item.set_text_content(Some(&words));
            if name == "sound" {
                let on = if session.sounds() { "true" } else { "false" };
                set(&item, &[("role", "menuitemcheckbox"), ("aria-checked", on)]);
            }
            append(menu, &item);
        }
    }
}

/// Does it; whether the menu is to be closed.
fn pick(session: Session, item: &Element) -> bool {
    match item.get_attribute("data-do").unwrap_or_default().as_str() {
        "past" => chats::open(session),
        "save" => session.save(),
        "mail" => mail::open(session),
        "sound" => session.let_sound(!session.sounds()),
        "window" => session.pop_out(),
        "end" => {
            Rndr::set_attribute(item, "data-do", "sure");
            item.set_text_content(Some(&t("end.sure")));
            return false;
        }
        _ => session.ask(VisitorVerb::End),
    }
    true
}
