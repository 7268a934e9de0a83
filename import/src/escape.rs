//! Import's escapes: plain text as Markdown that means exactly that text.

/// Appends text to a line of Markdown. `start` says that the line begins with it.
pub(crate) fn escape(text: &str, start: bool, out: &mut String) {
    let mut rest = text;
    if start {
        rest = line_start(text, out);
    }
    let mut before = out.chars().next_back();
    for (at, letter) in rest.char_indices() {
        let after = || rest[at + letter.len_utf8()..].chars().next();
        let special = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' => true,
            // Inside a word it means nothing.
            '_' => !(before.is_some_and(char::is_alphanumeric) && after().is_some_and(char::is_alphanumeric)),
            '&' => reference(&rest[at + 1..]),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(letter);
        before = Some(letter);
    }
}

/// Escapes what would make the line a heading, a quotation, a list or a rule; returns what is left of the text.
fn line_start<'a>(text: &'a str, out: &mut String) -> &'a str {
    let first = text.chars().next();
    match first {
        Some('#' | '>' | '-' | '+' | '=' | '~') => {
            out.push('\\');
            out.push_str(&text[..1]);
            &text[1..]
        }
        Some('0'..='9') => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            match text[digits..].chars().next() {
                Some(mark @ ('.' | ')')) => {
                    out.push_str(&text[..digits]);
                    out.push('\\');
                    out.push(mark);
                    &text[digits + 1..]
                }
                _ => text,
            }
        }
        _ => text,
    }
}

/// Whether `&` and this is a character reference, such as `&lt;`.
fn reference(rest: &str) -> bool {
    let name = rest.bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// What a reader of the Markdown sees, if it is one paragraph of text and nothing else.
    fn seen(markdown: &str) -> String {
        let mut seen = String::new();
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            if let Event::Text(text) = event {
                seen.push_str(&text);
            } else {
                let paragraph = matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
                assert!(paragraph, "{event:?} in {markdown:?}");
            }
        }
        seen
    }

    #[test]
    fn text_stays_what_it_is() {
        for text in [
            "# no heading",
            "#hash",
            "> no quotation",
            "- no list",
            "+ no list",
            "* no list",
            "1. no list",
            "12) no list",
            "1.5 litres",
            "---",
            "===",
            "~~~",
            "***",
            "a * b * c",
            "snake_case_word",
            "_no emphasis_",
            "`no code`",
            "[no](https://link.example)",
            "![no](https://image.example)",
            "<b>no</b>",
            "<script>alert(1)</script>",
            "&lt;no&gt;",
            "AT&T",
            "a & b;",
            "&#60;",
            "C:\\new\\*",
            "a | b",
            "<https://link.example>",
            "**「強調」**",
            "2 < 3",
        ] {
            let mut markdown = String::new();
            escape(text, true, &mut markdown);
            assert_eq!(seen(&markdown), text, "{markdown}");
        }
    }

    #[test]
    fn plain_words_are_not_touched() {
        let mut markdown = String::new();
        escape("Prices: 5 € - 10 € (incl. VAT) #1, snake_case & more.", true, &mut markdown);
        assert_eq!(markdown, "Prices: 5 € - 10 € (incl. VAT) #1, snake_case & more.");
    }
}
