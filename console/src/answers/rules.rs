//! console: the rules by which the AI agent asks for a person by itself, in the order in which they are tried.

use baton_protocol::{
    TeamId,
    answering::{Rule, When},
};
use leptos::prelude::*;

use super::rule::RuleField;
use crate::{agent::lines, form::Form, words::t};

/// The most rules of a site.
const MOST: usize = 50;

/// One rule as it is being written. A handle: copies are the same rule.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    /// Unlike that of the other rules of the page.
    pub(super) id: u32,
    pub(super) name: RwSignal<String>,
    /// One a line.
    pub(super) mentions: RwSignal<String>,
    /// As the fields give it.
    pub(super) when: RwSignal<String>,
    /// Its number; empty for whom the site's requests ring.
    pub(super) team: RwSignal<String>,
}

impl Writing {
    fn new(id: u32, rule: Rule) -> Self {
        Self {
            id,
            name: RwSignal::new(rule.name),
            mentions: RwSignal::new(rule.mentions.join("\n")),
            when: RwSignal::new(written(rule.when).to_owned()),
            team: RwSignal::new(rule.team.map(|team| team.0.to_string()).unwrap_or_default()),
        }
    }

    fn rule(self) -> Rule {
        Rule {
            name: self.name.with_untracked(|name| name.trim().to_owned()),
            mentions: self.mentions.with_untracked(|mentions| lines(mentions)),
            when: self.when.with_untracked(|when| read(when)),
            team: self.team.with_untracked(|team| team.parse().ok().map(TeamId)),
        }
    }
}

/// All rules as they are being written. A handle: copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) list: RwSignal<Vec<Writing>>,
    next: StoredValue<u32>,
}

impl Rules {
    pub(super) fn new(rules: Vec<Rule>) -> Self {
        let list: Vec<_> = rules.into_iter().zip(0..).map(|(rule, id)| Writing::new(id, rule)).collect();
        let next = u32::try_from(list.len()).unwrap_or(u32::MAX);
        Self { list: RwSignal::new(list), next: StoredValue::new(next) }
    }

    pub(super) fn written(self) -> Vec<Rule> {
        self.list.with_untracked(|list| list.iter().map(|writing| writing.rule()).collect())
    }

    fn add(self) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        let rule = Rule { name: String::new(), mentions: Vec::new(), when: When::Always, team: None };
        self.list.update(|list| list.push(Writing::new(id, rule)));
    }

    pub(super) fn drop(self, id: u32) {
        self.list.update(|list| list.retain(|writing| writing.id != id));
    }

    /// One place to the front, or to the end.
    pub(super) fn shift(self, id: u32, forward: bool) {
        self.list.update(|list| {
            if let Some(at) = list.iter().position(|writing| writing.id == id) {
                let to = if forward { at.saturating_sub(1) } else { (at + 1).min(list.len() - 1) };
                list.swap(at, to);
            }
        });
    }
}

#[component]
pub(super) fn RulesField(form: Form, rules: Rules) -> impl IntoView {
    let count = move || rules.list.with(Vec::len);
    view! {
        <fieldset class="rules" aria-describedby="rules-hint">
            <legend class="field-name">{t("rules.title")}</legend>
            <p class="field-note" id="rules-hint">{t("rules.hint")}</p>
            <For each=move || rules.list.get() key=|writing| writing.id let:writing>
                <RuleField rules writing/>
            </For>
            <Show when=move || count() == 0>
                <p class="rules-none">{t("rules.none")}</p>
            </Show>
            <Show when=move || count() < MOST>
                <button
                    type="button" class="button"
                    on:click=move |_| {
                        form.clear();
                        rules.add();
                    }
                >
                    {t("rules.add")}
                </button>
            </Show>
        </fieldset>
    }
}

/// A time as the fields give it.
pub(super) const fn written(when: When) -> &'static str {
    match when {
        When::Always => "always",
        When::Open => "open",
        When::Closed => "closed",
    }
}

fn read(when: &str) -> When {
    [When::Open, When::Closed].into_iter().find(|known| written(*known) == when).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        for when in [When::Always, When::Open, When::Closed] {
            assert_eq!(read(written(when)), when);
        }
        assert_eq!(read("soon"), When::Always);
    }
}
