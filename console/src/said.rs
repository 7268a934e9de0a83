//! console: what the AI agent says to a question, as a visitor sees it, and why it does.

use baton_protocol::{
    answering::{Answered, Because, Kind, Said},
    event::Reason,
};
use leptos::prelude::*;

use crate::{
    blocks::Blocks,
    icon::{Glyph, Icon},
    sources::Sources,
    words::{fill, t},
};

#[component]
pub(crate) fn SaidView(
    said: Said,
    /// What a click on one of its choices does; without it they are only shown.
    #[prop(optional)]
    choose: Option<Callback<String>>,
) -> impl IntoView {
    let Said { kind, text, blocks, sources, choices, person, rule } = said;
    let asks = (kind == Kind::Person || person.is_some()).then(|| match person {
        Some(reason) => {
            fill("said.person_why", &[("why", &reason_words(reason, rule.as_deref().unwrap_or_default()))])
        }
        None => t("said.person").to_owned(),
    });
    view! {
        <div class="said">
            <p class="said-kind"><Glyph icon=Icon::Spark/>{kind_words(kind)}</p>
            {if !blocks.is_empty() {
                view! { <Blocks blocks/> }.into_any()
            } else {
                (!text.is_empty()).then(|| view! { <p class="said-text" dir="auto">{text}</p> }).into_any()
            }}
            {(!choices.is_empty()).then(|| view! { <Choices choices choose/> })}
            {asks.map(|words| view! { <p class="said-person">{words}</p> })}
            {(!sources.is_empty()).then(|| view! { <Sources sources/> })}
        </div>
    }
}

/// What it asks back; as buttons where a click does something.
#[component]
pub(crate) fn Choices(
    choices: Vec<String>,
    #[prop(optional_no_strip)] choose: Option<Callback<String>>,
) -> impl IntoView {
    let rows = choices.into_iter().map(|choice| match choose {
        Some(choose) => {
            let words = choice.clone();
            view! {
                <li>
                    <button type="button" class="button choice" dir="auto" on:click=move |_| choose.run(choice.clone())>
                        {words}
                    </button>
                </li>
            }
            .into_any()
        }
        None => view! { <li class="choice choice-shown" dir="auto">{choice}</li> }.into_any(),
    });
    view! { <ul class="choices" aria-label=t("said.choices")>{rows.collect_view()}</ul> }
}

pub(crate) fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Answer => t("said.answer"),
        Kind::AskBack => t("said.ask_back"),
        Kind::Unknown => t("said.unknown"),
        Kind::Talk => t("said.talk"),
        Kind::Person => t("said.asks_person"),
    }
}

/// Why a person is asked for, as the end of a sentence.
pub(crate) fn reason_words(reason: Reason, rule: &str) -> String {
    match reason {
        Reason::Button => t("reason.button").to_owned(),
        Reason::Words => t("reason.words").to_owned(),
        Reason::Ai => t("reason.ai").to_owned(),
        Reason::NotHelped => t("reason.not_helped").to_owned(),
        Reason::Anger => t("reason.anger").to_owned(),
        Reason::Rule => fill("reason.rule", &[("rule", rule)]),
    }
}

/// Why it decided so, in a sentence with its numbers.
pub(crate) fn because_words(answered: &Answered) -> String {
    let best = answered.candidates.first().map_or(0, |best| best.confidence).to_string();
    let sure = answered.sure.to_string();
    let numbers = [("n", best.as_str()), ("sure", sure.as_str())];
    match answered.why {
        Because::Exact => t("because.exact").to_owned(),
        Because::Sure => fill("because.sure", &numbers),
        Because::Close => fill("because.close", &numbers),
        Because::Unsure => fill("because.unsure", &numbers),
        Because::Nothing => t("because.nothing").to_owned(),
        Because::SmallTalk => t("because.talk").to_owned(),
        Because::Person => match answered.said.person {
            Some(reason) => {
                let rule = answered.said.rule.as_deref().unwrap_or_default();
                fill("because.person", &[("why", &reason_words(reason, rule))])
            }
            None => t("because.wants").to_owned(),
        },
    }
}
