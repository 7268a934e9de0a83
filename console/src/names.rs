//! console: what to call people.

use baton_protocol::{
    AgentId, Author, StateView, TeamId,
    agent::{Crew, Summary},
    event::Why,
};

use crate::words::t;

/// What the visitor calls themselves, or that they are one.
pub(crate) fn visitor(name: Option<&str>) -> String {
    name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| t("visitor.unnamed")).to_owned()
}

/// Who says it; the visitor by this name.
pub(crate) fn author(by: &Author, visitor: &str) -> String {
    match by {
        Author::Visitor => visitor.to_owned(),
        Author::Ai | Author::Clock => t("author.ai").to_owned(),
        Author::Agent(agent) => agent.name.clone(),
    }
}

/// The live agent who holds a chat in this state.
pub(crate) fn holder(state: &StateView) -> Option<String> {
    match state {
        StateView::Live { agent } => Some(agent.name.clone()),
        StateView::Ai | StateView::Requested { .. } | StateView::Completed | StateView::Ended => None,
    }
}

/// A live agent's first and last name; their number where they are no longer known.
pub(crate) fn colleague(crew: &Crew, id: AgentId) -> String {
    let known = crew.people.iter().find(|person| person.id == id);
    known.map_or_else(|| format!("#{}", id.0), |person| person.name.clone())
}

/// A team's name; its number where it is no longer known.
pub(crate) fn team(crew: &Crew, id: TeamId) -> String {
    let known = crew.teams.iter().find(|team| team.id == id);
    known.map_or_else(|| format!("#{}", id.0), |team| team.name.clone())
}

/// Why nobody took the last request, as long as that is how it stands.
pub(crate) fn stranded(card: &Summary) -> Option<&'static str> {
    match card.state {
        StateView::Ai | StateView::Completed | StateView::Ended => card.unanswered.map(unanswered),
        StateView::Requested { .. } | StateView::Live { .. } => None,
    }
}

/// Why nobody took a request.
pub(crate) fn unanswered(why: Why) -> &'static str {
    match why {
        Why::Timeout => t("note.timeout"),
        Why::AllIgnored => t("note.all_ignored"),
        Why::Nobody => t("note.nobody"),
    }
}

/// One or two letters that stand for a name where there is no picture.
pub(crate) fn initials(name: &str) -> String {
    let mut words =
        name.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_alphanumeric());
    let first = words.next();
    let last = words.next_back().filter(|c| c.is_ascii());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_the_first_and_last_words() {
        for (name, letters) in [
            ("Mei Tanaka", "MT"),
            ("ana maria de souza", "AS"),
            ("Luis", "L"),
            ("田中 芽衣", "田"),
            ("", ""),
            ("-", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
