//! console: an exchange that is to stay as it is, as a test.

use baton_client::browser;
use baton_protocol::{
    answering::{Answered, Ask, Kind},
    publishing::{Expects, TestWish},
};
use leptos::prelude::*;
use serde::de::IgnoredAny;

use super::Game;
use crate::{
    form::{Form, Outcome},
    words::t,
};

/// Nothing where there is nothing to expect of the answer.
#[component]
pub(super) fn KeepAsTest(game: Game, ask: Ask, expects: Option<Expects>) -> impl IntoView {
    let form = Form::new("keep");
    let kept = RwSignal::new(false);
    expects.map(|expects| {
        let keep = move |_| {
            if kept.get_untracked() {
                return;
            }
            let url = game.studio.url("/tests");
            let wish = TestWish { question: ask.text.clone(), locale: ask.locale.clone(), expects };
            form.send(async move { browser::post::<IgnoredAny>(&url, &wish).await }, move |_| {
                kept.set(true);
                form.done(t("playground.kept"));
            });
        };
        view! {
            <button type="button" class="button" aria-disabled=move || kept.get().to_string() on:click=keep>
                {t("playground.keep")}
            </button>
            <Outcome form/>
        }
    })
}

/// What a test of this exchange expects; none of small talk.
pub(super) fn expected(answered: &Answered) -> Option<Expects> {
    let said = &answered.said;
    match said.kind {
        Kind::Answer => {
            let source = said.sources.iter().find_map(|source| source.entry);
            source.or_else(|| Some(answered.candidates.first()?.entry)).map(Expects::Entry)
        }
        Kind::AskBack => Some(Expects::AskBack),
        Kind::Unknown => Some(Expects::Unknown),
        Kind::Person => Some(Expects::Person),
        Kind::Talk => None,
    }
}

#[cfg(test)]
mod tests {
    use baton_protocol::{
        EntryId,
        answering::{Because, Candidate, Said},
        event::Source,
    };

    use super::*;

    fn answered(kind: Kind, source: Option<u32>, candidate: Option<u32>) -> Answered {
        let source = source.map(|id| Source {
            title: "Returns".into(),
            passage: "Within 30 days.".into(),
            address: None,
            entry: Some(EntryId(id)),
        });
        let candidate = candidate.map(|id| Candidate {
            entry: EntryId(id),
            label: "Returns".into(),
            passage: "Within 30 days.".into(),
            confidence: 90,
            coverage: 80,
            learnt: 70,
        });
        Answered {
            said: Said { kind, sources: source.into_iter().collect(), ..Said::default() },
            candidates: candidate.into_iter().collect(),
            why: Because::Sure,
            sure: 80,
            model: None,
        }
    }

    #[test]
    fn an_answer_is_expected_from_where_it_came() {
        assert_eq!(expected(&answered(Kind::Answer, Some(3), Some(4))), Some(Expects::Entry(EntryId(3))));
        assert_eq!(expected(&answered(Kind::Answer, None, Some(4))), Some(Expects::Entry(EntryId(4))));
        assert_eq!(expected(&answered(Kind::Answer, None, None)), None);
    }

    #[test]
    fn what_is_no_answer_is_expected_as_it_is() {
        assert_eq!(expected(&answered(Kind::AskBack, None, Some(4))), Some(Expects::AskBack));
        assert_eq!(expected(&answered(Kind::Unknown, None, None)), Some(Expects::Unknown));
        assert_eq!(expected(&answered(Kind::Person, None, None)), Some(Expects::Person));
        assert_eq!(expected(&answered(Kind::Talk, None, None)), None);
    }
}
