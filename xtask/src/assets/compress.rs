//! xtask: brotli and gzip, done once here so that the server never compresses.

use std::io::Write as _;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::wasm::Profile;

pub(super) fn brotli(contents: &[u8], profile: Profile) -> Result<Vec<u8>> {
    let quality = match profile {
        Profile::Dev => 5,
        Profile::Release => 11,
    };
    let params = BrotliEncoderParams { quality, size_hint: contents.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &contents[..], &mut compressed, &params)?;
    Ok(compressed)
}

pub(super) fn gzip(contents: &[u8], profile: Profile) -> Result<Vec<u8>> {
    let level = match profile {
        Profile::Dev => Compression::fast(),
        Profile::Release => Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(contents)?;
    Ok(encoder.finish()?)
}
