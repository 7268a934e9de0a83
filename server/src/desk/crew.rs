//! The crew: who works here and in which teams, in memory, because every request asks.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError, RwLock},
};

use baton_protocol::{
    AgentId, Refusal, TeamId,
    agent::{Colleague, Crew, TeamView},
    people::Role,
};

use super::{Desk, unavailable};
use crate::{
    bus::{Hint, Topic},
    presence::wave::Scope,
    store::{
        Store, StoreError,
        model::{Head, StoredTeam, User},
    },
};

/// Everybody and every team, as the store has them.
#[derive(Debug, Default)]
pub(crate) struct Book {
    pub(crate) people: BTreeMap<AgentId, User>,
    pub(crate) teams: BTreeMap<TeamId, StoredTeam>,
}

/// The book that is open now; whoever holds an older copy may finish with it.
#[derive(Debug, Default)]
pub(crate) struct Shelf(RwLock<Arc<Book>>);

impl Shelf {
    pub(crate) async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        Ok(Self(RwLock::new(Arc::new(Book::read(store).await?))))
    }

    pub(crate) fn book(&self) -> Arc<Book> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Book {
    async fn read(store: &dyn Store) -> Result<Self, StoreError> {
        let people = store.users().await?.into_iter().map(|user| (user.id, user)).collect();
        let teams = store.teams().await?.into_iter().map(|team| (team.id, team)).collect();
        Ok(Self { people, teams })
    }

    /// Whom a request for this team is for.
    pub(crate) fn scope(&self, team: Option<TeamId>) -> Scope {
        match team.and_then(|team| self.teams.get(&team)) {
            Some(team) => {
                Scope { members: Some(team.members.iter().copied().collect()), closed: team.closed }
            }
            // A team that is gone leaves its requests to everybody.
            None => Scope::default(),
        }
    }

    /// Whether this live agent may see a conversation: a closed team's only its members, admins, and whoever it was
    /// passed on to.
    pub(crate) fn may_see(&self, agent: AgentId, head: &Head) -> bool {
        let admin = || self.people.get(&agent).is_some_and(|user| user.role == Role::Admin);
        let state = &head.body.state;
        self.scope(head.body.team).reaches(agent)
            || state.agent().is_some_and(|holder| holder.id == agent)
            || state.request().is_some_and(|request| request.ringing.contains(&agent))
            || admin()
    }

    /// The teams whose conversations this live agent may not see.
    pub(crate) fn hidden_from(&self, agent: AgentId) -> Vec<TeamId> {
        let admin = self.people.get(&agent).is_some_and(|user| user.role == Role::Admin);
        let hidden = |team: &&StoredTeam| team.closed && !admin && !team.members.contains(&agent);
        self.teams.values().filter(hidden).map(|team| team.id).collect()
    }

    /// Those who may see a conversation of this team.
    pub(crate) fn watchers(&self, team: Option<TeamId>) -> impl Iterator<Item = AgentId> {
        let scope = self.scope(team);
        self.people
            .values()
            .filter(move |user| user.active && (scope.reaches(user.id) || user.role == Role::Admin))
            .map(|user| user.id)
    }
}

impl Desk {
    /// Who works here, as everybody who is signed in sees it.
    pub(crate) fn crew(&self) -> Crew {
        let (book, free) = (self.crew.book(), self.presence.free());
        let colleague = |user: &User| Colleague {
            id: user.id,
            name: format!("{} {}", user.first_name, user.last_name),
            available: free.contains_key(&user.id),
            teams: user.teams.clone(),
        };
        let team = |team: &StoredTeam| TeamView { id: team.id, name: team.name.clone() };
        let people = book.people.values().filter(|user| user.active && !user.password.is_empty());
        Crew { people: people.map(colleague).collect(), teams: book.teams.values().map(team).collect() }
    }

    /// Whether this live agent may see a conversation.
    pub(crate) fn may_see(&self, agent: AgentId, head: &Head) -> bool {
        self.crew.book().may_see(agent, head)
    }

    /// Somebody or some team has changed: the book is read again, and everybody told.
    pub(crate) async fn refresh_crew(&self) -> Result<(), Refusal> {
        let book = Book::read(self.store.as_ref()).await.map_err(|error| unavailable(&error))?;
        *self.crew.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(book);
        self.bus.publish(Topic::Crew, Hint::Crew);
        Ok(())
    }

    /// The available members of a team.
    pub(crate) fn free_of(&self, team: TeamId) -> BTreeSet<AgentId> {
        let (book, free) = (self.crew.book(), self.presence.free());
        let members = book.teams.get(&team).map(|team| team.members.as_slice()).unwrap_or_default();
        members.iter().copied().filter(|agent| free.contains_key(agent)).collect()
    }
}
