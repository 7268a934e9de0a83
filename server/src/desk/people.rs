//! People: the first admin, signing in and out, and who is behind a session.

use std::sync::{Arc, Mutex, PoisonError};

use baton_protocol::{
    AgentId, Code, Refusal, Timestamp,
    event::AgentRef,
    limits::NAME_CHARS,
    people::{Me, Role, SetUp, SignIn},
};
use subtle::ConstantTimeEq;

use super::{Desk, teams::wrong, unavailable, visitor_does::plausible_email};
use crate::{
    bus::{Hint, Topic},
    random::{token, token_hash},
    store::model::{NewUser, TokenHash, User},
};

/// A session lasts this long, milliseconds: 30 days.
pub(crate) const SESSION_MS: i64 = 30 * 24 * 60 * 60 * 1_000;
/// The shortest password, in characters.
pub(crate) const PASSWORD_CHARS: usize = 10;
/// The longest password, in bytes: what hashing takes in is bounded.
const PASSWORD_BYTES: usize = 1_024;

/// The one-time token that creates the first admin; gone once there is one.
pub(crate) struct SetUpToken {
    open: Mutex<Option<TokenHash>>,
    needed: bool,
}

/// A wish refused, and the field that it is about.
#[derive(Debug)]
pub(crate) struct WrongField {
    pub(crate) field: Option<&'static str>,
    pub(crate) why: Refusal,
}

impl From<Refusal> for WrongField {
    fn from(why: Refusal) -> Self {
        Self { field: None, why }
    }
}

impl SetUpToken {
    pub(crate) const fn new(needed: bool) -> Self {
        Self { open: Mutex::new(None), needed }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<TokenHash>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// A token that creates the first admin, once; `None` where there is a user already.
    pub(crate) fn issue_setup(&self) -> Result<Option<String>, crate::random::NoRandomness> {
        if !self.setup.needed {
            return Ok(None);
        }
        let token = token(self.random.as_ref())?;
        *self.setup.lock() = token_hash(&token);
        Ok(Some(token))
    }

    /// The first admin is still to be created.
    pub(crate) fn needs_setup(&self) -> bool {
        self.setup.lock().is_some()
    }

    /// Creates the first admin.
    pub(crate) async fn set_up(&self, wish: SetUp) -> Result<User, WrongField> {
        let open = *self.setup.lock();
        let offered = token_hash(&wish.token);
        let good = match (open, offered) {
            (Some(open), Some(offered)) => bool::from(open.0.ct_eq(&offered.0)),
            _ => false,
        };
        if !good {
            return Err(Refusal::new(
                Code::Forbidden,
                "This link is no longer good. Start the server again for a new one.",
            )
            .into());
        }
        let user =
            self.new_user(wish.email, wish.first_name, wish.last_name, Role::Admin, wish.password).await?;
        let added = self.store.add_user(user, true).await.map_err(|error| unavailable(&error))?;
        *self.setup.lock() = None;
        added.ok_or_else(|| Refusal::new(Code::Forbidden, "The first person exists already. Sign in.").into())
    }

    /// Checks a new person's data and hashes the password.
    pub(crate) async fn new_user(
        &self,
        email: String,
        first_name: String,
        last_name: String,
        role: Role,
        password: String,
    ) -> Result<NewUser, WrongField> {
        let email = check_email(&email)?;
        check_names(&first_name, &last_name)?;
        check_password("password", &password)?;
        let password = self.hashed(password).await?;
        let (first_name, last_name) = (first_name.trim().to_owned(), last_name.trim().to_owned());
        let teams = Vec::new();
        Ok(NewUser { email, first_name, last_name, role, password, teams, at: self.clock.now() })
    }

    pub(super) async fn hashed(&self, password: String) -> Result<String, Refusal> {
        self.hashing.hash(password).await.map_err(|error| {
            tracing::error!(%error, "hashing failed");
            Refusal::new(Code::Unavailable, "The server cannot do this now; please try again.")
        })
    }

    /// Whether this is the person's password.
    pub(super) async fn knows(&self, user: &User, password: String) -> Result<bool, Refusal> {
        if password.len() > PASSWORD_BYTES {
            return Ok(false);
        }
        self.hashing.verify(password, Some(user.password.clone())).await.map_err(|error| {
            tracing::error!(%error, "hashing failed");
            Refusal::new(Code::Unavailable, "The server cannot do this now; please try again.")
        })
    }

    /// The person with this e-mail address, password and second factor, where they have one. Unknown people, those who
    /// were deactivated and wrong passwords are not told apart.
    pub(crate) async fn sign_in(&self, wish: SignIn) -> Result<User, Refusal> {
        let wrong = || Refusal::new(Code::Unauthorized, "The e-mail address or the password is wrong.");
        if wish.password.len() > PASSWORD_BYTES {
            return Err(wrong());
        }
        let email = wish.email.trim().to_lowercase();
        let user = self.store.user_by_email(&email).await.map_err(|error| unavailable(&error))?;
        let user = user.filter(|user| user.active && !user.password.is_empty());
        let hash = user.as_ref().map(|user| user.password.clone());
        let good = self.hashing.verify(wish.password, hash).await.map_err(|error| {
            tracing::error!(%error, "hashing failed");
            Refusal::new(Code::Unavailable, "Nobody can sign in now; please try again.")
        })?;
        let user = user.filter(|_| good).ok_or_else(wrong)?;
        if user.factor.secret.is_none() {
            return Ok(user);
        }
        let needed = |message: &str| Refusal::new(Code::CodeNeeded, message);
        match wish.code.as_deref().map(str::trim).filter(|code| !code.is_empty()) {
            None => Err(needed("Please enter the code of your authenticator app.")),
            Some(code) if self.passes_factor(&user, code).await? => Ok(user),
            Some(_) => Err(needed("This code is not right, or was used before.")),
        }
    }

    /// A new session for `user`, as they were when they were let in; the token for their cookie.
    pub(crate) async fn open_session(&self, user: &User) -> Result<String, Refusal> {
        let none = || Refusal::new(Code::Unavailable, "The server cannot issue a session now.");
        let token = token(self.random.as_ref()).map_err(|_| none())?;
        let hash = token_hash(&token).ok_or_else(none)?;
        let now = self.clock.now();
        let added = self.store.add_session(hash, user, now, now.plus(SESSION_MS)).await;
        if added.map_err(|error| unavailable(&error))? {
            Ok(token)
        } else {
            Err(Refusal::new(Code::Unauthorized, "The password was changed meanwhile. Sign in again."))
        }
    }

    /// The person behind a session's token.
    pub(crate) async fn session(&self, token: &str) -> Result<Option<(TokenHash, User)>, Refusal> {
        let Some(hash) = token_hash(token) else { return Ok(None) };
        let now: Timestamp = self.clock.now();
        let user = self.store.session(hash, now).await.map_err(|error| unavailable(&error))?;
        Ok(user.map(|user| (hash, user)))
    }

    /// Ends a session, its open sockets included.
    pub(crate) async fn end_session(&self, session: TokenHash, agent: AgentId) -> Result<(), Refusal> {
        self.store.end_session(session).await.map_err(|error| unavailable(&error))?;
        self.recount_callable().await;
        self.bus.publish(Topic::Agent(agent), Hint::SignedOut(Arc::new(session)));
        Ok(())
    }

    /// How a live agent's switch stands.
    pub(crate) async fn switch(&self, agent: AgentId) -> Result<bool, Refusal> {
        let user = self.store.user(agent).await.map_err(|error| unavailable(&error))?;
        Ok(user.is_some_and(|user| user.available))
    }

    /// Moves a live agent's switch.
    pub(crate) async fn set_available(self: &Arc<Self>, agent: AgentId, on: bool) -> Result<(), Refusal> {
        self.store.set_available(agent, on).await.map_err(|error| unavailable(&error))?;
        self.recount_callable().await;
        let changed = self.presence.switch(agent, on);
        self.follow(changed);
        self.bus.publish(Topic::Agent(agent), Hint::Switch(on));
        Ok(())
    }
}

/// The person as they see themselves.
pub(crate) fn me(user: &User) -> Me {
    Me {
        id: user.id,
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        email: user.email.clone(),
        role: user.role,
    }
}

/// The person as visitors are told.
pub(crate) fn agent_ref(user: &User) -> AgentRef {
    AgentRef { id: user.id, name: user.first_name.clone(), picture: user.picture.clone() }
}

/// The address in lower case.
pub(super) fn check_email(email: &str) -> Result<String, WrongField> {
    let email = email.trim().to_lowercase();
    if plausible_email(&email) {
        Ok(email)
    } else {
        Err(wrong("email", "Please give an e-mail address such as name@example.com."))
    }
}

pub(super) fn check_names(first: &str, last: &str) -> Result<(), WrongField> {
    if !plausible_name(first, 2) {
        return Err(wrong(
            "first_name",
            "Please give a first name: at least two letters, no digits or signs.",
        ));
    }
    if !plausible_name(last, 1) {
        return Err(wrong("last_name", "Please give a last name: at least one letter, no digits or signs."));
    }
    Ok(())
}

pub(super) fn check_password(field: &'static str, password: &str) -> Result<(), WrongField> {
    if password.chars().nth(PASSWORD_CHARS - 1).is_none() || password.len() > PASSWORD_BYTES {
        return Err(wrong(field, "Please choose a password of at least 10 characters."));
    }
    Ok(())
}

/// Letters of any script and their marks, with inner spaces, hyphens and apostrophes.
fn plausible_name(name: &str, least: usize) -> bool {
    let name = name.trim();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let inner = |c: char| matches!(c, ' ' | '-' | '\'' | '\u{2019}' | '\u{b7}' | '\u{30fb}') || is_mark(c);
    letters >= least
        && name.chars().count() <= NAME_CHARS
        && name.chars().all(|c| c.is_alphabetic() || inner(c))
        && !name.starts_with(inner)
        && !name.ends_with(|c| inner(c) && !is_mark(c))
}

/// A combining mark, as many scripts write their vowels and tones.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::plausible_name;

    #[test]
    fn names_of_any_script_are_names() {
        for name in ["Mia", "Jean-Luc", "O'Neil", "Anna Maria", "美咲", "สมชาย", "محمد", "Zoë", "Ng"]
        {
            assert!(plausible_name(name, 2), "{name}");
        }
        for name in ["", " ", "M", "Mia2", "<b>Mia", "-Mia", "Mia-", "Mia.", "Mia\u{202e}x"] {
            assert!(!plausible_name(name, 2), "{name}");
        }
    }
}
