//! console: one version: who published it and when, what it changed, and the way back to it.

use baton_client::browser;
use baton_protocol::publishing::Version;
use leptos::prelude::*;

use super::{compare::Compare, release::Release};
use crate::{
    confirm::Confirm,
    form::{Form, Outcome},
    names,
    toasts::Offer,
    when,
    words::{fill, plural, t},
};

#[component]
pub(super) fn VersionLine(
    version: Version,
    /// All of them, newest first.
    numbers: Memo<Vec<u32>>,
    release: Release,
) -> impl IntoView {
    let crew = release.session.crew;
    let Version { number, at, by, note, again, entries, changes } = version;
    let open = RwSignal::new(false);
    let newest = Memo::new(move |_| numbers.with(|numbers| numbers.first() == Some(&number)));
    let name = fill("versions.name", &[("n", &number.to_string())]);
    let who = move || match by {
        Some(by) => {
            let name = crew.with(|crew| names::colleague(crew, by));
            fill("knowledge.by", &[("name", &name), ("when", &when::full(at))])
        }
        None => when::full(at),
    };
    let again = again.map(|again| fill("versions.again", &[("n", &again.to_string())]));
    let counts = [
        plural(entries, "versions.entries.one", "versions.entries.many"),
        plural(changes, "versions.changes.one", "versions.changes.many"),
    ];
    let compare = fill("versions.compare_name", &[("n", &number.to_string())]);
    view! {
        <li class="version">
            <div class="version-head">
                <h3 class="version-name">{name}</h3>
                <Show when=move || newest.get()><span class="sign sign-new">{t("versions.in_force")}</span></Show>
                <span class="entry-about" dir="auto">{who}</span>
            </div>
            {(!note.is_empty()).then(|| view! { <p dir="auto">{note}</p> })}
            <p class="entry-about">
                {counts.map(|words| view! { <span>{words}</span> }).collect_view()}
                {again.map(|words| view! { <span>{words}</span> })}
            </p>
            <div class="panel-tools">
                <button
                    type="button" class="button button-small" aria-label=compare
                    aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {t("versions.compare")}
                </button>
                <WayBack number newest numbers release/>
            </div>
            {move || open.get().then(|| view! { <Compare number numbers release/> })}
        </li>
    }
}

/// Takes the newest back, or goes back to an older one. What of the draft is not published would be lost with it, so that
/// is asked first.
#[component]
fn WayBack(number: u32, newest: Memo<bool>, numbers: Memo<Vec<u32>>, release: Release) -> impl IntoView {
    let form = Form::new(format!("version-{number}"));
    let asks = RwSignal::new(false);
    let target =
        Memo::new(
            move |_| {
                if newest.get() { numbers.with(|numbers| numbers.get(1).copied()) } else { Some(number) }
            },
        );
    let restore = move || {
        let former = numbers.with_untracked(|numbers| numbers.first().copied());
        let (Some(target), Some(former)) = (target.get_untracked(), former) else { return };
        let address = |number: u32| release.studio.url(&format!("/versions/{number}/restore"));
        let (url, back) = (address(target), address(former));
        form.send(async move { browser::post::<Version>(&url, &()).await }, move |_| {
            let words = fill("versions.restored", &[("n", &target.to_string())]);
            release.session.toasts.offer(words, Offer::Restore(back));
            release.session.redraft();
        });
    };
    let press = move |_| {
        if release.studio.changes().is_some_and(|count| count != 0) {
            asks.set(true);
        } else {
            restore();
        }
    };
    let text = Signal::derive(move || {
        plural(release.studio.changes().unwrap_or_default(), "versions.lose.one", "versions.lose.many")
    });
    let name = move || {
        let key = target.get().unwrap_or(number).to_string();
        if newest.get() {
            fill("versions.take_back_name", &[("n", &key)])
        } else {
            fill("versions.go_back_name", &[("n", &key)])
        }
    };
    let title = move || if newest.get() { t("versions.take_back") } else { t("versions.go_back") };
    view! {
        <Show when=move || target.get().is_some()>
            <button
                type="button" class="button button-small" title=name aria-disabled=move || form.busy.get().to_string()
                on:click=press
            >
                {title}
            </button>
        </Show>
        <Outcome form/>
        <Confirm
            open=asks
            title=Signal::derive(move || {
                fill("versions.lose_title", &[("n", &target.get().unwrap_or(number).to_string())])
            })
            text yes=t("versions.lose_yes") agree=restore
        />
    }
}
