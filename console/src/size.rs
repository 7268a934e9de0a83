//! console: how large a file is, in words.

use crate::words::fill;

const KILO: u64 = 1_000;
const MEGA: u64 = 1_000_000;

/// In its largest unit; megabytes with a tenth where there are few.
pub(crate) fn written(bytes: u64) -> String {
    match amount(bytes) {
        (n, KILO) => fill("size.kilobytes", &[("n", &n)]),
        (n, MEGA) => fill("size.megabytes", &[("n", &n)]),
        (n, _) => fill("size.bytes", &[("n", &n)]),
    }
}

/// A number, and of what.
fn amount(bytes: u64) -> (String, u64) {
    match bytes {
        // What would be written as 1000 of one unit is written as 1 of the next.
        ..KILO => (bytes.to_string(), 1),
        KILO..999_500 => (((bytes + KILO / 2) / KILO).to_string(), KILO),
        _ => {
            let tenths = (bytes + MEGA / 20) / (MEGA / 10);
            let (whole, tenth) = (tenths / 10, tenths % 10);
            let text = if tenth == 0 { whole.to_string() } else { format!("{whole}.{tenth}") };
            (text, MEGA)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_in_their_largest_unit() {
        for (bytes, text, unit) in [
            (0, "0", 1),
            (999, "999", 1),
            (1_000, "1", KILO),
            (1_499, "1", KILO),
            (1_500, "2", KILO),
            (999_499, "999", KILO),
            (999_500, "1", MEGA),
            (1_240_000, "1.2", MEGA),
            (10_000_000, "10", MEGA),
        ] {
            assert_eq!(amount(bytes), (text.to_owned(), unit), "{bytes}");
        }
    }
}
