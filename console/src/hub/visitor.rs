//! console: what is known of the visitor of the open conversation.

mod erase;
mod history;
mod machine;

use std::collections::BTreeMap;

use baton_protocol::{
    agent::{Channel, VisitorDetails},
    people::Role,
};
use leptos::prelude::*;

use self::{erase::Erase, history::History, machine::machine};
use super::Details;
use crate::{
    hub::{face::VisitorFace, row::ChannelSign},
    icon::{Glyph, Icon},
    names,
    session::use_session,
    when,
    words::{fill, plural, t},
};

#[component]
pub(crate) fn Visitor() -> impl IntoView {
    let session = use_session();
    let details = expect_context::<Details>();
    view! {
        <section class="visitor" id="visitor" aria-labelledby="visitor-title">
            <header class="panel-head">
                <h2 id="visitor-title">{t("visitor.title")}</h2>
                <button
                    type="button" class="icon-button visitor-close" aria-label=t("visitor.close")
                    on:click=move |_| details.0.set(false)
                >
                    <Glyph icon=Icon::Close/>
                </button>
            </header>
            {move || session.chat.visitor.get().map(|visitor| view! { <Known visitor/> })}
            <Show when=move || session.chat.id.with(Option::is_none)>
                <p class="empty">{t("visitor.none")}</p>
            </Show>
        </section>
    }
}

#[component]
fn Known(visitor: VisitorDetails) -> impl IntoView {
    let session = use_session();
    let minute = session.clock.minute;
    let VisitorDetails {
        id,
        name,
        email,
        verified,
        attributes,
        locale,
        time_zone,
        user_agent,
        page,
        first_seen,
        last_seen,
        online,
        conversations,
        picture,
        gone,
        ..
    } = visitor;
    let picture = picture.then(|| format!("/api/v1/visitors/{}/picture", id.0));
    let channel = Memo::new(move |_| {
        session.chat.card.with(|card| card.as_ref().map(|card| card.channel)).unwrap_or_default()
    });
    let named = name.as_ref().is_some_and(|name| !name.trim().is_empty());
    let name = names::visitor(name.as_deref());
    let place = time_zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
    let local =
        Memo::new(move |_| when::time_in(&time_zone, minute.get()).map(|time| format!("{time} · {place}")));
    let seen =
        move || if online { t("visitor.online").to_owned() } else { when::age(last_seen, minute.get()) };
    view! {
        <div class="visitor-card">
            <VisitorFace name=name.clone() picture/>
            <div class="visitor-who">
                <p class="visitor-name" dir="auto">{name.clone()}</p>
                {(named || verified).then(|| view! { <Proof verified/> })}
                <p class="visitor-count">{plural(conversations, "visitor.count.one", "visitor.count.many")}</p>
                <Show when=move || channel.get() != Channel::Web><ChannelSign channel/></Show>
                {gone.then(|| view! { <p class="visitor-gone"><Glyph icon=Icon::Warning/>{t("visitor.gone")}</p> })}
            </div>
        </div>
        <dl class="facts">
            {email.map(|email| view! {
                <Fact name=t("visitor.email")>
                    <a href=format!("mailto:{email}") rel="external">{email.clone()}</a>
                    <Proof verified/>
                </Fact>
            })}
            {page.filter(|page| !page.url.is_empty()).map(|page| {
                let title = if page.title.is_empty() { page.url.clone() } else { page.title };
                let web = page.url.starts_with("https://") || page.url.starts_with("http://");
                view! {
                    <Fact name=t("visitor.page")>
                        {if web {
                            view! {
                                <a href=page.url.clone() target="_blank" rel="noopener noreferrer" dir="auto">{title}</a>
                            }.into_any()
                        } else {
                            view! { <span dir="auto">{title}</span> }.into_any()
                        }}
                        <span class="fact-note fact-address">{page.url}</span>
                    </Fact>
                    {(!page.referrer.is_empty()).then(|| view! {
                        <Fact name=t("visitor.referrer")><span class="fact-address">{page.referrer.clone()}</span></Fact>
                    })}
                }
            })}
            <Fact name=t("visitor.language")>{when::language(&locale)}</Fact>
            {local.with_untracked(Option::is_some).then(|| view! { <Fact name=t("visitor.local_time")>{local}</Fact> })}
            <Fact name=t("visitor.last_seen")>
                <span class:visitor-online=online title=when::full(last_seen)>{seen}</span>
            </Fact>
            <Fact name=t("visitor.first_seen")>{when::full(first_seen)}</Fact>
            {machine(&user_agent).map(|machine| view! { <Fact name=t("visitor.browser")>{machine}</Fact> })}
        </dl>
        {(!attributes.is_empty()).then(|| view! { <Attributes attributes/> })}
        {(conversations > 1).then(|| view! { <History visitor=id/> })}
        {session.may(Role::Admin).then(|| {
            let title = fill("erase.title", &[("name", &name)]);
            view! { <Erase visitor=id title/> }
        })}
    }
}

#[component]
fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// Whether the site has signed who they are: a word and a shape.
#[component]
fn Proof(verified: bool) -> impl IntoView {
    let (icon, words) = if verified {
        (Icon::Shield, t("visitor.verified"))
    } else {
        (Icon::Question, t("visitor.not_verified"))
    };
    view! { <span class="proof" class:proof-verified=verified><Glyph icon/>{words}</span> }
}

/// What the shop says of its visitor.
#[component]
fn Attributes(attributes: BTreeMap<String, String>) -> impl IntoView {
    let facts = attributes.into_iter().map(|(name, value)| {
        view! {
            <div class="fact">
                <dt dir="auto">{name}</dt>
                <dd dir="auto">{value}</dd>
            </div>
        }
    });
    view! {
        <section class="attributes" aria-labelledby="attributes">
            <h3 id="attributes">{t("visitor.attributes")}</h3>
            <dl class="facts">{facts.collect_view()}</dl>
        </section>
    }
}
