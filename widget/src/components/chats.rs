//! widget: the visitor's conversations of before: a list, and one of them to be read.

use baton_protocol::{Author, StateView, past::PastChat};
use web_sys::Element;

use super::{
    element::{append, element, on, set, text},
    sheet,
};
use crate::{calendar, session::Session, words::t};

/// Opens the list.
pub(super) fn open(session: Session) {
    session.come_back();
    let back = |session| {
        sheet::close(session);
    };
    let Some(sheet) = sheet::open(session, "list", &t("menu.past"), back) else { return };
    let list = element("div", "chats");
    set(&list, &[("role", "status")]);
    append(&sheet, &list);
    session.chats(move |chats| {
        let nothing = if chats.is_some() { t("past.none") } else { t("refused.other") };
        let chats = chats.unwrap_or_default();
        if chats.is_empty() {
            append(&list, &text("p", "none", &nothing));
            return;
        }
        set(&list, &[("role", "list")]);
        for chat in chats {
            let row = element("div", "");
            set(&row, &[("role", "listitem")]);
            append(&row, &card(session, chat));
            append(&list, &row);
        }
    });
}

/// Who spoke last, what they said and when, and how the conversation stands.
fn card(session: Session, chat: PastChat) -> Element {
    let current = session.is_current(&chat.id);
    let (who, words, at) = match &chat.last {
        Some(last) => {
            let who = match &last.by {
                Author::Visitor => t("you"),
                Author::Agent(agent) => agent.name.clone(),
                Author::Ai | Author::Clock => session.peek(|seen| seen.site.ai_name.clone()),
            };
            (who, &*last.text, last.at)
        }
        None => (String::new(), "", chat.opened),
    };
    let state = match chat.state {
        _ if current => t("past.current"),
        StateView::Ai => String::new(),
        StateView::Requested { .. } => t("queue"),
        StateView::Live { .. } => t("role.live"),
        StateView::Completed => t("line.completed"),
        StateView::Ended => t("line.ended"),
    };
    let card = element("button", if current { "chat current" } else { "chat" });
    for (class, words) in
        [("called", &*who), ("at", &calendar::day_or_clock(at)), ("said", words), ("state", &state)]
    {
        append(&card, &text("span", class, words));
    }
    on(&card, "click", move |_| {
        if current {
            sheet::close(session);
        } else {
            read(session, &chat);
        }
    });
    card
}

/// Opens one of them.
fn read(session: Session, chat: &PastChat) {
    let title = calendar::day(chat.opened);
    session.read(&chat.id, move |is| {
        if is {
            sheet::open(session, "past", &title, open);
        } else {
            session.trouble();
            sheet::close(session);
        }
    });
}
