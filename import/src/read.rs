//! Import's one door for files: any kind that is read, as pieces.

use std::{path::Path, time::Duration};

use crate::{address::Address, csv, error::ReadError, html, kind::Kind, markdown, pdf, piece::Report, text};

/// How long a PDF is read at most. A thousand pages need about two seconds.
const PDF: Duration = Duration::from_secs(20);

/// How much address space the reader of a PDF gets, in bytes.
const PDF_MEMORY: u64 = 1 << 30;

/// A file or page to read.
#[derive(Clone, Debug)]
pub struct File {
    /// What it is; see [`kind_of`](crate::kind_of).
    pub kind: Kind,
    /// Its name; a file without a title in it is called so.
    pub name: String,
    /// The encoding that its sender names.
    pub charset: Option<String>,
    /// Where it was found; the links on a page start from there.
    pub address: Option<Address>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Reads a file. A PDF is read by `program` with `args`, which must lead to [`pdf::child_main`]: a process of its own, with
/// limits of its own, that a hostile file may bring down.
///
/// # Errors
/// [`ReadError`] says why there is nothing in the file that could be kept.
pub async fn read(file: File, program: &Path, args: &[&str]) -> Result<Report, ReadError> {
    if file.kind == Kind::Pdf {
        return pdf::read_apart(program, args, &file.name, file.bytes, PDF, PDF_MEMORY).await;
    }
    let read = tokio::task::spawn_blocking(move || {
        let File { kind, name, charset, address, bytes } = file;
        let label = charset.as_deref();
        match kind {
            Kind::Markdown => markdown::read(&bytes, label, &name),
            Kind::Text => text::read(&bytes, label, &name),
            Kind::Html => html::read(&bytes, label, address.as_ref().map(Address::url), &name),
            Kind::Csv => csv::read(&bytes, label),
            Kind::Pdf => pdf::read(&bytes, &name),
        }
    });
    // A reader that panics has met what it cannot read.
    read.await.unwrap_or(Err(ReadError::Binary))
}
