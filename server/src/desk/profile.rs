//! The profile: what people change about themselves.

use std::sync::Arc;

use baton_protocol::{
    Code, FileId, Refusal,
    people::Person,
    profile::{PasswordChange, ProfileChange, RecoveryCodes, TwoFactorSecret},
};

use super::{
    Desk, factor,
    people::{WrongField, check_email, check_names, check_password},
    staff::person,
    teams::{done, wrong},
    unavailable,
};
use crate::{
    bus::{Hint, Topic},
    random,
    store::model::{Factor, TokenHash, User, UserChange},
};

/// Bytes of a second factor's secret (RFC 4226, 4).
const SECRET: usize = 20;
/// Recovery codes that a person is given.
const CODES: usize = 10;

const TAKEN: &str = "Somebody else signs in with this address.";
const GONE: &str = "This account does not exist any more.";

impl Desk {
    /// Changes a person's own names and address.
    pub(crate) async fn change_profile(
        &self,
        user: &User,
        wish: ProfileChange,
    ) -> Result<Person, WrongField> {
        check_names(&wish.first_name, &wish.last_name)?;
        let email = check_email(&wish.email)?;
        let change = UserChange {
            email: Some(email),
            first_name: Some(wish.first_name.trim().to_owned()),
            last_name: Some(wish.last_name.trim().to_owned()),
            ..UserChange::default()
        };
        let edited = self.store.change_user(user.id, change, None).await;
        let edited = done(edited.map_err(|error| unavailable(&error))?, "email", TAKEN, GONE)?;
        self.refresh_crew().await?;
        self.note(user.id, "profile.changed", &edited.email).await;
        Ok(person(&edited))
    }

    /// What visitors see of a person from now on. What was sent with the one before shows none any more.
    pub(crate) async fn set_face(&self, user: &User, face: Option<FileId>) -> Result<(), WrongField> {
        let before = user.picture.clone();
        if before == face {
            return Ok(());
        }
        let change = UserChange { picture: Some(face.clone()), ..UserChange::default() };
        let edited = self.store.change_user(user.id, change, None).await;
        done(edited.map_err(|error| unavailable(&error))?, "picture", TAKEN, GONE)?;
        let shown = self.store.show_file(face.as_ref(), before.as_ref()).await;
        shown.map_err(|error| unavailable(&error))?;
        self.refresh_crew().await?;
        // Sessions speak with the face that they began with.
        self.bus.publish(Topic::Agent(user.id), Hint::Rights);
        self.note(user.id, "profile.picture_changed", &user.email).await;
        Ok(())
    }

    /// Changes a person's own password, and signs them out everywhere, open sockets included.
    pub(crate) async fn change_password(&self, user: &User, wish: PasswordChange) -> Result<(), WrongField> {
        if !self.knows(user, wish.current).await? {
            return Err(wrong("current", "This is not your password."));
        }
        check_password("new", &wish.new)?;
        let password = self.hashed(wish.new).await?;
        let change = UserChange { password: Some(password), ..UserChange::default() };
        let edited = self.store.change_user(user.id, change, None).await;
        done(edited.map_err(|error| unavailable(&error))?, "new", TAKEN, GONE)?;
        self.note(user.id, "password.changed", &user.email).await;
        self.sign_out_everywhere(user).await?;
        Ok(())
    }

    /// Ends every session of this person, and its sockets.
    pub(super) async fn sign_out_everywhere(&self, user: &User) -> Result<(), Refusal> {
        let ended = self.store.end_sessions(user.id).await.map_err(|error| unavailable(&error))?;
        self.recount_callable().await;
        for session in ended {
            self.bus.publish(Topic::Agent(user.id), Hint::SignedOut(Arc::new(session)));
        }
        Ok(())
    }

    /// Offers a second factor. Nothing is asked for at sign-in until it is confirmed.
    pub(crate) async fn offer_factor(&self, user: &User) -> Result<TwoFactorSecret, WrongField> {
        if user.factor.secret.is_some() {
            let message = "A second factor is on already. Switch it off first.";
            return Err(Refusal::new(Code::WrongState, message).into());
        }
        let mut secret = vec![0; SECRET];
        self.random.fill(&mut secret).map_err(|_| no_factor())?;
        let (text, uri) = factor::introduce(&secret, &user.email).map_err(|_| no_factor())?;
        let factor = Factor { offered: Some(secret), ..user.factor.clone() };
        self.set_factor(user, factor).await?;
        Ok(TwoFactorSecret { secret: text, uri })
    }

    /// Confirms the offered factor with a first code; from now on it is asked for.
    pub(crate) async fn confirm_factor(&self, user: &User, code: &str) -> Result<RecoveryCodes, WrongField> {
        let seconds = self.seconds();
        let offered = user.factor.offered.clone();
        let step = offered.as_deref().and_then(|secret| factor::step_of(secret, code, seconds));
        let Some(step) = step else {
            return Err(wrong("code", "This code is not right. Codes change every 30 seconds."));
        };
        let mut codes = Vec::with_capacity(CODES);
        for _ in 0..CODES {
            codes.push(random::recovery_code(self.random.as_ref()).map_err(|_| no_factor())?);
        }
        let hashes = codes.iter().map(|code| random::text_hash(code)).collect::<Vec<TokenHash>>();
        self.store.put_recovery(user.id, hashes).await.map_err(|error| unavailable(&error))?;
        self.set_factor(user, Factor { secret: offered, offered: None, step }).await?;
        self.note(user.id, "two_factor.on", &user.email).await;
        Ok(RecoveryCodes { codes })
    }

    /// Takes the second factor away, for whoever knows the password.
    pub(crate) async fn end_factor(&self, user: &User, password: String) -> Result<(), WrongField> {
        if !self.knows(user, password).await? {
            return Err(wrong("password", "This is not your password."));
        }
        self.drop_factor(user).await?;
        self.note(user.id, "two_factor.off", &user.email).await;
        Ok(())
    }

    pub(super) async fn drop_factor(&self, user: &User) -> Result<(), WrongField> {
        self.store.put_recovery(user.id, Vec::new()).await.map_err(|error| unavailable(&error))?;
        self.set_factor(user, Factor { step: user.factor.step, ..Factor::default() }).await
    }

    async fn set_factor(&self, user: &User, factor: Factor) -> Result<(), WrongField> {
        let change = UserChange { factor: Some(factor), ..UserChange::default() };
        let edited = self.store.change_user(user.id, change, None).await;
        done(edited.map_err(|error| unavailable(&error))?, "code", TAKEN, GONE)?;
        self.refresh_crew().await?;
        Ok(())
    }

    /// Whether the second factor lets this person in: six digits, each once, or a recovery code, each once.
    pub(super) async fn passes_factor(&self, user: &User, code: &str) -> Result<bool, Refusal> {
        let Some(secret) = &user.factor.secret else { return Ok(true) };
        if let Some(step) = factor::step_of(secret, code, self.seconds()) {
            return self.store.use_step(user.id, step).await.map_err(|error| unavailable(&error));
        }
        let hash = random::text_hash(&code.trim().to_lowercase());
        self.store.use_recovery(user.id, hash).await.map_err(|error| unavailable(&error))
    }

    fn seconds(&self) -> u64 {
        u64::try_from(self.clock.now().0 / 1_000).unwrap_or_default()
    }
}

fn no_factor() -> Refusal {
    Refusal::new(Code::Unavailable, "The server cannot issue a second factor now.")
}
