//! console: the first page: what waits, what I hold, how the day goes, and the way into the Hub.

mod today;

use leptos::{prelude::*, task::spawn_local};
use web_sys::NotificationPermission;

use self::today::Today;
use crate::{
    bell,
    cards::{List, waiting_since},
    hub::row::ChatRow,
    icon::{Glyph, Icon},
    session::use_session,
    when,
    words::{fill, plural, t},
};

#[component]
pub(crate) fn Dashboard() -> impl IntoView {
    let session = use_session();
    let requests = Memo::new(move |_| session.cards.with(|cards| cards.list(List::Requests)));
    let chats = Memo::new(move |_| session.cards.with(|cards| cards.list(List::Chats)));
    let count = move || requests.with(|list| u32::try_from(list.len()).unwrap_or(u32::MAX));
    let waits = move || {
        let longest = requests.with(|list| list.first().and_then(waiting_since));
        match longest {
            None => t("dashboard.nobody_waits").to_owned(),
            Some(since) => {
                let span = when::span(session.clock.now.get().since(since));
                format!(
                    "{} {}",
                    plural(count(), "dashboard.waits.one", "dashboard.waits.many"),
                    fill("dashboard.longest", &[("span", &span)])
                )
            }
        }
    };
    view! {
        <div class="dashboard">
            <h1 class="unseen">{t("page.dashboard")}</h1>
            <div class="dashboard-side">
                <section class="panel dashboard-live" aria-label=t("dashboard.live")>
                    <button
                        type="button"
                        class="button dashboard-open"
                        class:dashboard-ringing=move || count() != 0
                        aria-describedby="waits"
                        on:click=|_| open_hub()
                    >
                        <Glyph icon=Icon::Chat/>
                        <span>{t("dashboard.live_chat")}</span>
                        <Show when=move || count() != 0>
                            <span class="count count-waiting" aria-hidden="true">{count}</span>
                        </Show>
                        <Glyph icon=Icon::Open/>
                    </button>
                    <p class="dashboard-waits" id="waits">{waits}</p>
                    <Show when=move || session.welcomed.get() && !session.switch.get()>
                        <p class="dashboard-away">{t("dashboard.away")}</p>
                    </Show>
                    <Offer/>
                    <There/>
                </section>
                <Today/>
            </div>
            <section class="panel" aria-labelledby="my-chats">
                <header class="panel-head"><h2 id="my-chats">{t("hub.chats")}</h2></header>
                <ul class="rows">
                    <For
                        each=move || chats.get()
                        key=|card| card.id.clone()
                        children=move |card| view! { <ChatRow card/> }
                    />
                </ul>
                <Show when=move || session.welcomed.get() && chats.with(Vec::is_empty)>
                    <p class="empty">{t("dashboard.no_chats")}</p>
                </Show>
            </section>
        </div>
    }
}

/// Who is available now.
#[component]
fn There() -> impl IntoView {
    let session = use_session();
    let names = Memo::new(move |_| {
        session.crew.with(|crew| {
            let there = crew.people.iter().filter(|person| person.available);
            there.map(|person| person.name.clone()).collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || names.with(|names| !names.is_empty())>
            <p class="dashboard-note" dir="auto">
                {move || fill("dashboard.there", &[("names", &names.get().join(t("list.comma")))])}
            </p>
        </Show>
    }
}

fn open_hub() {
    // A browser that opens no tab shows its own note about it.
    let _ = window().open_with_url_and_target("/console/hub", "_blank");
}

/// Asks, when a person wants it, for desktop notifications; says what to do where they were refused.
#[component]
fn Offer() -> impl IntoView {
    let permission = RwSignal::new_local(bell::permission());
    let ask = move |_| spawn_local(async move { permission.set(bell::ask().await) });
    let undecided = move || permission.get() == Some(NotificationPermission::Default);
    let refused = move || permission.get() == Some(NotificationPermission::Denied);
    view! {
        <Show when=undecided>
            <button type="button" class="button button-quiet" on:click=ask>
                <Glyph icon=Icon::Bell/>
                {bell::offer()}
            </button>
        </Show>
        <Show when=refused>
            <p class="dashboard-note">{t("bell.refused")}</p>
        </Show>
    }
}
