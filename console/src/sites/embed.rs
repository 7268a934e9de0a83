//! console: one site's settings: how it looks, whom it asks for what, where it may stand, how it speaks, its team and hours.

use baton_client::browser;
use baton_protocol::{
    TeamId,
    site::{EmbedSettings, SiteRecord, Versioned},
    visitor::SiteView,
};
use leptos::prelude::*;

use super::{
    SITES,
    before::{Before, BeforeFields},
    identity::{IdentityFields, PROOFS},
    look::{LookFields, Looks},
    opening::{Opening, OpeningFields},
    origins::OriginFields,
    part::Part,
    texts::{TextFields, Texts},
};
use crate::{
    agent::lines,
    form::{Form, Outcome, Pick, Submit},
    preview::Preview,
    session::use_session,
    words::t,
};

#[component]
pub(super) fn Embed(
    site: SiteRecord,
    /// Loads the version that somebody else has saved.
    reload: Callback<()>,
    /// It is saved like this now.
    saved: Callback<SiteRecord>,
) -> impl IntoView {
    let SiteRecord { key, agent, embed, version } = site;
    let known = RwSignal::new((version, embed.clone()));
    let EmbedSettings { name, accent, origins, position, look, form: asked, proof, texts, team, hours } =
        embed;
    let form = Form::new(format!("site-{key}"));
    let looks = Looks::new(name, accent, position, look);
    let before = Before::new(asked);
    let proof = RwSignal::new(PROOFS.iter().position(|one| *one == proof).unwrap_or_default());
    let origins = RwSignal::new(origins.join("\n"));
    let texts = Texts::new(texts);
    let team = RwSignal::new(team.map(|team| team.0.to_string()).unwrap_or_default());
    let opening = Opening::new(&hours);
    let view = Signal::derive(move || SiteView {
        name: looks.name.get(),
        ai_name: agent.name.clone(),
        greeting: agent.greeting.clone(),
        suggestions: agent.suggestions.clone(),
        requests: agent.requests,
        accent: looks.accent.get(),
        picture: agent.picture.clone(),
        look: looks.look(),
        form: before.form(),
        proof: PROOFS[proof.get()],
        mails: false,
        texts: texts.all(),
        opens: None,
    });
    Effect::new(move |before: Option<()>| {
        view.track();
        if before.is_some() {
            form.touched();
        }
    });
    let address = StoredValue::new(format!("{SITES}/{key}/embed"));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(hours) = opening.hours(form) else { return };
        if looks.too_long(form) {
            return;
        }
        if let Some(field) = texts.too_long() {
            return form.refuse(field, Texts::limit());
        }
        let to = untrack(|| EmbedSettings {
            name: looks.name.get(),
            accent: looks.accent.get(),
            origins: origins.with(|text| lines(text)),
            position: looks.position(),
            look: looks.look(),
            form: before.form(),
            proof: PROOFS[proof.get()],
            texts: texts.all(),
            team: team.with(|team| team.parse().ok().map(TeamId)),
            hours,
        });
        let change = Versioned { version: known.with_untracked(|(version, _)| *version), to };
        let request = async move { browser::put::<SiteRecord>(&address.get_value(), &change).await };
        form.send(request, move |site| {
            known.set((site.version, site.embed.clone()));
            form.done(t("form.saved"));
            saved.run(site);
        });
    };
    let allowed = Callback::new(move |(origin, site): (String, SiteRecord)| {
        origins.update(|text| *text = with_line(text, &origin));
        // Whatever else has changed meanwhile must not be saved over unseen.
        if known.with_untracked(|(_, before)| only_allows(before, &site.embed, &origin)) {
            known.set((site.version, site.embed.clone()));
            saved.run(site);
        }
    });
    let any = Signal::derive(move || known.with(|(_, embed)| embed.origins.is_empty()));
    let logo = Memo::new(move |_| known.with(|(_, embed)| embed.look.logo.clone()));
    view! {
        <div class="beside">
            <form class="form parts" on:submit=submit novalidate>
                <LookFields form site=key.clone() looks saved=logo/>
                <BeforeFields form before/>
                <IdentityFields form site=key.clone() proof/>
                <OriginFields form site=key.clone() origins any allowed/>
                <Part id=form.named("words") title=t("sites.texts")><TextFields form texts/></Part>
                <Part id=form.named("ringing") title=t("field.team")>
                    <Pick form field="team" name=t("sites.rings") value=team options=teams()/>
                </Part>
                <OpeningFields form opening/>
                <div class="parts-save">
                    <Outcome form reload/>
                    <div class="form-actions"><Submit form name=t("action.save")/></div>
                </div>
            </form>
            <Preview site=key view position=Signal::derive(move || looks.position())/>
        </div>
    }
}

/// Whom requests may ring: everybody, or one team.
fn teams() -> Signal<Vec<(String, String)>> {
    let crew = use_session().crew;
    Signal::derive(move || {
        let all = [(String::new(), t("canned.everybody").to_owned())];
        let teams = crew.with(|crew| crew.teams.clone());
        all.into_iter().chain(teams.into_iter().map(|team| (team.id.0.to_string(), team.name))).collect()
    })
}

/// These lines and one more, unless it is among them.
fn with_line(text: &str, line: &str) -> String {
    let mut all = lines(text);
    if !all.iter().any(|known| known == line) {
        all.push(line.to_owned());
    }
    all.join("\n")
}

/// Nothing has changed but that this origin is allowed.
fn only_allows(before: &EmbedSettings, now: &EmbedSettings, origin: &str) -> bool {
    let mut as_before = now.clone();
    if !before.origins.iter().any(|known| known == origin) {
        as_before.origins.retain(|known| known != origin);
    }
    as_before == *before
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOP: &str = "https://shop.example";
    const OTHER: &str = "https://other.example";

    fn with(origins: &[&str]) -> EmbedSettings {
        EmbedSettings {
            origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
            ..EmbedSettings::default()
        }
    }

    #[test]
    fn an_allowed_origin_stands_once_among_what_is_being_written() {
        assert_eq!(with_line("", SHOP), SHOP);
        assert_eq!(with_line(" https://other.example \n\n", SHOP), format!("{OTHER}\n{SHOP}"));
        assert_eq!(with_line(SHOP, SHOP), SHOP);
    }

    #[test]
    fn a_newer_version_is_taken_only_where_nothing_else_has_changed() {
        let before = with(&[OTHER]);
        assert!(only_allows(&before, &with(&[OTHER, SHOP]), SHOP));
        assert!(only_allows(&with(&[SHOP]), &with(&[SHOP]), SHOP));
        assert!(!only_allows(&before, &with(&[SHOP]), SHOP));
        let renamed = EmbedSettings { name: "Fern".into(), ..with(&[OTHER, SHOP]) };
        assert!(!only_allows(&before, &renamed, SHOP));
    }
}
