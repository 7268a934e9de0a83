//! Import's tables: a CSV file as question/answer pairs, bad rows by their number.

mod columns;
#[cfg(test)]
mod tests;

use csv::{ReaderBuilder, StringRecord};

use crate::{
    error::ReadError,
    piece::{Fault, Flaw, Piece, Report},
    text::{decode, paragraphs},
};
use columns::Columns;

/// The most rows that are read: what an answer is found among in a few milliseconds.
const ROWS: u64 = 20_000;

/// The most faults that are listed; a person corrects the first and tries again.
const FAULTS: usize = 100;

/// A question in letters: people ask shorter, and a longer cell is a broken quote.
const QUESTION: usize = 1_000;

/// An answer in letters: several screens of the widget.
const ANSWER: usize = 20_000;

/// The ways to ask one thing.
const QUESTIONS: usize = 50;

/// Reads a table of pairs.
///
/// With a heading, the columns are found by their names (question, phrase, answer …, in the languages of the console).
/// Without one, the last column is the answer and the others are questions. Several phrasings may stand in one cell,
/// one a line or with `|` between them.
pub(crate) fn read(bytes: &[u8], label: Option<&str>) -> Result<Report, ReadError> {
    let text = decode(bytes, label)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(columns::separator(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut report = Report::default();
    let mut columns = None;
    let mut record = StringRecord::new();
    let mut row = 0;
    // The text is UTF-8 and rows may differ in length, so there is nothing that reading can fail of.
    while reader.read_record(&mut record).is_ok_and(|more| more) {
        row += 1;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let columns = match &columns {
            Some(columns) => columns,
            None => {
                let (found, heading) = Columns::of(&record);
                let found = columns.insert(found);
                if heading {
                    continue;
                }
                found
            }
        };
        let read = if row > ROWS { Err(Flaw::Beyond) } else { pair(&record, columns) };
        match read {
            Ok(pair) => report.pieces.push(pair),
            Err(why) if report.faults.len() < FAULTS => report.faults.push(Fault { row, why }),
            Err(_) => report.more_faults += 1,
        }
    }
    if report.pieces.is_empty() { Err(ReadError::NoPairs) } else { Ok(report) }
}

fn pair(record: &StringRecord, columns: &Columns) -> Result<Piece, Flaw> {
    let mut questions: Vec<String> = Vec::new();
    for cell in columns.questions.iter().filter_map(|at| record.get(*at)) {
        for phrase in cell.split(['|', '\n']).map(str::trim).filter(|phrase| !phrase.is_empty()) {
            if phrase.chars().count() > QUESTION {
                return Err(Flaw::LongQuestion);
            }
            if questions.len() == QUESTIONS {
                return Err(Flaw::ManyQuestions);
            }
            if !questions.iter().any(|known| known == phrase) {
                questions.push(phrase.to_owned());
            }
        }
    }
    if questions.is_empty() {
        return Err(Flaw::NoQuestion);
    }
    let answer =
        record.get(columns.answer.unwrap_or(record.len().saturating_sub(1))).unwrap_or_default().trim();
    if answer.is_empty() || (columns.answer.is_none() && record.len() < 2) {
        return Err(Flaw::NoAnswer);
    }
    if answer.chars().count() > ANSWER {
        return Err(Flaw::LongAnswer);
    }
    Ok(Piece::Pair { questions, answer: paragraphs(answer) })
}
