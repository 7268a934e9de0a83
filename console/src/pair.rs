//! console: a question in the ways in which it is asked, and its answer, as it is being written.

use baton_protocol::knowledge::Written;
use leptos::prelude::*;

use crate::{
    form::{AreaField, Form, TextField},
    words::t,
    written::WrittenField,
};

/// A handle: copies are the same pair.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    question: RwSignal<String>,
    /// Further phrasings, one a line.
    more: RwSignal<String>,
    answer: RwSignal<String>,
}

impl Pair {
    pub(crate) fn new(questions: &[String], answer: impl Into<String>) -> Self {
        let (question, more) = apart(questions);
        Self {
            question: RwSignal::new(question),
            more: RwSignal::new(more),
            answer: RwSignal::new(answer.into()),
        }
    }

    /// Says this instead of what it said.
    pub(crate) fn set(self, questions: &[String], answer: &str) {
        let (question, more) = apart(questions);
        self.question.set(question);
        self.more.set(more);
        self.answer.set(answer.to_owned());
    }

    /// The phrasings as they stand.
    pub(crate) fn questions(self) -> Vec<String> {
        self.question.with_untracked(|question| self.more.with_untracked(|more| phrasings(question, more)))
    }

    /// The answer as it stands.
    pub(crate) fn answer(self) -> String {
        self.answer.with_untracked(|answer| answer.trim().to_owned())
    }

    pub(crate) fn written(self) -> Written {
        Written::Pair { questions: self.questions(), answer: self.answer() }
    }

    /// True where something is missing, which is then said beside it.
    pub(crate) fn lacks(self, form: Form) -> bool {
        let missing = if self.questions().is_empty() {
            "questions"
        } else if self.answer().is_empty() {
            "answer"
        } else {
            return false;
        };
        form.refuse(missing, t("pair.missing"));
        true
    }
}

#[component]
pub(crate) fn PairFields(form: Form, pair: Pair) -> impl IntoView {
    view! {
        <TextField form field="questions" name=t("pair.question") text=pair.question/>
        <AreaField form field="phrasings" name=t("pair.more") text=pair.more rows="2" hint=t("pair.more_hint")/>
        <WrittenField form field="answer" name=t("pair.answer") text=pair.answer rows="5"/>
    }
}

fn apart(questions: &[String]) -> (String, String) {
    match questions.split_first() {
        Some((first, rest)) => (first.clone(), rest.join("\n")),
        None => (String::new(), String::new()),
    }
}

/// Each phrasing once, the first one first.
fn phrasings(question: &str, more: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for line in std::iter::once(question).chain(more.lines()).map(str::trim) {
        if !line.is_empty() && !all.iter().any(|known| known == line) {
            all.push(line.to_owned());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_phrasing_counts_once_and_empty_lines_do_not() {
        assert_eq!(
            phrasings(" Can I return it? ", "\n Returns? \nCan I return it?\n"),
            ["Can I return it?", "Returns?"]
        );
        assert_eq!(phrasings("", "\n"), [""; 0]);
        assert_eq!(phrasings("", "Returns?"), ["Returns?"]);
    }

    #[test]
    fn phrasings_survive_being_taken_apart() {
        let all = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let (first, more) = apart(&all);
        assert_eq!(phrasings(&first, &more), all);
    }
}
