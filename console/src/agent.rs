//! console: what a site's AI agent looks like and says first, and whether its visitors can ask for a live agent.

use baton_client::browser;
use baton_protocol::{
    site::{AgentSettings, SiteRecord, Versioned},
    visitor::SiteView,
};
use leptos::prelude::*;

use crate::{
    form::{AreaField, Check, Form, Outcome, Submit, TextField},
    icon::{Glyph, Icon},
    picture::PictureField,
    preview::Preview,
    studio::{StudioSheet, use_studio},
    words::t,
};

#[component]
pub(crate) fn AgentPage() -> impl IntoView {
    view! { <StudioSheet title=t("page.agent")><Agent/></StudioSheet> }
}

#[component]
fn Agent() -> impl IntoView {
    let studio = use_studio();
    let sites = studio.sites;
    let chosen = Memo::new(move |_| {
        let sites = sites.value.get().unwrap_or_default();
        studio.site.with(|key| sites.into_iter().find(|site| Some(&site.key) == key.as_ref()))
    });
    let reload = Callback::new(move |()| sites.again());
    // The form goes on with what it shows; only who comes back to this site reads it anew.
    let saved = Callback::new(move |site: SiteRecord| {
        sites.value.update_untracked(|sites| {
            let known = sites.iter_mut().flatten().find(|known| known.key == site.key);
            if let Some(known) = known {
                *known = site;
            }
        });
    });
    move || chosen.get().map(|site| view! { <Information site reload saved/> })
}

#[component]
fn Information(site: SiteRecord, reload: Callback<()>, saved: Callback<SiteRecord>) -> impl IntoView {
    let SiteRecord { key, agent, embed, version } = site;
    let form = Form::new("agent");
    let version = RwSignal::new(version);
    let name = RwSignal::new(agent.name);
    let greeting = RwSignal::new(agent.greeting);
    let suggestions = RwSignal::new(agent.suggestions.join("\n"));
    let kept = RwSignal::new(agent.picture.clone());
    let picture = RwSignal::new(agent.picture);
    let requests = RwSignal::new(agent.requests);
    let position = embed.position;
    let view = Signal::derive(move || SiteView {
        name: embed.name.clone(),
        ai_name: name.get(),
        greeting: greeting.get(),
        suggestions: suggestions.with(|text| lines(text)),
        requests: requests.get(),
        accent: embed.accent.clone(),
        picture: picture.get(),
        look: embed.look.clone(),
        form: embed.form,
        proof: embed.proof,
        mails: false,
        texts: embed.texts.clone(),
        opens: None,
    });
    let address = StoredValue::new(format!("/api/v1/sites/{key}/agent"));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let to = AgentSettings {
            name: name.get_untracked(),
            greeting: greeting.get_untracked(),
            suggestions: suggestions.with_untracked(|text| lines(text)),
            picture: picture.get_untracked(),
            requests: requests.get_untracked(),
        };
        let change = Versioned { version: version.get_untracked(), to };
        let request = async move { browser::put::<SiteRecord>(&address.get_value(), &change).await };
        form.send(request, move |site| {
            version.set(site.version);
            kept.set(site.agent.picture.clone());
            saved.run(site);
            form.done(t("form.saved"));
        });
    };
    view! {
        <section class="panel" aria-labelledby="agent-information">
            <h2 id="agent-information">{t("agent.information")}</h2>
            <div class="beside">
                <form class="form" on:submit=submit novalidate>
                    <TextField form field="name" name=t("field.name") text=name/>
                    <PictureField
                        id="agent-picture".to_owned() to=format!("/api/v1/sites/{key}/picture")
                        name=t("agent.picture") shows=t("agent.picture_now")
                        picture saved=Some(Memo::new(move |_| kept.get()))
                        remove=Callback::new(move |()| picture.set(None))
                    >
                        <span class="picture-ai"><Glyph icon=Icon::Spark/></span>
                    </PictureField>
                    <AreaField form field="greeting" name=t("agent.greeting") text=greeting rows="2"/>
                    <AreaField
                        form field="suggestions" name=t("agent.suggestions") text=suggestions rows="3"
                        hint=t("agent.suggestions_hint")
                    />
                    <Check name=t("agent.requests") on=requests described_by="agent-warning"/>
                    <p class="warning" id="agent-warning">{t("agent.warning")}</p>
                    <Outcome form reload/>
                    <div class="form-actions"><Submit form name=t("action.save")/></div>
                </form>
                <Preview site=key view position/>
            </div>
        </section>
    }
}

/// The lines that say something.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
