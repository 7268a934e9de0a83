//! Opening hours: whether somebody should be there now, and when next. Pure.

use baton_protocol::{Timestamp, site::Hours};
use jiff::{
    Span,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// Open times of one day.
const PARTS: usize = 6;
/// Days that are closed although their weekday is open.
const HOLIDAYS: usize = 400;
/// So many days are looked ahead for the next opening.
const AHEAD: usize = 400;

/// Inside the hours; always, where there are none.
pub(crate) fn is_open(hours: &Hours, now: Timestamp) -> bool {
    let Some(zone) = zone(hours) else { return true };
    let Some(now) = local(now, &zone) else { return true };
    let minute = u16::try_from(i32::from(now.hour()) * 60 + i32::from(now.minute())).unwrap_or(DAY);
    parts(hours, now.date()).iter().any(|(from, to)| (*from..*to).contains(&minute))
}

/// When it opens next; `None` where it is open, or never opens.
pub(crate) fn next_opening(hours: &Hours, now: Timestamp) -> Option<Timestamp> {
    if is_open(hours, now) {
        return None;
    }
    let zone = zone(hours)?;
    let here = local(now, &zone)?;
    let mut day = here.date();
    for _ in 0..AHEAD {
        for (from, _) in sorted(parts(hours, day)) {
            let at = moment(day, from, &zone)?;
            if at > now {
                return Some(at);
            }
        }
        day = day.checked_add(Span::new().days(1)).ok()?;
    }
    None
}

/// When that changes next: it closes, or opens; `None` where it never does.
pub(crate) fn next_change(hours: &Hours, now: Timestamp) -> Option<Timestamp> {
    if !is_open(hours, now) {
        return next_opening(hours, now);
    }
    let zone = zone(hours)?;
    let mut day = local(now, &zone)?.date();
    for _ in 0..AHEAD {
        for (_, to) in sorted(parts(hours, day)) {
            let (until, minute) = if to == DAY { (day.tomorrow().ok()?, 0) } else { (day, to) };
            let at = moment(until, minute, &zone)?;
            // Where one part ends as another begins, it stays open.
            if at > now && !is_open(hours, at) {
                return Some(at);
            }
        }
        day = day.tomorrow().ok()?;
    }
    None
}

/// What is wrong with the hours: the field and a sentence.
pub(super) fn check(hours: &Hours) -> Result<(), (&'static str, &'static str)> {
    if !hours.time_zone.is_empty() && TimeZone::get(&hours.time_zone).is_err() {
        return Err(("time_zone", "There is no such time zone. Give one such as Europe/Vienna."));
    }
    if hours.time_zone.is_empty() && !hours.week.is_empty() {
        return Err(("time_zone", "Please give the time zone of these hours, such as Europe/Vienna."));
    }
    let good = |(from, to): &(u16, u16)| from < to && *to <= DAY;
    let weekdays = hours.week.is_empty() || hours.week.len() == 7;
    if !weekdays || !hours.week.iter().all(|day| day.len() <= PARTS && day.iter().all(good)) {
        return Err(("week", "Each open time ends after it begins, within one day."));
    }
    if hours.holidays.len() > HOLIDAYS || hours.holidays.iter().any(|day| day.parse::<Date>().is_err()) {
        return Err(("holidays", "Please give days such as 2026-12-24."));
    }
    Ok(())
}

fn zone(hours: &Hours) -> Option<TimeZone> {
    let given = !hours.time_zone.is_empty() && !hours.week.is_empty();
    given.then(|| TimeZone::get(&hours.time_zone).ok()).flatten()
}

fn local(at: Timestamp, zone: &TimeZone) -> Option<DateTime> {
    Some(jiff::Timestamp::from_millisecond(at.0).ok()?.to_zoned(zone.clone()).datetime())
}

/// The open times of a day.
fn parts(hours: &Hours, day: Date) -> &[(u16, u16)] {
    if hours.holidays.iter().any(|holiday| holiday.parse::<Date>().is_ok_and(|holiday| holiday == day)) {
        return &[];
    }
    let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
    hours.week.get(weekday).map_or(&[], Vec::as_slice)
}

fn sorted(parts: &[(u16, u16)]) -> Vec<(u16, u16)> {
    let mut parts = parts.to_vec();
    parts.sort_unstable();
    parts
}

/// A minute of a day as a moment; where clocks are set forward over it, the moment after.
fn moment(day: Date, minute: u16, zone: &TimeZone) -> Option<Timestamp> {
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    let at = day.to_datetime(Time::new(hour, minute, 0, 0).ok()?).to_zoned(zone.clone()).ok()?;
    Some(Timestamp(at.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday to Friday from 9 to 12 and from 13 to 17, not on St Stephen's day.
    fn hours() -> Hours {
        let day = vec![(13 * 60, 17 * 60), (9 * 60, 12 * 60)];
        let mut week = vec![day; 5];
        week.extend([Vec::new(), Vec::new()]);
        Hours { time_zone: "Europe/Vienna".to_owned(), week, holidays: vec!["2026-12-25".to_owned()] }
    }

    fn at(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    fn check_at(now: &str, open: bool, next: Option<&str>) {
        assert_eq!(is_open(&hours(), at(now)), open, "{now}");
        assert_eq!(next_opening(&hours(), at(now)), next.map(at), "{now}");
    }

    #[test]
    fn closes_at_the_end_of_what_follows_without_a_gap() {
        let closes = |hours: &Hours, now| next_change(hours, at(now));
        assert_eq!(closes(&hours(), "2026-11-27T08:30:00Z"), Some(at("2026-11-27T11:00:00Z")));
        assert_eq!(closes(&hours(), "2026-11-27T16:30:00Z"), Some(at("2026-11-30T08:00:00Z")));
        let night = Hours { week: vec![vec![(0, 120), (600, 1_440)]; 7], ..hours() };
        assert_eq!(closes(&night, "2026-11-27T20:00:00Z"), Some(at("2026-11-28T01:00:00Z")));
        let always = Hours { week: vec![vec![(0, 1_440)]; 7], holidays: Vec::new(), ..hours() };
        assert_eq!(closes(&always, "2026-11-27T20:00:00Z"), None);
        assert_eq!(closes(&Hours::default(), "2026-11-27T20:00:00Z"), None);
    }

    #[test]
    fn opens_and_closes_in_its_own_time_zone() {
        check_at("2026-11-27T07:59:59Z", false, Some("2026-11-27T08:00:00Z"));
        check_at("2026-11-27T08:00:00Z", true, None);
        check_at("2026-11-27T11:00:00Z", false, Some("2026-11-27T12:00:00Z"));
        check_at("2026-11-27T16:00:00Z", false, Some("2026-11-30T08:00:00Z"));
    }

    #[test]
    fn a_holiday_is_closed_and_summer_time_is_minded() {
        check_at("2026-12-25T10:00:00Z", false, Some("2026-12-28T08:00:00Z"));
        check_at("2026-06-01T07:00:00Z", true, None);
        check_at("2026-03-27T16:30:00Z", false, Some("2026-03-30T07:00:00Z"));
    }

    #[test]
    fn without_hours_it_is_always_open_and_without_days_never() {
        assert!(is_open(&Hours::default(), at("2026-11-28T03:00:00Z")));
        let never = Hours { week: vec![Vec::new(); 7], ..hours() };
        assert!(!is_open(&never, at("2026-11-27T10:00:00Z")));
        assert_eq!(next_opening(&never, at("2026-11-27T10:00:00Z")), None);
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(check(&hours()), Ok(()));
        let wrong = |change: fn(&mut Hours)| {
            let mut hours = hours();
            change(&mut hours);
            check(&hours).unwrap_err().0
        };
        assert_eq!(wrong(|hours| hours.time_zone = "Mars/Olympus".to_owned()), "time_zone");
        assert_eq!(wrong(|hours| hours.time_zone = String::new()), "time_zone");
        assert_eq!(wrong(|hours| hours.week[0] = vec![(600, 600)]), "week");
        assert_eq!(wrong(|hours| hours.week[0] = vec![(0, 1_441)]), "week");
        assert_eq!(wrong(|hours| hours.week.truncate(3)), "week");
        assert_eq!(wrong(|hours| hours.holidays.push("24.12.".to_owned())), "holidays");
    }
}
