//! line: the outlines of a menu's words, as `outlines/README.md` says.

use tiny_skia::{Path, PathBuilder};

use crate::words::LOCALES;

macro_rules! read {
    ($($locale:literal),*) => {
        [$(include_str!(concat!("../../outlines/", $locale, ".txt"))),*]
    };
}

/// In the order of [`LOCALES`].
const FILES: [&str; 11] = read!("ar", "de", "en", "es", "fr", "ja", "ko", "pt", "th", "zh-Hans", "zh-Hant");

/// A word in units of a thousandth of its size. It stands on the line y = 0 and rises above it.
#[derive(Debug)]
pub(super) struct Outline {
    /// What it says.
    pub(super) text: &'static str,
    /// From where it begins to where it ends.
    pub(super) width: f32,
    /// Where its middle is, for the eye.
    pub(super) middle: f32,
    pub(super) path: Path,
}

/// The outlines of a language, as they are kept.
pub(super) fn file(locale: &str) -> &'static str {
    LOCALES.iter().position(|name| *name == locale).map_or("", |at| FILES[at])
}

/// The word of this name.
pub(super) fn outline(locale: &str, name: &str) -> Option<Outline> {
    let mut lines = file(locale).lines().filter_map(|line| line.split_once(' '));
    let mut find = |key: &str, name: &str| {
        let found = lines.find(|(found, value)| *found == key && value.starts_with(name));
        found.map(|(_, value)| &value[name.len()..])
    };
    let text = find("word", &[name, " "].concat())?;
    let (width, middle) = (find("width", "")?.parse().ok()?, find("middle", "")?.parse().ok()?);
    let mut path = PathBuilder::new();
    for (_, glyph) in lines.take_while(|(key, _)| *key == "path") {
        add(&mut path, glyph)?;
    }
    Some(Outline { text, width, middle, path: path.finish()? })
}

/// Adds `M`, `L`, `Q`, `C` and `Z`, each with its points, as in SVG.
fn add(path: &mut PathBuilder, glyph: &str) -> Option<()> {
    let mut rest = glyph;
    while let Some(command) = rest.chars().next() {
        let points = &rest[1..];
        let end = points.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(points.len());
        let numbers = points[..end].split(' ').filter(|number| !number.is_empty()).map(str::parse::<f32>);
        let numbers: Vec<f32> = numbers.collect::<Result<_, _>>().ok()?;
        match (command, numbers.as_slice()) {
            ('M', [x, y]) => path.move_to(*x, *y),
            ('L', [x, y]) => path.line_to(*x, *y),
            ('Q', [cx, cy, x, y]) => path.quad_to(*cx, *cy, *x, *y),
            ('C', [ax, ay, bx, by, x, y]) => path.cubic_to(*ax, *ay, *bx, *by, *x, *y),
            ('Z', []) => path.close(),
            _ => return None,
        }
        rest = &points[end..];
    }
    Some(())
}
