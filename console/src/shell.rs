//! console: the bar around every page, and what is said wherever one is.

mod bar;
mod help;
mod idle;
mod strip;
mod title;

use leptos::prelude::*;
use leptos_router::components::Outlet;

use crate::{
    attention,
    session::{Stage, use_session},
    shell::{bar::Bar, help::Help, idle::watch_idle, strip::Strip, title::watch_title},
    toasts::ToastCorner,
    words::t,
};

/// Whether this tab is in front of somebody.
#[derive(Clone, Copy)]
pub(crate) struct Visible(pub(crate) ReadSignal<bool>);

#[component]
pub(crate) fn Shell() -> impl IntoView {
    let session = use_session();
    let now = session.clock.now;
    provide_context(Visible(attention::watch(move || now.track())));
    watch_title(session);
    watch_idle(session);
    view! {
        <Show
            when=move || session.stage.get() == Stage::SignedIn
            fallback=move || view! { <Outside/> }
        >
            <div class="shell">
                <Bar/>
                <Strip/>
                <main class="shell-page">
                    <Outlet/>
                </main>
                <Help/>
                <ToastCorner toasts=session.toasts/>
                <p class="unseen" role="status">{move || session.spoken.get()}</p>
            </div>
        </Show>
    }
}

/// Before it is known who is there: nothing for a moment, then what is the matter.
#[component]
fn Outside() -> impl IntoView {
    let session = use_session();
    let unreachable = move || session.stage.get() == Stage::Unreachable;
    view! {
        <div class="outside">
            <Show when=unreachable fallback=|| view! { <div class="outside-bar"></div> }>
                <div class="outside-note" role="alert">
                    <h1>{t("outside.title")}</h1>
                    <p>{t("outside.text")}</p>
                    <button type="button" class="button" on:click=move |_| session.begin()>
                        {t("outside.again")}
                    </button>
                </div>
            </Show>
        </div>
    }
}
