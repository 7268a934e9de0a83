//! widget: a choice that opens beside its button. It is made when it opens, and gone when it is closed.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::element::{append, element, hide, on, set, sign};
use crate::{
    host::{inner, text},
    session::Session,
};

/// What sets one choice apart from another.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) icon: &'static str,
    pub(super) label: fn() -> String,
    pub(super) class: &'static str,
    pub(super) role: &'static str,
    /// So many of its items stand in a row.
    pub(super) columns: i32,
    /// Makes its items.
    pub(super) fill: fn(Session, &Element),
    /// Does what an item says; whether the choice is to be closed. The focus is on its button then.
    pub(super) pick: fn(Session, &Element) -> bool,
}

/// Puts the button and its choice here.
pub(super) fn put(session: Session, place: &Element, choice: Choice) {
    let label = (choice.label)();
    let whole = element("div", "pop");
    let list = element("div", choice.class);
    set(&list, &[("role", choice.role), ("aria-label", &label)]);
    let opened = list.clone();
    let button = sign(choice.icon, &label, move |_| {
        let open = opened.first_child().is_none();
        turn(&opened, false);
        if open {
            (choice.fill)(session, &opened);
            turn(&opened, true);
        }
    });
    if choice.role == "menu" {
        set(&button, &[("aria-haspopup", "menu")]);
    }
    append(&whole, &button);
    append(&whole, &list);
    append(place, &whole);
    turn(&list, false);
    // The focus stays where it is until the button has decided: its going away would close what is about to open.
    on(&whole, "mousedown", |event| event.prevent_default());
    let here = list.clone();
    on(&list, "click", move |event| {
        let Some(item) = item(&here, &event) else { return };
        if (choice.pick)(session, &item) {
            if here.contains(document().active_element().as_deref()) {
                focus(&opener(&here));
            }
            turn(&here, false);
        }
    });
    let here = list.clone();
    on(&list, "focusout", move |event| {
        let to = inner(&event, "relatedTarget");
        // Its own end may take the focus out as well.
        if !here.has_attribute("hidden") && !is_item(&to, &here) {
            turn(&here, false);
        }
    });
    let here = list.clone();
    on(&list, "keydown", move |event| press(&here, choice.columns, &event));
}

/// The arrows lead from one to the next and round about, Escape out.
fn press(list: &Element, columns: i32, event: &Event) {
    let items = list.children();
    let last = items.length() as i32 - 1;
    let here = JsValue::from(event.target());
    let at = (0..=last).find(|at| JsValue::from(items.item(*at as u32)) == here).unwrap_or(0);
    let forward = if is_right_to_left() { -1 } else { 1 };
    let to = match text(event, "key").as_str() {
        "ArrowRight" if columns > 1 => at + forward,
        "ArrowLeft" if columns > 1 => at - forward,
        "ArrowDown" => at + columns,
        "ArrowUp" => at - columns,
        "Home" => 0,
        "End" => last,
        "Escape" => {
            // It leaves the choice, not the whole panel.
            event.stop_propagation();
            return focus(&opener(list));
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = items.item(to.rem_euclid(last + 1) as u32) {
        focus(&next);
    }
}

/// The item that was pressed: a drawing in it is pressed as well.
fn item(list: &Element, event: &Event) -> Option<Element> {
    let pressed: Element = event.target()?.unchecked_into();
    pressed.closest("button").ok().flatten().filter(|item| is_item(item, list))
}

fn is_item(it: &JsValue, list: &JsValue) -> bool {
    inner(it, "parentNode") == *list
}

/// The button before the choice.
fn opener(list: &Element) -> Element {
    inner(list, "previousSibling").unchecked_into()
}

/// Opens or closes the choice.
fn turn(list: &Element, open: bool) {
    set(&opener(list), &[("aria-expanded", if open { "true" } else { "false" })]);
    hide(list, !open);
    if let Some(first) = list.first_element_child().filter(|_| open) {
        focus(&first);
    } else {
        list.set_text_content(None);
    }
}

pub(super) fn focus(element: &Element) {
    element.unchecked_ref::<HtmlElement>().focus().ok();
}

fn is_right_to_left() -> bool {
    document().document_element().and_then(|page| page.get_attribute("dir")).is_some_and(|dir| dir == "rtl")
}
