//! console: a part of a whole in hundredths, and as words.

use crate::words::{fill, t};

/// None where there is no whole. Only nothing is 0 and only all is 100, so that nobody is rounded away.
pub(crate) fn share(part: u32, whole: u32) -> Option<u32> {
    let (part, whole) = (u64::from(part.min(whole)), u64::from(whole));
    let rounded = (part * 100 + whole / 2).checked_div(whole)?;
    let shown = match part {
        0 => 0,
        part if part == whole => 100,
        _ => rounded.clamp(1, 99),
    };
    u32::try_from(shown).ok()
}

/// The share as it is written.
pub(crate) fn percent(part: u32, whole: u32) -> String {
    match share(part, whole) {
        Some(share) => fill("report.percent", &[("n", &share.to_string())]),
        None => t("report.nothing").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn shares_are_rounded_but_never_to_nothing_or_all() {
        for (part, whole, expected) in [
            (0, 0, None),
            (0, 5, Some(0)),
            (5, 5, Some(100)),
            (1, 3, Some(33)),
            (2, 3, Some(67)),
            (1, 1_000, Some(1)),
            (999, 1_000, Some(99)),
            (u32::MAX, u32::MAX, Some(100)),
        ] {
            assert_eq!(share(part, whole), expected, "{part} of {whole}");
        }
    }
}
