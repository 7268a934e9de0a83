//! tests: files that people upload, what they are and what they claim to be, and how a browser sends them.

use baton_protocol::{ConversationId, FileId, file::Attachment};
use reqwest::{Method, Response, Url};

use crate::{
    http::{Http, success},
    server::Server,
    visitor::{SITE, Visitor},
};

/// A picture of one pixel, each.
pub const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00,
    0x00, 0x00, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x30, 0x0e, 0xbd, 0xfb, 0x1f, 0x00, 0x04,
    0x89, 0x02, 0x65, 0x15, 0xb0, 0xda, 0x0b, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42,
    0x60, 0x82,
];
/// The same as a GIF.
pub const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\
\x44\x01\0;";
/// The same as a WebP.
pub const WEBP: &[u8] = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0";

/// A PNG whose header says this size, and nothing behind it.
#[must_use]
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut picture = PNG[..16].to_vec();
    picture.extend(width.to_be_bytes());
    picture.extend(height.to_be_bytes());
    picture.extend(&PNG[24..]);
    picture
}

/// Where a visitor uploads a file of this name.
///
/// # Panics
/// Never.
#[must_use]
pub fn visitors(name: &str) -> String {
    address("/api/v1/visitor/files", &[("site", SITE), ("name", name)])
}

/// Where a live agent does, for this conversation.
#[must_use]
pub fn agents(conversation: &ConversationId, name: &str) -> String {
    address(&format!("/api/v1/conversations/{conversation}/files"), &[("name", name)])
}

/// Where a visitor reads it, and where a live agent does.
#[must_use]
pub fn for_visitor(id: &FileId) -> String {
    format!("/api/v1/visitor/files/{id}")
}

/// Where a live agent reads it.
#[must_use]
pub fn for_agent(id: &FileId) -> String {
    format!("/api/v1/files/{id}")
}

fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    let address = Url::parse_with_params(&format!("http://x{path}"), parameters).expect("an address");
    format!("{}?{}", address.path(), address.query().expect("parameters"))
}

impl Http {
    /// The browser of this visitor.
    #[must_use]
    pub fn of(server: &Server, visitor: &Visitor) -> Self {
        Self { bearer: Some(visitor.sees.token.clone()), ..Self::new(server) }
    }

    /// Uploads this to one of the addresses above, as whatever the sender says that it is.
    ///
    /// # Panics
    /// Where there is no answer.
    pub async fn upload(&self, path: &str, content: impl Into<Vec<u8>>, mime: &str) -> Response {
        let request = self.request(Method::POST, path).header("content-type", mime);
        request.body(content.into()).send().await.expect("an answer")
    }

    /// The same, which is a success.
    pub async fn uploaded(&self, path: &str, content: impl Into<Vec<u8>>) -> Attachment {
        success(path, self.upload(path, content, "application/octet-stream").await).await
    }

    /// What a file holds.
    ///
    /// # Panics
    /// Where it cannot be had.
    pub async fn downloaded(&self, path: &str) -> Vec<u8> {
        let answer = self.get(path).await;
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.bytes().await.expect("a body").to_vec()
    }
}

impl Server {
    /// How many files there are in this folder of its data.
    #[must_use]
    pub fn holds(&self, folder: &str) -> usize {
        std::fs::read_dir(self.data().join(folder)).map_or(0, Iterator::count)
    }
}
