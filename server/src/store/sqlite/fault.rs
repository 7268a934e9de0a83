//! The store's errors on SQLite: what the driver says, in the store's words.

use std::path::Path;

use rusqlite::{Error, ErrorCode};

use super::StoreError;

/// `error` as the store's callers know it; `path` is the file that it is about.
pub(super) fn of(path: &Path, error: &Error) -> StoreError {
    if is_damage(error) {
        damaged(path, error.to_string())
    } else {
        StoreError::Unavailable(error.to_string())
    }
}

pub(super) fn damaged(path: &Path, reason: impl Into<String>) -> StoreError {
    StoreError::Damaged { path: path.display().to_string(), reason: reason.into() }
}

/// A thread that serves the store is gone.
pub(super) fn gone() -> StoreError {
    StoreError::Unavailable("it has stopped".to_owned())
}

fn is_damage(error: &Error) -> bool {
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
    ) || matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::TypeMismatch)
    )
}
