//! console: a number between two others, set by dragging or with the arrow keys.

use leptos::prelude::*;

#[component]
pub(crate) fn Slider(
    id: String,
    name: &'static str,
    value: RwSignal<u8>,
    least: u8,
    most: u8,
    /// The number as it is read.
    shown: Signal<String>,
    /// What it means.
    #[prop(optional)]
    note: Option<Signal<String>>,
) -> impl IntoView {
    let described = note.map(|_| format!("{id}-note"));
    view! {
        <div class="field">
            <label class="field-name" for=id.clone()>{name}</label>
            <span class="slider">
                <input
                    type="range" id=id.clone() min=least.to_string() max=most.to_string() step="1"
                    aria-describedby=described.clone()
                    aria-valuetext=shown prop:value=move || value.get().to_string()
                    on:input:target=move |event| {
                        if let Ok(moved) = event.target().value().parse() {
                            value.set(moved);
                        }
                    }
                />
                <output class="slider-value" for=id>{shown}</output>
            </span>
            {note.map(|note| view! { <p class="field-note" id=described>{note}</p> })}
        </div>
    }
}
