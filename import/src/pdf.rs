//! Import's PDFs: the text of their pages as one article, read in a process of its own.

mod apart;
mod child;
mod glyphs;
mod layout;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use apart::read_apart;
pub use child::child_main;

use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent,
    hayro_syntax::{DecryptionError, LoadPdfError, Pdf},
    interpret_page,
    kurbo::{Affine, Rect},
};

use crate::{
    error::ReadError,
    piece::Report,
    text::{TEXT_BYTES, stem},
};
use glyphs::Glyphs;

/// The most pages that are read: a long handbook has 500.
const PAGES: usize = 2_000;

/// Letters that a PDF shows without saying which they are, in a hundredth, from which its text is not worth keeping.
const UNNAMED: usize = 20;

/// Reads a PDF in this process. A hostile one may take all its memory and time, or end it: the server calls
/// [`read_apart`].
///
/// # Errors
/// [`ReadError`] says why there is no text in it.
pub fn read(bytes: &[u8], name: &str) -> Result<Report, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => ReadError::PdfLocked,
        LoadPdfError::Decryption(DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption)
        | LoadPdfError::Invalid => ReadError::Pdf,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(ReadError::Pdf);
    }
    if pages.len() > PAGES {
        return Err(ReadError::PdfPages);
    }
    let cache = InterpreterCache::new();
    let mut lines = Vec::new();
    let (mut named, mut unnamed) = (0, 0);
    for page in pages.iter() {
        let settings =
            InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
        let turned = Affine::new(page.initial_transform(true).as_coeffs());
        let mut context = Context::new(turned, Rect::new(0.0, 0.0, 1.0, 1.0), &cache, pdf.xref(), settings);
        let mut glyphs = Glyphs::default();
        interpret_page(page, &mut context, &mut glyphs);
        named += glyphs.named;
        unnamed += glyphs.unnamed;
        if named > TEXT_BYTES {
            return Err(ReadError::Long);
        }
        lines.push(glyphs.finish());
    }
    if named == 0 && unnamed == 0 {
        return Err(ReadError::PdfScanned);
    }
    if unnamed * 100 > (named + unnamed) * UNNAMED {
        return Err(ReadError::PdfLetters);
    }
    let (title, body) = layout::write(lines);
    if body.is_empty() {
        return Err(ReadError::PdfScanned);
    }
    let title = title.or_else(|| metadata_title(&pdf)).unwrap_or_else(|| stem(name));
    Ok(Report::article(title, body))
}

/// The title that the file gives itself, if it is one: most word processors write the file's name.
fn metadata_title(pdf: &Pdf) -> Option<String> {
    let bytes = pdf.metadata().title.as_deref()?;
    let title = match bytes {
        [0xfe, 0xff, wide @ ..] => {
            let units: Vec<u16> =
                wide.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        bytes => String::from_utf8_lossy(bytes).into_owned(),
    };
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_lowercase();
    let file = lower.starts_with("microsoft ")
        || lower.contains('\u{fffd}')
        || lower == "untitled"
        || title.contains(['/', '\\'])
        || [".doc", ".docx", ".odt", ".pdf", ".indd", ".ppt", ".pptx"]
            .iter()
            .any(|ending| lower.ends_with(ending));
    (!file && !title.is_empty() && title.chars().count() <= 200).then_some(title)
}
