//! console: where a key leads in rows of signs that stand one below another.

/// The number of the sign that this key leads to from number `at`, where each row holds so many; none where the key
/// is not for the grid.
pub(super) fn moved(rows: &[usize], at: usize, key: &str) -> Option<usize> {
    let count: usize = rows.iter().sum();
    let last = count.checked_sub(1)?;
    let at = at.min(last);
    let (row, start) = row_of(rows, at);
    let column = at - start;
    let end = start + rows.get(row).copied().unwrap_or(1) - 1;
    Some(match key {
        "ArrowLeft" => at.saturating_sub(1),
        "ArrowRight" => (at + 1).min(last),
        "ArrowUp" => match row.checked_sub(1) {
            Some(above) => start - rows[above] + column.min(rows[above] - 1),
            None => at,
        },
        "ArrowDown" => match rows.get(row + 1) {
            Some(below) => end + 1 + column.min(below - 1),
            None => at,
        },
        "Home" => start,
        "End" => end,
        "PageUp" => 0,
        "PageDown" => last,
        _ => return None,
    })
}

/// The row in which this sign stands, and the number of that row's first.
fn row_of(rows: &[usize], at: usize) -> (usize, usize) {
    let mut start = 0;
    for (row, width) in rows.iter().enumerate() {
        if at < start + width {
            return (row, start);
        }
        start += width;
    }
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::moved;

    /// 0 1 2 3 / 4 5 / 6 7 8
    const ROWS: [usize; 3] = [4, 2, 3];

    #[test]
    fn arrows_move_by_one_and_stop_at_the_ends() {
        for (at, key, to) in [
            (0, "ArrowLeft", 0),
            (3, "ArrowRight", 4),
            (4, "ArrowLeft", 3),
            (8, "ArrowRight", 8),
            (0, "ArrowUp", 0),
            (7, "ArrowDown", 7),
        ] {
            assert_eq!(moved(&ROWS, at, key), Some(to), "{at} {key}");
        }
    }

    #[test]
    fn up_and_down_keep_the_column_where_the_row_is_long_enough() {
        for (at, key, to) in [
            (1, "ArrowDown", 5),
            (3, "ArrowDown", 5),
            (5, "ArrowDown", 7),
            (8, "ArrowUp", 5),
            (6, "ArrowUp", 4),
            (4, "ArrowUp", 0),
        ] {
            assert_eq!(moved(&ROWS, at, key), Some(to), "{at} {key}");
        }
    }

    #[test]
    fn home_and_end_stay_in_the_row() {
        assert_eq!(moved(&ROWS, 2, "Home"), Some(0));
        assert_eq!(moved(&ROWS, 7, "Home"), Some(6));
        assert_eq!(moved(&ROWS, 4, "End"), Some(5));
        assert_eq!(moved(&ROWS, 4, "PageDown"), Some(8));
    }

    #[test]
    fn other_keys_and_an_empty_grid_are_left_alone() {
        assert_eq!(moved(&ROWS, 4, "Enter"), None);
        assert_eq!(moved(&[], 0, "ArrowLeft"), None);
        assert_eq!(moved(&ROWS, 99, "ArrowLeft"), Some(7));
    }
}
