//! Import's plain text: bytes in any encoding as letters, and a text file as an article.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};

use crate::{error::ReadError, escape::escape, piece::Report};

#[cfg(test)]
mod tests;

/// The most text of one article, in bytes: a thousand printed pages, and what a PDF's reader may write.
pub(crate) const TEXT_BYTES: usize = 5_000_000;

/// A first line that is longer is a paragraph, not a title; in letters.
const TITLE: usize = 120;

/// How much is looked at to guess an encoding.
const SAMPLE: usize = 256 * 1024;

/// How many letters of a text may be none, in a hundred, before it is taken for something else.
const RUBBISH: usize = 5;

/// The letters of a file, with `\n` at line ends and without control characters. `label` is the encoding's name, if
/// somebody names it; what the bytes say themselves (a byte order mark, flawless UTF-8) is believed first.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> Result<String, ReadError> {
    let (text, _, _) = encoding(bytes, label).decode(bytes);
    let mut clean = String::with_capacity(text.len());
    let mut rubbish = 0;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\n' | '\t' => clean.push(letter),
            '\u{c}' => clean.push('\n'),
            '\u{feff}' => {}
            '\u{fffd}' => {
                rubbish += 1;
                clean.push(letter);
            }
            _ if letter.is_control() => rubbish += 1,
            _ => clean.push(letter),
        }
    }
    if rubbish * 100 > clean.len().max(20) * RUBBISH {
        return Err(ReadError::Binary);
    }
    Ok(clean)
}

fn encoding(bytes: &[u8], label: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    // ISO-2022-JP is written in ASCII bytes, but for the escapes.
    if !bytes.contains(&0x1b) && std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    if let Some(encoding) = label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    detector.feed(sample, sample.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Allow);
    if guess == ISO_2022_JP || std::str::from_utf8(bytes).is_err() { guess } else { UTF_8 }
}

/// Reads a text file: one article, whose title is its first line, if that is short, or its name.
pub(crate) fn read(bytes: &[u8], label: Option<&str>, name: &str) -> Result<Report, ReadError> {
    let text = decode(bytes, label)?;
    let text = text.trim();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if text.len() > TEXT_BYTES {
        return Err(ReadError::Long);
    }
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (title, body) = if first.chars().count() <= TITLE && !rest.trim().is_empty() {
        (first.trim().to_owned(), rest)
    } else {
        (stem(name), text)
    };
    Ok(Report::article(title, paragraphs(body)))
}

/// Plain text as Markdown: its paragraphs and line ends stay, nothing of it becomes markup.
pub(crate) fn paragraphs(text: &str) -> String {
    let mut body = String::with_capacity(text.len());
    for line in text.trim().lines() {
        // Blanks in front would make code of it.
        let line = line.trim();
        escape(line, true, &mut body);
        body.push('\n');
    }
    while body.ends_with('\n') {
        body.pop();
    }
    body
}

/// A file's name without its ending, as a title.
pub(crate) fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}
