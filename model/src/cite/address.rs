//! The model's citations: links and addresses, which must stand in a cited passage letter for letter.

/// Whether a sentence, its marks taken out, holds no image, no HTML, no odd scheme and no bracket but a link's.
pub(super) fn harmless(text: &str) -> bool {
    if text.contains("![") || text.chars().any(crate::prompt::hidden) || tagged(text) || odd(text) {
        return false;
    }
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']']) {
        let Some((link, after)) = rest[at..].strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
            return false;
        };
        let Some((target, after)) = after.strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
            return false;
        };
        let wrong = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '(' | '"' | '\'' | '<' | '\\' | '`' | '|' | '&')
        };
        // An ampersand could begin the name of a character.
        let entity = target.contains('&') && target.contains(';');
        if link.contains('[')
            || target.replace('&', "").contains(wrong)
            || entity
            || addresses(target) != [target]
        {
            return false;
        }
        rest = after;
    }
    true
}

fn tagged(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
    })
}

/// A scheme that no link may have, wherever it stands.
fn odd(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let strange = lower.match_indices("://").any(|(at, _)| {
        let scheme =
            lower[..at].rsplit(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))).next();
        !matches!(scheme, Some("http" | "https"))
    });
    let named = ["javascript:", "vbscript:", "data:", "file:", "blob:", "about:"];
    strange
        || named.iter().any(|scheme| {
            lower.match_indices(scheme).any(|(at, _)| {
                let starts = !lower[..at].ends_with(|c: char| c.is_alphanumeric());
                starts && lower[at + scheme.len()..].starts_with(|c: char| !c.is_whitespace())
            })
        })
}

/// Every web and mail address in a text, as it is written there.
pub(crate) fn addresses(text: &str) -> Vec<String> {
    let edge = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '`' | '*' | '\\'
            )
            || matches!(
                c,
                '、' | '。'
                    | '，'
                    | '「'
                    | '」'
                    | '（'
                    | '）'
                    | '：'
                    | '“'
                    | '”'
                    | '‘'
                    | '’'
                    | '«'
                    | '»'
                    | '；'
            )
    };
    let tail = ['.', ',', ';', ':', '!', '?', '…'];
    text.split(edge)
        .map(|word| word.trim_end_matches(tail))
        .filter(|word| {
            let named = word.contains("://") || word.starts_with("mailto:") || word.contains('@');
            // An at-sign alone is none.
            named && word.chars().any(char::is_alphanumeric) || domain(word.trim_start_matches(tail))
        })
        .map(str::to_owned)
        .collect()
}

/// `shop.example`, `shop.example/a`, `www.shop.example:80`.
fn domain(word: &str) -> bool {
    let host = word.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let mut others = 0;
    let plain = labels.all(|label| {
        others += 1;
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    });
    others > 0 && plain && last.chars().count() >= 2 && last.chars().all(char::is_alphabetic)
}

/// Whether an address stands in a passage; of a bare name it is enough that an address there has it as its host.
pub(super) fn stands(address: &str, known: &[String]) -> bool {
    let bare = |text: &str| text.strip_prefix("mailto:").unwrap_or(text).to_owned();
    let address = bare(address);
    known.iter().any(|known| {
        let known = bare(known);
        if known == address {
            return true;
        }
        if address.contains('@') {
            return known.eq_ignore_ascii_case(&address);
        }
        let host = known
            .split_once("://")
            .map(|(_, rest)| rest.split(['/', '?', '#', ':']).next().unwrap_or_default());
        host.is_some_and(|host| host.eq_ignore_ascii_case(&address))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_addresses() {
        for (text, expected) in [
            ("Write to tea@shop.example.", vec!["tea@shop.example"]),
            (
                "See https://shop.example/a?b=1, or [here](https://x.example/y).",
                vec!["https://shop.example/a?b=1", "https://x.example/y"],
            ),
            ("At shop.example/returns and www.a.example!", vec!["shop.example/returns", "www.a.example"]),
            ("mailto:a@b.example", vec!["mailto:a@b.example"]),
            ("住所は https://例え.テスト/a。", vec!["https://例え.テスト/a"]),
            ("£3.50 at 6.30 pm, e.g. 1.2.3, i.e. this... and @ 5", vec![]),
        ] {
            assert_eq!(addresses(text), expected, "{text}");
        }
    }

    #[test]
    fn an_address_stands_or_does_not() {
        let known = addresses("https://shop.example/returns, tea@shop.example, docs.example");
        for good in [
            "https://shop.example/returns",
            "mailto:tea@shop.example",
            "TEA@shop.example",
            "shop.example",
            "docs.example",
        ] {
            assert!(stands(good, &known), "{good}");
        }
        for bad in [
            "https://shop.example/return",
            "https://shop.example/returns/x",
            "http://shop.example/returns",
            "https://evil.example",
            "tea@shop.example.evil.example",
            "op.example",
            "shop.example/other",
        ] {
            assert!(!stands(bad, &known), "{bad}");
        }
    }

    #[test]
    fn knows_harm() {
        for good in [
            "Plain.",
            "a < b and c > d",
            "[here](https://a.example/b)",
            "[write](mailto:a@b.example) us",
            "Note: this",
            "data: 5",
            "[q](https://a.example/?a=1&b=2)",
        ] {
            assert!(harmless(good), "{good}");
        }
        for bad in [
            "![x](https://a.example/b.png)",
            "<b>bold</b>",
            "</p>",
            "<!-- x -->",
            "<https://a.example>",
            "[a](javascript:alert)",
            "[a](//evil.example)",
            "[a](/returns)",
            "[a](data:text/html,x)",
            "javascript:alert(1)",
            "ftp://a.example",
            "[a]",
            "[1]",
            "a ] b",
            "[[a](https://a.example)",
            "[a][b]",
            "[a]: https://a.example",
            "[a](https://a.example \"t\")",
            "[a](https://a.example/b_(c))",
            "[a]( https://a.example)",
            "[a](&#106;avascript:x)",
            "[a](https://a.example/&colon;x)",
            "left\u{202e}right",
            "[a](mailto:)",
            "[a](tel:123)",
            "[a]()",
        ] {
            assert!(!harmless(bad), "{bad}");
        }
    }
}
