//! console: something that a page needs from the server before it can show anything.

use baton_client::browser::{self, RequestError};
use leptos::{prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;

use crate::{
    conversations::Bones,
    refusals,
    session::{Session, problem, use_session},
    words::t,
};

/// A handle: copies show the same.
pub(crate) struct Fetched<T: Send + Sync + 'static> {
    session: Session,
    /// None where nothing can be asked for.
    url: Signal<Option<String>>,
    pub(crate) value: RwSignal<Option<T>>,
    /// What is shown is about to be replaced.
    pub(crate) busy: RwSignal<bool>,
    trouble: RwSignal<Option<String>>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: DeserializeOwned + Send + Sync + 'static> Fetched<T> {
    /// Asks for it at once.
    pub(crate) fn new(url: impl Into<String>) -> Self {
        let fetched = Self::at(Signal::stored(Some(url.into())));
        fetched.again();
        fetched
    }

    /// Asks for it at once, and again whenever its address changes.
    pub(crate) fn following(url: Memo<Option<String>>) -> Self {
        let fetched = Self::at(url.into());
        Effect::new(move |_| {
            url.track();
            fetched.again();
        });
        fetched
    }

    fn at(url: Signal<Option<String>>) -> Self {
        Self {
            session: use_session(),
            url,
            value: RwSignal::new(None),
            busy: RwSignal::new(false),
            trouble: RwSignal::new(None),
        }
    }

    /// Asks anew; what is there stays until the answer comes.
    pub(crate) fn again(self) {
        self.trouble.set(None);
        let url = self.url.get_untracked();
        self.busy.set(url.is_some());
        let (Some(url), session) = (url, self.session) else { return };
        spawn_local(async move {
            let answer = browser::get::<T>(&url).await;
            // The page may be gone by now, or want something else.
            if self.url.try_get_untracked().flatten().as_ref() != Some(&url) {
                return;
            }
            self.busy.try_set(false);
            match answer {
                Ok(value) => {
                    self.value.try_set(Some(value));
                }
                Err(error) => {
                    self.trouble.try_set(Some(told(session, error)));
                }
            }
        });
    }

    /// What stands in its place until it is there.
    pub(crate) fn waiting(self) -> impl IntoView {
        move || {
            match self.trouble.get() {
            Some(words) => view! {
                <div class="empty" role="alert">
                    <p>{words}</p>
                    <button type="button" class="button" on:click=move |_| self.again()>{t("outside.again")}</button>
                </div>
            }
            .into_any(),
            None if self.value.with(Option::is_none) && self.busy.get() => Bones().into_any(),
            None => ().into_any(),
        }
        }
    }
}

/// Why there is no answer, in words; whoever is signed out is asked to sign in.
fn told(session: Session, error: RequestError) -> String {
    let why = problem(error).why;
    if why.code == baton_protocol::Code::Unauthorized {
        session.begin();
    }
    refusals::words(&why).unwrap_or_else(|| t("refused.other")).to_owned()
}
