//! console: the question to the server that brings the conversations which are wanted.

use crate::wanted::Wanted;

/// What can be asked for, by the names that the address gives it.
pub(super) const KEYS: [&str; 9] =
    ["filter", "status", "channel", "team", "agent", "label", "from", "to", "q"];
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Each pair behind a `&`. `midnight` gives the moment at which a day begins here.
pub(super) fn asked(
    wanted: &Wanted,
    encode: impl Fn(&str) -> String,
    midnight: impl Fn(&str) -> Option<i64>,
) -> String {
    let mut asked = String::new();
    for (key, value) in wanted.pairs() {
        let value = match key {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_is_asked_for_moments() {
        let wanted = Wanted::read(&KEYS, |key| match key {
            "q" => Some("a b".to_owned()),
            "from" | "to" => Some("2026-01-02".to_owned()),
            _ => None,
        });
        let moments = asked(&wanted, str::to_owned, |_| Some(1_000));
        assert_eq!(moments, format!("&from=1000&to={}&q=a b", 999 + DAY_MS));
        assert_eq!(asked(&wanted, str::to_owned, |_| None), "&q=a b");
    }
}
