//! xtask: scripts without their comments, indentation and empty lines.

/// Squeezes a script. Line ends stay, and strings, templates and regular expressions stay as they are.
pub(super) fn squeeze(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        let length = match token(rest, &out) {
            Token::Comment(length) => {
                gap(&mut out, rest[..length].contains('\n'));
                length
            }
            Token::Verbatim(length) => {
                out.push_str(&rest[..length]);
                length
            }
            Token::Code => {
                if character.is_whitespace() {
                    gap(&mut out, character == '\n');
                } else {
                    out.push(character);
                }
                character.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// White space outside of literals: one line end or one space, none where a line starts.
fn gap(out: &mut String, line_end: bool) {
    if line_end {
        out.truncate(out.trim_end_matches(' ').len());
    }
    if !out.is_empty() && !out.ends_with('\n') && (line_end || !out.ends_with(' ')) {
        out.push(if line_end { '\n' } else { ' ' });
    }
}

enum Token {
    Comment(usize),
    /// A literal, to be kept byte for byte.
    Verbatim(usize),
    Code,
}

/// What the text starts with, after `before`.
fn token(text: &str, before: &str) -> Token {
    if text.starts_with("//") {
        Token::Comment(text.find('\n').unwrap_or(text.len()))
    } else if text.starts_with("/*") {
        Token::Comment(text.find("*/").map_or(text.len(), |end| end + 2))
    } else if text.starts_with(['"', '\'']) {
        Token::Verbatim(string(text))
    } else if text.starts_with('`') {
        Token::Verbatim(template(text))
    } else if text.starts_with('/') && value_may_start(before) {
        regular_expression(text).map_or(Token::Code, Token::Verbatim)
    } else {
        Token::Code
    }
}

/// The length of the quoted string that the text starts with.
pub(super) fn string(text: &str) -> usize {
    let mut characters = text.char_indices();
    let Some((_, quote)) = characters.next() else { return 0 };
    while let Some((place, character)) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if character == quote {
            return place + quote.len_utf8();
        }
    }
    text.len()
}

fn template(text: &str) -> usize {
    let mut place = 1;
    while let Some(character) = text[place..].chars().next() {
        if text[place..].starts_with("${") {
            place += 2;
            place += substitution(&text[place..]);
            continue;
        }
        place += character.len_utf8();
        if character == '`' {
            return place;
        }
        if character == '\\' {
            place += text[place..].chars().next().map_or(0, char::len_utf8);
        }
    }
    text.len()
}

/// The code between `${` and its `}`, with that brace.
fn substitution(text: &str) -> usize {
    let (mut place, mut depth) = (0, 1_usize);
    while let Some(character) = text[place..].chars().next() {
        place += match token(&text[place..], &text[..place]) {
            Token::Comment(length) | Token::Verbatim(length) => length,
            Token::Code => character.len_utf8(),
        };
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return place;
        }
    }
    text.len()
}

/// `None` where the slash is a division after all: such a literal never spans lines.
fn regular_expression(text: &str) -> Option<usize> {
    let mut in_class = false;
    let mut characters = text.char_indices().skip(1);
    while let Some((place, character)) = characters.next() {
        match character {
            '\n' => return None,
            '\\' => {
                characters.next();
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return Some(place + 1),
            _ => {}
        }
    }
    None
}

/// Whether a value, and so a regular expression, may start after this code; else a slash divides.
fn value_may_start(before: &str) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).next().unwrap_or("");
    if word.is_empty() {
        return !before.ends_with([')', ']', '}', '"', '\'', '`']);
    }
    matches!(
        word,
        "return"
            | "typeof"
            | "case"
            | "in"
            | "of"
            | "delete"
            | "void"
            | "throw"
            | "else"
            | "do"
            | "await"
            | "yield"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, squeezed: &str) {
        assert_eq!(squeeze(source), format!("{squeezed}\n"));
    }

    #[test]
    fn comments_and_indentation_go() {
        check(
            "// head\n/** doc\n */\nfunction f() {\n    return 1; // one\n}\n\n\n",
            "function f() {\nreturn 1;\n}",
        );
        check("a/* x */b", "a b");
        check("return/* \n */1", "return\n1");
        check("let  a\t=  1", "let a = 1");
    }

    #[test]
    fn strings_and_templates_stay() {
        check(r#"a = "http://x" + 'it\'s /* no */'"#, r#"a = "http://x" + 'it\'s /* no */'"#);
        check(
            "a = `  // ${ b({c: `}`}) /* in */ }\n   kept`;  // gone",
            "a = `  // ${ b({c: `}`}) /* in */ }\n   kept`;",
        );
        check("a = `\\`  //`", "a = `\\`  //`");
    }

    #[test]
    fn regular_expressions_stay_and_divisions_are_none() {
        check("a = /['\"/*]/g; // b", "a = /['\"/*]/g;");
        check("x.replace(/\\/\\//, '')", "x.replace(/\\/\\//, '')");
        check("return /\"/.test(a) // b", "return /\"/.test(a)");
        check("a = b / 2; // c / d", "a = b / 2;");
        check("a = (b) / c; /* d */ e = f[0] / g", "a = (b) / c; e = f[0] / g");
        check("a = i++ / 2\nb = '/'", "a = i++ / 2\nb = '/'");
    }
}
