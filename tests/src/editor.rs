//! tests: an editor's hands: the draft, what stands in it, what is read into it, and how it is published.

use baton_protocol::{
    EntryId, ImportId,
    answering::{Answered, Answering, Ask, Draft},
    knowledge::{Entry, EntryPage, Every, From, Import, ImportWish, Progress, Written},
    publishing::{Check, Expects, Publish, Test, TestWish, Version},
    site::Versioned,
};
use reqwest::{Method, Response, StatusCode};

use crate::{
    eventually,
    http::{Http, success},
    people::EDA,
    server::Server,
    visitor::SITE,
};

/// Somebody who edits the demo's site.
#[derive(Clone, Debug)]
pub struct Editor {
    /// Their browser.
    pub http: Http,
}

/// A pair in these words.
#[must_use]
pub fn pair(questions: &[&str], answer: &str) -> Written {
    Written::Pair {
        questions: questions.iter().map(|question| (*question).to_owned()).collect(),
        answer: answer.to_owned(),
    }
}

/// An article in these words.
#[must_use]
pub fn article(title: &str, body: &str) -> Written {
    Written::Article { title: title.to_owned(), body: body.to_owned() }
}

/// What the demo's site has at this place.
#[must_use]
pub fn at(place: &str) -> String {
    format!("/api/v1/sites/{SITE}/{place}")
}

impl Editor {
    /// Signs in as [`EDA`].
    pub async fn of(server: &Server) -> Self {
        Self { http: Http::signed_in(server, EDA).await }
    }

    /// The draft as it is.
    pub async fn draft(&self) -> Draft {
        self.http.read(&at("draft")).await
    }

    /// Makes this of how the AI agent answers; the answer as it is.
    pub async fn answering(&self, make: impl FnOnce(&mut Answering)) -> Response {
        let Draft { answering: mut to, version, .. } = self.draft().await;
        make(&mut to);
        self.http.put(&at("answering"), &Versioned { version, to }).await
    }

    /// The same, which is a success, and published.
    pub async fn answers_so(&self, make: impl FnOnce(&mut Answering)) -> Version {
        let _: Draft = success("how it answers", self.answering(make).await).await;
        self.publishes().await
    }

    /// Adds it; the answer as it is.
    pub async fn tries(&self, written: &Written) -> Response {
        self.http.post(&at("knowledge"), written).await
    }

    /// Adds it.
    pub async fn writes(&self, written: Written) -> Entry {
        success("a new entry", self.tries(&written).await).await
    }

    /// Makes this of an entry; the answer as it is.
    pub async fn changes(&self, entry: &Entry, to: Written) -> Response {
        let place = at(&format!("knowledge/{}", entry.id.0));
        self.http.put(&place, &Versioned { version: entry.version, to }).await
    }

    /// Takes it out of the draft.
    ///
    /// # Panics
    /// Where that is refused.
    pub async fn removes(&self, entry: EntryId) {
        let answer = self.http.delete(&at(&format!("knowledge/{}", entry.0))).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT, "{}", answer.text().await.unwrap_or_default());
    }

    /// An entry of the draft.
    pub async fn entry(&self, entry: EntryId) -> Entry {
        self.http.read(&at(&format!("knowledge/{}", entry.0))).await
    }

    /// Entries of the draft, as this asks for them.
    pub async fn entries(&self, query: &str) -> EntryPage {
        self.http.read(&at(&format!("knowledge?{query}"))).await
    }

    /// The draft has nothing in it from now on.
    pub async fn empties(&self) {
        loop {
            let page = self.entries("").await;
            if page.rows.is_empty() {
                return;
            }
            for row in page.rows {
                self.removes(row.id).await;
            }
        }
    }

    /// The draft holds these and nothing else, and is published.
    pub async fn knows(&self, all: Vec<Written>) -> Vec<Entry> {
        self.empties().await;
        let mut entries = Vec::new();
        for written in all {
            entries.push(self.writes(written).await);
        }
        self.publishes().await;
        entries
    }

    /// What publishing would change.
    ///
    /// # Panics
    /// Where there is no answer.
    pub async fn checks(&self) -> Check {
        let answer = self.http.request(Method::POST, &at("check")).send().await.expect("an answer");
        success("a check", answer).await
    }

    /// Publishes what was looked at; the answer as it is.
    pub async fn tries_to_publish(&self, draft: u64, broken: bool) -> Response {
        self.http.post(&at("publish"), &Publish { draft, note: String::new(), broken }).await
    }

    /// Looks and publishes; no test may break.
    pub async fn publishes(&self) -> Version {
        let check = self.checks().await;
        success("publishing", self.tries_to_publish(check.draft, false).await).await
    }

    /// The playground: this of the draft.
    pub async fn asks(&self, text: &str) -> Answered {
        self.asks_so(Ask {
            text: text.to_owned(),
            locale: "en".to_owned(),
            before: Vec::new(),
            published: false,
            model: false,
        })
        .await
    }

    /// The playground.
    pub async fn asks_so(&self, ask: Ask) -> Answered {
        self.http.told(&at("ask"), &ask).await
    }

    /// Keeps a test.
    pub async fn keeps(&self, question: &str, expects: Expects) -> Test {
        let wish = TestWish { question: question.to_owned(), locale: "en".to_owned(), expects };
        self.http.told(&at("tests"), &wish).await
    }

    /// All tests.
    pub async fn tests(&self) -> Vec<Test> {
        self.http.read(&at("tests")).await
    }

    /// Every version, newest first.
    pub async fn versions(&self) -> Vec<Version> {
        self.http.read(&at("versions")).await
    }

    /// Begins to read; the answer as it is.
    pub async fn tries_to_read(&self, from: From) -> Response {
        let wish = ImportWish { from, every: Every::Never, publish: false };
        self.http.post(&at("imports"), &wish).await
    }

    /// Begins to read a page.
    pub async fn reads(&self, address: &str) -> Import {
        let answer = self.tries_to_read(From::Page { address: address.to_owned() }).await;
        success("an import", answer).await
    }

    /// Begins to read a sitemap.
    pub async fn reads_all(&self, address: &str) -> Import {
        let answer = self.tries_to_read(From::Sitemap { address: address.to_owned() }).await;
        success("an import", answer).await
    }

    /// Begins to read a file; the answer as it is.
    pub async fn uploads(&self, name: &str, content: impl Into<Vec<u8>>) -> Response {
        let place = at(&format!("imports/file?name={name}"));
        self.http.upload(&place, content, "application/octet-stream").await
    }

    /// Reads it again now, and waits for the end.
    ///
    /// # Panics
    /// Where there is no answer.
    pub async fn reads_again(&self, import: ImportId) -> Import {
        let place = at(&format!("imports/{}/run", import.0));
        let before = self.import(import).await.ran;
        let answer = self.http.request(Method::POST, &place).send().await.expect("an answer");
        let _: Import = success(&place, answer).await;
        self.comes_to_an_end(import, |import| import.ran > before).await
    }

    /// An import as it stands.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn import(&self, import: ImportId) -> Import {
        let all: Vec<Import> = self.http.read(&at("imports")).await;
        all.into_iter().find(|known| known.id == import).expect("an import")
    }

    /// Waits until an import has ended.
    pub async fn ended(&self, import: ImportId) -> Import {
        self.comes_to_an_end(import, |_| true).await
    }

    async fn comes_to_an_end(&self, import: ImportId, is: impl Fn(&Import) -> bool) -> Import {
        eventually("the end of an import", || async {
            let now = self.import(import).await;
            let going = matches!(now.progress, Progress::Waiting | Progress::Running { .. });
            (!going && is(&now)).then_some(now)
        })
        .await
    }
}
