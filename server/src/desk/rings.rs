//! Rings: whom a request rings, and how it spreads to more until somebody takes it or its time is over.

use std::{collections::BTreeSet, sync::Arc};

use baton_conversation::{Command, Reach};
use baton_protocol::{AgentId, ConversationId, Refusal, TeamId, Timestamp};

use super::{Desk, act::Done};
use crate::{
    bus::{Hint, Topic},
    presence::{
        Changed,
        wave::{self, Scope},
    },
    store::model::{Head, SiteId},
};

impl Desk {
    /// Whom a new request at this site can reach now; `before` is whom the visitor talked to last.
    pub(super) fn reach(&self, site: SiteId, before: Option<AgentId>) -> Reach {
        self.reach_for(site, None, before)
    }

    /// The same for a request that is for this team, where one is named and still exists.
    pub(super) fn reach_for(&self, site: SiteId, team: Option<TeamId>, before: Option<AgentId>) -> Reach {
        let usual = || self.desked(site).ok().and_then(|desked| desked.site.settings.team);
        let team = team.filter(|team| self.crew.book().teams.contains_key(team)).or_else(usual);
        self.reach_of(site, team, before)
    }

    /// Whom a chat that lost its live agent can reach now.
    pub(super) fn reach_again(&self, head: &Head) -> Reach {
        self.reach_of(head.site, head.body.team, None)
    }

    fn reach_of(&self, site: SiteId, team: Option<TeamId>, before: Option<AgentId>) -> Reach {
        if self.desked(site).is_ok_and(|desked| !self.is_open(&desked.site)) {
            // Whoever happens to be there out of hours is not rung.
            return Reach { ring: BTreeSet::new(), team, more_may_come: false, until: self.deadline() };
        }
        let scope = self.crew.book().scope(team);
        let ring = wave::next(&self.presence.free(), &scope, &BTreeSet::new(), before);
        let more_may_come = self.presence.others_on_duty(&ring, |agent| scope.reaches(agent))
            || self.somebody_callable(&ring, &scope);
        Reach { ring, team, more_may_come, until: self.deadline() }
    }

    /// When a request that begins now ends by itself.
    pub(super) fn deadline(&self) -> Timestamp {
        self.clock.now().plus(i64::try_from(self.rules.ring.as_millis()).unwrap_or(i64::MAX))
    }

    /// Live agents besides `unwilling` may still become available for this conversation's request.
    pub(super) fn more_may_come(&self, head: &Head, unwilling: &BTreeSet<AgentId>) -> bool {
        let scope = self.scope_of(head);
        self.presence.others_on_duty(unwilling, |agent| scope.reaches(agent))
            || self.somebody_callable(unwilling, &scope)
    }

    /// Whom this conversation's request is for. What was passed on to a team stays there.
    fn scope_of(&self, head: &Head) -> Scope {
        let mut scope = self.crew.book().scope(head.body.team);
        scope.closed |= head.body.state.request().is_some_and(|request| request.only);
        scope
    }

    /// Others are available than before: everybody is told, and waiting requests ring those who are new.
    pub(crate) fn follow(self: &Arc<Self>, changed: Changed) {
        if changed.moved {
            self.bus.publish(Topic::Crew, Hint::Crew);
        }
        for agent in changed.fresh {
            for id in self.presence.unrung(agent) {
                let desk = Arc::clone(self);
                tokio::spawn(async move {
                    if let Err(refusal) = desk.ring(&id, agent).await {
                        tracing::warn!(%refusal, "a waiting request could not ring a live agent");
                    }
                });
            }
        }
    }

    /// A waiting request rings `agent` too, where it is for them, or where nobody else is left to ring.
    async fn ring(self: &Arc<Self>, id: &ConversationId, agent: AgentId) -> Result<Option<Done>, Refusal> {
        let head = self.head(id).await?;
        let Some(request) = head.body.state.request() else { return Ok(None) };
        let scope = self.scope_of(&head);
        let stranger = request.ringing.is_empty() && scope.reaches(agent);
        if !scope.has(agent) && !stranger {
            return Ok(None);
        }
        self.act(id, |_| Ok(Command::Ring([agent].into()))).await.map(Some)
    }

    /// The request rings the next ones.
    pub(super) async fn spread(self: &Arc<Self>, id: &ConversationId) -> Result<(), Refusal> {
        let head = self.head(id).await?;
        let next = self.next_wave(&head);
        if next.is_empty() {
            return Ok(());
        }
        self.act(id, |_| Ok(Command::Ring(next.clone()))).await.map(drop)
    }

    fn next_wave(&self, head: &Head) -> BTreeSet<AgentId> {
        let Some(request) = head.body.state.request() else { return BTreeSet::new() };
        let known = request.ringing.union(&request.ignored).copied().collect();
        wave::next(&self.presence.free(), &self.scope_of(head), &known, head.body.held)
    }
}
