//! xtask: short names for contents.

use sha2::{Digest as _, Sha256};

/// The first 40 bits of the contents' SHA-256, as ten hex digits.
pub(super) fn short(contents: &[u8]) -> String {
    Sha256::digest(contents).iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// `icons/bell.svg` with the hash before its extension: `icons/bell-HASH.svg`.
pub(super) fn named(file: &str, hash: &str) -> String {
    match file.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{file}-{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_hash_before_the_extension() {
        assert_eq!(short(b""), "e3b0c44298");
        assert_eq!(named("icons/bell.svg", "e3b0c44298"), "icons/bell-e3b0c44298.svg");
        assert_eq!(named("words-widget-zh-Hant.json", "1"), "words-widget-zh-Hant-1.json");
    }
}
