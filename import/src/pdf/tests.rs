//! Import's PDFs, tested: layout, what cannot be read, and damage of every kind.

use std::{io::Write, panic::catch_unwind};

use flate2::{Compression, write::ZlibEncoder};

use super::{read, sample};
use crate::{error::ReadError, piece::Piece};

fn article(bytes: &[u8]) -> (String, String) {
    match read(bytes, "dir/file.pdf").unwrap().pieces.remove(0) {
        Piece::Article { title, body } => (title, body),
        Piece::Pair { .. } => panic!("a pair"),
    }
}

fn is(pages: &[&[sample::Line<'_>]], title: &str, body: &str) {
    assert_eq!(article(&sample::lines(pages)), (title.to_owned(), body.to_owned()));
}

#[test]
fn lines_become_headings_paragraphs_and_lists() {
    assert_eq!(
        article(&sample::hello()),
        ("Returns".to_owned(), "Within 30 days of delivery, unworn.".to_owned())
    );
    is(
        &[&[
            (72, 760, 24, "Returns"),
            (72, 720, 16, "How long?"),
            (72, 690, 11, "Thirty days from de-"),
            (72, 676, 11, "livery; see # <b>."),
            (72, 650, 11, "A new paragraph."),
            (72, 630, 11, "\\225 unworn"),
            (72, 616, 11, "\\225 with its original"),
            (72, 602, 11, "label"),
            (72, 560, 16, "Who pays?"),
            (72, 540, 11, "You."),
        ]],
        "Returns",
        "## How long?\n\nThirty days from delivery; see # \\<b>.\n\nA new paragraph.\n\n- unworn\n- with its original label\n\n## Who pays?\n\nYou.",
    );
    is(&[&[(72, 700, 11, "Only a line.")]], "file", "Only a line.");
}

#[test]
fn a_gap_is_a_blank_and_a_line_in_pieces_is_one() {
    is(&[&[(72, 700, 11, "One"), (110, 700, 11, "two"), (140, 701, 11, "three")]], "file", "One two three");
    let kerned = sample::stream("", b"BT /F1 11 Tf 72 700 Td [(Wi) -20 (th) -300 (in) 10 (side)] TJ ET");
    assert_eq!(article(&sample::contents(&[kerned], "")).1, "With inside");
    let bold =
        sample::stream("", b"BT /F1 11 Tf 72 700 Td (Twice) Tj ET BT /F1 11 Tf 72.3 700 Td (Twice) Tj ET");
    assert_eq!(article(&sample::contents(&[bold], "")).1, "Twice");
}

#[test]
fn what_every_page_repeats_is_dropped_and_sentences_cross_pages() {
    let page = |number: &'static str, text: &'static str| {
        [(72, 800, 9, "Shop Ltd"), (72, 700, 11, text), (300, 30, 9, number)]
    };
    let pages =
        [page("Page 1", "The first page goes"), page("Page 2", "on here."), page("Page 3", "The third.")];
    let pages: Vec<&[sample::Line<'_>]> = pages.iter().map(<[_; 3]>::as_slice).collect();
    is(&pages, "file", "The first page goes on here.\n\nThe third.");
}

#[test]
fn packed_text_is_read_and_the_title_is_the_files_own() {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(b"BT /F1 11 Tf 72 700 Td (Hello.) Tj ET").unwrap();
    let page = sample::stream("/Filter /FlateDecode", &packer.finish().unwrap());
    let titled = |title: &str| {
        article(&sample::contents(std::slice::from_ref(&page), &format!("/Info << /Title {title} >>")))
    };
    assert_eq!(titled("(Terms of sale)"), ("Terms of sale".to_owned(), "Hello.".to_owned()));
    assert_eq!(titled("<FEFF00C40047>").0, "ÄG");
    assert_eq!(titled("(Microsoft Word - agb.doc)").0, "file");
    assert_eq!(titled("(/home/x/agb)").0, "file");
}

#[test]
fn what_cannot_be_read_is_told_apart() {
    assert_eq!(read(b"%PDF-1.7 and nothing", "x"), Err(ReadError::Pdf));
    assert_eq!(read(b"", "x"), Err(ReadError::Pdf));
    let picture = sample::stream("", b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q");
    assert_eq!(read(&sample::contents(&[picture], ""), "x"), Err(ReadError::PdfScanned));
    let empty = sample::stream("", b"BT /F1 11 Tf 72 700 Td (  ) Tj ET");
    assert_eq!(read(&sample::contents(std::slice::from_ref(&empty), ""), "x"), Err(ReadError::PdfScanned));
    let locked = "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <0000000000000000000000000000000000000000000000000000000000000000> \
        /U <1111111111111111111111111111111111111111111111111111111111111111> >> /ID [<00><00>]";
    assert_eq!(read(&sample::contents(std::slice::from_ref(&empty), locked), "x"), Err(ReadError::PdfLocked));
    let many = vec![empty; super::PAGES + 1];
    assert_eq!(read(&sample::contents(&many, ""), "x"), Err(ReadError::PdfPages));
}

#[test]
fn a_line_that_ends_early_ends_its_paragraph() {
    is(
        &[&[
            (72, 700, 11, "Checked: two days"),
            (72, 686, 11, "Paid back: five days, or longer if your bank"),
            (72, 672, 11, "takes longer."),
        ]],
        "file",
        "Checked: two days\n\nPaid back: five days, or longer if your bank takes longer.",
    );
}

#[test]
fn scripts_without_blanks_get_none_at_line_ends() {
    let lines = ["返品は三十日以内に", "承ります。"];
    let letters: Vec<char> = lines.concat().chars().collect();
    let map: String = letters
        .iter()
        .enumerate()
        .map(|(at, letter)| format!("<{:04x}> <{:04x}>\n", at + 1, *letter as u32))
        .collect();
    let map = format!(
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n{} beginbfchar\n{map}endbfchar",
        letters.len()
    );
    let mut drawn = String::new();
    let mut code = 0;
    for (at, line) in lines.iter().enumerate() {
        let codes: String = line
            .chars()
            .map(|_| {
                code += 1;
                format!("{code:04x}")
            })
            .collect();
        drawn.push_str(&format!("BT /F1 11 Tf 72 {} Td <{codes}> Tj ET\n", 700 - 16 * at));
    }
    let file = identity_font("/ToUnicode 6 0 R", drawn.as_bytes(), Some(sample::stream("", map.as_bytes())));
    assert_eq!(article(&file).1, lines.concat());
}

/// A page in a font of its own numbering, whose letters have the names that `map` gives them.
fn identity_font(map: &str, content: &[u8], more: Option<Vec<u8>>) -> Vec<u8> {
    let font = format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H {map} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 \
        /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> \
        /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 >> >>] >>"
    );
    let mut all = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_vec(),
        font.into_bytes(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>".to_vec(),
        sample::stream("", content),
    ];
    all.extend(more);
    sample::objects(&all, "")
}

#[test]
fn letters_that_have_no_name_are_told() {
    let file = identity_font("", b"BT /F1 11 Tf 72 700 Td <00010002000300040005> Tj ET", None);
    assert_eq!(read(&file, "x"), Err(ReadError::PdfLetters));
}

#[test]
fn every_beginning_of_a_file_ends_in_an_answer() {
    let whole = sample::hello();
    for end in 0..whole.len() {
        let cut = &whole[..end];
        assert!(catch_unwind(|| read(cut, "x")).is_ok(), "cut at {end}");
    }
}

#[test]
fn flipped_bytes_end_in_an_answer() {
    let whole = sample::hello();
    // A fixed sequence, so that what fails once fails again.
    let mut state: u32 = 7;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for round in 0..2_000 {
        let mut file = whole.clone();
        for _ in 0..1 + round % 8 {
            let at = next(file.len());
            file[at] = next(256) as u8;
        }
        assert!(catch_unwind(|| read(&file, "x")).is_ok(), "round {round}");
    }
}

#[test]
fn depth_and_circles_end_in_an_answer() {
    let nested = format!("/X {}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(read(&sample::contents(&[sample::stream("", b"")], &nested), "x").is_err());
    let circle = sample::objects(
        &[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>".to_vec(),
            sample::stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>", b"/X Do /X Do"),
        ],
        "",
    );
    assert!(read(&circle, "x").is_err());
}
