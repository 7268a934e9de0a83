//! The store's bytes: what files hold, in a folder beside the database. A name says nothing about its content.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use baton_protocol::FileId;
use tempfile::{NamedTempFile, TempPath};
use tokio::{
    fs::File,
    io::AsyncWriteExt,
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
};

/// Files that arrive at the same time.
const AT_ONCE: usize = 256;

/// The folder with what is kept, and the one with what is still arriving.
#[derive(Clone, Debug)]
pub(crate) struct Bytes {
    kept: PathBuf,
    arriving: PathBuf,
    places: Arc<Semaphore>,
}

/// A file that is still arriving. Dropped, it is gone.
pub(crate) struct Arriving {
    file: File,
    path: TempPath,
    size: u64,
    _place: OwnedSemaphorePermit,
}

impl Bytes {
    /// In this data folder. What was still arriving when the server stopped is removed.
    ///
    /// # Errors
    /// Where a folder cannot be made or emptied.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        let (kept, arriving) = (folder.join("files"), folder.join("uploads"));
        fs::create_dir_all(&kept)?;
        fs::create_dir_all(&arriving)?;
        for entry in fs::read_dir(&arriving)? {
            fs::remove_file(entry?.path())?;
        }
        Ok(Self { kept, arriving, places: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// A file begins to arrive; none where too many do already.
    pub(crate) async fn begin(&self) -> io::Result<Option<Arriving>> {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else { return Ok(None) };
        let folder = self.arriving.clone();
        let made =
            spawn_blocking(move || NamedTempFile::new_in(folder)).await.map_err(io::Error::other)??;
        let (file, path) = made.into_parts();
        Ok(Some(Arriving { file: File::from_std(file), path, size: 0, _place: place }))
    }

    /// Makes it durable under this name.
    pub(crate) async fn keep(&self, arriving: Arriving, id: &FileId) -> io::Result<()> {
        let (to, folder) = (self.kept.join(id.as_str()), self.kept.clone());
        arriving.file.sync_all().await?;
        let moved = move || {
            arriving.path.persist(&to).map_err(|error| error.error)?;
            fs::File::open(folder)?.sync_all()
        };
        spawn_blocking(moved).await.map_err(io::Error::other)?
    }

    pub(crate) async fn read(&self, id: &FileId) -> io::Result<File> {
        File::open(self.kept.join(id.as_str())).await
    }

    /// Removes these; what is not there is no error.
    pub(crate) async fn remove(&self, ids: &[FileId]) {
        for id in ids {
            match tokio::fs::remove_file(self.kept.join(id.as_str())).await {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    tracing::error!(%error, file = %id, "a file could not be removed");
                }
                Ok(()) | Err(_) => {}
            }
        }
    }

    /// Every name that bytes are kept under.
    pub(crate) async fn names(&self) -> io::Result<HashSet<FileId>> {
        let folder = self.kept.clone();
        let read = move || {
            let name = |entry: io::Result<fs::DirEntry>| {
                entry.map(|entry| entry.file_name().to_str().and_then(FileId::parse))
            };
            fs::read_dir(folder)?.map(name).filter_map(Result::transpose).collect()
        };
        spawn_blocking(read).await.map_err(io::Error::other)?
    }
}

impl Arriving {
    pub(crate) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes).await?;
        self.size += bytes.len() as u64;
        Ok(())
    }

    /// So many bytes have arrived.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// All that was written can be read at this path from now on.
    pub(crate) async fn settle(&mut self) -> io::Result<&Path> {
        self.file.flush().await?;
        Ok(&self.path)
    }
}
