//! Import's columns: which separator a table has, and which of its columns ask and which answer.

use csv::StringRecord;

/// How much of a file is looked at for its separator.
const SAMPLE: usize = 64 * 1024;

/// Names of columns that hold questions, as people write them in the languages of the console.
const QUESTION: [&str; 26] = [
    "question",
    "questions",
    "q",
    "phrase",
    "phrases",
    "phrasing",
    "phrasings",
    "variant",
    "alternative",
    "utterance",
    "frage",
    "fragen",
    "pregunta",
    "preguntas",
    "pergunta",
    "perguntas",
    "question(s)",
    "問題",
    "问题",
    "質問",
    "问",
    "問",
    "질문",
    "คำถาม",
    "سؤال",
    "السؤال",
];

/// Names of columns that hold answers.
const ANSWER: [&str; 19] = [
    "answer",
    "answers",
    "a",
    "reply",
    "response",
    "antwort",
    "antworten",
    "respuesta",
    "respuestas",
    "resposta",
    "réponse",
    "reponse",
    "答案",
    "回答",
    "答",
    "답변",
    "คำตอบ",
    "إجابة",
    "الإجابة",
];

/// Which columns of a table are which.
pub(super) struct Columns {
    pub(super) questions: Vec<usize>,
    /// None: each row's last.
    pub(super) answer: Option<usize>,
}

impl Columns {
    /// Reads the first row; says whether it is a heading.
    pub(super) fn of(first: &StringRecord) -> (Self, bool) {
        let names: Vec<String> = first.iter().map(plain).collect();
        let answer = names.iter().position(|name| ANSWER.contains(&name.as_str()));
        let questions: Vec<usize> =
            (0..names.len()).filter(|at| QUESTION.contains(&names[*at].as_str())).collect();
        match answer {
            Some(answer) if !questions.is_empty() => (Self { questions, answer: Some(answer) }, true),
            _ => {
                let last = first.len().saturating_sub(1);
                (Self { questions: (0..last.max(1)).collect(), answer: (last > 0).then_some(last) }, false)
            }
        }
    }
}

/// A column's name without its number, case and blanks: `Question 2` is a question.
fn plain(name: &str) -> String {
    let name = name.trim().to_lowercase();
    name.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '_' | '-' | '#'))
        .to_owned()
}

/// The separator that the first lines have most often outside quotes.
pub(super) fn separator(text: &str) -> u8 {
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    let mut quoted = false;
    let mut lines = 0;
    for byte in text.bytes().take(SAMPLE) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                lines += 1;
                // The first line decides where it can: a comma in an answer says nothing.
                if lines == 1 && counts.iter().any(|(_, count)| *count > 0) {
                    break;
                }
            }
            _ if !quoted => counts
                .iter_mut()
                .filter(|(separator, _)| *separator == byte)
                .for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // Of equals the rarer in sentences wins.
    let mut best = counts[2];
    for counted in counts {
        if counted.1 > best.1 || (counted.1 == best.1 && counted.1 > 0 && best.0 == b',') {
            best = counted;
        }
    }
    best.0
}
