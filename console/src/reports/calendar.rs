//! console: days as numbers, which can be counted, and as `YYYY-MM-DD`, which addresses and fields want.

/// Days of 400 years, after which the calendar repeats.
const ERA: i64 = 146_097;

/// The day with this number, counted from 1970-01-01.
pub(super) fn write(day: i64) -> String {
    // Years that begin in March have their leap day at the end.
    let shifted = day + 719_468;
    let (era, of_era) = (shifted.div_euclid(ERA), shifted.rem_euclid(ERA));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{date:02}", year + era * 400 + next)
}

/// Its number; none where there is no such day.
pub(super) fn read(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let (year, month, date) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, date): (i64, i64, i64) = (year.parse().ok()?, month.parse().ok()?, date.parse().ok()?);
    if !((1..=9_999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&date)) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + date - 1;
    let day = era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    // The 31st of a month that has none would be another day.
    (write(day) == text).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (day, text) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_785, "2026-11-28"),
        ] {
            assert_eq!(write(day), text);
            assert_eq!(read(text), Some(day));
        }
    }

    #[test]
    fn every_day_of_centuries_is_read_as_it_is_written() {
        for day in -40_000..80_000 {
            assert_eq!(read(&write(day)), Some(day));
        }
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in ["", "2026-02-29", "2026-13-01", "2026-1-1", "2026-01-01-01", "20260101", "-1-01-01"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
