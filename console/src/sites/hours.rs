//! console: a day's opening hours as a person writes them: `9:00-12:30, 13:30-18:00`; nothing is closed.

/// Minutes after midnight, from and to, in order; none where it cannot be read.
pub(super) fn read(text: &str) -> Option<Vec<(u16, u16)>> {
    let mut times = Vec::new();
    for part in text.split([',', ';', '、', '，']).map(str::trim).filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once(['-', '–', '〜', '~'])?;
        let (from, to) = (minute(from)?, minute(to)?);
        let after_the_last = times.last().is_none_or(|(_, end): &(u16, u16)| *end <= from);
        if from >= to || !after_the_last {
            return None;
        }
        times.push((from, to));
    }
    Some(times)
}

pub(super) fn write(times: &[(u16, u16)]) -> String {
    let clock = |at: u16| format!("{:02}:{:02}", at / 60, at % 60);
    let parts: Vec<_> = times.iter().map(|(from, to)| format!("{}-{}", clock(*from), clock(*to))).collect();
    parts.join(", ")
}

/// The week as it is kept: without hours and without a zone for them, none, which is always open.
pub(super) fn written_week(zone: &str, week: Vec<Vec<(u16, u16)>>) -> Vec<Vec<(u16, u16)>> {
    if zone.is_empty() && week.iter().all(Vec::is_empty) { Vec::new() } else { week }
}

fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let at = hour.checked_mul(60)?.checked_add(minute)?;
    (minute < 60 && at <= 24 * 60).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["", "09:00-17:30", "00:00-24:00", "09:00-12:00, 13:00-18:00"] {
            assert_eq!(read(text).map(|times| write(&times)).as_deref(), Some(text));
        }
        assert_eq!(read("9-12; 13:15 – 18"), Some(vec![(540, 720), (795, 1080)]));
    }

    #[test]
    fn a_week_without_hours_is_closed_in_a_zone_and_else_always_open() {
        let closed = || vec![Vec::new(); 7];
        assert_eq!(written_week("", closed()), Vec::<Vec<_>>::new());
        assert_eq!(written_week("Asia/Tokyo", closed()), closed());
        let open = vec![vec![(540, 1_050)], Vec::new()];
        // The server says that the zone is missing.
        assert_eq!(written_week("", open.clone()), open);
    }

    #[test]
    fn what_makes_no_sense_is_not_read() {
        for text in ["9", "9-", "17:00-9:00", "9:60-10:00", "9:00-25:00", "9-12, 11-13", "nine-ten"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
