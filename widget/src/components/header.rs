//! widget: the header, which says who is talking and how many live agents are available.

use baton_protocol::{StateView, visitor::VisitorVerb};
use leptos::prelude::*;

use super::icon::{CLOSE, Icon, SPARK};
use crate::{
    host,
    session::{Part, Seen, Session},
    words::{count, t},
};

#[component]
pub(crate) fn Header(session: Session) -> impl IntoView {
    let letters = move || session.see(Part::State, |seen| agent(seen).map(initials).unwrap_or_default());
    let is_live = move || session.see(Part::State, |seen| agent(seen).is_some());
    let role = move || if is_live() { t("role.live") } else { t("role.ai") };
    let available = move || {
        session.see(Part::Available, |seen| seen.available).map(|n| count("available", n)).unwrap_or_default()
    };
    let class = move || {
        let some = session.see(Part::Available, |seen| seen.available) > Some(0);
        if some { "available" } else { "available nobody" }
    };
    let is_sure = move || session.see(Part::Sure, |seen| seen.sure);
    let end = move |_| {
        if session.peek(|seen| seen.sure) {
            session.ask(VisitorVerb::End);
        }
        session.set(Part::Sure, |seen| seen.sure = !seen.sure);
    };
    view! {
        <header class=move || if is_live() { "header live" } else { "header" }>
            <span class="face" aria-hidden="true">
                {letters}
                <Icon path=SPARK/>
            </span>
            <div class="who">
                <h1 class="title">
                    <bdi class="name">{move || speaker(session)}</bdi>
                    <span class="role">{role}</span>
                </h1>
                <p class=class>{available}</p>
            </div>
            <button
                class="quiet"
                hidden=move || !is_live()
                on:click=end
                on:blur=move |_| session.set(Part::Sure, |seen| seen.sure = false)
            >
                {move || if is_sure() { t("end.sure") } else { t("end") }}
            </button>
            <button
                class="round"
                aria-label=t("close")
                hidden=!host::is_framed()
                on:click=|_| host::tell("close", &[])
            >
                <Icon path=CLOSE/>
            </button>
        </header>
    }
}

/// The name of who talks to the visitor.
pub(super) fn speaker(session: Session) -> String {
    session.follow(Part::Site);
    session.see(Part::State, |seen| agent(seen).unwrap_or(&seen.site.ai_name).to_owned())
}

/// The live agent who holds the chat.
fn agent(seen: &Seen) -> Option<&str> {
    if let StateView::Live { agent } = &seen.state { Some(&agent.name) } else { None }
}

/// The first letters of the first two words of a name; the style sheet makes capitals of them.
fn initials(name: &str) -> String {
    name.split(' ').filter_map(|word| word.chars().next()).take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_two_words_at_most() {
        for (name, letters) in
            [("Luis", "L"), ("ana maria lópez", "am"), ("王小明", "王"), ("", ""), ("  éva ", "é")]
        {
            assert_eq!(initials(name), letters);
        }
    }
}
