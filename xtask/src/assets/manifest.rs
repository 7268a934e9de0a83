//! xtask: the list of assets that the server's build script reads.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct Entry {
    /// Where the server serves it: `/assets/widget-HASH.wasm`.
    pub(super) path: String,
    /// Where it is in the folder of assets: `widget-HASH.wasm`.
    pub(super) file: String,
    #[serde(rename = "type")]
    pub(super) media_type: &'static str,
    pub(super) hash: String,
    /// Whether the path names the contents, so that browsers may keep it for ever.
    pub(super) immutable: bool,
    /// For words: whose and in which locale, `widget/ja`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) words: Option<String>,
}

pub(super) const FILE: &str = "manifest.json";
