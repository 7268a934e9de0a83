//! console: one of a few values, all of them in sight.

use leptos::prelude::*;

use super::{Form, field::Note};

#[component]
pub(crate) fn Choice(
    form: Form,
    field: &'static str,
    name: &'static str,
    /// The place of the chosen one.
    chosen: RwSignal<usize>,
    /// What each is called, in order.
    names: Vec<&'static str>,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let id = form.id(field);
    let note = format!("{id}-note");
    let wrong = Memo::new(move |_| form.wrong(field));
    let choices = names.into_iter().enumerate().map(|(place, name)| {
        view! {
            <label class="check">
                <input
                    type="radio" name=id.clone() prop:checked=move || chosen.get() == place
                    on:change=move |_| {
                        chosen.set(place);
                        form.mended(field);
                    }
                />
                <span>{name}</span>
            </label>
        }
    });
    view! {
        <fieldset class="checks choice-field" aria-describedby=note>
            <legend>{name}</legend>
            {choices.collect_view()}
            <Note id=note.clone() wrong hint/>
        </fieldset>
    }
}
