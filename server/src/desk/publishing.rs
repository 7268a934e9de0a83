//! Publishing: the draft is held against the tests, published, looked back at and taken back.

use std::{collections::HashSet, sync::Arc};

use baton_protocol::{
    AgentId, Code, ImportId, Refusal, TestId,
    answering::{Kind, Said},
    publishing::{Broken, Check, Compared, Differs, Expects, Publish, Test, TestWish, Version},
};
use tokio::task::spawn_blocking;

use super::{
    Desk,
    people::WrongField,
    shelf::Desked,
    teams::{done, wrong},
    unavailable,
};
use crate::{
    ai::Agent,
    store::{
        StoreError,
        model::{EntryFilter, NewTest, Published, Publishing, SiteId},
    },
};

/// Changes and questions that a check shows.
const SHOWN: usize = 100;
/// Questions of visitors that are asked of both.
const ASKED: usize = 200;
/// Versions in a list.
const VERSIONS: usize = 100;
/// The longest question of a test, and the longest note, in characters.
const QUESTION: usize = 1_000;
const NOTE: usize = 200;
/// Tests of one site.
const TESTS: usize = 1_000;

const NO_VERSION: &str = "There is no such version.";

impl Desk {
    /// What publishing the draft would change.
    pub(crate) async fn check(self: &Arc<Self>, key: &str) -> Result<Check, Refusal> {
        let desked = self.named_site(key)?;
        let site = desked.site.id;
        let to_refusal = |error: StoreError| unavailable(&error);
        let draft = self.store.draft(site).await.map_err(to_refusal)?;
        let filter = EntryFilter { changed: true, ..EntryFilter::default() };
        let changes = self.store.entries(site, filter, SHOWN).await.map_err(to_refusal)?.rows;
        let tests = self.titled(site).await?;
        let asked = self.store.questions(site, ASKED).await.map_err(to_refusal)?;
        let agent = self.draft_agent(site).await?;
        let desk = Arc::clone(self);
        let compared = spawn_blocking(move || compare(&desk, &desked, &agent, &tests, asked)).await;
        let compared = compared.map_err(|error| to_refusal(StoreError::Unavailable(error.to_string())))?;
        let check = Check {
            draft: draft.version,
            changes,
            changed: draft.changes,
            settings: draft.settings_changed,
            ..compared
        };
        Ok(check)
    }

    /// Makes the draft what visitors are answered from.
    pub(crate) async fn publish(
        self: &Arc<Self>,
        by: AgentId,
        key: &str,
        wish: Publish,
    ) -> Result<Version, WrongField> {
        if wish.note.chars().nth(NOTE).is_some() {
            return Err(wrong("note", "Please give a note of at most 200 characters."));
        }
        let check = self.check(key).await?;
        if check.draft != wish.draft {
            let message = "The draft has changed since it was checked. Check it again.";
            return Err(Refusal::new(Code::Changed, message).into());
        }
        if !check.broken.is_empty() && !wish.broken {
            let message =
                format!("{} tests would break. Agree to it, or mend the draft.", check.broken.len());
            return Err(Refusal::new(Code::WrongState, message).into());
        }
        let version = self.put_forth(key, Some(by), Published::Draft(wish.draft), wish.note).await?;
        self.note(by, "knowledge.published", &format!("{key} {}", version.number)).await;
        Ok(version)
    }

    /// Publishes an earlier version again.
    pub(crate) async fn restore(
        self: &Arc<Self>,
        by: AgentId,
        key: &str,
        number: u32,
    ) -> Result<Version, WrongField> {
        let version = self.put_forth(key, Some(by), Published::Again(number), String::new()).await?;
        self.note(by, "knowledge.restored", &format!("{key} {number}")).await;
        Ok(version)
    }

    /// Publishes what an import has read, unless a test would break.
    pub(super) async fn publish_import(
        self: &Arc<Self>,
        site: SiteId,
        import: ImportId,
    ) -> Result<(), Refusal> {
        let key = self.desked(site)?.site.key.clone();
        if self.check(&key).await?.broken.is_empty() {
            let note = "Pages that were read again".to_owned();
            let forth = self.put_forth(&key, None, Published::Import(import), note).await;
            forth.map_err(|wrong| wrong.why)?;
        }
        Ok(())
    }

    async fn put_forth(
        self: &Arc<Self>,
        key: &str,
        by: Option<AgentId>,
        what: Published,
        note: String,
    ) -> Result<Version, WrongField> {
        let site = self.named_site(key)?.site.id;
        let publishing = Publishing { site, what, by, at: self.clock.now(), note };
        let published = self.store.publish(publishing).await.map_err(|error| unavailable(&error))?;
        let version = done(published, "", "", NO_VERSION)?;
        if let Published::Draft(draft) = what {
            let passed = self.pass_learnt_on(site, draft, version.number).await;
            passed.map_err(|error| unavailable(&error))?;
        }
        self.answer_from_store(site).await.map_err(|error| unavailable(&error))?;
        Ok(version)
    }

    pub(crate) async fn versions(&self, key: &str) -> Result<Vec<Version>, Refusal> {
        let site = self.named_site(key)?.site.id;
        self.store.versions(site, VERSIONS).await.map_err(|error| unavailable(&error))
    }

    pub(crate) async fn compare_versions(
        &self,
        key: &str,
        number: u32,
        against: Option<u32>,
    ) -> Result<Compared, Refusal> {
        let site = self.named_site(key)?.site.id;
        let compared =
            self.store.compare(site, number, against).await.map_err(|error| unavailable(&error))?;
        compared.ok_or_else(|| Refusal::new(Code::NotFound, NO_VERSION))
    }

    pub(crate) async fn tests(&self, key: &str) -> Result<Vec<Test>, Refusal> {
        self.titled(self.named_site(key)?.site.id).await
    }

    pub(crate) async fn add_test(&self, by: AgentId, key: &str, wish: TestWish) -> Result<Test, WrongField> {
        let site = self.named_site(key)?.site.id;
        let question = wish.question.trim().to_owned();
        if question.is_empty() || question.chars().nth(QUESTION).is_some() {
            return Err(wrong("question", "Please give a question of at most 1,000 characters."));
        }
        if wish.locale.len() > 35 {
            return Err(wrong("locale", "Please give a language such as en or zh-Hant."));
        }
        let there = self.store.tests(site).await.map_err(|error| unavailable(&error))?;
        if there.len() >= TESTS {
            return Err(Refusal::new(Code::TooLong, "There are 1,000 tests; remove some first.").into());
        }
        if let Expects::Entry(id) = wish.expects {
            let entry = self.store.entry(site, id).await.map_err(|error| unavailable(&error))?;
            entry.ok_or_else(|| wrong("expects", "There is no such entry."))?;
        }
        let id = self.keep_test(site, by, question, wish.locale, wish.expects, false).await?;
        let tests = self.titled(site).await?;
        let gone = || Refusal::new(Code::NotFound, "There is no such test.");
        Ok(tests.into_iter().find(|test| test.id == id).ok_or_else(gone)?)
    }

    pub(super) async fn keep_test(
        &self,
        site: SiteId,
        by: AgentId,
        question: String,
        locale: String,
        expects: Expects,
        correction: bool,
    ) -> Result<TestId, Refusal> {
        let test = NewTest { question, locale, expects, correction, by, at: self.clock.now() };
        self.store.add_test(site, test).await.map_err(|error| unavailable(&error))
    }

    pub(crate) async fn remove_test(&self, by: AgentId, key: &str, id: TestId) -> Result<(), Refusal> {
        let site = self.named_site(key)?.site.id;
        if !self.store.remove_test(site, id).await.map_err(|error| unavailable(&error))? {
            return Err(Refusal::new(Code::NotFound, "There is no such test."));
        }
        self.note(by, "test.removed", &id.0.to_string()).await;
        Ok(())
    }

    /// The tests with the titles of what they expect.
    async fn titled(&self, site: SiteId) -> Result<Vec<Test>, Refusal> {
        let to_refusal = |error: StoreError| unavailable(&error);
        let mut tests = self.store.tests(site).await.map_err(to_refusal)?;
        let draft = self.store.shelved_draft(site).await.map_err(to_refusal)?;
        for test in &mut tests {
            if let Expects::Entry(id) = test.expects {
                let entry = draft.entries.iter().find(|entry| entry.id == id);
                test.title = entry.map(|entry| entry.written.title().to_owned());
            }
        }
        Ok(tests)
    }
}

/// Asks both: what is published, and the draft.
fn compare(
    desk: &Desk,
    desked: &Desked,
    draft: &Agent,
    tests: &[Test],
    asked: Vec<(String, String)>,
) -> Check {
    let ask = |agent: &Agent, text: &str, locale: &str| desk.said_by(desked, agent, text, locale);
    let mut check = Check::default();
    let mut known: HashSet<(String, String)> = HashSet::new();
    let differ = |check: &mut Check, question: String, before: Said, after: Said| {
        check.asked += 1;
        if !same(&before, &after) && check.differs.len() < SHOWN {
            check.differs.push(Differs { question, before, after });
        }
    };
    for test in tests {
        let before = ask(&desked.agent, &test.question, &test.locale);
        let after = ask(draft, &test.question, &test.locale);
        let broken = || Broken {
            test: test.id,
            question: test.question.clone(),
            expects: test.expects,
            title: test.title.clone(),
            said: after.clone(),
        };
        check.tests += 1;
        match (holds(&test.expects, &before), holds(&test.expects, &after)) {
            (true, false) => check.broken.push(broken()),
            (false, false) => check.failing.push(broken()),
            (false, true) => check.mended += 1,
            (true, true) => {}
        }
        if known.insert((test.question.clone(), test.locale.clone())) {
            differ(&mut check, test.question.clone(), before, after);
        }
    }
    for (question, locale) in asked {
        if known.insert((question.clone(), locale.clone())) {
            let (before, after) = (ask(&desked.agent, &question, &locale), ask(draft, &question, &locale));
            differ(&mut check, question, before, after);
        }
    }
    check
}

fn same(one: &Said, other: &Said) -> bool {
    (one.kind, &one.text, &one.choices, one.person) == (other.kind, &other.text, &other.choices, other.person)
}

fn holds(expects: &Expects, said: &Said) -> bool {
    match expects {
        Expects::Entry(id) => {
            said.kind == Kind::Answer && said.sources.iter().any(|source| source.entry == Some(*id))
        }
        Expects::Unknown => said.kind == Kind::Unknown,
        Expects::AskBack => said.kind == Kind::AskBack,
        Expects::Person => said.kind == Kind::Person,
    }
}
