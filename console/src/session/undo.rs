//! console: takes back what was done to the AI agent's draft, wherever one has gone meanwhile.

use baton_client::browser;
use baton_protocol::{
    knowledge::{Entry, Written},
    publishing::Version,
    site::Versioned,
};
use leptos::{prelude::*, task::spawn_local};

use super::{Session, problem};
use crate::{
    refusals,
    words::{fill, t},
};

impl Session {
    /// Puts a removed entry back into the draft.
    pub(super) fn put_back(self, address: String, entry: Versioned<Written>) {
        spawn_local(async move {
            match browser::put::<Entry>(&address, &entry).await {
                Ok(_) => self.toasts.say(t("knowledge.put_back").to_owned()),
                Err(error) => self.not_taken_back(error),
            }
            self.redraft();
        });
    }

    /// Publishes a version again.
    pub(super) fn restore(self, address: String) {
        spawn_local(async move {
            match browser::post::<Version>(&address, &()).await {
                Ok(version) => {
                    let again = version.again.unwrap_or(version.number);
                    self.toasts.say(fill("versions.restored", &[("n", &again.to_string())]));
                }
                Err(error) => self.not_taken_back(error),
            }
            self.redraft();
        });
    }

    /// What shows the draft looks at it again.
    pub(crate) fn redraft(self) {
        self.redrafted.update(|moved| *moved = moved.wrapping_add(1));
    }

    fn not_taken_back(self, error: browser::RequestError) {
        let why = problem(error).why;
        self.toasts.warn(refusals::words(&why).unwrap_or_else(|| t("refused.other")).to_owned());
    }
}
