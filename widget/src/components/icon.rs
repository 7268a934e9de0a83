//! widget: a line drawing of 24 by 24, beside words or a label that say what it means.

use leptos::prelude::*;

pub(crate) const CLOSE: &str = "M6 6l12 12M18 6L6 18";
pub(crate) const SEND: &str = "M12 19V5M5.5 11.5L12 5l6.5 6.5";
pub(crate) const SPARK: &str =
    "M12 3.5l2.100 6.400 6.400 2.100-6.400 2.100L12 20.5l-2.100-6.400L3.5 12l6.400-2.100z";
pub(crate) const DOWN: &str = "M6 10l6 6 6-6";
pub(crate) const PERSON: &str = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0";

#[component]
pub(crate) fn Icon(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
