//! The model's citations: numbers, prices, dates and shares in a text, each with what it is of.

use super::{
    calendar::{MONTHS, WEEKDAYS},
    fold::{dense, letter},
    units::{COUNTERS, NUMBERS, UNITS},
};

/// A number, or a day or month that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    value: String,
    unit: Option<&'static str>,
}

/// A word of a text, a number, or a sign.
enum Token<'a> {
    Number(String),
    Word(&'a str),
    Sign(&'a str),
}

/// Whether every figure of a folded text stands in the sentences around its quotations, with the same unit.
pub(super) fn stand(text: &str, around: &[&str]) -> bool {
    let known: Vec<Figure> = around.iter().flat_map(|text| figures(text)).collect();
    figures(text).iter().all(|figure| {
        known
            .iter()
            .any(|known| known.value == figure.value && (figure.unit.is_none() || figure.unit == known.unit))
    })
}

/// The figures of a folded text. The number of a list's line is none.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let tokens = tokens(unnumbered(text));
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Number(value) => found.push(Figure { value: value.clone(), unit: unit(&tokens, at) }),
            Token::Word(word) => {
                if let Some((value, _)) =
                    NUMBERS.iter().find(|(_, words)| words.split(' ').any(|known| known == *word))
                {
                    found.push(Figure { value: (*value).to_owned(), unit: unit(&tokens, at) });
                }
                found.extend(named(word, &WEEKDAYS, "weekday"));
                // `may` and `march` are months beside a number only.
                let beside =
                    |at: Option<usize>| at.is_some_and(|at| matches!(tokens.get(at), Some(Token::Number(_))));
                if !matches!(*word, "may" | "march" | "mars")
                    || beside(at.checked_sub(1))
                    || beside(Some(at + 1))
                {
                    found.extend(named(word, &MONTHS, "month's name"));
                }
            }
            Token::Sign(_) => {}
        }
    }
    found
}

fn unnumbered(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(after) if rest.len() < text.len() && after.starts_with(' ') => after,
        _ => text,
    }
}

fn named(word: &str, names: &[&[&str]], unit: &'static str) -> Vec<Figure> {
    let is = |name: &&str| word == *name || (name.chars().any(dense) && word.contains(*name));
    // Korean and Arabic glue particles to a name.
    let glued = |name: &&str| !name.is_ascii() && name.chars().count() > 2 && word.contains(*name);
    let figure = |(at, names): (usize, &&[&str])| {
        let hit = names.iter().any(|name| is(name) || glued(name));
        hit.then(|| Figure { value: at.to_string(), unit: Some(unit) })
    };
    names.iter().enumerate().filter_map(figure).collect()
}

/// The sign before a number, or the sign or word behind it; one word may stand between (`three working days`).
fn unit(tokens: &[Token<'_>], at: usize) -> Option<&'static str> {
    let sign = |token: Option<&Token<'_>>| match token {
        Some(Token::Sign(sign)) => exact(sign),
        _ => None,
    };
    if let Some(unit) =
        at.checked_sub(1).and_then(|before| sign(tokens.get(before))).filter(|unit| *unit != "%")
    {
        return Some(unit);
    }
    let after = tokens[at + 1..].iter().filter(|token| !matches!(token, Token::Sign("-"))).take(2);
    let mut first = true;
    for token in after {
        match token {
            Token::Sign(sign) => return exact(sign).filter(|_| first),
            Token::Word(word) => {
                let glued = UNITS
                    .iter()
                    .flat_map(|(unit, words)| words.iter().map(move |known| (*unit, *known)))
                    .filter(|(_, known)| {
                        !known.is_ascii() && known.chars().all(letter) && word.starts_with(known)
                    })
                    .max_by_key(|(_, known)| known.len())
                    .map(|(unit, _)| unit);
                if let Some(unit) = exact(word).or(glued) {
                    return Some(unit);
                }
            }
            Token::Number(_) => return None,
        }
        first = false;
    }
    None
}

fn exact(word: &str) -> Option<&'static str> {
    UNITS.iter().find(|(_, words)| words.contains(&word)).map(|(unit, _)| *unit)
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = if digit(c).is_some() {
            let len = number(rest);
            tokens.extend(values(&rest[..len]).into_iter().map(Token::Number));
            len
        } else if let Some((value, len)) = han(rest) {
            tokens.push(Token::Number(value));
            len
        } else if letter(c) {
            let end = |c: char| !(letter(c) || c == '-') || digit(c).is_some();
            let mut len = rest.find(end).unwrap_or(rest.len());
            // Where Chinese numerals count something, a word ends before them.
            let counted = rest
                .char_indices()
                .skip(1)
                .take_while(|(at, _)| *at < len)
                .find(|(at, _)| han(&rest[*at..]).is_some());
            len = counted.map_or(len, |(at, _)| at);
            let word = rest[..len].trim_end_matches('-');
            let hyphened = WEEKDAYS.iter().any(|names| names.contains(&word));
            if hyphened {
                tokens.push(Token::Word(word));
            } else {
                tokens.extend(word.split('-').filter(|part| !part.is_empty()).map(Token::Word));
            }
            len
        } else {
            let len = if rest.starts_with("°c") { "°c".len() } else { c.len_utf8() };
            if !c.is_whitespace() {
                tokens.push(Token::Sign(&rest[..len]));
            }
            len
        };
        rest = &rest[len..];
    }
    tokens
}

/// The value of a digit of any script that the product speaks.
fn digit(c: char) -> Option<u32> {
    let zeros = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{e50}'];
    zeros.into_iter().find_map(|zero| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10))
}

fn separates(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '٫' | '٬')
}

/// How long the number at the start of a text is.
fn number(text: &str) -> usize {
    let mut len = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let inside = separates(c) && rest.peek().is_some_and(|(_, next)| digit(*next).is_some());
        if digit(c).is_none() && !inside {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// `1,000`, `1.000` and `1000` are one value, `3,50`, `3.5` another; groups that make no number are several.
fn values(number: &str) -> Vec<String> {
    let separators: Vec<char> = number.chars().filter(|c| separates(*c)).collect();
    let groups: Vec<String> = number
        .split(separates)
        .map(|group| {
            group.chars().filter_map(digit).filter_map(|value| char::from_digit(value, 10)).collect()
        })
        .collect();
    let thousands = |groups: &[String]| {
        groups.first().is_some_and(|first| (1..=3).contains(&first.len()) && first != "0")
            && groups.iter().skip(1).all(|group| group.len() == 3)
    };
    let whole = |groups: &[String]| {
        let joined = groups.concat();
        let bare = joined.trim_start_matches('0');
        if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
    };
    let Some((last, first)) = groups.split_last() else { return Vec::new() };
    let same = separators.windows(2).all(|pair| pair[0] == pair[1]);
    let split = separators.split_last();
    let decimal = split.is_some_and(|(mark, others)| {
        others.is_empty()
            || (!others.contains(mark)
                && others.windows(2).all(|pair| pair[0] == pair[1])
                && thousands(first))
    });
    if separators.is_empty() || (same && thousands(&groups)) {
        vec![whole(&groups)]
    } else if decimal {
        let fraction = last.trim_end_matches('0');
        let whole = whole(first);
        vec![if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") }]
    } else {
        groups.iter().map(|group| whole(std::slice::from_ref(group))).collect()
    }
}

/// A Chinese or Japanese numeral up to 99 with something that it counts behind it.
fn han(text: &str) -> Option<(String, usize)> {
    let value = |c: char| {
        "〇一二三四五六七八九".chars().position(|known| known == c).or((c == '两' || c == '兩').then_some(2))
    };
    let run: Vec<char> = text.chars().take_while(|c| value(*c).is_some() || *c == '十').take(4).collect();
    let len: usize = run.iter().map(|c| c.len_utf8()).sum();
    if run.is_empty() || !text[len..].starts_with(COUNTERS) {
        return None;
    }
    let number = match run.iter().position(|c| *c == '十') {
        None => run.iter().try_fold(0, |sum, c| value(*c).map(|value| sum * 10 + value))?,
        Some(at) => {
            let part = |part: &[char], none: usize| match part {
                [] => Some(none),
                [c] => value(*c),
                _ => None,
            };
            part(&run[..at], 1)? * 10 + part(&run[at + 1..], 0)?
        }
    };
    Some((number.to_string(), len))
}

#[cfg(test)]
mod tests;
