//! Pictures and files that go with messages. They are uploaded first, and named by the message that they go with.

use serde::{Deserialize, Serialize};

use crate::id::FileId;

/// A stored file: the answer to an upload, and what a message carries of it.
///
/// A visitor uploads with `POST /api/v1/visitor/files?site=KEY&name=NAME`, a live agent with
/// `POST /api/v1/conversations/{id}/files?name=NAME`; the body is the file itself, and its content alone decides what
/// it is. A file that no message names within a day is dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name: `GET /api/v1/visitor/files/{id}` and `GET /api/v1/files/{id}`.
    pub id: FileId,
    /// What its sender calls it; never a path.
    pub name: String,
    /// Media type by its content; `application/octet-stream` where that says nothing.
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// A picture that is safe to show, and its size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Pixels>,
}

/// A picture's size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pixels {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}
