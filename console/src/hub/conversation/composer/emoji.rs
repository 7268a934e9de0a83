//! console: a small board of signs to put into a reply. Arrow keys move in it, Escape closes it.

mod grid;
mod list;

use leptos::{
    ev::{FocusEvent, KeyboardEvent},
    html::{Button, Div},
    prelude::*,
};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, Node};

use self::{
    grid::moved,
    list::{COLUMNS, groups},
};
use crate::{
    icon::{Glyph, Icon},
    words::t,
};

/// The attribute of a sign; its value is the sign's number.
const NUMBER: &str = "data-number";

#[component]
pub(super) fn Emoji(#[prop(into)] take: Callback<&'static str>) -> impl IntoView {
    let open = RwSignal::new(false);
    let at = RwSignal::new(0);
    let opener = NodeRef::<Button>::new();
    let board = NodeRef::<Div>::new();
    let rows: Vec<usize> =
        groups().iter().flat_map(|(_, signs)| signs.chunks(COLUMNS).map(<[_]>::len)).collect();
    let focus = move || focus_sign(board, at.get_untracked());
    Effect::new(move |_| {
        if board.get().is_some() {
            focus();
        }
    });
    let shut = move || {
        open.set(false);
        if let Some(opener) = opener.get_untracked() {
            let _ = opener.focus();
        }
    };
    let press = move |event: KeyboardEvent| {
        let key = event.key();
        if key == "Escape" {
            event.prevent_default();
            // Escape also leaves the conversation, where nothing is open in it.
            event.stop_propagation();
            shut();
        } else if let Some(next) = moved(&rows, at.get_untracked(), &key) {
            event.prevent_default();
            at.set(next);
            focus();
        }
    };
    let leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let within = |element: Option<&Node>| element.is_some_and(|element| element.contains(to.as_ref()));
        let stays = board.get_untracked().is_some_and(|board| within(Some(&board)))
            || opener.get_untracked().is_some_and(|opener| within(Some(&opener)));
        if to.is_none() || !stays {
            open.set(false);
        }
    };
    let leave = StoredValue::new_local(leave);
    let press = StoredValue::new_local(press);
    let choose = Callback::new(move |sign: &'static str| {
        open.set(false);
        take.run(sign);
    });
    view! {
        <div class="emoji">
            <button
                type="button" class="icon-button" node_ref=opener aria-label=t("emoji.open") title=t("emoji.open")
                aria-haspopup="dialog" aria-expanded=move || open.get().to_string()
                on:click=move |_| {
                    at.set(0);
                    open.update(|open| *open = !*open);
                }
            >
                <Glyph icon=Icon::Smile/>
            </button>
            <Show when=move || open.get()>
                <div
                    class="emoji-board" node_ref=board role="dialog" tabindex="-1" aria-label=t("emoji.board")
                    on:keydown=move |event| press.with_value(|press| press(event))
                    on:focusout=move |event| leave.with_value(|leave| leave(event))
                >
                    <Board at choose/>
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Board(at: RwSignal<usize>, choose: Callback<&'static str>) -> impl IntoView {
    let mut number = 0;
    let groups = groups().into_iter().map(|(name, signs)| {
        let rows: Vec<_> = signs
            .chunks(COLUMNS)
            .map(|row| {
                let signs: Vec<_> = row
                    .iter()
                    .map(|sign| {
                        let this = number;
                        number += 1;
                        view! { <Sign sign number=this at choose/> }
                    })
                    .collect();
                view! { <div class="emoji-row" role="row">{signs}</div> }
            })
            .collect();
        view! {
            <p class="emoji-name" aria-hidden="true">{name}</p>
            <div role="rowgroup" aria-label=name>{rows}</div>
        }
    });
    view! { <div role="grid" aria-label=t("emoji.board")>{groups.collect_view()}</div> }
}

/// One sign: only the one that keys have led to is a stop of the Tab key.
#[component]
fn Sign(
    sign: &'static str,
    number: usize,
    at: RwSignal<usize>,
    choose: Callback<&'static str>,
) -> impl IntoView {
    view! {
        <button
            type="button" class="emoji-sign" role="gridcell" data-number=number
            tabindex=move || if at.get() == number { "0" } else { "-1" }
            on:focus=move |_| at.set(number)
            on:click=move |_| choose.run(sign)
        >
            {sign}
        </button>
    }
}

fn focus_sign(board: NodeRef<Div>, number: usize) {
    let Some(board) = board.get_untracked() else { return };
    let board: &Element = &board;
    let found = board.query_selector(&format!("[{NUMBER}=\"{number}\"]")).ok().flatten();
    if let Some(sign) = found.and_then(|sign| sign.dyn_into::<HtmlElement>().ok()) {
        let _ = sign.focus();
    }
}
