//! console: whether this browser rings although the console is closed.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    push::{self, Standing},
    words::t,
};

#[component]
pub(super) fn Push() -> impl IntoView {
    let standing = RwSignal::new(None::<Standing>);
    let busy = RwSignal::new(true);
    let settle = move |change: std::pin::Pin<Box<dyn Future<Output = Standing>>>| {
        busy.set(true);
        spawn_local(async move {
            let now = change.await;
            standing.try_set(Some(now));
            busy.try_set(false);
        });
    };
    settle(Box::pin(push::standing()));
    let on = move || standing.get() == Some(Standing::On);
    let toggle = move |_| {
        if busy.get_untracked() {
            return;
        }
        if untrack(on) { settle(Box::pin(push::turn_off())) } else { settle(Box::pin(push::turn_on())) }
    };
    let possible = move || !matches!(standing.get(), Some(Standing::Unsupported | Standing::Blocked));
    let words = move || {
        standing.get().map(|standing| match standing {
            Standing::Unsupported => t("push.unsupported"),
            Standing::Blocked => t("push.blocked"),
            Standing::Off => t("push.is_off"),
            Standing::On => t("push.is_on"),
            Standing::Unreachable => t("push.unreachable"),
        })
    };
    view! {
        <section class="panel" aria-labelledby="push">
            <h2 id="push">{t("push.title")}</h2>
            <Show when=possible>
                <button
                    type="button" class="switch push-switch" role="switch" aria-describedby="push-standing"
                    aria-checked=move || on().to_string() aria-disabled=move || busy.get().to_string()
                    on:click=toggle
                >
                    <span class="switch-track" aria-hidden="true"><span class="switch-thumb"></span></span>
                    {t("push.switch")}
                </button>
            </Show>
            <p id="push-standing" role="status" class:warning=move || matches!(
                standing.get(), Some(Standing::Blocked | Standing::Unreachable)
            )>
                {words}
            </p>
        </section>
    }
}
