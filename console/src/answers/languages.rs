//! console: which languages the AI agent speaks, each by its own name, and which of them where it lacks the visitor's.

use leptos::prelude::*;

use crate::{
    form::{Form, Pick},
    when,
    words::t,
};

/// Those that it can be told to speak.
pub(crate) const KNOWN: [&str; 11] =
    ["en", "zh-Hant", "zh-Hans", "ja", "ko", "th", "de", "fr", "es", "pt", "ar"];

/// The first of `chosen` is the one where it does not speak the visitor's.
#[component]
pub(super) fn Languages(form: Form, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let lead = move || chosen.with(|chosen| chosen.first().cloned().unwrap_or_default());
    let first = RwSignal::new(untrack(lead));
    Effect::new(move |_| {
        let next = chosen.with_untracked(|chosen| led_by(chosen, &first.get()));
        if chosen.with_untracked(|chosen| *chosen != next) {
            chosen.set(next);
        }
    });
    Effect::new(move |_| {
        let lead = lead();
        if first.with_untracked(|first| *first != lead) {
            first.set(lead);
        }
    });
    let options = Signal::derive(move || {
        chosen.get().into_iter().map(|tag| (tag.clone(), when::own_name(&tag))).collect::<Vec<_>>()
    });
    let several = Memo::new(move |_| chosen.with(Vec::len) > 1);
    let boxes = chosen.with_untracked(|chosen| offered(chosen)).into_iter().map(|tag| {
        view! { <Language tag chosen/> }
    });
    view! {
        <fieldset class="checks languages" aria-describedby="languages-hint">
            <legend>{t("agent.languages")}</legend>
            <div class="languages-list">{boxes.collect_view()}</div>
            <p class="field-note" id="languages-hint">{t("agent.languages_hint")}</p>
        </fieldset>
        <Show when=move || several.get()>
            <Pick form field="languages" name=t("agent.first_language") value=first options/>
        </Show>
    }
}

#[component]
fn Language(tag: String, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let name = when::own_name(&tag);
    let lang = tag.clone();
    let tag = StoredValue::new(tag);
    let on = move || chosen.with(|chosen| tag.with_value(|tag| chosen.contains(tag)));
    view! {
        <label class="language">
            <input
                type="checkbox" prop:checked=on
                on:change:target=move |event| {
                    let on = event.target().checked();
                    chosen.update(|chosen| {
                        chosen.retain(|known| tag.with_value(|tag| known != tag));
                        if on {
                            chosen.push(tag.get_value());
                        }
                    });
                }
            />
            <span lang=lang dir="auto">{name}</span>
        </label>
    }
}

/// The known ones, and what was set by other means than this page.
fn offered(chosen: &[String]) -> Vec<String> {
    let others = chosen.iter().filter(|tag| !KNOWN.contains(&tag.as_str())).cloned();
    KNOWN.into_iter().map(str::to_owned).chain(others).collect()
}

/// The same languages with this one before the others, where it is among them.
fn led_by(chosen: &[String], first: &str) -> Vec<String> {
    let (mut led, rest): (Vec<_>, Vec<_>) = chosen.iter().cloned().partition(|tag| tag == first);
    led.extend(rest);
    led
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|tag| (*tag).to_owned()).collect()
    }

    #[test]
    fn the_first_language_leads_and_the_others_keep_their_order() {
        assert_eq!(led_by(&tags(&["en", "ja", "de"]), "de"), tags(&["de", "en", "ja"]));
        assert_eq!(led_by(&tags(&["en", "ja"]), "fr"), tags(&["en", "ja"]));
        assert_eq!(led_by(&[], "fr"), tags(&[]));
    }

    #[test]
    fn a_language_that_is_not_offered_is_not_lost() {
        assert_eq!(offered(&tags(&["ja", "nl"])).last().map(String::as_str), Some("nl"));
        assert_eq!(offered(&[]).len(), KNOWN.len());
    }
}
