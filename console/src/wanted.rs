//! console: what a page is asked to show, as its address says it, so that reload and back work.

mod field;
mod search;

pub(crate) use field::{Choose, Day};
pub(crate) use search::Search;

/// Each key that is set, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// What can be asked for, by the names that the address gives it.
    keys: &'static [&'static str],
    set: Vec<(&'static str, String)>,
}

impl Wanted {
    /// From an address's query.
    pub(crate) fn read(keys: &'static [&'static str], value: impl Fn(&str) -> Option<String>) -> Self {
        let set = |key: &'static str| Some((key, value(key).filter(|value| !value.is_empty())?));
        Self { keys, set: keys.iter().copied().filter_map(set).collect() }
    }

    pub(crate) fn get(&self, key: &str) -> &str {
        self.set.iter().find(|(known, _)| *known == key).map_or("", |(_, value)| value)
    }

    /// The same with another value of this key; an empty one takes it away.
    pub(crate) fn with(&self, key: &str, value: &str) -> Self {
        Self::read(self.keys, |known| {
            Some(if known == key { value.to_owned() } else { self.get(known).to_owned() })
        })
    }

    /// Nothing is asked for any more.
    pub(crate) fn cleared(&self) -> Self {
        Self { keys: self.keys, set: Vec::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// What is set.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.set.iter().map(|(key, value)| (*key, value.as_str()))
    }

    /// The page's own query, with its question mark; `encode` makes a value safe in an address.
    pub(crate) fn address(&self, encode: impl Fn(&str) -> String) -> String {
        let pairs: Vec<_> = self.pairs().map(|(key, value)| format!("{key}={}", encode(value))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

/// A value as it may stand in an address.
pub(crate) fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Wanted {
        Wanted::read(&["status", "from", "q"], |key| match key {
            "q" => Some("a b".to_owned()),
            "from" => Some("2026-01-02".to_owned()),
            "status" => Some(String::new()),
            _ => None,
        })
    }

    #[test]
    fn an_address_says_what_is_set_and_nothing_else() {
        let encode = |text: &str| text.replace(' ', "%20");
        assert_eq!(wanted().address(encode), "?from=2026-01-02&q=a%20b");
        assert_eq!(wanted().with("from", "").with("q", "").address(encode), "");
        assert_eq!(wanted().with("status", "live").get("status"), "live");
        assert_eq!(wanted().with("unknown", "live"), wanted());
        assert!(wanted().cleared().is_empty());
    }
}
