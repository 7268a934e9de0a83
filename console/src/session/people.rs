//! console: signing in and out, and creating the first admin.

use baton_client::browser::{self, RequestError};
use baton_protocol::people::{Join, Me, Problem, SetUp, SignIn};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

use super::{Session, Stage};
use crate::words::t;

const SESSION: &str = "/api/v1/session";
const SETUP: &str = "/api/v1/setup";
const INVITATION: &str = "/api/v1/invitation";
/// After so many milliseconds a server that could not be reached is asked again.
const AGAIN_MS: u32 = 3_000;

impl Session {
    /// Asks the server who I am, until it answers.
    pub(crate) fn begin(self) {
        spawn_local(async move {
            match browser::get::<Me>(SESSION).await {
                // Asked twice, by a person and by the clock, it still begins once.
                Ok(me) if self.stage.get_untracked() != Stage::SignedIn => self.enter(me),
                Ok(_) => {}
                Err(RequestError::Refused { status: 401, .. }) => self.leave(),
                Err(_) if self.stage.get_untracked() == Stage::SignedIn => {}
                Err(_) => {
                    self.stage.set(Stage::Unreachable);
                    TimeoutFuture::new(AGAIN_MS).await;
                    if self.stage.get_untracked() == Stage::Unreachable {
                        self.begin();
                    }
                }
            }
        });
    }

    /// Signs in, or says why not.
    pub(crate) async fn sign_in(self, wanted: SignIn) -> Result<(), Problem> {
        let me = browser::post::<Me>(SESSION, &wanted).await.map_err(problem)?;
        self.enter(me);
        Ok(())
    }

    /// Creates the first admin, who is then signed in.
    pub(crate) async fn set_up(self, wanted: SetUp) -> Result<(), Problem> {
        let me = browser::post::<Me>(SETUP, &wanted).await.map_err(problem)?;
        self.enter(me);
        Ok(())
    }

    /// The server has signed me out.
    pub(crate) fn signed_out(self) {
        self.leave();
    }

    /// Whoever was invited chooses a password, and is signed in.
    pub(crate) async fn join(self, wanted: Join) -> Result<(), Problem> {
        let me = browser::post::<Me>(INVITATION, &wanted).await.map_err(problem)?;
        self.enter(me);
        Ok(())
    }

    /// Signs out. Where the server cannot be told, I stay signed in, and am told so.
    pub(crate) fn sign_out(self) {
        spawn_local(async move {
            match browser::delete(SESSION).await {
                Ok(()) | Err(RequestError::Refused { status: 401, .. }) => self.leave(),
                Err(_) => self.toasts.warn(t("session.still_in").to_owned()),
            }
        });
    }
}

/// The first admin is still to be created.
pub(crate) async fn awaits_setup() -> bool {
    browser::exists(SETUP).await.unwrap_or(false)
}

/// Why a request brought nothing, as the server says it or would.
pub(crate) fn problem(error: RequestError) -> Problem {
    match error {
        RequestError::Refused { problem, .. } => problem,
        RequestError::Unreachable | RequestError::Unreadable => Problem {
            why: baton_protocol::Refusal::new(baton_protocol::Code::Unavailable, t("refused.unreachable")),
            field: None,
        },
    }
}
