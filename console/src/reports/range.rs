//! console: which days a report covers, as the page's address says it and as the server is asked.

use super::calendar::{read, write};
use crate::wanted::Wanted;

/// What can be asked for, by the names that the address gives it.
pub(super) const KEYS: [&str; 7] = ["of", "days", "from", "to", "site", "team", "agent"];
/// So many days up to today can be chosen at once.
pub(super) const RANGES: [i64; 4] = [1, 7, 30, 90];
/// So many where nothing is said.
const USUAL: i64 = 7;
/// The server reports on no more.
const MOST: i64 = 400;

/// Numbered days; both are within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) from: i64,
    pub(super) to: i64,
}

/// Why there is no report on these days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The first day comes after the last.
    Backwards,
    /// They are too many.
    Long,
}

impl Range {
    /// What is wanted, where this is today.
    pub(super) fn of(wanted: &Wanted, today: i64) -> Self {
        match (read(wanted.get("from")), read(wanted.get("to"))) {
            (Some(from), Some(to)) => Self { from, to },
            (Some(from), None) => Self { from, to: today.max(from) },
            (None, Some(to)) => Self { from: to - USUAL + 1, to },
            (None, None) => {
                let days = days(wanted).unwrap_or(USUAL);
                Self { from: today - days + 1, to: today }
            }
        }
    }

    pub(super) fn check(self) -> Result<Self, Wrong> {
        match self.to - self.from + 1 {
            ..1 => Err(Wrong::Backwards),
            count if count > MOST => Err(Wrong::Long),
            _ => Ok(self),
        }
    }

    /// The question to the server, without its question mark.
    pub(super) fn asked(self, wanted: &Wanted, zone: &str, encode: impl Fn(&str) -> String) -> String {
        let mut asked = format!("from={}&to={}&zone={}", write(self.from), write(self.to), encode(zone));
        for (key, value) in wanted.pairs().filter(|(key, _)| ["site", "team", "agent"].contains(key)) {
            asked.push_str(&format!("&{key}={}", encode(value)));
        }
        asked
    }

    /// The address of a report on these days, whichever day it is opened on.
    pub(super) fn fixed(self, wanted: &Wanted) -> Wanted {
        wanted.with("days", "").with("from", &write(self.from)).with("to", &write(self.to))
    }
}

/// So many days up to today are wanted; none where days of one's own are.
pub(super) fn days(wanted: &Wanted) -> Option<i64> {
    if read(wanted.get("from")).is_some() || read(wanted.get("to")).is_some() {
        return None;
    }
    Some(wanted.get("days").parse().ok().filter(|days| (1..=MOST).contains(days)).unwrap_or(USUAL))
}

/// So many days up to today, whichever day that is.
pub(super) fn latest(wanted: &Wanted, days: i64) -> Wanted {
    let days = if days == USUAL { String::new() } else { days.to_string() };
    wanted.with("days", &days).with("from", "").with("to", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: i64 = 20_785;

    fn wanted(pairs: &'static [(&'static str, &'static str)]) -> Wanted {
        Wanted::read(&KEYS, |key| {
            pairs.iter().find(|(known, _)| *known == key).map(|(_, value)| (*value).to_owned())
        })
    }

    fn asked(pairs: &'static [(&'static str, &'static str)]) -> String {
        let wanted = wanted(pairs);
        Range::of(&wanted, TODAY).asked(&wanted, "Europe/Vienna", |text| text.replace('/', "%2F"))
    }

    #[test]
    fn a_week_up_to_today_is_shown_where_nothing_is_said() {
        assert_eq!(asked(&[]), "from=2026-11-22&to=2026-11-28&zone=Europe%2FVienna");
        assert_eq!(days(&wanted(&[])), Some(7));
    }

    #[test]
    fn days_up_to_today_and_days_of_ones_own() {
        assert_eq!(asked(&[("days", "1")]), "from=2026-11-28&to=2026-11-28&zone=Europe%2FVienna");
        assert_eq!(
            asked(&[("from", "2026-01-01"), ("to", "2026-01-31"), ("site", "demo"), ("team", "3")]),
            "from=2026-01-01&to=2026-01-31&zone=Europe%2FVienna&site=demo&team=3"
        );
        assert_eq!(Range::of(&wanted(&[("from", "2026-11-20")]), TODAY), Range { from: 20_777, to: TODAY });
        assert_eq!(Range::of(&wanted(&[("to", "2026-11-20")]), TODAY), Range { from: 20_771, to: 20_777 });
        assert_eq!(days(&wanted(&[("from", "2026-11-20")])), None);
    }

    #[test]
    fn nonsense_in_the_address_is_as_if_nothing_were_said() {
        let usual = Range::of(&wanted(&[]), TODAY);
        for pairs in [&[("days", "0")][..], &[("days", "-3")], &[("days", "9999")], &[("from", "soon")]] {
            assert_eq!(Range::of(&wanted(pairs), TODAY), usual);
        }
    }

    #[test]
    fn too_many_days_and_days_that_go_backwards_are_not_asked_for() {
        assert_eq!(Range { from: 5, to: 4 }.check(), Err(Wrong::Backwards));
        assert!(Range { from: 5, to: 5 }.check().is_ok());
        assert!(Range { from: 1, to: MOST }.check().is_ok());
        assert_eq!(Range { from: 0, to: MOST }.check(), Err(Wrong::Long));
    }

    #[test]
    fn the_address_says_either_how_many_days_or_which() {
        let own = wanted(&[("from", "2026-01-01"), ("to", "2026-01-31"), ("agent", "2")]);
        let week = latest(&own, 30);
        assert_eq!(week.address(str::to_owned), "?days=30&agent=2");
        assert_eq!(latest(&own, USUAL).address(str::to_owned), "?agent=2");
        let fixed = Range { from: 0, to: 1 }.fixed(&week);
        assert_eq!(fixed.address(str::to_owned), "?from=1970-01-01&to=1970-01-02&agent=2");
    }
}
