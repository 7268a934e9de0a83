//! widget: a small choice of emoji, written where the caret stands.

use leptos::{prelude::document, tachys::renderer::Rndr};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::{
    element::{append, element, on, set, sign},
    icon::SMILE,
};
use crate::{
    host::{inner, text},
    session::Session,
    words::t,
};

/// Each is one letter to Rust.
const EMOJI: &str = "😀😄😁😅😂🙂😉😊😍😘😎🤔😐😴😢😭😡😱🥳🤗👍👎👌👏🙏💪👋🤝🧡💔🎉🎁🌹🌟🔥✅❌❓📦🚚";
/// As many stand in a row.
const COLUMNS: i32 = 8;

/// Puts the button and the choice here.
pub(super) fn fill(session: Session, tools: &Element) {
    let grid = element("div", "emoji");
    set(&grid, &[("role", "group"), ("aria-label", &t("emoji"))]);
    for letter in EMOJI.chars() {
        let button = element("button", "letter");
        button.set_text_content(Some(letter.encode_utf8(&mut [0; 4])));
        append(&grid, &button);
    }
    let choice = grid.clone();
    append(
        tools,
        &sign(SMILE, &t("emoji"), move |_| turn(&choice, choice.get_attribute("hidden").is_some())),
    );
    append(tools, &grid);
    turn(&grid, false);
    // The focus stays where it is until the button has decided: its going away would close what is about to open.
    on(tools, "mousedown", |event| event.prevent_default());
    let choice = grid.clone();
    on(&grid, "click", move |event| {
        let letter: JsValue = event.target().into();
        if is_inside(&letter, &choice) {
            turn(&choice, false);
            session.insert(&text(&letter, "textContent"));
        }
    });
    let choice = grid.clone();
    on(&grid, "focusout", move |event| {
        if !is_inside(&inner(&event, "relatedTarget"), &choice) {
            turn(&choice, false);
        }
    });
    let choice = grid.clone();
    on(&grid, "keydown", move |event| press(&choice, &event));
}

/// The arrows lead from one to the next, Escape out.
fn press(grid: &Element, event: &Event) {
    let forward = if is_right_to_left() { -1 } else { 1 };
    let step = match text(event, "key").as_str() {
        "ArrowRight" => forward,
        "ArrowLeft" => -forward,
        "ArrowDown" => COLUMNS,
        "ArrowUp" => -COLUMNS,
        "Escape" => {
            // It leaves the choice, not the whole panel.
            event.stop_propagation();
            return focus(&opener(grid));
        }
        _ => return,
    };
    event.prevent_default();
    let (letters, here) = (grid.children(), JsValue::from(event.target()));
    let at = (0..letters.length()).find(|at| JsValue::from(letters.item(*at)) == here);
    if let Some(next) = at.and_then(|at| letters.item(at.wrapping_add_signed(step))) {
        focus(&next);
    }
}

fn is_inside(letter: &JsValue, grid: &JsValue) -> bool {
    inner(letter, "parentNode") == *grid
}

/// The button before the choice.
fn opener(grid: &Element) -> Element {
    inner(grid, "previousSibling").unchecked_into()
}

/// Opens or closes the choice.
fn turn(grid: &Element, open: bool) {
    set(&opener(grid), &[("aria-expanded", if open { "true" } else { "false" })]);
    if open {
        Rndr::remove_attribute(grid, "hidden");
        if let Some(first) = grid.first_element_child() {
            focus(&first);
        }
    } else {
        set(grid, &[("hidden", "")]);
    }
}

fn focus(element: &Element) {
    element.unchecked_ref::<HtmlElement>().focus().ok();
}

fn is_right_to_left() -> bool {
    document().document_element().and_then(|page| page.get_attribute("dir")).is_some_and(|dir| dir == "rtl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_fills_its_rows_and_has_each_once() {
        let letters: std::collections::BTreeSet<_> = EMOJI.chars().collect();
        assert_eq!(letters.len(), EMOJI.chars().count());
        assert_eq!(letters.len() as i32 % COLUMNS, 0);
    }
}
