//! console: one import: where it stands, what it found, and what can be done with it.

use baton_client::browser;
use baton_protocol::knowledge::{Every, Fault, Found, From, Import, ImportWish, Progress};
use leptos::prelude::*;
use serde::de::IgnoredAny;

use super::{imports::works, origin::import_name, shelf::Shelf};
use crate::{
    confirm::Confirm,
    fetched::Fetched,
    form::{Form, Outcome},
    session::use_session,
    when,
    words::{fill, plural, t},
};

#[component]
pub(super) fn ImportLine(import: Import, imports: Fetched<Vec<Import>>, shelf: Shelf) -> impl IntoView {
    let id = import.id;
    let name = import_name(&import.from).to_owned();
    let import = Memo::new(move |_| {
        let now = imports.value.with(|all| all.iter().flatten().find(|known| known.id == id).cloned());
        now.unwrap_or_else(|| import.clone())
    });
    let progress = Memo::new(move |_| import.with(|import| import.progress.clone()));
    let found = Memo::new(move |_| import.with(|import| import.found));
    let faults = Memo::new(move |_| import.with(|import| import.faults.clone()));
    view! {
        <li class="import">
            <p class="import-name" dir="auto">{name.clone()}</p>
            <p class="import-stands" role="status">{move || progress.with(stands)}</p>
            {move || progress.with(bar)}
            <p class="entry-about"><Times import/></p>
            {move || (found.get() != Found::default()).then(|| view! {
                <p class="import-found">{found.with(found_words)}</p>
            })}
            {move || {
                let faults = faults.get();
                (!faults.is_empty()).then(|| view! { <Faults faults/> })
            }}
            <Actions import imports shelf name/>
        </li>
    }
}

/// How much it brought, when it was read, and when it is next.
#[component]
fn Times(import: Memo<Import>) -> impl IntoView {
    let now = use_session().clock.minute;
    move || {
        let (ran, next, entries) = import.with(|import| (import.ran, import.next, import.entries));
        let ran = ran.map(|at| fill("imports.ran", &[("when", &when::full(at))]));
        let next = next.map(|at| fill("imports.next", &[("when", &when::coming(at, now.get()))]));
        let entries = Some(plural(entries, "imports.entries.one", "imports.entries.many"));
        [entries, ran, next].into_iter().flatten().map(|words| view! { <span>{words}</span> }).collect_view()
    }
}

#[component]
fn Faults(faults: Vec<Fault>) -> impl IntoView {
    let count = u32::try_from(faults.len()).unwrap_or(u32::MAX);
    view! {
        <details class="import-faults">
            <summary>{plural(count, "imports.faults.one", "imports.faults.many")}</summary>
            <dl>
                {faults.into_iter().map(|fault| view! {
                    <div><dt dir="auto">{fault.at}</dt><dd dir="auto">{fault.why}</dd></div>
                }).collect_view()}
            </dl>
        </details>
    }
}

#[component]
fn Actions(import: Memo<Import>, imports: Fetched<Vec<Import>>, shelf: Shelf, name: String) -> impl IntoView {
    let form = Form::new("import");
    let id = import.with_untracked(|import| import.id.0);
    let address = StoredValue::new(shelf.studio.url(&format!("/imports/{id}")));
    let name = StoredValue::new(name);
    let leaving = RwSignal::new(false);
    let working = Memo::new(move |_| import.with(|import| works(&import.progress)));
    let pages = import.with_untracked(|import| !matches!(import.from, From::File { .. }));
    let about =
        move |words: &'static str| fill("imports.about", &[("action", words), ("name", &name.get_value())]);
    let order = move |what: &'static str| {
        let request =
            async move { browser::post::<IgnoredAny>(&format!("{}/{what}", address.get_value()), &()).await };
        form.send(request, move |_| imports.again());
    };
    let remove = move || {
        let gone = fill("imports.removed", &[("name", &name.get_value())]);
        form.send(async move { browser::delete(&address.get_value()).await }, move |()| {
            shelf.session.toasts.say(gone);
            imports.again();
            shelf.changed();
        });
    };
    let text = Signal::derive(move || {
        plural(import.with(|import| import.entries), "imports.remove_text.one", "imports.remove_text.many")
    });
    view! {
        <div class="panel-tools">
            <Show when=move || working.get()>
                <button type="button" class="button button-small" title=about(t("imports.stop")) on:click=move |_| order("stop")>
                    {t("imports.stop")}
                </button>
            </Show>
            <Show when=move || pages && !working.get()>
                <button type="button" class="button button-small" title=about(t("imports.again")) on:click=move |_| order("run")>
                    {t("imports.again")}
                </button>
            </Show>
            {pages.then(|| view! { <Rhythm import address form imports/> })}
            <button
                type="button" class="button button-small button-quiet" title=about(t("imports.remove"))
                on:click=move |_| leaving.set(true)
            >
                {t("imports.remove")}
            </button>
        </div>
        <Outcome form/>
        <Confirm
            open=leaving title=Signal::derive(move || fill("imports.remove_title", &[("name", &name.get_value())]))
            text yes=t("imports.remove") agree=remove
        />
    }
}

/// How often it is read again, and whether that is published by itself; changed on the spot.
#[component]
fn Rhythm(
    import: Memo<Import>,
    address: StoredValue<String>,
    form: Form,
    imports: Fetched<Vec<Import>>,
) -> impl IntoView {
    let every = Memo::new(move |_| import.with(|import| import.every));
    let publish = Memo::new(move |_| import.with(|import| import.publish));
    let change = move |every: Every, publish: bool| {
        let wish = import.with_untracked(|import| ImportWish { from: import.from.clone(), every, publish });
        let request = async move { browser::put::<IgnoredAny>(&address.get_value(), &wish).await };
        form.send(request, move |_| imports.again());
    };
    view! {
        <label class="import-every">
            <span class="unseen">{t("imports.every")}</span>
            <select
                class="input"
                on:change:target=move |event| change(read_every(&event.target().value()), publish.get_untracked())
            >
                {EVERY.into_iter().map(|this| view! {
                    <option value=every_key(this) prop:selected=move || every.get() == this>{every_words(this)}</option>
                }).collect_view()}
            </select>
        </label>
        <label class="check">
            <input
                type="checkbox" prop:checked=publish
                on:change:target=move |event| change(every.get_untracked(), event.target().checked())
            />
            <span>{t("importing.publish")}</span>
        </label>
    }
}

pub(super) const EVERY: [Every; 4] = [Every::Never, Every::Hour, Every::Day, Every::Week];

/// As the fields give it.
pub(super) const fn every_key(every: Every) -> &'static str {
    match every {
        Every::Never => "never",
        Every::Hour => "hour",
        Every::Day => "day",
        Every::Week => "week",
    }
}

pub(super) fn read_every(key: &str) -> Every {
    EVERY.into_iter().find(|every| every_key(*every) == key).unwrap_or_default()
}

pub(super) fn every_words(every: Every) -> &'static str {
    match every {
        Every::Never => t("every.never"),
        Every::Hour => t("every.hour"),
        Every::Day => t("every.day"),
        Every::Week => t("every.week"),
    }
}

fn stands(progress: &Progress) -> String {
    match progress {
        Progress::Waiting => t("imports.waiting").to_owned(),
        Progress::Running { done, of } => {
            fill("imports.running", &[("n", &done.to_string()), ("all", &of.max(done).to_string())])
        }
        Progress::Done => t("imports.done").to_owned(),
        Progress::Stopped => t("imports.stopped").to_owned(),
        Progress::Failed { why } => fill("imports.failed", &[("why", why)]),
    }
}

fn bar(progress: &Progress) -> Option<AnyView> {
    let Progress::Running { done, of } = progress else { return None };
    let of = (*of).max(*done).max(1);
    Some(view! { <progress class="chip-bar" max=of.to_string() value=done.to_string() aria-label=t("imports.progress")></progress> }.into_any())
}

/// What a run found, of each kind of which there is some.
fn found_words(found: &Found) -> String {
    let Found { new, changed, same, gone, failed, left } = *found;
    let kinds = [
        (new, fill("found.new", &[("n", &new.to_string())])),
        (changed, fill("found.changed", &[("n", &changed.to_string())])),
        (same, fill("found.same", &[("n", &same.to_string())])),
        (gone, fill("found.gone", &[("n", &gone.to_string())])),
        (failed, fill("found.failed", &[("n", &failed.to_string())])),
        (left, fill("found.left", &[("n", &left.to_string())])),
    ];
    let some = kinds.into_iter().filter(|(count, _)| *count != 0).map(|(_, words)| words);
    some.collect::<Vec<_>>().join(t("list.comma"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhythms_are_read_as_they_are_written() {
        for every in EVERY {
            assert_eq!(read_every(every_key(every)), every);
        }
        assert_eq!(read_every(""), Every::Never);
    }
}
