//! Import's plain text, tested: encodings, rubbish, titles.

use super::{TEXT_BYTES, decode, read};
use crate::{error::ReadError, piece::Piece};

#[test]
fn encodings_are_recognised() {
    let japanese = "返品は三十日以内に承ります。送料はお客様のご負担となります。".repeat(3);
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(&japanese);
    let (euc_jp, _, _) = encoding_rs::EUC_JP.encode(&japanese);
    let (iso, _, _) = encoding_rs::ISO_2022_JP.encode(&japanese);
    for bytes in [japanese.as_bytes(), &shift_jis, &euc_jp, &iso] {
        assert_eq!(decode(bytes, None).unwrap(), japanese);
    }
    let german = "Über die Rückgabe größerer Möbel entscheidet der Händler in Zürich. ".repeat(3);
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&german);
    assert_eq!(decode(&latin, None).unwrap(), german);
    let chinese = "退货须在三十天内提出，运费由顾客承担，退款将在五个工作日内完成。".repeat(3);
    let (gbk, _, _) = encoding_rs::GBK.encode(&chinese);
    assert_eq!(decode(&gbk, Some("gb2312")).unwrap(), chinese);
}

#[test]
fn byte_order_marks_and_line_ends_are_understood() {
    let wide =
        |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(order).collect() };
    for bytes in [
        b"\xef\xbb\xbfa\r\nb\rc".to_vec(),
        wide("\u{feff}a\r\nb\rc", u16::to_le_bytes),
        wide("\u{feff}a\r\nb\rc", u16::to_be_bytes),
    ] {
        assert_eq!(decode(&bytes, Some("windows-1252")).unwrap(), "a\nb\nc");
    }
}

#[test]
fn flawless_utf8_is_believed_before_a_label() {
    assert_eq!(decode("Grüße".as_bytes(), Some("iso-8859-1")).unwrap(), "Grüße");
    assert_eq!(decode(b"Gr\xfc\xdfe", Some("iso-8859-1")).unwrap(), "Grüße");
    assert_eq!(decode(b"Gr\xfc\xdfe", Some("no such encoding")).unwrap(), "Grüße");
}

#[test]
fn what_is_no_text_is_refused() {
    let bytes: Vec<u8> = (0..4_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(decode(&bytes, Some("utf-8")), Err(ReadError::Binary));
}

#[test]
fn the_first_line_is_the_title_if_it_is_short() {
    let piece = |text: &str| read(text.as_bytes(), None, "dir/return-policy.txt").unwrap().pieces.remove(0);
    let article = |title: &str, body: &str| Piece::Article { title: title.into(), body: body.into() };
    assert_eq!(piece("Returns\n\nWithin 30 days."), article("Returns", "Within 30 days."));
    assert_eq!(piece("Only one line."), article("return-policy", "Only one line."));
    let long = "word ".repeat(40);
    assert_eq!(piece(&format!("{long}\nmore")), article("return-policy", &format!("{}\nmore", long.trim())));
}

#[test]
fn markup_in_a_text_is_text() {
    let report = read(b"T\n# a\n    <script>x</script>\n\nb", None, "x").unwrap();
    let body = "\\# a\n\\<script>x\\</script>\n\nb".to_owned();
    assert_eq!(report.pieces, [Piece::Article { title: "T".to_owned(), body }]);
}

#[test]
fn empty_and_endless_texts_are_refused() {
    assert_eq!(read(b" \r\n\t ", None, "x"), Err(ReadError::Empty));
    assert_eq!(read("a\n".repeat(TEXT_BYTES / 2 + 1).as_bytes(), None, "x"), Err(ReadError::Long));
}
