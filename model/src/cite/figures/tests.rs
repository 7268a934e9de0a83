//! The model's citations: figures in every spelling.

use super::*;
use crate::cite::fold::fold;

fn of(text: &str) -> Vec<(String, Option<&'static str>)> {
    figures(&fold(text)).into_iter().map(|figure| (figure.value, figure.unit)).collect()
}

#[test]
fn finds_figures() {
    for (text, expected) in [
        ("It costs £3.50.", vec![("3.5", Some("£"))]),
        ("1,000 or 1.000 or 1'000.50", vec![("1000", None), ("1000", None), ("1000.5", None)]),
        ("16 € und 3,5 %", vec![("16", Some("€")), ("3.5", Some("%"))]),
        ("within three working days", vec![("3", Some("day"))]),
        ("2-3 weeks", vec![("2", None), ("3", Some("week"))]),
        (
            "on 01.05.2026 at 10:30",
            vec![("1", None), ("5", None), ("2026", None), ("10", None), ("30", None)],
        ),
        ("３日以内、１６００円", vec![("3", Some("day")), ("1600", Some("¥"))]),
        ("三天内，十五個月，一般", vec![("3", Some("day")), ("15", Some("month"))]),
        ("٣ أيام", vec![("3", Some("day"))]),
        ("3일 이내", vec![("3", Some("day"))]),
        ("ภายใน 3 วัน", vec![("3", Some("day"))]),
        ("on Monday, May 3", vec![("0", Some("weekday")), ("4", Some("month's name")), ("3", None)]),
        ("you may return it", vec![]),
        ("segunda-feira", vec![("0", Some("weekday"))]),
        ("月曜日に届く", vec![("0", Some("weekday"))]),
        ("1. Open 2 bags", vec![("2", None)]),
        ("B2B", vec![("2", None)]),
        ("0.5 and 007", vec![("0.5", None), ("7", None)]),
    ] {
        let expected: Vec<(String, Option<&str>)> =
            expected.into_iter().map(|(value, unit)| (value.to_owned(), unit)).collect();
        assert_eq!(of(text), expected, "{text}");
    }
}

#[test]
fn figures_stand_or_do_not() {
    for (text, around, expected) in [
        ("It takes 3 days.", "three working days", true),
        ("It takes 3 weeks.", "three working days", false),
        ("It takes 4 days.", "three working days", false),
        ("It costs $16.", "It costs £16.", false),
        ("It costs 16 pounds.", "It costs £16.", true),
        ("16% off", "£16, and 20% off", false),
        ("1.000 €", "EUR 1,000", false),
        ("1.000 €", "1,000 EUR", true),
        ("Le 3 mai", "May 3", true),
        ("Am Montag", "on Tuesday", false),
        ("3天", "三天", true),
        ("No figures", "", true),
    ] {
        assert_eq!(stand(&fold(text), &[&fold(around)]), expected, "{text}");
    }
}
