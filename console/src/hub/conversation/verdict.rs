//! console: what the visitor thinks of an answer of the AI agent, beside it.

use std::collections::HashMap;

use baton_protocol::{Event, What};
use leptos::prelude::*;

use crate::{
    icon::{Glyph, Icon},
    words::t,
};

#[component]
pub(super) fn Verdict(seq: u64, verdicts: Memo<HashMap<u64, bool>>) -> impl IntoView {
    let verdict = Memo::new(move |_| verdicts.with(|verdicts| verdicts.get(&seq).copied()));
    move || {
        verdict.get().map(|helpful| {
            let (icon, words) = if helpful {
                (Icon::ThumbUp, t("verdict.helpful"))
            } else {
                (Icon::ThumbDown, t("verdict.unhelpful"))
            };
            view! { <p class="bubble-mark bubble-verdict" class:bubble-unhelpful=!helpful><Glyph icon/>{words}</p> }
        })
    }
}

/// The last verdict on each answer, by the answer's number.
pub(super) fn verdicts(events: &[Event]) -> HashMap<u64, bool> {
    let mut verdicts = HashMap::new();
    for event in events {
        if let What::Judged { seq, helpful } = event.what {
            verdicts.insert(seq, helpful);
        }
    }
    verdicts
}

#[cfg(test)]
mod tests {
    use baton_protocol::{Author, Timestamp};

    use super::*;

    #[test]
    fn a_later_verdict_replaces_an_earlier_one() {
        let judged = |number: u64, seq: u64, helpful: bool| Event {
            seq: number,
            at: Timestamp(0),
            by: Author::Visitor,
            what: What::Judged { seq, helpful },
        };
        let found = verdicts(&[judged(5, 2, true), judged(6, 4, true), judged(7, 2, false)]);
        assert_eq!(found, HashMap::from([(2, false), (4, true)]));
    }
}
