//! The files inside the binary, compressed when it was built.

/// One file.
pub(crate) struct Asset {
    /// Its address on the server.
    pub(crate) path: &'static str,
    pub(crate) content_type: &'static str,
    /// Of its contents: the ETag.
    pub(crate) hash: &'static str,
    /// Its name changes with its contents, so that it may be kept for ever.
    pub(crate) immutable: bool,
    /// Which interface's words in which language, such as `widget/ja`.
    pub(crate) words: Option<&'static str>,
    pub(crate) plain: &'static [u8],
    pub(crate) brotli: Option<&'static [u8]>,
    pub(crate) gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file at this address.
pub(crate) fn at(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// The languages in which this interface speaks, and the files of their words.
pub(crate) fn words(interface: &'static str) -> impl Iterator<Item = (&'static str, &'static Asset)> + Clone {
    ASSETS.iter().filter_map(move |asset| {
        let language = asset.words?.strip_prefix(interface)?.strip_prefix('/')?;
        Some((language, asset))
    })
}
