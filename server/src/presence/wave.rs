//! Waves: whom a request rings next. Pure.
//!
//! First the live agent whom the visitor talked to last, alone; then the least busy of the team, then the rest of it, a
//! load at a time; then, unless the team keeps to itself, everybody else in the same order.

use std::collections::{BTreeMap, BTreeSet};

use baton_protocol::AgentId;

/// Whom a request is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The team; none: everybody.
    pub(crate) members: Option<BTreeSet<AgentId>>,
    /// Nobody outside the team is ever rung.
    pub(crate) closed: bool,
}

impl Scope {
    /// This live agent is one of those whom the request is for.
    pub(crate) fn has(&self, agent: AgentId) -> bool {
        self.members.as_ref().is_none_or(|members| members.contains(&agent))
    }

    /// This live agent can be rung sooner or later.
    pub(crate) fn reaches(&self, agent: AgentId) -> bool {
        !self.closed || self.has(agent)
    }
}

/// Who is to ring next. `free` are the available live agents with the number of their chats, `known` those who ring
/// already or do not want to, `before` whom the visitor talked to last.
pub(crate) fn next(
    free: &BTreeMap<AgentId, usize>,
    scope: &Scope,
    known: &BTreeSet<AgentId>,
    before: Option<AgentId>,
) -> BTreeSet<AgentId> {
    let fresh = || free.iter().filter(|(agent, _)| !known.contains(agent));
    if let Some(before) = before.filter(|_| known.is_empty())
        && free.contains_key(&before)
        && scope.reaches(before)
    {
        return [before].into();
    }
    let inside = least_busy(fresh().filter(|(agent, _)| scope.has(**agent)));
    if !inside.is_empty() || scope.closed { inside } else { least_busy(fresh()) }
}

fn least_busy<'a>(agents: impl Iterator<Item = (&'a AgentId, &'a usize)>) -> BTreeSet<AgentId> {
    let mut wave = BTreeSet::new();
    let mut least = usize::MAX;
    for (agent, load) in agents {
        if *load < least {
            least = *load;
            wave.clear();
        }
        if *load == least {
            wave.insert(*agent);
        }
    }
    wave
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(agents: &[u32]) -> BTreeSet<AgentId> {
        agents.iter().copied().map(AgentId).collect()
    }

    fn check(
        free: &[(u32, usize)],
        team: Option<&[u32]>,
        closed: bool,
        before: Option<u32>,
        waves: &[&[u32]],
    ) {
        let free = free.iter().map(|(agent, load)| (AgentId(*agent), *load)).collect();
        let scope = Scope { members: team.map(ids), closed };
        let mut known = BTreeSet::new();
        for wave in waves {
            let rung = next(&free, &scope, &known, before.map(AgentId));
            assert_eq!(rung, ids(wave), "after {known:?}");
            known.extend(rung);
        }
    }

    #[test]
    fn the_least_busy_are_rung_first() {
        check(&[(1, 0), (2, 2), (3, 0), (4, 1)], None, false, None, &[&[1, 3], &[4], &[2], &[]]);
    }

    #[test]
    fn a_team_comes_before_the_others() {
        check(&[(1, 0), (2, 3), (3, 1)], Some(&[2, 3]), false, None, &[&[3], &[2], &[1], &[]]);
        check(&[(1, 0), (2, 3)], Some(&[9]), false, None, &[&[1], &[2], &[]]);
    }

    #[test]
    fn a_closed_team_keeps_to_itself() {
        check(&[(1, 0), (2, 3)], Some(&[2]), true, None, &[&[2], &[]]);
        check(&[(1, 0)], Some(&[2]), true, Some(1), &[&[]]);
    }

    #[test]
    fn the_live_agent_of_the_last_chat_is_rung_alone_at_first() {
        check(&[(1, 0), (2, 3)], None, false, Some(2), &[&[2], &[1], &[]]);
        check(&[(1, 0)], None, false, Some(2), &[&[1], &[]]);
        check(&[(1, 0), (2, 0)], Some(&[1]), false, Some(2), &[&[2], &[1], &[]]);
    }
}
