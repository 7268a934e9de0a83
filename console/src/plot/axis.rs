//! console: the marks of a plot's axis: few, round, and reaching over the largest value.

/// What is counted along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Whole things.
    Count,
    /// Milliseconds.
    Time,
}

/// At most so many steps.
const STEPS: i64 = 5;
const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Round lengths of time, as a clock divides them.
const TIMES: [i64; 21] = [
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    30 * DAY,
];

/// From 0 on, evenly, up to the first mark that no value exceeds.
pub(super) fn ticks(unit: Unit, largest: i64) -> Vec<i64> {
    let largest = largest.max(1);
    let step = match unit {
        Unit::Count => round_count(largest),
        Unit::Time => {
            let fits = TIMES.into_iter().find(|step| *step * STEPS >= largest);
            fits.unwrap_or_else(|| round_count(steps(largest, DAY)) * DAY)
        }
    };
    (0..=steps(largest, step)).map(|n| n * step).collect()
}

/// So many steps reach over it.
const fn steps(largest: i64, step: i64) -> i64 {
    (largest + step - 1) / step
}

/// 1, 2 or 5 times a power of ten.
fn round_count(largest: i64) -> i64 {
    let mut power = 1;
    loop {
        for step in [power, 2 * power, 5 * power] {
            if step * STEPS >= largest {
                return step;
            }
        }
        power *= 10;
    }
}

/// Every how many-th of `count` labels has room, where each needs `wide` of `room` pixels.
pub(super) fn every(count: usize, room: f64, wide: f64) -> usize {
    let fit = (room / wide).floor().max(1.0) as usize;
    count.div_ceil(fit).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_round_marks() {
        for (largest, marks) in [
            (0, vec![0, 1]),
            (1, vec![0, 1]),
            (3, vec![0, 1, 2, 3]),
            (7, vec![0, 2, 4, 6, 8]),
            (23, vec![0, 5, 10, 15, 20, 25]),
            (100, vec![0, 20, 40, 60, 80, 100]),
            (101, vec![0, 50, 100, 150]),
        ] {
            assert_eq!(ticks(Unit::Count, largest), marks, "{largest}");
        }
    }

    #[test]
    fn times_have_the_marks_of_a_clock() {
        assert_eq!(ticks(Unit::Time, 42_000), [0, 10_000, 20_000, 30_000, 40_000, 50_000]);
        assert_eq!(ticks(Unit::Time, 4 * MINUTE), [0, MINUTE, 2 * MINUTE, 3 * MINUTE, 4 * MINUTE]);
        assert_eq!(ticks(Unit::Time, 1), [0, SECOND]);
        assert_eq!(ticks(Unit::Time, 400 * DAY).len(), 5);
    }

    #[test]
    fn the_marks_are_few_and_reach_over_everything() {
        for largest in (0..100_000).chain([1 << 40]) {
            for unit in [Unit::Count, Unit::Time] {
                let marks = ticks(unit, largest);
                assert!((2..=6).contains(&marks.len()), "{largest}: {marks:?}");
                assert!(marks.last().is_some_and(|last| *last >= largest));
            }
        }
    }

    #[test]
    fn only_as_many_labels_stand_as_there_is_room_for() {
        assert_eq!(every(7, 600.0, 60.0), 1);
        assert_eq!(every(30, 600.0, 60.0), 3);
        assert_eq!(every(400, 200.0, 60.0), 134);
        assert_eq!(every(0, 10.0, 60.0), 1);
    }
}
