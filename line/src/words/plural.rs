//! line: which form of a noun goes with a number, after the Unicode CLDR, for whole numbers.

/// `zero`, `one`, `two`, `few`, `many` or `other`.
pub(super) fn form(locale: &str, count: u32) -> &'static str {
    match locale {
        "ar" => match (count, count % 100) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..=99) => "many",
            _ => "other",
        },
        "en" | "de" if count == 1 => "one",
        "es" if count == 1 => "one",
        "fr" | "pt" if count <= 1 => "one",
        // Millions take a "de" before the noun.
        "es" | "fr" | "pt" if count != 0 && count.is_multiple_of(1_000_000) => "many",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn each_language_has_its_own_forms() {
        let cases: [(&str, &[(u32, &str)]); 11] = [
            ("en", &[(0, "other"), (1, "one"), (2, "other"), (21, "other"), (1_000_000, "other")]),
            ("de", &[(0, "other"), (1, "one"), (2, "other"), (101, "other")]),
            ("es", &[(0, "other"), (1, "one"), (2, "other"), (1_000_000, "many"), (1_000_001, "other")]),
            ("fr", &[(0, "one"), (1, "one"), (2, "other"), (2_000_000, "many")]),
            ("pt", &[(0, "one"), (1, "one"), (2, "other"), (3_000_000, "many")]),
            (
                "ar",
                &[
                    (0, "zero"),
                    (1, "one"),
                    (2, "two"),
                    (3, "few"),
                    (10, "few"),
                    (11, "many"),
                    (99, "many"),
                    (100, "other"),
                    (101, "other"),
                    (102, "other"),
                    (103, "few"),
                    (111, "many"),
                    (1_002, "other"),
                ],
            ),
            ("ja", &[(1, "other"), (2, "other")]),
            ("ko", &[(1, "other")]),
            ("th", &[(1, "other")]),
            ("zh-Hans", &[(1, "other")]),
            ("zh-Hant", &[(1, "other"), (1_000_000, "other")]),
        ];
        for (locale, forms) in cases {
            for (count, expected) in forms {
                assert_eq!(form(locale, *count), *expected, "{count} in {locale}");
            }
        }
    }
}
