//! Protocol room, tests: the examples and tables of `docs/protocol.md`.

use serde_json::{Deserializer, Value};

const PAGE: &str = include_str!("../../../docs/protocol.md");

/// One JSON value of a fenced block whose info string is `json TAG`.
pub(crate) struct Example {
    /// The line on which its block begins.
    pub(crate) line: usize,
    /// The name of its type.
    pub(crate) tag: String,
    pub(crate) value: Value,
}

/// Every example of the page. Each fenced block has a tag, and holds one or more values.
pub(crate) fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = (1..).zip(PAGE.lines());
    while let Some((line, fence)) = lines.next() {
        let Some(info) = fence.strip_prefix("```") else { continue };
        let Some(tag) = info.strip_prefix("json ") else { panic!("line {line}: a block without a tag") };
        let block: Vec<_> = lines.by_ref().map(|(_, text)| text).take_while(|text| *text != "```").collect();
        let values = Deserializer::from_str(&block.join("\n")).into_iter().collect::<Result<Vec<_>, _>>();
        let values = values.unwrap_or_else(|error| panic!("line {line}: {error}"));
        assert!(!values.is_empty(), "line {line}: an empty block");
        examples.extend(values.into_iter().map(|value| Example { line, tag: tag.to_owned(), value }));
    }
    assert!(!examples.is_empty(), "the page has no examples");
    examples
}

/// The rows of the first table under this heading, without its head.
pub(crate) fn rows(heading: &str) -> Vec<Vec<String>> {
    PAGE.lines()
        .skip_while(|line| *line != heading)
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect()
}
