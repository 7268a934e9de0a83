//! Imports: what is read from files and pages into the draft, when, and what came of it.

mod run;
mod running;

use std::sync::Arc;

use baton_protocol::{
    AgentId, Code, ImportId, Refusal,
    knowledge::{Every, Found, From, Import, ImportWish, Progress},
};

use super::{Desk, people::WrongField, teams::wrong, unavailable};
use crate::store::model::StoredImport;

pub(crate) use running::Running;

/// Imports of one site.
const IMPORTS: usize = 100;
/// The longest name of a file that is kept.
const NAME: usize = 120;

const NO_IMPORT: &str = "There is no such import.";

impl Desk {
    pub(crate) async fn imports(&self, key: &str) -> Result<Vec<Import>, Refusal> {
        let site = self.named_site(key)?.site.id;
        let stored = self.store.imports(site).await.map_err(|error| unavailable(&error))?;
        Ok(stored.into_iter().map(|import| self.shown_import(import)).collect())
    }

    /// Pages are to be read. It begins at once.
    pub(crate) async fn add_import(
        self: &Arc<Self>,
        by: AgentId,
        key: &str,
        wish: ImportWish,
    ) -> Result<Import, WrongField> {
        let address = match &wish.from {
            From::Page { address } | From::Sitemap { address } => address,
            From::File { .. } => return Err(wrong("from", "Please send a file by itself.")),
        };
        let address = self.reader.address(address).map_err(|error| wrong("address", &error.to_string()))?;
        let address = address.as_str().to_owned();
        let from = match wish.from {
            From::Sitemap { .. } => From::Sitemap { address },
            From::Page { .. } | From::File { .. } => From::Page { address },
        };
        let import = self.new_import(key, from, wish.every, wish.publish).await?;
        self.note(by, "import.added", &import.id.0.to_string()).await;
        self.run_import(import.id, None);
        Ok(self.shown_import(import))
    }

    /// A file is to be read. It begins at once.
    pub(crate) async fn import_file(
        self: &Arc<Self>,
        by: AgentId,
        key: &str,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Import, WrongField> {
        let name: String = name.chars().filter(|c| !c.is_control()).take(NAME).collect();
        let name = if name.trim().is_empty() { "file".to_owned() } else { name };
        baton_import::kind_of(&name, None, &bytes).map_err(|unread| wrong("file", &unread.to_string()))?;
        let import = self.new_import(key, From::File { name }, Every::Never, false).await?;
        self.note(by, "import.added", &import.id.0.to_string()).await;
        self.run_import(import.id, Some(bytes));
        Ok(self.shown_import(import))
    }

    async fn new_import(
        &self,
        key: &str,
        from: From,
        every: Every,
        publish: bool,
    ) -> Result<StoredImport, WrongField> {
        let site = self.named_site(key)?.site.id;
        let there = self.store.imports(site).await.map_err(|error| unavailable(&error))?;
        if there.len() >= IMPORTS {
            return Err(Refusal::new(Code::TooLong, "There are 100 imports; remove some first.").into());
        }
        // What was not finished when the server stops is begun again; a file's bytes are gone then.
        let next = (!matches!(from, From::File { .. })).then(|| self.clock.now());
        let mut import = StoredImport {
            id: ImportId(0),
            site,
            from,
            every,
            publish,
            progress: Progress::Waiting,
            found: Found::default(),
            faults: Vec::new(),
            ran: None,
            next,
            entries: 0,
        };
        import.id = self.store.add_import(import.clone()).await.map_err(|error| unavailable(&error))?;
        Ok(import)
    }

    /// How often it is read again, and whether that is published by itself.
    pub(crate) async fn change_import(
        &self,
        by: AgentId,
        key: &str,
        id: ImportId,
        wish: ImportWish,
    ) -> Result<Import, WrongField> {
        let mut import = self.import_of(key, id).await?;
        if matches!(import.from, From::File { .. }) {
            return Err(wrong("from", "A file is read once; send it again where it has changed."));
        }
        (import.every, import.publish) = (wish.every, wish.publish);
        if !self.running.runs(id) {
            import.next = import.ran.and_then(|ran| run::next(ran, import.every));
        }
        self.store.put_import(import.clone()).await.map_err(|error| unavailable(&error))?;
        self.note(by, "import.changed", &id.0.to_string()).await;
        Ok(self.shown_import(import))
    }

    /// Reads its pages again now.
    pub(crate) async fn read_again(self: &Arc<Self>, key: &str, id: ImportId) -> Result<Import, Refusal> {
        let mut import = self.import_of(key, id).await?;
        if matches!(import.from, From::File { .. }) {
            return Err(Refusal::new(
                Code::WrongState,
                "A file is read once; send it again where it has changed.",
            ));
        }
        if !self.running.runs(id) {
            import.progress = Progress::Waiting;
            import.next = Some(self.clock.now());
            self.store.put_import(import.clone()).await.map_err(|error| unavailable(&error))?;
            self.run_import(id, None);
        }
        Ok(self.shown_import(import))
    }

    /// Stops it; what it has read is kept.
    pub(crate) async fn stop_import(&self, key: &str, id: ImportId) -> Result<Import, Refusal> {
        let import = self.import_of(key, id).await?;
        if !self.running.stop(id) {
            return Err(Refusal::new(Code::WrongState, "This import is not at work."));
        }
        Ok(self.shown_import(import))
    }

    /// Takes it away, and its entries out of the draft.
    pub(crate) async fn remove_import(&self, by: AgentId, key: &str, id: ImportId) -> Result<(), Refusal> {
        let site = self.import_of(key, id).await?.site;
        self.running.stop(id);
        self.store.remove_import(site, id).await.map_err(|error| unavailable(&error))?;
        self.note(by, "import.removed", &id.0.to_string()).await;
        Ok(())
    }

    async fn import_of(&self, key: &str, id: ImportId) -> Result<StoredImport, Refusal> {
        let site = self.named_site(key)?.site.id;
        let import = self.store.import(id).await.map_err(|error| unavailable(&error))?;
        import.filter(|import| import.site == site).ok_or_else(|| Refusal::new(Code::NotFound, NO_IMPORT))
    }

    fn shown_import(&self, import: StoredImport) -> Import {
        let StoredImport { id, from, every, publish, progress, found, faults, ran, next, entries, .. } =
            import;
        let (progress, found) = match self.running.at(id) {
            Some((done, of, found)) => (Progress::Running { done, of }, found),
            None => (progress, found),
        };
        Import { id, from, every, publish, progress, ran, next, entries, found, faults }
    }
}
