//! The store's guard on SQLite: two processes that serve one folder would each believe to be alone.

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    path::Path,
};

use super::StoreError;

/// The file that is locked. The lock goes with the process, however that ends; the file stays.
const FILE: &str = "baton.lock";

/// Holds a data folder until it is dropped.
pub(super) struct Guard {
    _file: File,
}

impl Guard {
    pub(super) fn take(folder: &Path) -> Result<Self, StoreError> {
        let refused =
            |error: &std::io::Error| StoreError::Unavailable(format!("{}: {error}", folder.display()));
        make(folder).map_err(|error| refused(&error))?;
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(folder.join(FILE))
            .map_err(|error| refused(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Unavailable(format!(
                "{} is in use by another Baton process; stop that one first, or choose another data folder",
                folder.display()
            ))),
            Err(TryLockError::Error(error)) => Err(refused(&error)),
        }
    }
}

/// What people said to each other is nobody else's business, so a new folder is its owner's alone.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
