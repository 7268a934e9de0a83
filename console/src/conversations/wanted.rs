//! console: which conversations are wanted, as the page's address says it and as the server is asked.

/// What can be asked for, by the names that the address gives it.
pub(super) const KEYS: [&str; 9] =
    ["filter", "status", "channel", "team", "agent", "label", "from", "to", "q"];
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Each key that is set, and its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted(Vec<(&'static str, String)>);

impl Wanted {
    /// From an address's query.
    pub(super) fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let set = |key: &'static str| Some((key, value(key).filter(|value| !value.is_empty())?));
        Self(KEYS.into_iter().filter_map(set).collect())
    }

    pub(super) fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(known, _)| *known == key).map_or("", |(_, value)| value)
    }

    /// The same with another value of this key; an empty one takes it away.
    pub(super) fn with(&self, key: &str, value: &str) -> Self {
        Self::read(|known| Some(if known == key { value.to_owned() } else { self.get(known).to_owned() }))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The page's own query, with its question mark; `encode` makes a value safe in an address.
    pub(super) fn address(&self, encode: impl Fn(&str) -> String) -> String {
        let pairs: Vec<_> = self.0.iter().map(|(key, value)| format!("{key}={}", encode(value))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    /// What the server is asked, each pair behind a `&`. `midnight` gives the moment at which a day begins here.
    pub(super) fn asked(
        &self,
        encode: impl Fn(&str) -> String,
        midnight: impl Fn(&str) -> Option<i64>,
    ) -> String {
        let mut asked = String::new();
        for (key, value) in &self.0 {
            let value = match *key {
                "from" => midnight(value).map(|at| at.to_string()),
                // The last day counts as a whole; one of 23 or 25 hours is near enough.
                "to" => midnight(value).map(|at| (at + DAY_MS - 1).to_string()),
                _ => Some(encode(value)),
            };
            if let Some(value) = value {
                asked.push_str(&format!("&{key}={value}"));
            }
        }
        asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Wanted {
        Wanted::read(|key| match key {
            "q" => Some("a b".to_owned()),
            "from" | "to" => Some("2026-01-02".to_owned()),
            "status" => Some(String::new()),
            _ => None,
        })
    }

    #[test]
    fn an_address_says_what_is_set_and_nothing_else() {
        let encode = |text: &str| text.replace(' ', "%20");
        assert_eq!(wanted().address(encode), "?from=2026-01-02&to=2026-01-02&q=a%20b");
        assert_eq!(wanted().with("from", "").with("to", "").with("q", "").address(encode), "");
        assert_eq!(wanted().with("status", "live").get("status"), "live");
    }

    #[test]
    fn the_server_is_asked_for_moments() {
        let asked = wanted().asked(str::to_owned, |_| Some(1_000));
        assert_eq!(asked, format!("&from=1000&to={}&q=a b", 999 + DAY_MS));
        assert_eq!(wanted().asked(str::to_owned, |_| None), "&q=a b");
    }
}
