//! What a file is, by its content: the name and the type that came with it say nothing.

use std::{fs::File, io::Read, path::Path};

use baton_protocol::{file::Pixels, limits::PICTURE_PIXELS};
use imagesize::ImageType;

/// What a look into a file has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Media type.
    pub(super) mime: &'static str,
    /// The usual ending of its name, without a dot; empty where there is none.
    pub(super) ending: &'static str,
    /// It is safe to show, in this size.
    pub(super) picture: Option<Pixels>,
}

/// Pictures that every browser shows.
const SHOWN: [(ImageType, &str, &str); 4] = [
    (ImageType::Png, "image/png", "png"),
    (ImageType::Jpeg, "image/jpeg", "jpg"),
    (ImageType::Gif, "image/gif", "gif"),
    (ImageType::Webp, "image/webp", "webp"),
];

/// As much as tells types apart.
const BEGINNING: u64 = 8_192;

/// Looks into a file. Reads headers alone: nothing is unpacked.
pub(super) fn look(path: &Path) -> std::io::Result<Kind> {
    let mut beginning = Vec::new();
    File::open(path)?.take(BEGINNING).read_to_end(&mut beginning)?;
    if let Some((mime, ending)) = shown(&beginning) {
        let picture = imagesize::size(path).ok().and_then(|size| pixels(size.width, size.height));
        if picture.is_some() {
            return Ok(Kind { mime, ending, picture });
        }
    }
    let found = infer::get(&beginning);
    let (mime, ending) =
        found.map_or(("application/octet-stream", ""), |kind| (kind.mime_type(), kind.extension()));
    Ok(Kind { mime, ending, picture: None })
}

/// Pictures that a browser shows and that cannot run anything.
fn shown(beginning: &[u8]) -> Option<(&'static str, &'static str)> {
    let kind = imagesize::image_type(beginning).ok()?;
    SHOWN.iter().find(|(shown, ..)| *shown == kind).map(|(_, mime, ending)| (*mime, *ending))
}

/// A picture that unpacks to more than a phone can hold is a file like any other.
fn pixels(width: usize, height: usize) -> Option<Pixels> {
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let size = u64::from(width) * u64::from(height);
    (1..=PICTURE_PIXELS).contains(&size).then_some(Pixels { width, height })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn looked(content: &[u8]) -> Kind {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(content).unwrap();
        look(file.path()).unwrap()
    }

    /// A PNG's signature and its first chunk, which says the size.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
        png.extend(b"\x08\x06\0\0\0\0\0\0\0");
        png
    }

    #[test]
    fn a_picture_is_shown_in_its_size() {
        let kind = looked(&png(640, 480));
        assert_eq!((kind.mime, kind.picture), ("image/png", Some(Pixels { width: 640, height: 480 })));
    }

    #[test]
    fn a_picture_that_unpacks_to_gigabytes_is_a_file() {
        assert_eq!(looked(&png(60_000, 60_000)).picture, None);
        assert_eq!(looked(&png(0, 10)).picture, None);
        assert_eq!(looked(&png(u32::MAX, u32::MAX)).picture, None);
    }

    #[test]
    fn what_could_run_is_never_a_picture() {
        for content in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            "<!doctype html><script>alert(1)</script>",
            "%PDF-1.7\n1 0 obj <</JS (app.alert(1))>>",
            "GIF8",
            "\u{feff}<html>",
            "x",
        ] {
            assert_eq!(looked(content.as_bytes()).picture, None, "{content}");
        }
    }
}
