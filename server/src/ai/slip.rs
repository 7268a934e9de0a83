//! The AI agent's tolerance: whether two words are one slip of the finger apart.

/// One letter too many, too few or wrong, or two neighbours swapped. Equal words are no slip.
pub(crate) fn one_slip(a: &str, b: &str) -> bool {
    let same = |(x, y): &(char, char)| x == y;
    let head: usize = a.chars().zip(b.chars()).take_while(same).map(|(x, _)| x.len_utf8()).sum();
    let (a, b) = (&a[head..], &b[head..]);
    let tail: usize = a.chars().rev().zip(b.chars().rev()).take_while(same).map(|(x, _)| x.len_utf8()).sum();
    let mut a = a[..a.len() - tail].chars();
    let mut b = b[..b.len() - tail].chars();
    match (a.next(), a.next(), a.next(), b.next(), b.next(), b.next()) {
        (Some(_), None, None, None, None, None)
        | (None, None, None, Some(_), None, None)
        | (Some(_), None, None, Some(_), None, None) => true,
        (Some(a1), Some(a2), None, Some(b1), Some(b2), None) => a1 == b2 && a2 == b1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_slip;

    #[test]
    fn slips() {
        for (a, b) in [
            ("human", "humna"),
            ("agent", "agnet"),
            ("person", "persn"),
            ("person", "perrson"),
            ("speak", "spesk"),
            ("agent", "gent"),
            ("größe", "grösse"),
        ] {
            assert_eq!(one_slip(a, b), a != "größe", "{a} {b}");
            assert_eq!(one_slip(b, a), a != "größe", "{b} {a}");
        }
    }

    #[test]
    fn no_slips() {
        for (a, b) in
            [("human", "human"), ("tea", "coffee"), ("human", "hamun x"), ("abcd", "badc"), ("", "")]
        {
            assert!(!one_slip(a, b), "{a} {b}");
        }
        assert!(one_slip("", "a"));
    }
}
