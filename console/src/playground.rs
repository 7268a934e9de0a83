//! console: ask the AI agent as a visitor would, see how it came to its answer, and mend it on the spot.

mod candidates;
mod correct;
mod kept;
mod question;

use baton_client::browser;
use baton_protocol::answering::{Answered, Ask};
use leptos::{prelude::*, task::spawn_local};

use self::{
    candidates::Candidates,
    correct::Correct,
    kept::{KeepAsTest, expected},
    question::Question,
};
use crate::{
    answers::model_of,
    form::Form,
    said::{SaidView, because_words},
    studio::{Studio, StudioSheet, use_studio},
    words::{fill, t},
};

/// So many earlier questions go with the next one.
const BEFORE: usize = 8;

#[component]
pub(crate) fn PlaygroundPage() -> impl IntoView {
    view! { <StudioSheet title=t("page.playground")><Playground/></StudioSheet> }
}

/// A handle: copies are the same playground.
#[derive(Clone, Copy)]
struct Game {
    studio: Studio,
    form: Form,
    text: RwSignal<String>,
    locale: RwSignal<String>,
    published: RwSignal<bool>,
    model: RwSignal<bool>,
    /// What was asked before, oldest first.
    before: RwSignal<Vec<String>>,
    /// The last question and its answer.
    answered: RwSignal<Option<(Ask, Answered)>>,
}

impl Game {
    fn new() -> Self {
        Self {
            studio: use_studio(),
            form: Form::new("playground"),
            text: RwSignal::new(String::new()),
            locale: RwSignal::new(String::new()),
            published: RwSignal::new(false),
            model: RwSignal::new(false),
            before: RwSignal::new(Vec::new()),
            answered: RwSignal::new(None),
        }
    }

    /// Asks what stands in the field.
    fn ask(self) {
        let text = self.text.with_untracked(|text| text.trim().to_owned());
        if text.is_empty() {
            self.form.refuse("text", t("playground.empty"));
            return;
        }
        let before = self.before.get_untracked();
        self.send(text, before);
    }

    /// Asks the last question again, of the knowledge as it is now.
    fn again(self) {
        if let Some((ask, _)) = self.answered.get_untracked() {
            self.send(ask.text, ask.before);
        }
    }

    fn send(self, text: String, before: Vec<String>) {
        let ask = Ask {
            text,
            locale: self.locale.get_untracked(),
            before,
            published: self.published.get_untracked(),
            model: self.model.get_untracked(),
        };
        let url = self.studio.url("/ask");
        let asked = ask.clone();
        self.form.send(async move { browser::post::<Answered>(&url, &asked).await }, move |answered| {
            let mut before = ask.before.clone();
            before.push(ask.text.clone());
            before.drain(..before.len().saturating_sub(BEFORE));
            self.before.set(before);
            self.answered.set(Some((ask, answered)));
        });
    }

    /// Says this as a visitor would.
    fn say(self, text: String) {
        self.text.set(text);
        self.ask();
    }

    fn start_over(self) {
        self.before.set(Vec::new());
        self.answered.set(None);
        self.form.clear();
    }
}

#[component]
fn Playground() -> impl IntoView {
    let game = Game::new();
    let address = game.studio.url("/model");
    // Whether a model is there is told to admins only; for others it may be.
    let model = RwSignal::new(true);
    spawn_local(async move {
        if let Ok(found) = model_of(&address).await {
            model.try_set(found.is_some());
        }
    });
    view! {
        <Question game model/>
        {move || match game.answered.get() {
            Some((ask, answered)) => view! { <Shown game ask answered/> }.into_any(),
            None => view! { <p class="panel empty playground-none">{t("playground.none")}</p> }.into_any(),
        }}
    }
}

#[component]
fn Shown(game: Game, ask: Ask, answered: Answered) -> impl IntoView {
    let correcting = RwSignal::new(false);
    let why = because_words(&answered);
    let choose = Callback::new(move |choice: String| game.say(choice));
    let expects = expected(&answered);
    let Answered { said, candidates, model, .. } = answered;
    let title = if ask.published { t("playground.from_published") } else { t("playground.from_draft") };
    view! {
        <section class="panel" aria-labelledby="playground-answer">
            <h2 id="playground-answer">{t("playground.answer")}</h2>
            <p class="field-note" dir="auto">{fill("playground.to", &[("question", &ask.text), ("version", title)])}</p>
            <div role="status">
                <SaidView said=said.clone() choose/>
                <p class="playground-why">{why}</p>
            </div>
            {model.map(|model| view! { <p class="field-note" dir="auto">{fill("playground.model_said", &[("what", &model)])}</p> })}
            <div class="panel-tools">
                <button
                    type="button" class="button" aria-expanded=move || correcting.get().to_string()
                    on:click=move |_| correcting.update(|open| *open = !*open)
                >
                    {t("teach.correct")}
                </button>
                <KeepAsTest game ask=ask.clone() expects/>
            </div>
            {move || correcting.get().then(|| view! {
                <Correct game ask=ask.clone() answer=said.text.clone() correcting/>
            })}
        </section>
        <Candidates candidates/>
    }
}
