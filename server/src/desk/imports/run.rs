//! An import at work: page by page into the draft, until it has read everything or is told to stop.

use std::{path::PathBuf, sync::Arc, time::Duration};

use baton_import::{Fetched, File, Known, Page, Piece, Report, kind_of, sitemap};
use baton_protocol::{
    ImportId, Timestamp,
    knowledge::{Every, Fault, Found, From, Progress, Written},
    limits::{ARTICLE_CHARS, MESSAGE_CHARS, PHRASING_CHARS, TITLE_CHARS},
};
use tokio::sync::Notify;

use crate::{
    desk::{Desk, knowledge::checked},
    store::{
        StoreError,
        model::{StoredImport, StoredPage},
    },
};

/// How often imports that are due are looked for.
const LOOK: Duration = Duration::from_secs(5);
/// Between two requests to one host: an import is nobody's attack.
const PAUSE: Duration = Duration::from_millis(100);
/// Faults that are kept of a run.
const FAULTS: usize = 100;
/// What this program is called with where it is to read a PDF in a process of its own.
pub(crate) const READ_PDF: &str = "read-pdf";

impl Desk {
    /// Runs every import when it is due, for as long as the server runs.
    pub(crate) async fn run_imports(self: Arc<Self>) {
        match self.store.interrupted_imports().await {
            Ok(left) => left.into_iter().for_each(|id| self.run_import(id, None)),
            Err(error) => tracing::warn!(%error, "imports that were interrupted could not be looked for"),
        }
        let mut looks = tokio::time::interval(LOOK);
        looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            looks.tick().await;
            match self.store.due_imports(self.clock.now()).await {
                Ok(due) => due.into_iter().for_each(|id| self.run_import(id, None)),
                Err(error) => tracing::warn!(%error, "imports that are due could not be looked for"),
            }
        }
    }

    /// Begins it, unless it is at work. `bytes` are a file's.
    pub(super) fn run_import(self: &Arc<Self>, id: ImportId, bytes: Option<Vec<u8>>) {
        let Some(stop) = self.running.begin(id) else { return };
        let desk = Arc::clone(self);
        tokio::spawn(async move {
            let turns = Arc::clone(&desk.running.turns);
            // The semaphore is never closed.
            let Ok(_turn) = turns.acquire_owned().await else { return };
            if let Err(error) = desk.import_all(id, bytes, &stop).await {
                tracing::warn!(%error, "an import could not be kept; it is tried again when it is due");
            }
            desk.running.end(id);
        });
    }

    async fn import_all(
        self: &Arc<Self>,
        id: ImportId,
        bytes: Option<Vec<u8>>,
        stop: &Notify,
    ) -> Result<(), StoreError> {
        let Some(mut import) = self.store.import(id).await? else { return Ok(()) };
        let before = self.store.pages(id).await?;
        let mut run = Run { desk: self, id, found: Found::default(), faults: Vec::new(), told: false };
        let progress = tokio::select! {
            ended = run.all(&import.from, bytes, before) => ended?,
            () = stop.notified() => Progress::Stopped,
        };
        let Run { found, faults, .. } = run;
        // It may have been changed, or removed, meanwhile.
        let Some(kept) = self.store.import(id).await? else { return Ok(()) };
        let now = self.clock.now();
        (import.every, import.publish) = (kept.every, kept.publish);
        (import.progress, import.found, import.faults) = (progress, found, faults);
        import.ran = Some(now);
        import.next = next(now, import.every);
        let moved = found.new + found.changed > 0;
        let publishes = import.publish && moved && import.progress == Progress::Done;
        let site = import.site;
        self.store.put_import(StoredImport { id, ..import }).await?;
        if publishes && let Err(refusal) = self.publish_import(site, id).await {
            tracing::warn!(%refusal, "what was read again could not be published");
        }
        Ok(())
    }
}

/// When it is read again.
pub(super) fn next(ran: Timestamp, every: Every) -> Option<Timestamp> {
    const HOUR: i64 = 60 * 60 * 1_000;
    match every {
        Every::Never => None,
        Every::Hour => Some(ran.plus(HOUR)),
        Every::Day => Some(ran.plus(24 * HOUR)),
        Every::Week => Some(ran.plus(7 * 24 * HOUR)),
    }
}

/// One run, and what it found so far.
struct Run<'desk> {
    desk: &'desk Desk,
    id: ImportId,
    found: Found,
    faults: Vec<Fault>,
    /// Something was read, or was as it had been.
    told: bool,
}

impl Run<'_> {
    async fn all(
        &mut self,
        from: &From,
        bytes: Option<Vec<u8>>,
        before: Vec<StoredPage>,
    ) -> Result<Progress, StoreError> {
        let failed = |why: String| Ok(Progress::Failed { why });
        match (from, bytes) {
            (From::File { name }, Some(bytes)) => self.file(name, bytes).await?,
            (From::File { .. }, None) => {
                return failed("The server was stopped while it read this. Send the file again.".to_owned());
            }
            (From::Page { address }, _) => self.pages(vec![address.clone()], before).await?,
            (From::Sitemap { address }, _) => {
                let reader = &self.desk.reader;
                let walked = match reader.address(address) {
                    Ok(start) => sitemap::walk(reader, &start, &[], sitemap::PAGES, PAUSE)
                        .await
                        .map_err(|error| error.to_string()),
                    Err(error) => Err(error.to_string()),
                };
                match walked {
                    Err(why) => return failed(why),
                    Ok(walk) => {
                        self.found.left = count(walk.beyond + walk.foreign);
                        walk.faults.into_iter().for_each(|(at, why)| self.fault(at, why));
                        let pages = walk.pages.iter().map(|page| page.address.as_str().to_owned());
                        self.pages(pages.collect(), before).await?;
                    }
                }
            }
        }
        let first = self.faults.first().filter(|_| !self.told);
        Ok(first.map_or(Progress::Done, |fault| Progress::Failed { why: fault.why.clone() }))
    }

    async fn file(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), StoreError> {
        self.desk.running.mark(self.id, 0, 1, self.found);
        match kind_of(name, None, &bytes) {
            Err(unread) => self.fault(name.to_owned(), unread.to_string()),
            Ok(kind) => {
                let file = File { kind, name: name.to_owned(), charset: None, address: None, bytes };
                self.take(name, file, None).await?;
            }
        }
        self.desk.running.mark(self.id, 1, 1, self.found);
        Ok(())
    }

    /// Reads these pages; those of `before` that are not among them are gone.
    async fn pages(&mut self, pages: Vec<String>, before: Vec<StoredPage>) -> Result<(), StoreError> {
        let of = count(pages.len());
        for (address, done) in pages.iter().zip(0..) {
            self.desk.running.mark(self.id, done, of, self.found);
            let known = before.iter().find(|page| page.address == *address);
            self.page(address, known).await?;
        }
        for page in before.iter().filter(|page| !page.gone && !pages.contains(&page.address)) {
            self.gone(&page.address).await?;
        }
        self.desk.running.mark(self.id, of, of, self.found);
        Ok(())
    }

    async fn page(&mut self, address: &str, before: Option<&StoredPage>) -> Result<(), StoreError> {
        let reader = &self.desk.reader;
        let known = before.map_or_else(Known::default, |page| Known {
            etag: page.etag.clone(),
            last_modified: page.modified.clone(),
        });
        let fetched = match reader.address(address) {
            Ok(target) => reader.page(&target, &known, PAUSE).await,
            Err(error) => Err(error),
        };
        match fetched {
            Ok(Fetched::New(page)) => {
                let Page { bytes, kind, charset, known, address: found_at, .. } = *page;
                let stored = StoredPage {
                    address: address.to_owned(),
                    etag: known.etag,
                    modified: known.last_modified,
                    gone: false,
                };
                let name = found_at.name().to_owned();
                let file = File { kind, name, charset, address: Some(found_at), bytes };
                self.take(address, file, Some(stored)).await
            }
            Ok(Fetched::Same) => {
                self.found.same += 1;
                self.told = true;
                Ok(())
            }
            Ok(Fetched::Gone(status)) => {
                if before.is_some() {
                    self.gone(address).await?;
                }
                self.fault(address.to_owned(), format!("The page is not there (status {status})."));
                Ok(())
            }
            Err(error) => {
                self.fault(address.to_owned(), error.to_string());
                Ok(())
            }
        }
    }

    async fn gone(&mut self, address: &str) -> Result<(), StoreError> {
        self.told = true;
        self.found.gone += u32::from(self.desk.store.page_gone(self.id, address).await?);
        Ok(())
    }

    /// Reads a file or a page, and what it says into the draft.
    async fn take(&mut self, at: &str, file: File, page: Option<StoredPage>) -> Result<(), StoreError> {
        let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("baton"));
        let Report { pieces, faults, more_faults, .. } =
            match baton_import::read(file, &program, &[READ_PDF]).await {
                Ok(report) => report,
                Err(error) => {
                    self.fault(at.to_owned(), error.to_string());
                    return Ok(());
                }
            };
        for fault in faults {
            self.fault(format!("{at}, row {}", fault.row), fault.why.to_string());
        }
        self.found.failed += count(usize::try_from(more_faults).unwrap_or(usize::MAX));
        let mut written = Vec::new();
        for piece in pieces {
            // What is too long for an entry is cut where an editor could not have written more either.
            match checked(fitting(piece)) {
                Ok(piece) => written.push(piece),
                Err(wrong) => self.fault(at.to_owned(), wrong.why.message),
            }
        }
        if written.is_empty() {
            return Ok(());
        }
        self.told = true;
        let taken = self.desk.store.take_in(self.id, page, written, self.desk.clock.now()).await?;
        self.found.new += taken.new;
        self.found.changed += taken.changed;
        self.found.same += taken.same;
        Ok(())
    }

    fn fault(&mut self, at: String, why: String) {
        self.found.failed += 1;
        if self.faults.len() < FAULTS {
            self.faults.push(Fault { at, why });
        }
    }
}

/// What was read, within the bounds of an entry.
fn fitting(piece: Piece) -> Written {
    let cut = |text: &str, limit: usize| text.chars().take(limit).collect::<String>();
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match piece {
        Piece::Article { title, body } => {
            Written::Article { title: cut(&line(&title), TITLE_CHARS), body: cut(&body, ARTICLE_CHARS) }
        }
        Piece::Pair { questions, answer } => Written::Pair {
            questions: questions.iter().map(|question| cut(&line(question), PHRASING_CHARS)).collect(),
            answer: cut(&answer, MESSAGE_CHARS),
        },
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
