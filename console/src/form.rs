//! console: a form that is sent to the server: what is wrong with which field, and what became of it.

mod choice;
mod field;
mod slider;

use std::pin::Pin;

use baton_client::browser::RequestError;
use baton_protocol::Code;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

pub(crate) use choice::Choice;
pub(crate) use field::{AreaField, Check, Pick, TextField};
pub(crate) use slider::Slider;

use crate::{
    refusals,
    session::{Session, problem, use_session},
    words::t,
};

/// What is done with the answer of a success.
type Then = Box<dyn FnOnce()>;
type Request = Pin<Box<dyn Future<Output = Result<Then, RequestError>>>>;

/// A handle: copies are the same form.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    session: Session,
    /// What the ids of its fields begin with.
    name: StoredValue<String>,
    fields: StoredValue<Vec<&'static str>>,
    pub(crate) busy: RwSignal<bool>,
    wrong: RwSignal<Vec<(String, String)>>,
    trouble: RwSignal<Option<String>>,
    /// Somebody else has saved another version meanwhile.
    stale: RwSignal<bool>,
    done: RwSignal<Option<&'static str>>,
}

impl Form {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self {
            session: use_session(),
            name: StoredValue::new(name.into()),
            fields: StoredValue::new(Vec::new()),
            busy: RwSignal::new(false),
            wrong: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            stale: RwSignal::new(false),
            done: RwSignal::new(None),
        }
    }

    /// Sends it, unless it is on its way already; `then` gets the answer of a success.
    pub(crate) fn send<T: 'static>(
        self,
        request: impl Future<Output = Result<T, RequestError>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        self.run(Box::pin(async move {
            let answer = request.await?;
            Ok(Box::new(move || then(answer)) as Then)
        }));
    }

    /// The same for every answer, so that the program holds it once.
    fn run(self, request: Request) {
        if self.busy.get_untracked() {
            return;
        }
        self.clear();
        self.busy.set(true);
        spawn_local(async move {
            let answer = request.await;
            // The page may be gone by now.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(then) => then(),
                Err(error) => self.refused(error),
            }
        });
    }

    fn refused(self, error: RequestError) {
        let problem = problem(error);
        let words = refusals::words(&problem.why).unwrap_or_else(|| t("refused.other")).to_owned();
        let known =
            problem.field.filter(|field| self.fields.with_value(|fields| fields.contains(&field.as_str())));
        match (known, problem.why.code) {
            (Some(field), _) => self.blame(field, words),
            (None, Code::Changed) => self.stale.set(true),
            (None, Code::Unauthorized) => {
                self.trouble.set(Some(words));
                self.session.begin();
            }
            (None, _) => self.trouble.set(Some(words)),
        }
    }

    /// This field is seen to be wrong before the server is asked.
    pub(crate) fn refuse(self, field: &str, words: impl Into<String>) {
        self.clear();
        self.blame(field.to_owned(), words.into());
    }

    /// Says what is wrong with this field, and goes there: it may be out of sight.
    fn blame(self, field: String, words: String) {
        let id = self.named(&field);
        self.wrong.set(vec![(field, words)]);
        request_animation_frame(move || {
            let element =
                document().get_element_by_id(&id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
            if let Some(element) = element {
                let _ = element.focus();
            }
        });
    }

    /// Says so where it outlives the form, which a newer version replaces.
    pub(crate) fn saved(self) {
        self.session.toasts.say(t("form.saved").to_owned());
    }

    pub(crate) fn done(self, words: &'static str) {
        self.done.set(Some(words));
    }

    /// Something in it is not as it was saved.
    pub(crate) fn touched(self) {
        self.done.set(None);
    }

    /// Nothing is said about it any more.
    pub(crate) fn clear(self) {
        self.wrong.set(Vec::new());
        self.trouble.set(None);
        self.stale.set(false);
        self.done.set(None);
    }

    /// Somebody else has saved another version meanwhile.
    pub(crate) fn is_stale(self) -> bool {
        self.stale.get()
    }

    fn mended(self, field: &str) {
        self.wrong.update(|wrong| wrong.retain(|(about, _)| about != field));
        self.done.set(None);
    }

    /// An id of something in it.
    pub(crate) fn named(self, what: &str) -> String {
        self.name.with_value(|name| format!("{name}-{what}"))
    }

    /// The id of a field of it, which is known from then on.
    pub(crate) fn id(self, field: &'static str) -> String {
        self.fields.update_value(|fields| fields.push(field));
        self.named(field)
    }

    /// What is wrong with this field; follows.
    pub(crate) fn wrong(self, field: &str) -> Option<String> {
        self.wrong
            .with(|wrong| wrong.iter().find(|(about, _)| about == field).map(|(_, words)| words.clone()))
    }
}

/// What became of a form, beside its button. `reload` brings the version that somebody else saved.
#[component]
pub(crate) fn Outcome(form: Form, #[prop(optional, into)] reload: Option<Callback<()>>) -> impl IntoView {
    view! {
        <div class="outcome" role="alert">
            {move || form.trouble.get().map(|text| view! { <p class="field-trouble">{text}</p> })}
            <Show when=move || form.stale.get()>
                <div class="outcome-stale">
                    <p>{t("form.stale")}</p>
                    {reload.map(|reload| view! {
                        <button
                            type="button" class="button button-small"
                            on:click=move |_| {
                                form.clear();
                                reload.run(());
                            }
                        >
                            {t("form.newer")}
                        </button>
                    })}
                </div>
            </Show>
        </div>
        <p class="outcome-done" role="status">{move || form.done.get()}</p>
    }
}

/// The button that sends a form.
#[component]
pub(crate) fn Submit(form: Form, name: &'static str) -> impl IntoView {
    view! {
        <button type="submit" class="button button-main" aria-disabled=move || form.busy.get().to_string()>
            {name}
        </button>
    }
}
