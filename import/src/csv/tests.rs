//! Import's tables, tested: headings, separators, phrasings, bad rows, and cells that never end.

use super::{FAULTS, ROWS, read};
use crate::{
    error::ReadError,
    piece::{Fault, Flaw, Piece},
};

fn pairs(text: &str) -> Vec<(Vec<String>, String)> {
    let pieces = read(text.as_bytes(), None).unwrap().pieces;
    pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Pair { questions, answer } => (questions, answer),
            Piece::Article { .. } => panic!("an article"),
        })
        .collect()
}

fn is(text: &str, expected: &[(&[&str], &str)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(questions, answer)| {
            (questions.iter().map(|q| (*q).to_owned()).collect(), (*answer).to_owned())
        })
        .collect();
    assert_eq!(pairs(text), expected, "{text}");
}

#[test]
fn columns_are_found_by_name_in_any_order() {
    is("question,answer\nWhen?,Now.", &[(&["When?"], "Now.")]);
    is(
        "ID,Answer,Question 1,Question 2\n7,Now.,When?,At what time?",
        &[(&["When?", "At what time?"], "Now.")],
    );
    is("Frage;Antwort\nWann?;Jetzt, gleich.", &[(&["Wann?"], "Jetzt, gleich.")]);
    is("質問\t回答\nいつ？\t今。", &[(&["いつ？"], "今。")]);
    is("\u{feff}Question,Answer\r\nWhen?,Now.\r\n", &[(&["When?"], "Now.")]);
}

#[test]
fn without_names_the_last_column_answers() {
    is("When?,Now.\nWhere?,Here.", &[(&["When?"], "Now."), (&["Where?"], "Here.")]);
    is("When?;At what time?;Now.", &[(&["When?", "At what time?"], "Now.")]);
}

#[test]
fn phrasings_share_a_cell() {
    is(
        "q,a\n\"When?|At what time? | When?\nHow soon?\",Now.",
        &[(&["When?", "At what time?", "How soon?"], "Now.")],
    );
}

#[test]
fn quotes_hold_separators_quotes_and_lines() {
    is(
        "question,answer\n\"Is it \"\"new\"\", or not?\",\"Yes, it is.\n\nReally; # one.\"\n",
        &[(&["Is it \"new\", or not?"], "Yes, it is.\n\nReally; # one.")],
    );
    is("q;a\n\"a,b,c,d,e\";\"f,g\"", &[(&["a,b,c,d,e"], "f,g")]);
    is("q,a\nW?,\"# x <b>\"", &[(&["W?"], "\\# x \\<b>")]);
}

#[test]
fn bad_rows_are_named_and_good_ones_are_read() {
    let text = format!(
        "question,answer\n,No question.\nNo answer?,\n\n  ,  \nShort\nGood?,Yes.\n{},Yes.\nLong?,{}\n{},Yes.\n",
        "q".repeat(1_001),
        "a".repeat(20_001),
        (0..51).map(|n| n.to_string()).collect::<Vec<_>>().join("|"),
    );
    let report = read(text.as_bytes(), None).unwrap();
    assert_eq!(report.pieces.len(), 1);
    let faults: Vec<_> = report.faults.iter().map(|Fault { row, why }| (*row, *why)).collect();
    // A line with nothing on it is no row; one with separators alone is.
    let expected = [
        (2, Flaw::NoQuestion),
        (3, Flaw::NoAnswer),
        (5, Flaw::NoAnswer),
        (7, Flaw::LongQuestion),
        (8, Flaw::LongAnswer),
        (9, Flaw::ManyQuestions),
    ];
    assert_eq!(faults, expected);
}

#[test]
fn a_cell_without_end_is_one_bad_row() {
    let text = format!("q,a\nGood?,Yes.\n\"{}", "x".repeat(10_000_000));
    let report = read(text.as_bytes(), None).unwrap();
    assert_eq!(report.pieces.len(), 1);
    assert_eq!(report.faults, [Fault { row: 3, why: Flaw::LongQuestion }]);
}

#[test]
fn rows_beyond_the_limit_are_counted() {
    let rows = usize::try_from(ROWS).unwrap();
    let report = read(format!("q,a\n{}", "Q?,A.\n".repeat(rows + 500)).as_bytes(), None).unwrap();
    assert_eq!(report.pieces.len(), rows - 1);
    assert_eq!(report.faults.len(), FAULTS);
    assert_eq!(report.faults[0], Fault { row: ROWS + 1, why: Flaw::Beyond });
    assert_eq!(report.more_faults, 501 - FAULTS as u64);
}

#[test]
fn no_pairs_is_an_error() {
    assert_eq!(read(b"\n \n", None), Err(ReadError::Empty));
    assert_eq!(read(b"question,answer\n", None), Err(ReadError::NoPairs));
    assert_eq!(read(b"only one column\nof text", None), Err(ReadError::NoPairs));
    assert_eq!(read(&[0x80, 0x81, 0xfe, 0x00, 0x01, 0x02, 0x90], Some("utf-8")), Err(ReadError::Binary));
}
