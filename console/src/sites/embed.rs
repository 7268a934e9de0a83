//! console: one site's settings: its name, where it may stand, how it looks and speaks, its team and its hours.

use baton_client::browser;
use baton_protocol::{
    TeamId,
    site::{EmbedSettings, Hours, Position, SiteRecord, Versioned},
    visitor::SiteView,
};
use leptos::prelude::*;

use super::{
    hours::{read, write},
    texts::{TextFields, Texts},
};
use crate::{
    agent::lines,
    form::{AreaField, Form, Outcome, Pick, Submit, TextField},
    preview::Preview,
    session::use_session,
    words::t,
};

/// The field of each day, from Monday on.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

#[component]
pub(super) fn Embed(site: SiteRecord, reload: Callback<()>) -> impl IntoView {
    let crew = use_session().crew;
    let SiteRecord { key, agent, embed, version } = site;
    let EmbedSettings { name, accent, origins, position, look, form: asked, proof, texts, team, hours } = embed;
    let form = Form::new(format!("site-{key}"));
    let name = RwSignal::new(name);
    let accent = RwSignal::new(accent);
    let origins = RwSignal::new(origins.join("\n"));
    let position = RwSignal::new(position);
    let look = StoredValue::new(look);
    let texts = Texts::new(texts);
    let team = RwSignal::new(team.map(|team| team.0.to_string()).unwrap_or_default());
    let zone = RwSignal::new(hours.time_zone);
    let holidays = RwSignal::new(hours.holidays.join("\n"));
    let mut week = hours.week;
    week.resize(DAYS.len(), Vec::new());
    let days: Vec<RwSignal<String>> = week.iter().map(|day| RwSignal::new(write(day))).collect();
    let teams = Signal::derive(move || {
        let all = [(String::new(), t("canned.everybody").to_owned())];
        let teams = crew.with(|crew| crew.teams.clone());
        all.into_iter().chain(teams.into_iter().map(|team| (team.id.0.to_string(), team.name))).collect()
    });
    let view = Signal::derive(move || SiteView {
        name: name.get(),
        ai_name: agent.name.clone(),
        greeting: agent.greeting.clone(),
        suggestions: agent.suggestions.clone(),
        requests: agent.requests,
        accent: accent.get(),
        picture: agent.picture.clone(),
        look: look.get_value(),
        form: asked,
        proof,
        mails: false,
        texts: texts.all(),
        opens: None,
    });
    let address = StoredValue::new(format!("/api/v1/sites/{key}/embed"));
    let submit = {
        let days = days.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let mut week = Vec::with_capacity(DAYS.len());
            for (field, day) in DAYS.into_iter().zip(&days) {
                match day.with_untracked(|text| read(text)) {
                    Some(times) => week.push(times),
                    None => return form.refuse(field, t("sites.bad_hours")),
                }
            }
            if let Some(field) = texts.too_long() {
                return form.refuse(field, Texts::limit());
            }
            let to = EmbedSettings {
                name: name.get_untracked(),
                accent: accent.get_untracked(),
                origins: origins.with_untracked(|text| lines(text)),
                position: position.get_untracked(),
                look: look.get_value(),
                form: asked,
                proof,
                texts: untrack(|| texts.all()),
                team: team.with_untracked(|team| team.parse().ok().map(TeamId)),
                hours: Hours {
                    time_zone: zone.with_untracked(|zone| zone.trim().to_owned()),
                    week,
                    holidays: holidays.with_untracked(|text| lines(text)),
                },
            };
            let change = Versioned { version, to };
            let request = async move { browser::put::<SiteRecord>(&address.get_value(), &change).await };
            form.send(request, move |_| {
                form.saved();
                reload.run(());
            });
        }
    };
    view! {
        <div class="beside">
            <form class="form" on:submit=submit novalidate>
                <div class="form-pair">
                    <TextField form field="name" name=t("field.name") text=name/>
                    <TextField form field="accent" name=t("field.accent") text=accent kind="color"/>
                </div>
                <Side key=key.clone() position/>
                <TextFields form texts/>
                <AreaField form field="origins" name=t("field.origins") text=origins rows="2" hint=t("sites.origins_hint")/>
                <Pick form field="team" name=t("field.team") value=team options=teams/>
                <TextField form field="time_zone" name=t("field.time_zone") text=zone hint=t("sites.zone_hint")/>
                <fieldset class="checks">
                    <legend>{t("sites.hours")}</legend>
                    <p class="field-note">{t("sites.hours_hint")}</p>
                    <div class="form-pair">
                        {DAYS.into_iter().zip(days).map(|(field, text)| view! {
                            <TextField form field name=day_name(field) text/>
                        }).collect_view()}
                    </div>
                </fieldset>
                <AreaField form field="holidays" name=t("field.holidays") text=holidays rows="2" hint=t("sites.holidays_hint")/>
                <Outcome form reload/>
                <div class="form-actions"><Submit form name=t("action.save")/></div>
            </form>
            <Preview site=key view position/>
        </div>
    }
}

/// At which side the launcher stands.
#[component]
fn Side(key: String, position: RwSignal<Position>) -> impl IntoView {
    // Several sites stand in one page, and each has its own choice.
    let group = StoredValue::new(format!("side-{key}"));
    let choice = move |this: Position, name: &'static str| {
        view! {
            <label class="check">
                <input
                    type="radio" name=group.get_value() prop:checked=move || position.get() == this
                    on:change=move |_| position.set(this)
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <fieldset class="checks">
            <legend>{t("sites.side")}</legend>
            {choice(Position::Right, t("sites.right"))}
            {choice(Position::Left, t("sites.left"))}
        </fieldset>
    }
}

fn day_name(field: &str) -> &'static str {
    match field {
        "monday" => t("weekday.monday"),
        "tuesday" => t("weekday.tuesday"),
        "wednesday" => t("weekday.wednesday"),
        "thursday" => t("weekday.thursday"),
        "friday" => t("weekday.friday"),
        "saturday" => t("weekday.saturday"),
        _ => t("weekday.sunday"),
    }
}
