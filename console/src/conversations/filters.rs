//! console: the search box and the filters over the list of all conversations; the address keeps them.

use baton_client::browser;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    session::use_session,
    wanted::{Choose, Day, Search, Wanted},
    words::t,
};

type Options = Vec<(String, String)>;

#[component]
pub(super) fn Filters(wanted: Memo<Wanted>, go: Callback<Wanted>) -> impl IntoView {
    let crew = use_session().crew;
    let labels = RwSignal::new(Vec::<String>::new());
    spawn_local(async move {
        // Without them there is one filter less.
        if let Ok(all) = browser::get::<Vec<String>>("/api/v1/labels").await {
            labels.try_set(all);
        }
    });
    let own = |pairs: &[(&str, &str)]| -> Options {
        pairs.iter().map(|(key, words)| ((*key).to_owned(), (*words).to_owned())).collect()
    };
    let statuses = own(&[
        ("ai", t("standing.ai")),
        ("requested", t("standing.waiting")),
        ("live", t("filter.live")),
        ("completed", t("standing.completed")),
        ("ended", t("standing.ended")),
    ]);
    let channels = own(&[("web", t("channel.web")), ("line", t("channel.line"))]);
    let teams = Signal::derive(move || {
        crew.with(|crew| crew.teams.iter().map(|team| (team.id.0.to_string(), team.name.clone())).collect())
    });
    let people = Signal::derive(move || {
        crew.with(|crew| {
            crew.people.iter().map(|person| (person.id.0.to_string(), person.name.clone())).collect()
        })
    });
    let labels = Signal::derive(move || {
        labels.get().into_iter().map(|label| (label.clone(), label)).collect::<Options>()
    });
    let day =
        move |key: &'static str| Signal::derive(move || wanted.with(|wanted| wanted.get(key).to_owned()));
    let set = move |key: &'static str| {
        Callback::new(move |value: String| go.run(wanted.with_untracked(|wanted| wanted.with(key, &value))))
    };
    view! {
        <form class="filters" role="search" aria-label=t("filter.region") on:submit=|event| event.prevent_default()>
            <Search wanted go hint=t("filter.search_hint")/>
            <Choose wanted go key="status" name=t("filter.status") options=Signal::stored(statuses)/>
            <Choose wanted go key="channel" name=t("filter.channel") options=Signal::stored(channels)/>
            <Choose wanted go key="team" name=t("field.team") options=teams/>
            <Choose wanted go key="agent" name=t("filter.agent") options=people/>
            <Choose wanted go key="label" name=t("filter.label") options=labels/>
            <Day name=t("filter.from") day=day("from") choose=set("from")/>
            <Day name=t("filter.to") day=day("to") choose=set("to")/>
            <Show when=move || wanted.with(|wanted| !wanted.is_empty())>
                <button type="button" class="button button-quiet filters-clear" on:click=move |_| go.run(wanted.with_untracked(Wanted::cleared))>
                    {t("filter.clear")}
                </button>
            </Show>
        </form>
    }
}
