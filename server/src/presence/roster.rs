//! Which live agents are here: signed in, connected now, switched on. Pure; times are passed in.

use std::collections::{BTreeMap, BTreeSet};

use baton_protocol::{AgentId, Timestamp};

/// One live agent's presence.
#[derive(Debug)]
struct Entry {
    connections: u32,
    switch: bool,
    /// When the last connection went.
    gone: Timestamp,
}

/// Every live agent who has been here since the server started.
#[derive(Debug)]
pub(crate) struct Roster {
    entries: BTreeMap<AgentId, Entry>,
    /// Who has not come back since a restart counts as gone since then.
    started: Timestamp,
}

impl Roster {
    pub(crate) const fn new(started: Timestamp) -> Self {
        Self { entries: BTreeMap::new(), started }
    }

    /// One more connection of this live agent, whose switch stands so.
    pub(crate) fn connects(&mut self, agent: AgentId, switch: bool) {
        let entry = self.entries.entry(agent).or_insert(Entry { connections: 0, switch, gone: self.started });
        entry.connections += 1;
        entry.switch = switch;
    }

    /// One connection less.
    pub(crate) fn leaves(&mut self, agent: AgentId, now: Timestamp) {
        if let Some(entry) = self.entries.get_mut(&agent) {
            entry.connections = entry.connections.saturating_sub(1);
            if entry.connections == 0 {
                entry.gone = now;
            }
        }
    }

    pub(crate) fn switch(&mut self, agent: AgentId, on: bool) {
        if let Some(entry) = self.entries.get_mut(&agent) {
            entry.switch = on;
        }
    }

    /// Connected now.
    pub(crate) fn connected(&self) -> impl Iterator<Item = AgentId> + '_ {
        self.entries.iter().filter(|(_, entry)| entry.connections > 0).map(|(agent, _)| *agent)
    }

    /// Connected now and switched on.
    pub(crate) fn on_duty(&self) -> impl Iterator<Item = AgentId> + '_ {
        self.entries
            .iter()
            .filter(|(_, entry)| entry.connections > 0 && entry.switch)
            .map(|(agent, _)| *agent)
    }

    /// Those of `agents` whose last connection went at least `grace` milliseconds ago.
    pub(crate) fn lost(
        &self,
        agents: impl Iterator<Item = AgentId>,
        now: Timestamp,
        grace: i64,
    ) -> BTreeSet<AgentId> {
        agents
            .filter(|agent| match self.entries.get(agent) {
                Some(entry) => entry.connections == 0 && now.since(entry.gone) >= grace,
                None => now.since(self.started) >= grace,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: AgentId = AgentId(1);
    const B: AgentId = AgentId(2);

    #[test]
    fn on_duty_means_connected_and_switched_on() {
        let mut roster = Roster::new(Timestamp(0));
        roster.connects(A, true);
        roster.connects(B, false);
        assert_eq!(roster.on_duty().collect::<Vec<_>>(), [A]);
        roster.switch(B, true);
        roster.connects(A, true);
        roster.leaves(A, Timestamp(5));
        assert_eq!(roster.on_duty().collect::<Vec<_>>(), [A, B], "one of two tabs is still open");
        roster.leaves(A, Timestamp(6));
        assert_eq!(roster.on_duty().collect::<Vec<_>>(), [B]);
    }

    #[test]
    fn lost_means_gone_for_the_whole_grace_time() {
        let mut roster = Roster::new(Timestamp(0));
        roster.connects(A, true);
        roster.leaves(A, Timestamp(100));
        let lost = |roster: &Roster, now| roster.lost([A, B].into_iter(), Timestamp(now), 50);
        assert!(lost(&roster, 49).is_empty());
        assert_eq!(lost(&roster, 149), [B].into(), "never came back after the restart");
        assert_eq!(lost(&roster, 150), [A, B].into());
        roster.connects(A, true);
        assert_eq!(lost(&roster, 1_000), [B].into());
    }
}
