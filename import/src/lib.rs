//! Import: what a file or a web page says, read within limits and from public addresses alone.
//!
//! - [`Fetcher`] reads pages from the web: [`Guard`] decides which IP addresses it may connect to, [`Address`] which
//!   addresses an editor may name, `robots.txt` what the site's operator wants. [`sitemap::walk`] lists a site's pages.
//! - [`kind_of`] says what a file is, [`read`] turns it into [`Piece`]s: articles of Markdown, or question/answer pairs.
//! - [`pdf::child_main`] is the other side of [`read`] for PDFs, which are read in a process of their own.
//!
//! Nothing here remembers anything: what is kept, when it is read again and who is told is the caller's.
#![warn(missing_docs)]

mod address;
mod csv;
mod error;
mod escape;
mod fetcher;
mod guard;
mod html;
mod kind;
mod markdown;
pub mod pdf;
mod piece;
mod read;
pub mod sitemap;
mod text;

pub use address::{ADDRESS_BYTES, Address};
pub use error::{FetchError, ReadError};
pub use fetcher::{Fetched, Fetcher, Known, Limits, Lookup, Page, REDIRECTS, System};
pub use guard::Guard;
pub use kind::{Kind, Unread, kind_of};
pub use piece::{Fault, Flaw, Piece, Report};
pub use read::{File, read};
