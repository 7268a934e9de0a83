//! The staff: whom admins invite and change, and how somebody who was invited comes in.

use baton_protocol::{
    AgentId, Code, Refusal,
    people::{Invite, Invited, Join, Person, PersonChange},
};

use super::{
    Desk,
    people::{WrongField, check_email, check_names, check_password},
    teams::{done, wrong},
    unavailable,
};
use crate::{
    bus::{Hint, Topic},
    random::{token, token_hash},
    store::model::{NewUser, User, UserChange},
};

/// An invitation is good for so long, milliseconds: seven days.
const INVITATION_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

const TAKEN: &str = "Somebody signs in with this address already.";
const NOBODY: &str = "There is no such person.";

impl Desk {
    pub(crate) fn staff(&self) -> Vec<Person> {
        self.crew.book().people.values().map(person).collect()
    }

    /// Adds a person who chooses a password later, by a link.
    pub(crate) async fn invite(&self, by: AgentId, wish: Invite) -> Result<Invited, WrongField> {
        let email = check_email(&wish.email)?;
        check_names(&wish.first_name, &wish.last_name)?;
        let new = NewUser {
            email,
            first_name: wish.first_name.trim().to_owned(),
            last_name: wish.last_name.trim().to_owned(),
            role: wish.role,
            password: String::new(),
            teams: wish.teams,
            at: self.clock.now(),
        };
        let added = self.store.add_user(new, false).await.map_err(|error| unavailable(&error))?;
        let Some(user) = added else { return Err(wrong("email", TAKEN)) };
        self.refresh_crew().await?;
        self.note(by, "person.invited", &user.email).await;
        self.invitation(user).await
    }

    /// A new link for somebody who has not come in yet; the one before it is no longer good.
    pub(crate) async fn invite_again(&self, by: AgentId, id: AgentId) -> Result<Invited, WrongField> {
        let user = self.member(id).await?;
        if !user.password.is_empty() {
            return Err(Refusal::new(Code::WrongState, "This person has chosen a password already.").into());
        }
        self.note(by, "person.invited_again", &user.email).await;
        self.invitation(user).await
    }

    async fn invitation(&self, user: User) -> Result<Invited, WrongField> {
        let none = || Refusal::new(Code::Unavailable, "The server cannot issue an invitation now.");
        let token = token(self.random.as_ref()).map_err(|_| none())?;
        let hash = token_hash(&token).ok_or_else(none)?;
        let until = self.clock.now().plus(INVITATION_MS);
        let put = self.store.put_invitation(hash, user.id, until).await;
        put.map_err(|error| unavailable(&error))?;
        Ok(Invited { person: person(&user), token })
    }

    /// Somebody who was invited chooses a password.
    pub(crate) async fn join(&self, wish: Join) -> Result<User, WrongField> {
        let spent = || Refusal::new(Code::Forbidden, "This invitation is no longer good. Ask for a new one.");
        let hash = token_hash(&wish.token).ok_or_else(spent)?;
        let invited = self.store.invited(hash, self.clock.now()).await;
        invited.map_err(|error| unavailable(&error))?.ok_or_else(spent)?;
        check_password("password", &wish.password)?;
        let password = self.hashed(wish.password).await?;
        let joined = self.store.join(hash, password, self.clock.now()).await;
        let user = joined.map_err(|error| unavailable(&error))?.ok_or_else(spent)?;
        self.refresh_crew().await?;
        self.note(user.id, "person.joined", &user.email).await;
        Ok(user)
    }

    /// Changes what somebody may do, and where.
    pub(crate) async fn change_person(
        &self,
        by: AgentId,
        id: AgentId,
        wish: PersonChange,
    ) -> Result<Person, WrongField> {
        let before = self.member(id).await?;
        let change = UserChange {
            role: Some(wish.role),
            active: Some(wish.active),
            teams: Some(wish.teams),
            ..UserChange::default()
        };
        let edited = self.store.change_user(id, change, Some(wish.version)).await;
        let edited = done(edited.map_err(|error| unavailable(&error))?, "email", TAKEN, NOBODY)?;
        self.refresh_crew().await?;
        let what = if edited.active { "person.changed" } else { "person.deactivated" };
        self.note(by, what, &edited.email).await;
        if !edited.active {
            self.sign_out_everywhere(&edited).await?;
        } else if edited.role != before.role || edited.teams != before.teams {
            // Open pages begin anew with what they may do from now on.
            self.bus.publish(Topic::Agent(id), Hint::Rights);
        }
        Ok(person(&edited))
    }

    /// Takes somebody's second factor away, for whoever lost their phone and their codes.
    pub(crate) async fn forget_factor(&self, by: AgentId, id: AgentId) -> Result<(), WrongField> {
        let user = self.member(id).await?;
        self.drop_factor(&user).await?;
        self.note(by, "two_factor.reset", &user.email).await;
        Ok(())
    }

    async fn member(&self, id: AgentId) -> Result<User, Refusal> {
        let user = self.store.user(id).await.map_err(|error| unavailable(&error))?;
        user.ok_or_else(|| Refusal::new(Code::NotFound, NOBODY))
    }
}

/// A person as their colleagues see them.
pub(crate) fn person(user: &User) -> Person {
    Person {
        id: user.id,
        email: user.email.clone(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        role: user.role,
        active: user.active,
        invited: user.password.is_empty(),
        two_factor: user.factor.secret.is_some(),
        teams: user.teams.clone(),
        version: user.version,
    }
}
