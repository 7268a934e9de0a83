//! widget: the header, which says who is talking and how many live agents are available.

use baton_protocol::StateView;
use leptos::prelude::*;

use super::icon::{CLOSE, Icon, SPARK};
use crate::{
    host,
    session::Session,
    words::{count, t},
};

#[component]
pub(crate) fn Header(session: Session) -> impl IntoView {
    let live = move || session.state.with(|state| matches!(state, StateView::Live { .. }));
    let name = move || match session.state.get() {
        StateView::Live { agent } => agent.name,
        StateView::Ai | StateView::Requested { .. } | StateView::Completed | StateView::Ended => {
            session.site.with(|site| site.ai_name.clone())
        }
    };
    let face = move || {
        if live() {
            view! { <span class="face live" aria-hidden="true">{initials(&name())}</span> }.into_any()
        } else {
            view! { <span class="face" aria-hidden="true"><Icon path=SPARK/></span> }.into_any()
        }
    };
    let role = move || if live() { t("role.live") } else { t("role.ai") };
    let available = move || session.available.get().map(|n| count("available", n)).unwrap_or_default();
    let nobody = move || session.available.get().unwrap_or_default() == 0;
    let sure = RwSignal::new(false);
    let end = move |_| {
        if sure.get_untracked() {
            session.end();
        }
        sure.update(|sure| *sure = !*sure);
    };
    view! {
        <header class="header">
            {face}
            <div class="who">
                <h1 class="title">
                    <bdi class="name">{name}</bdi>
                    <span class="role">{role}</span>
                </h1>
                <p class="available" class:nobody=nobody>{available}</p>
            </div>
            <button
                class="quiet"
                type="button"
                class:sure=move || sure.get()
                hidden=move || !live()
                on:click=end
                on:blur=move |_| sure.set(false)
            >
                {move || if sure.get() { t("end.sure") } else { t("end") }}
            </button>
            {host::is_framed().then(|| view! {
                <button class="round" type="button" aria-label=t("close") on:click=|_| host::tell("close", &[])>
                    <Icon path=CLOSE/>
                </button>
            })}
        </header>
    }
}

/// The first letters of the first two words of a name.
fn initials(name: &str) -> String {
    name.split_whitespace().take(2).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_two_words_at_most() {
        for (name, letters) in [("Luis", "L"), ("ana maria lópez", "AM"), ("王小明", "王"), ("", ""), ("  éva ", "É")] {
            assert_eq!(initials(name), letters);
        }
    }
}
