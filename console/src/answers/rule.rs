//! console: one rule: which words lead to whom, and when.

use baton_protocol::answering::When;
use leptos::prelude::*;

use super::rules::{Rules, Writing, written};
use crate::{
    form::{AreaField, Form, Pick, TextField},
    session::use_session,
    words::{fill, t},
};

#[component]
pub(super) fn RuleField(rules: Rules, writing: Writing) -> impl IntoView {
    let crew = use_session().crew;
    let Writing { id, name, mentions, when, team } = writing;
    // It holds the ids of the fields; what is wrong is said under the whole form.
    let form = Form::new(format!("rule-{id}"));
    let at = Memo::new(move |_| {
        rules.list.with(|list| list.iter().position(|known| known.id == id)).unwrap_or_default()
    });
    let last = Memo::new(move |_| rules.list.with(|list| at.get() + 1 >= list.len()));
    let title = move || fill("rules.one", &[("n", &(at.get() + 1).to_string())]);
    let times = Signal::stored(vec![
        (written(When::Always).to_owned(), t("rules.always").to_owned()),
        (written(When::Open).to_owned(), t("rules.open").to_owned()),
        (written(When::Closed).to_owned(), t("rules.closed").to_owned()),
    ]);
    let teams = Signal::derive(move || {
        let usual = [(String::new(), t("rules.usual").to_owned())];
        let teams = crew.with(|crew| crew.teams.clone());
        usual.into_iter().chain(teams.into_iter().map(|team| (team.id.0.to_string(), team.name))).collect()
    });
    view! {
        <div class="rule" role="group" aria-label=title>
            <div class="rule-head">
                <span class="rule-number">{title}</span>
                <button
                    type="button" class="button button-quiet button-small"
                    aria-disabled=move || (at.get() == 0).to_string() on:click=move |_| rules.shift(id, true)
                >
                    {t("rules.up")}
                </button>
                <button
                    type="button" class="button button-quiet button-small"
                    aria-disabled=move || last.get().to_string() on:click=move |_| rules.shift(id, false)
                >
                    {t("rules.down")}
                </button>
                <button type="button" class="button button-quiet button-small" on:click=move |_| rules.drop(id)>
                    {t("rules.remove")}
                </button>
            </div>
            <TextField form field="name" name=t("rules.name") text=name/>
            <AreaField form field="mentions" name=t("rules.mentions") text=mentions rows="2" hint=t("rules.mentions_hint")/>
            <div class="form-pair">
                <Pick form field="when" name=t("rules.when") value=when options=times/>
                <Pick form field="team" name=t("field.team") value=team options=teams/>
            </div>
        </div>
    }
}
