//! Teams, and the replies that they keep at hand.

use baton_protocol::{
    AgentId, Code, Refusal, TeamId,
    limits::{MESSAGE_CHARS, NAME_CHARS},
    team::{Canned, CannedChange, Team, TeamChange},
};

use super::{Desk, crew::Book, people::WrongField, unavailable};
use crate::{
    bus::{Hint, Topic},
    store::model::{self, Edited, StoredCanned, StoredTeam},
};

impl Desk {
    pub(crate) fn teams(&self) -> Vec<Team> {
        self.crew.book().teams.values().cloned().map(team).collect()
    }

    pub(crate) async fn add_team(&self, by: AgentId, wish: TeamChange) -> Result<Team, WrongField> {
        let change = checked_team(wish)?;
        let added = self.store.add_team(change).await.map_err(|error| unavailable(&error))?;
        let added = done(added, "name", "Another team has this name.", "There is no such team.")?;
        self.refresh_crew().await?;
        self.note(by, "team.added", &added.name).await;
        Ok(team(added))
    }

    pub(crate) async fn change_team(
        &self,
        by: AgentId,
        id: TeamId,
        wish: TeamChange,
    ) -> Result<Team, WrongField> {
        let version = wish.version;
        let change = checked_team(wish)?;
        let before = self.crew.book();
        let edited =
            self.store.change_team(id, change, version).await.map_err(|error| unavailable(&error))?;
        let edited = done(edited, "name", "Another team has this name.", "There is no such team.")?;
        self.refresh_crew().await?;
        self.begin_anew(&before);
        self.note(by, "team.changed", &edited.name).await;
        Ok(team(edited))
    }

    pub(crate) async fn remove_team(&self, by: AgentId, id: TeamId) -> Result<(), Refusal> {
        let before = self.crew.book();
        let team = before.teams.get(&id);
        if team.is_some_and(|team| team.closed) {
            let message = "Its conversations would be everybody's. Open the team first, then remove it.";
            return Err(Refusal::new(Code::WrongState, message));
        }
        let name = team.map(|team| team.name.clone()).unwrap_or_default();
        if !self.store.remove_team(id).await.map_err(|error| unavailable(&error))? {
            return Err(Refusal::new(Code::NotFound, "There is no such team."));
        }
        self.refresh_crew().await?;
        self.note(by, "team.removed", &name).await;
        Ok(())
    }

    /// Whoever may see other conversations than before has open pages that show too much: they begin anew.
    fn begin_anew(&self, before: &Book) {
        let now = self.crew.book();
        for agent in now.people.keys() {
            if before.hidden_from(*agent) != now.hidden_from(*agent) {
                self.bus.publish(Topic::Agent(*agent), Hint::Rights);
            }
        }
    }

    /// The kept replies that this live agent may use: everybody's, and their teams'.
    pub(crate) async fn canned(&self, agent: AgentId, all: bool) -> Result<Vec<Canned>, Refusal> {
        let replies = self.store.canned().await.map_err(|error| unavailable(&error))?;
        let book = self.crew.book();
        let teams = book.people.get(&agent).map(|user| user.teams.as_slice()).unwrap_or_default();
        let mine = |reply: &StoredCanned| all || reply.team.is_none_or(|team| teams.contains(&team));
        Ok(replies.into_iter().filter(mine).map(canned).collect())
    }

    pub(crate) async fn add_canned(&self, by: AgentId, wish: CannedChange) -> Result<Canned, WrongField> {
        let change = self.checked_canned(wish)?;
        let added = self.store.add_canned(change).await.map_err(|error| unavailable(&error))?;
        let added = done(added, "shortcut", TAKEN, NO_REPLY)?;
        self.note(by, "canned.added", &added.shortcut).await;
        Ok(canned(added))
    }

    pub(crate) async fn change_canned(
        &self,
        by: AgentId,
        id: u32,
        wish: CannedChange,
    ) -> Result<Canned, WrongField> {
        let version = wish.version;
        let change = self.checked_canned(wish)?;
        let edited = self.store.change_canned(id, change, version).await;
        let edited = done(edited.map_err(|error| unavailable(&error))?, "shortcut", TAKEN, NO_REPLY)?;
        self.note(by, "canned.changed", &edited.shortcut).await;
        Ok(canned(edited))
    }

    pub(crate) async fn remove_canned(&self, by: AgentId, id: u32) -> Result<(), Refusal> {
        if !self.store.remove_canned(id).await.map_err(|error| unavailable(&error))? {
            return Err(Refusal::new(Code::NotFound, NO_REPLY));
        }
        self.note(by, "canned.removed", &id.to_string()).await;
        Ok(())
    }

    fn checked_canned(&self, wish: CannedChange) -> Result<model::CannedChange, WrongField> {
        let CannedChange { shortcut, text, team, .. } = wish;
        let letter = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        if shortcut.is_empty() || shortcut.chars().nth(40).is_some() || !shortcut.chars().all(letter) {
            let message = "Please give 1 to 40 letters, digits, hyphens and underscores.";
            return Err(wrong("shortcut", message));
        }
        if text.trim().is_empty() || text.chars().nth(MESSAGE_CHARS).is_some() {
            return Err(wrong("text", "Please give a text of at most 8000 characters."));
        }
        if team.is_some_and(|team| !self.crew.book().teams.contains_key(&team)) {
            return Err(wrong("team", "There is no such team."));
        }
        Ok(model::CannedChange { shortcut, text, team })
    }
}

const TAKEN: &str = "Another reply has this shortcut.";
const NO_REPLY: &str = "There is no such reply.";

/// Somebody else was faster: what was to be changed is no longer what it was.
pub(super) fn changed() -> Refusal {
    Refusal::new(Code::Changed, "Somebody else has changed this meanwhile. Load it again.")
}

/// The thing as it now is, or why it was not changed.
pub(super) fn done<T>(
    edited: Edited<T>,
    field: &'static str,
    taken: &str,
    missing: &str,
) -> Result<T, WrongField> {
    match edited {
        Edited::Done(thing) => Ok(thing),
        Edited::Missing => Err(Refusal::new(Code::NotFound, missing).into()),
        Edited::Stale => Err(changed().into()),
        Edited::Taken => Err(wrong(field, taken)),
        Edited::LastAdmin => {
            Err(Refusal::new(Code::Forbidden, "This is the last admin: make somebody else one first.").into())
        }
    }
}

pub(crate) fn wrong(field: &'static str, message: &str) -> WrongField {
    WrongField { field: Some(field), why: Refusal::new(Code::Invalid, message) }
}

fn checked_team(wish: TeamChange) -> Result<model::TeamChange, WrongField> {
    let name = wish.name.trim();
    if name.is_empty() || name.chars().nth(NAME_CHARS).is_some() || name.chars().any(char::is_control) {
        return Err(wrong("name", "Please give a name of at most 60 characters."));
    }
    Ok(model::TeamChange { name: name.to_owned(), closed: wish.closed, members: wish.members })
}

fn team(stored: StoredTeam) -> Team {
    let StoredTeam { id, name, closed, members, version } = stored;
    Team { id, name, closed, members, version }
}

fn canned(stored: StoredCanned) -> Canned {
    let StoredCanned { id, shortcut, text, team, version } = stored;
    Canned { id, shortcut, text, team, version }
}
