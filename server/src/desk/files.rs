//! Files: what people upload, what it is by its content, and who may have it.

mod kind;
mod name;

use std::{sync::Arc, time::Duration};

use baton_protocol::{
    AgentId, Code, ConversationId, FileId, Refusal, Timestamp, VisitorId,
    file::Attachment,
    limits::{FACE_BYTES, FILE_BYTES, MESSENGER_BYTES},
};

use super::{Desk, unavailable};
use crate::{
    random::file_id,
    store::{
        bytes::Arriving,
        model::{ConversationKey, StoredFile},
    },
};

/// A visitor uploads at most so many bytes in [`HOUR`].
const HOURLY: u64 = 100_000_000;
/// And from a messaging app at most so many: five of the longest videos.
const HOURLY_MESSENGER: u64 = 1_000_000_000;
const HOUR: i64 = 60 * 60 * 1_000;
/// A file counts as at least so many bytes: a thousand small ones are a flood too.
const LEAST: u64 = 100_000;
/// All files together that no message names yet; strangers cannot fill the disk with them.
const UNSENT: u64 = 2_000_000_000;
/// A file that no message names is dropped after so many milliseconds.
const PATIENCE: i64 = 24 * HOUR;

/// How often what was never sent is looked for.
const ROUND: Duration = Duration::from_secs(600);

/// Whose file it will be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owner {
    Visitor(VisitorId),
    /// A visitor in a messaging app, which lets them send more.
    Messenger(VisitorId),
    /// A live agent, for this visitor's conversation.
    Agent(AgentId, VisitorId, ConversationKey),
    /// A site's picture, for everybody to see.
    Site(AgentId),
    /// The picture of a site's account in a messaging app, for everybody to see.
    Account,
}

impl Desk {
    /// A live agent may upload for this conversation.
    pub(crate) async fn agent_owner(&self, agent: AgentId, id: &ConversationId) -> Result<Owner, Refusal> {
        let head = self.head(id).await?;
        if self.crew.book().may_see(agent, &head) {
            Ok(Owner::Agent(agent, head.visitor, head.key))
        } else {
            Err(super::not_found())
        }
    }

    /// A file begins to arrive.
    pub(crate) async fn begin_upload(&self) -> Result<Arriving, Refusal> {
        if self.store.unsent().await.map_err(|error| unavailable(&error))? > UNSENT {
            return Err(Refusal::new(Code::Unavailable, "The server cannot take more files now; try later."));
        }
        match self.bytes.begin().await {
            Ok(Some(arriving)) => Ok(arriving),
            Ok(None) => Err(Refusal::new(Code::Unavailable, "Too many files arrive at once; try again.")),
            Err(error) => Err(broken(&error)),
        }
    }

    /// All of it has arrived: it is looked at, and kept.
    pub(crate) async fn keep_upload(
        &self,
        mut arriving: Arriving,
        owner: Owner,
        called: &str,
    ) -> Result<Attachment, Refusal> {
        let size = arriving.size();
        let at = self.clock.now();
        self.check_size(size, owner, at).await?;
        let path = arriving.settle().await.map_err(|error| broken(&error))?.to_owned();
        let looked = tokio::task::spawn_blocking(move || kind::look(&path)).await;
        let kind = looked.map_err(std::io::Error::other).and_then(|looked| looked);
        let kind = kind.map_err(|error| broken(&error))?;
        if matches!(owner, Owner::Site(_) | Owner::Account) && kind.picture.is_none() {
            return Err(Refusal::new(Code::Invalid, "Please choose a PNG, JPEG, GIF or WebP picture."));
        }
        let id = file_id(self.random.as_ref())
            .map_err(|error| Refusal::new(Code::Unavailable, error.to_string()))?;
        let name = name::tidy(called, kind.ending);
        let shown = Attachment { id, name, mime: kind.mime.to_owned(), size, picture: kind.picture };
        let (visitor, conversation, agent) = match owner {
            Owner::Visitor(visitor) | Owner::Messenger(visitor) => (Some(visitor), None, None),
            Owner::Agent(agent, visitor, key) => (Some(visitor), Some(key), Some(agent)),
            Owner::Site(agent) => (None, None, Some(agent)),
            Owner::Account => (None, None, None),
        };
        let file = StoredFile { shown: shown.clone(), visitor, conversation, agent, sent: false, at };
        // Known first: bytes without a row would stay for ever, a row without bytes goes within a day.
        self.store.add_file(file).await.map_err(|error| unavailable(&error))?;
        self.bytes.keep(arriving, &shown.id).await.map_err(|error| broken(&error))?;
        Ok(shown)
    }

    async fn check_size(&self, size: u64, owner: Owner, now: Timestamp) -> Result<(), Refusal> {
        if size == 0 {
            return Err(Refusal::new(Code::Empty, "The file is empty."));
        }
        let largest = match owner {
            Owner::Site(_) | Owner::Account => FACE_BYTES,
            Owner::Messenger(_) => MESSENGER_BYTES,
            Owner::Visitor(_) | Owner::Agent(..) => FILE_BYTES,
        };
        if size > largest as u64 {
            return Err(too_large(largest));
        }
        if let Owner::Visitor(visitor) | Owner::Messenger(visitor) = owner {
            let most = if matches!(owner, Owner::Messenger(_)) { HOURLY_MESSENGER } else { HOURLY };
            let lately = self.store.uploaded(visitor, now.plus(-HOUR), LEAST).await;
            if lately.map_err(|error| unavailable(&error))? + size > most {
                return Err(Refusal::new(
                    Code::SlowDown,
                    "These are too many files at once; try again later.",
                ));
            }
        }
        Ok(())
    }

    /// The files of a visitor's message. Other people's do not exist.
    pub(super) async fn files_of_visitor(
        &self,
        visitor: VisitorId,
        ids: &[FileId],
    ) -> Result<Vec<Attachment>, Refusal> {
        self.files_where(ids, |file| file.visitor == Some(visitor) && file.agent.is_none()).await
    }

    /// The files of a live agent's message: those that they uploaded for this conversation.
    pub(super) async fn files_of_agent(
        &self,
        agent: AgentId,
        conversation: ConversationKey,
        ids: &[FileId],
    ) -> Result<Vec<Attachment>, Refusal> {
        let theirs = |file: &StoredFile| file.agent == Some(agent) && file.conversation == Some(conversation);
        self.files_where(ids, theirs).await
    }

    async fn files_where(
        &self,
        ids: &[FileId],
        pass: impl Fn(&StoredFile) -> bool,
    ) -> Result<Vec<Attachment>, Refusal> {
        let mut files = Vec::with_capacity(ids.len());
        for id in ids {
            let found = self.store.file(id).await.map_err(|error| unavailable(&error))?;
            files.push(found.filter(|file| pass(file)).ok_or_else(nowhere)?.shown);
        }
        Ok(files)
    }

    /// A file for its visitor: their own, and what a live agent has sent them.
    pub(crate) async fn file_for_visitor(
        &self,
        visitor: VisitorId,
        id: &FileId,
    ) -> Result<Attachment, Refusal> {
        let may = |file: &StoredFile| file.visitor == Some(visitor) && (file.sent || file.agent.is_none());
        self.one_where(id, may).await
    }

    /// A file for a live agent: what was sent in a conversation that they may see, and what they are about to send.
    pub(crate) async fn file_for_agent(&self, agent: AgentId, id: &FileId) -> Result<Attachment, Refusal> {
        let found = self.store.file(id).await.map_err(|error| unavailable(&error))?;
        let file = found.ok_or_else(nowhere)?;
        let key = file.conversation.ok_or_else(nowhere)?;
        let head = self.store.head_by_key(key).await.map_err(|error| unavailable(&error))?;
        let seen = head.is_some_and(|head| self.crew.book().may_see(agent, &head));
        if seen && (file.sent || file.agent == Some(agent)) { Ok(file.shown) } else { Err(nowhere()) }
    }

    /// A picture that a site shows, for anybody.
    pub(crate) async fn public_picture(&self, id: &FileId) -> Result<Attachment, Refusal> {
        self.one_where(id, |file| file.visitor.is_none() && file.shown.picture.is_some()).await
    }

    async fn one_where(
        &self,
        id: &FileId,
        pass: impl Fn(&StoredFile) -> bool,
    ) -> Result<Attachment, Refusal> {
        let found = self.store.file(id).await.map_err(|error| unavailable(&error))?;
        found.filter(pass).map(|file| file.shown).ok_or_else(nowhere)
    }

    /// What a file holds.
    pub(crate) async fn read_file(&self, id: &FileId) -> Result<tokio::fs::File, Refusal> {
        self.bytes.read(id).await.map_err(|error| {
            if error.kind() == std::io::ErrorKind::NotFound { nowhere() } else { broken(&error) }
        })
    }

    /// Drops what no message names, for ever; and once, what a stop in the middle left without a row.
    pub(crate) async fn run_files(self: Arc<Self>) {
        if let Err(error) = self.drop_orphans().await {
            tracing::warn!(%error, "files without a row could not be looked for");
        }
        let mut rounds = tokio::time::interval(ROUND);
        loop {
            rounds.tick().await;
            match self.store.drop_unsent(self.clock.now().plus(-PATIENCE)).await {
                Ok(dropped) => self.bytes.remove(&dropped).await,
                Err(error) => tracing::warn!(%error, "files that were never sent could not be dropped"),
            }
        }
    }

    async fn drop_orphans(&self) -> anyhow::Result<()> {
        for id in self.bytes.names().await? {
            if self.store.file(&id).await?.is_none() {
                self.bytes.remove(&[id]).await;
            }
        }
        Ok(())
    }
}

/// More than fits.
pub(crate) fn too_large(largest: usize) -> Refusal {
    let message = format!("The file is larger than {} MB.", largest / 1_000_000);
    Refusal::new(Code::TooLong, message)
}

fn nowhere() -> Refusal {
    Refusal::new(Code::NotFound, "There is no such file.")
}

/// What a client is told when the disk fails; the cause is for the log alone.
pub(crate) fn broken(error: &std::io::Error) -> Refusal {
    tracing::error!(%error, "a file could not be stored or read");
    Refusal::new(Code::Unavailable, "The server cannot do this now. The file was not kept; please try again.")
}
