//! console: which keys do what; `?` shows it.

use leptos::{html::Dialog, prelude::*};

use crate::{keys, words::t};

#[component]
pub(super) fn Help() -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    keys::on_key(move |key, event| {
        if key == "?"
            && let Some(dialog) = dialog.get_untracked()
        {
            event.prevent_default();
            // Refused only where it is open already.
            let _ = dialog.show_modal();
        }
    });
    let row = |key: &'static str, words: &'static str| {
        view! { <div class="help-row"><dt><kbd>{key}</kbd></dt><dd>{words}</dd></div> }
    };
    view! {
        <dialog class="confirm help" node_ref=dialog aria-labelledby="help-title">
            <h2 id="help-title">{t("help.title")}</h2>
            <dl class="help-keys">
                {row("j", t("help.next"))}
                {row("k", t("help.previous"))}
                {row("Enter", t("keys.open"))}
                {row("/", t("help.search"))}
                {row("a", t("keys.accept"))}
                {row("i", t("keys.ignore"))}
                {row("r", t("help.reply"))}
                {row("n", t("help.note"))}
                {row("t", t("action.transfer"))}
                {row("c", t("action.complete"))}
                {row("e", t("action.end"))}
                {row("Esc", t("help.back"))}
                {row("?", t("help.this"))}
            </dl>
            <form class="confirm-actions" method="dialog">
                <button type="submit" class="button">{t("help.close")}</button>
            </form>
        </dialog>
    }
}
