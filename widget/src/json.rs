//! widget: JSON as a tree, and as text. One small reader instead of derived code for every type of the protocol, which
//! would be half of the panel's weight.

/// A value. Numbers are whole, because the protocol knows no others.
#[derive(Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
}

static NULL: Json = Json::Null;

/// Deeper than the protocol ever goes, and far from the end of the stack.
const DEPTH: u32 = 32;

impl Json {
    /// `None` where the text is not JSON.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEPTH)?;
        reader.peek().is_none().then_some(value)
    }

    /// What stands under this key; null where nothing does.
    pub(crate) fn get(&self, key: &str) -> &Self {
        let Self::Map(entries) = self else { return &NULL };
        entries.iter().find(|(name, _)| name == key).map_or(&NULL, |(_, value)| value)
    }

    /// The name and the value of an enum's variant: `"name"` or `{"name": value}`.
    pub(crate) fn variant(&self) -> (&str, &Self) {
        match self {
            Self::Text(name) => (name, &NULL),
            Self::Map(entries) => entries.first().map_or(("", &NULL), |(name, value)| (name, value)),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::List(_) => ("", &NULL),
        }
    }

    /// A text; empty where this is none.
    pub(crate) fn text(&self) -> String {
        self.text_if_any().unwrap_or_default()
    }

    /// A text, where this is one.
    pub(crate) fn text_if_any(&self) -> Option<String> {
        if let Self::Text(text) = self { Some(text.clone()) } else { None }
    }

    /// A number; 0 where this is none.
    pub(crate) fn number(&self) -> i64 {
        if let Self::Number(number) = self { *number } else { 0 }
    }

    /// Whether this is `true`.
    pub(crate) fn is_true(&self) -> bool {
        *self == Self::Bool(true)
    }

    /// The items of a list; none where this is no list.
    pub(crate) fn list<T>(&self, read: fn(&Self) -> T) -> Vec<T> {
        if let Self::List(items) = self { items.iter().map(read).collect() } else { Vec::new() }
    }

    /// An object; entries that are null are left out.
    pub(crate) fn map<const N: usize>(mut entries: [(&str, Self); N]) -> Self {
        Self::entries(&mut entries)
    }

    /// The same for any number of them: one piece of code instead of one for each.
    fn entries(entries: &mut [(&str, Self)]) -> Self {
        let mut map = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            if *value != Self::Null {
                map.push(((*key).to_owned(), std::mem::replace(value, Self::Null)));
            }
        }
        Self::Map(map)
    }

    /// A text as a value.
    pub(crate) fn of(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// As text, appended.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Text(text) => quote(text, out),
            Self::List(items) => {
                let mut mark = '[';
                for item in items {
                    out.push(mark);
                    item.write(out);
                    mark = ',';
                }
                out.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            Self::Map(entries) => {
                let mut mark = '{';
                for (key, value) in entries {
                    out.push(mark);
                    quote(key, out);
                    out.push(':');
                    value.write(out);
                    mark = ',';
                }
                out.push_str(if entries.is_empty() { "{}" } else { "}" });
            }
        }
    }
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\0'..' ' => {
                out.push_str("\\u00");
                for digit in [letter as u32 >> 4, letter as u32 & 15] {
                    out.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is not space, left where it is.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Whether this is the next byte that is not space; then it is taken.
    fn takes(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    fn value(&mut self, depth: u32) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        match self.peek()? {
            b'"' => self.string().map(Json::Text),
            b'[' => {
                self.at += 1;
                let mut list = Vec::new();
                while !self.takes(b']') {
                    if !list.is_empty() && !self.takes(b',') {
                        return None;
                    }
                    list.push(self.value(depth)?);
                }
                Some(Json::List(list))
            }
            b'{' => {
                self.at += 1;
                let mut map = Vec::new();
                while !self.takes(b'}') {
                    if !map.is_empty() && !self.takes(b',') {
                        return None;
                    }
                    let key = if self.peek() == Some(b'"') { self.string()? } else { return None };
                    if !self.takes(b':') {
                        return None;
                    }
                    map.push((key, self.value(depth)?));
                }
                Some(Json::Map(map))
            }
            b'-' | b'0'..=b'9' => Some(Json::Number(self.number())),
            _ => {
                for (word, value) in
                    [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))]
                {
                    if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
                        self.at += word.len();
                        return Some(value);
                    }
                }
                None
            }
        }
    }

    /// The whole part of a number; what else belongs to it is passed over.
    fn number(&mut self) -> i64 {
        let minus = self.takes(b'-');
        let (mut number, mut whole) = (0i64, true);
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'0'..=b'9' if whole => {
                    number = number.saturating_mul(10).saturating_add(i64::from(byte - b'0'));
                }
                b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-' => whole = false,
                _ => break,
            }
            self.at += 1;
        }
        if minus { -number } else { number }
    }

    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut string = String::new();
        loop {
            let start = self.at;
            while !matches!(self.text.as_bytes().get(self.at)?, b'"' | b'\\') {
                self.at += 1;
            }
            string.push_str(self.text.get(start..self.at)?);
            self.at += 1;
            if self.text.as_bytes()[self.at - 1] == b'"' {
                return Some(string);
            }
            self.at += 1;
            string.push(match self.text.as_bytes().get(self.at - 1)? {
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'u' => self.escaped()?,
                &plain => char::from(plain),
            });
        }
    }

    /// A letter as one or two groups of four hexadecimal digits.
    fn escaped(&mut self) -> Option<char> {
        let high = self.hex()?;
        if !(0xd800..0xdc00).contains(&high) {
            return char::from_u32(high);
        }
        if !self.text.get(self.at..)?.starts_with("\\u") {
            return None;
        }
        self.at += 2;
        let low = self.hex()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((high - 0xd800) << 10) + low)
    }

    fn hex(&mut self) -> Option<u32> {
        let mut number = 0;
        for byte in self.text.as_bytes().get(self.at..self.at + 4)? {
            number = number * 16 + char::from(*byte).to_digit(16)?;
        }
        self.at += 4;
        Some(number)
    }
}

#[cfg(test)]
mod tests;
