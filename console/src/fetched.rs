//! console: something that a page needs from the server before it can show anything.

use baton_client::browser;
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
    url: StoredValue<String>,
    pub(crate) value: RwSignal<Option<T>>,
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
        let fetched = Self {
            session: use_session(),
            url: StoredValue::new(url.into()),
            value: RwSignal::new(None),
            trouble: RwSignal::new(None),
        };
        fetched.again();
        fetched
    }

    /// Asks anew; what is there stays until the answer comes.
    pub(crate) fn again(self) {
        let (url, session) = (self.url.get_value(), self.session);
        self.trouble.set(None);
        spawn_local(async move {
            match browser::get::<T>(&url).await {
                Ok(value) => {
                    self.value.try_set(Some(value));
                }
                Err(error) => {
                    let why = problem(error).why;
                    if why.code == baton_protocol::Code::Unauthorized {
                        session.begin();
                    }
                    let words = refusals::words(&why).unwrap_or_else(|| t("refused.other")).to_owned();
                    self.trouble.try_set(Some(words));
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
            None if self.value.with(Option::is_none) => Bones().into_any(),
            None => ().into_any(),
        }
        }
    }
}
