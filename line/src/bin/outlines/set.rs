//! line: sets a word: which glyphs of which font stand where.

use std::{error::Error, fs, path::Path};

use harfrust::{Buffer, Direction, Language, ShapeOptions, ShaperFont, shape};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
    outline::DrawSettings,
    string::StringId,
};

use crate::pen::Pen;

/// Units of an em in what is written.
const EM: f32 = 1000.0;

/// A font file, or one of those in it.
pub(crate) struct Face {
    bytes: Vec<u8>,
    index: u32,
    name: String,
}

/// Where the middle of words is, above the line that they stand on.
#[derive(Clone, Copy)]
pub(crate) enum Middle {
    /// Here, in every word.
    At(i32),
    /// Between the highest and the lowest point.
    OfInk,
}

/// How the words of a language are set.
pub(crate) struct Setting {
    pub(crate) tag: &'static str,
    pub(crate) middle: Middle,
    pub(crate) rtl: bool,
}

impl Face {
    pub(crate) fn read(path: &Path, index: u32) -> Result<Self, Box<dyn Error>> {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let font = FontRef::from_index(&bytes, index)?;
        let name = |id| font.localized_strings(id).english_or_first().map(|name| name.to_string());
        let parts = [StringId::FULL_NAME, StringId::VERSION_STRING, StringId::COPYRIGHT_NOTICE];
        let name = parts.into_iter().filter_map(name).collect::<Vec<_>>().join("; ");
        Ok(Self { bytes, index, name })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// The lines of a word: its text, its width and its middle, and a path for each glyph.
pub(crate) fn set(
    faces: &[Face],
    setting: &Setting,
    name: &str,
    word: &str,
) -> Result<String, Box<dyn Error>> {
    let fonts = faces.iter().map(|face| FontRef::from_index(&face.bytes, face.index));
    let fonts = fonts.collect::<Result<Vec<_>, _>>()?;
    let runs = runs(&fonts, word)?;
    if setting.rtl && runs.len() > 1 {
        return Err(format!("{word}: no order is known for letters of two fonts").into());
    }
    let mut pen = Pen::default();
    let mut at = 0.0;
    for (font, text) in runs {
        let face = &faces[font];
        let font = &fonts[font];
        let scale = EM / f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let source = harfrust::Font::new(face.bytes.clone(), face.index).ok_or("no font")?;
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if setting.rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.set_language(setting.tag.parse::<Language>().ok());
        shape(&ShaperFont::new(&source), &mut buffer, ShapeOptions::new())?;
        let outlines = font.outline_glyphs();
        for (glyph, place) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            if glyph.glyph_id == 0 {
                return Err(format!("{text}: a letter is in no font").into());
            }
            let outline = outlines.get(glyph.glyph_id.into()).ok_or("no outline")?;
            let (x, y) = (place.x_offset as f32 * scale, place.y_offset as f32 * scale);
            pen.place(at + x, y, scale);
            outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen)?;
            at += place.x_advance as f32 * scale;
        }
    }
    let (low, high) = pen.height();
    let middle = match setting.middle {
        Middle::At(middle) => middle,
        Middle::OfInk => (low + high) / 2,
    };
    Ok(format!("word {name} {word}\nwidth {at:.0}\nmiddle {middle}\n{}", pen.text()))
}

/// The word in parts, each with the first font that has all its letters.
fn runs<'a>(fonts: &[FontRef<'_>], word: &'a str) -> Result<Vec<(usize, &'a str)>, Box<dyn Error>> {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, letter) in word.char_indices() {
        let end = at + letter.len_utf8();
        let font = fonts.iter().position(|font| font.charmap().map(letter).is_some());
        let font = font.ok_or_else(|| format!("{letter}: in none of the fonts"))?;
        match runs.last_mut() {
            Some(last) if last.0 == font => last.2 = end,
            _ => runs.push((font, at, end)),
        }
    }
    Ok(runs.into_iter().map(|(font, from, to)| (font, &word[from..to])).collect())
}
