//! console: the fields of forms: each has its label, and says beside itself what is wrong with it.

use leptos::prelude::*;

use super::Form;

#[component]
pub(crate) fn TextField(
    form: Form,
    field: &'static str,
    name: &'static str,
    text: RwSignal<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] fills: &'static str,
    #[prop(optional)] placeholder: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let id = form.id(field);
    let note = format!("{id}-note");
    let wrong = Memo::new(move |_| form.wrong(field));
    view! {
        <div class="field">
            <label class="field-name" for=id.clone()>{name}</label>
            <input
                class="input" id=id name=field type=kind autocomplete=fills placeholder=placeholder aria-describedby=note.clone()
                aria-invalid=move || wrong.with(Option::is_some).to_string()
                prop:value=text
                on:input:target=move |event| {
                    text.set(event.target().value());
                    form.mended(field);
                }
            />
            <Note id=note wrong hint/>
        </div>
    }
}

#[component]
pub(crate) fn AreaField(
    form: Form,
    field: &'static str,
    name: &'static str,
    text: RwSignal<String>,
    #[prop(default = "4")] rows: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let id = form.id(field);
    let note = format!("{id}-note");
    let wrong = Memo::new(move |_| form.wrong(field));
    view! {
        <div class="field">
            <label class="field-name" for=id.clone()>{name}</label>
            <textarea
                class="input area" id=id name=field rows=rows dir="auto" aria-describedby=note.clone()
                aria-invalid=move || wrong.with(Option::is_some).to_string()
                prop:value=text
                on:input:target=move |event| {
                    text.set(event.target().value());
                    form.mended(field);
                }
            ></textarea>
            <Note id=note wrong hint/>
        </div>
    }
}

/// One of some values, each with its words.
#[component]
pub(crate) fn Pick(
    form: Form,
    field: &'static str,
    name: &'static str,
    value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let id = form.id(field);
    let note = format!("{id}-note");
    let wrong = Memo::new(move |_| form.wrong(field));
    view! {
        <div class="field">
            <label class="field-name" for=id.clone()>{name}</label>
            <select
                class="input" id=id name=field aria-describedby=note.clone()
                aria-invalid=move || wrong.with(Option::is_some).to_string()
                on:change:target=move |event| {
                    value.set(event.target().value());
                    form.mended(field);
                }
            >
                {move || options.get().into_iter().map(|(key, words)| {
                    let chosen = { let key = key.clone(); move || value.with(|value| *value == key) };
                    view! { <option value=key prop:selected=chosen>{words}</option> }
                }).collect_view()}
            </select>
            <Note id=note wrong hint=None/>
        </div>
    }
}

#[component]
pub(crate) fn Check(
    name: &'static str,
    on: RwSignal<bool>,
    #[prop(optional)] described_by: Option<&'static str>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox" aria-describedby=described_by prop:checked=on
                on:change:target=move |event| on.set(event.target().checked())
            />
            <span>{name}</span>
        </label>
    }
}

/// What is wrong with a field, or else how it is filled in.
#[component]
pub(super) fn Note(id: String, wrong: Memo<Option<String>>, hint: Option<&'static str>) -> impl IntoView {
    view! {
        <p id=id class="field-note" class:field-trouble=move || wrong.with(Option::is_some) role="status">
            {move || wrong.get().or_else(|| hint.map(str::to_owned))}
        </p>
    }
}
