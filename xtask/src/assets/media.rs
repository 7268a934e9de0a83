//! xtask: the media types of what is served, and which of them compress.

use anyhow::{Result, bail};

/// The media type of a file, by its extension. An unknown one is an error: the server must not guess.
pub(super) fn media_type(file: &str) -> Result<&'static str> {
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    Ok(match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        _ => bail!("{file}: the media type of .{extension} files is not known to xtask/src/assets/media.rs"),
    })
}

/// Whether brotli and gzip gain anything: the other types are compressed by themselves.
pub(super) fn compresses(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || matches!(
            media_type,
            "application/json"
                | "application/manifest+json"
                | "application/wasm"
                | "image/svg+xml"
                | "image/vnd.microsoft.icon"
                | "audio/wav"
        )
}
