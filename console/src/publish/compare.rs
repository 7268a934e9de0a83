//! console: what a version has that another has not, and the reverse, text by text.

use baton_protocol::{
    knowledge::{Change, Written},
    publishing::{Compared, ComparedEntry},
};
use leptos::prelude::*;

use super::{manner::MannerDiff, release::Release};
use crate::{
    diff::diff_view,
    fetched::Fetched,
    form::{Form, Pick},
    knowledge::ChangeSign,
    words::{fill, t},
};

#[component]
pub(super) fn Compare(number: u32, numbers: Memo<Vec<u32>>, release: Release) -> impl IntoView {
    let form = Form::new(format!("compare-{number}"));
    let against = RwSignal::new(String::new());
    let url = Memo::new(move |_| {
        let rest = against.with(|against| match against.as_str() {
            "" => String::new(),
            against => format!("?against={against}"),
        });
        Some(release.studio.url(&format!("/versions/{number}{rest}")))
    });
    let compared = Fetched::<Compared>::following(url);
    let options = Signal::derive(move || {
        let usual = [(String::new(), t("versions.before").to_owned())];
        let others = numbers.get().into_iter().filter(move |other| *other != number);
        let others =
            others.map(|other| (other.to_string(), fill("versions.name", &[("n", &other.to_string())])));
        usual.into_iter().chain(others).collect::<Vec<_>>()
    });
    view! {
        <div class="compare">
            <Pick form field="against" name=t("versions.against") value=against options/>
            {compared.waiting()}
            {move || compared.value.get().map(|compared| view! { <Shown compared/> })}
        </div>
    }
}

#[component]
fn Shown(compared: Compared) -> impl IntoView {
    let Compared { against, answering, before, entries, .. } = compared;
    let nothing = before.is_none() && entries.is_empty();
    let title = match against {
        0 => t("versions.first").to_owned(),
        against => fill("versions.against_n", &[("n", &against.to_string())]),
    };
    view! {
        <p class="field-note">{title}</p>
        {nothing.then(|| view! { <p>{t("versions.no_difference")}</p> })}
        {before.map(|before| view! { <MannerDiff before after=answering/> })}
        <ul class="check-list">
            {entries.into_iter().map(|entry| view! { <EntryDiff entry/> }).collect_view()}
        </ul>
    }
}

#[component]
fn EntryDiff(entry: ComparedEntry) -> impl IntoView {
    let ComparedEntry { before, after, .. } = entry;
    let change = match (&before, &after) {
        (None, _) => Change::New,
        (_, None) => Change::Removed,
        (Some(_), Some(_)) => Change::Changed,
    };
    let texts = |written: Option<Written>| match written {
        Some(Written::Pair { questions, answer }) => (questions.join("\n"), answer),
        Some(Written::Article { title, body }) => (title, body),
        None => (String::new(), String::new()),
    };
    let ((old_title, old_text), (new_title, new_text)) = (texts(before), texts(after));
    view! {
        <li class="check-row">
            <ChangeSign change/>
            <div class="check-question">{diff_view(&old_title, &new_title)}</div>
            {diff_view(&old_text, &new_text)}
        </li>
    }
}
