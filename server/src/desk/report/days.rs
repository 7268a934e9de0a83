//! The days of a report: where each begins in a time zone. Pure.

use baton_protocol::Timestamp;
use jiff::{civil::Date, tz::TimeZone};

/// Days of one report.
const MOST: usize = 400;

/// Days that follow each other.
#[derive(Debug)]
pub(in crate::desk) struct Days {
    /// Each day and when it begins.
    begins: Vec<(Date, Timestamp)>,
    end: Timestamp,
}

/// The field that is wrong, and a sentence.
type Wrong = (&'static str, &'static str);

impl Days {
    /// From one day to another, both `YYYY-MM-DD` and within it.
    pub(in crate::desk) fn between(from: &str, to: &str, zone: &str) -> Result<Self, Wrong> {
        let zone = named(zone)?;
        let from: Date = from.parse().map_err(|_| ("from", "Please give a day such as 2026-11-28."))?;
        let to: Date = to.parse().map_err(|_| ("to", "Please give a day such as 2026-11-28."))?;
        if from > to {
            return Err(("to", "The last day is before the first."));
        }
        Self::new(from, to, &zone)
    }

    /// The day that it is now.
    pub(in crate::desk) fn today(now: Timestamp, zone: &str) -> Result<Self, Wrong> {
        let zone = named(zone)?;
        let now = jiff::Timestamp::from_millisecond(now.0).map_err(|_| OUT_OF_TIME)?;
        let today = now.to_zoned(zone.clone()).date();
        Self::new(today, today, &zone)
    }

    fn new(from: Date, to: Date, zone: &TimeZone) -> Result<Self, Wrong> {
        let begin = |day: Date| -> Result<Timestamp, Wrong> {
            // Where clocks are set forward over midnight, the day begins after it.
            let at = zone.to_zoned(day.at(0, 0, 0, 0)).map_err(|_| OUT_OF_TIME)?;
            Ok(Timestamp(at.timestamp().as_millisecond()))
        };
        let mut begins = Vec::new();
        let mut day = from;
        while day <= to {
            if begins.len() == MOST {
                return Err(("to", "A report covers at most 400 days."));
            }
            begins.push((day, begin(day)?));
            day = day.tomorrow().map_err(|_| OUT_OF_TIME)?;
        }
        Ok(Self { begins, end: begin(day)? })
    }

    pub(in crate::desk) fn from(&self) -> Timestamp {
        self.begins.first().map_or(self.end, |(_, begin)| *begin)
    }

    /// The moment after the last of them.
    pub(in crate::desk) const fn to(&self) -> Timestamp {
        self.end
    }

    /// Which of them this moment is in, counted from 0.
    pub(in crate::desk) fn of(&self, at: Timestamp) -> Option<usize> {
        let after = self.begins.partition_point(|(_, begin)| *begin <= at);
        after.checked_sub(1).filter(|_| at < self.end)
    }

    pub(in crate::desk) fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.begins.iter().map(|(day, _)| day.to_string())
    }
}

const OUT_OF_TIME: Wrong = ("from", "There is no such day here.");

fn named(zone: &str) -> Result<TimeZone, Wrong> {
    TimeZone::get(zone).map_err(|_| ("zone", "There is no such time zone. Give one such as Europe/Vienna."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn days_begin_at_their_own_midnight() {
        let days = Days::between("2026-03-28", "2026-03-30", "Europe/Vienna").unwrap();
        assert_eq!((days.from(), days.to()), (at("2026-03-27T23:00:00Z"), at("2026-03-30T22:00:00Z")));
        assert_eq!(days.of(at("2026-03-29T21:59:59Z")), Some(1), "the day on which clocks are set forward");
        assert_eq!(days.of(at("2026-03-29T22:00:00Z")), Some(2));
        assert_eq!(days.of(at("2026-03-27T22:59:59Z")), None);
        assert_eq!(days.of(days.to()), None);
        let today = Days::today(at("2026-11-28T15:30:00Z"), "Asia/Tokyo").unwrap();
        assert_eq!(today.names().collect::<Vec<_>>(), ["2026-11-29"]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |from, to, zone| Days::between(from, to, zone).unwrap_err().0;
        assert_eq!(wrong("28.11.2026", "2026-11-28", "UTC"), "from");
        assert_eq!(wrong("2026-11-28", "", "UTC"), "to");
        assert_eq!(wrong("2026-11-29", "2026-11-28", "UTC"), "to");
        assert_eq!(wrong("2026-01-01", "2036-01-01", "UTC"), "to");
        assert_eq!(wrong("2026-11-28", "2026-11-28", "Mars/Olympus"), "zone");
        assert_eq!(wrong("9999-12-31", "9999-12-31", "UTC"), "from");
    }
}
