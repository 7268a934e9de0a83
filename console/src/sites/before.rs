//! console: what a visitor is asked for before the first message.

use baton_protocol::site::{self, Asked};
use leptos::prelude::*;

use super::part::Part;
use crate::{
    form::{Choice, Form},
    words::t,
};

const ALL: [Asked; 3] = [Asked::No, Asked::Optional, Asked::Required];

/// A handle: copies are the same choices.
#[derive(Clone, Copy)]
pub(super) struct Before {
    name: RwSignal<usize>,
    email: RwSignal<usize>,
}

impl Before {
    pub(super) fn new(form: site::Form) -> Self {
        let place = |asked: Asked| ALL.iter().position(|one| *one == asked).unwrap_or_default();
        Self { name: RwSignal::new(place(form.name)), email: RwSignal::new(place(form.email)) }
    }

    /// As it is to be; follows both choices.
    pub(super) fn form(self) -> site::Form {
        site::Form { name: ALL[self.name.get()], email: ALL[self.email.get()] }
    }
}

#[component]
pub(super) fn BeforeFields(form: Form, before: Before) -> impl IntoView {
    let names = || vec![t("asked.no"), t("asked.optional"), t("asked.required")];
    view! {
        <Part id=form.named("before") title=t("before.title")>
            <p class="field-note">{t("before.text")}</p>
            <Choice form field="form_name" name=t("field.name") chosen=before.name names=names()/>
            <Choice form field="form_email" name=t("field.email") chosen=before.email names=names()/>
        </Part>
    }
}
