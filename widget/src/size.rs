//! widget: a file's size, as its reader's locale has it.

use crate::words::{fill, number};

/// In kilobytes, or in megabytes and their tenths.
pub(crate) fn size(bytes: u64) -> String {
    if bytes < 1_000_000 {
        fill("file.kb", &number(bytes.div_ceil(1_000) as f64))
    } else {
        fill("file.mb", &number((bytes / 100_000) as f64 / 10.0))
    }
}
