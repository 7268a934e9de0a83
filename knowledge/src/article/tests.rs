//! What an article is cut into.

use super::*;

const TEXT: &str = "# Teas & *such*\n\nIntro. See **bold. words.** End.\n\n## One\n\nThey are:\n\n- first `a`\n  - nested\n- second\n\n1. step\n2. step\n\n### Deep\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n<div>\nno\n</div>\n\n## Two\n\n> quoted\n> text\n\n```\ncode\n```\n";

fn article(body: &str) -> Article {
    Article { title: "Teas".to_owned(), body: body.to_owned() }
}

fn pieces(article: &Article) -> Vec<(String, Vec<&str>)> {
    let units =
        |passage: &Passage| passage.units.iter().map(|unit| &article.body[unit.bytes.clone()]).collect();
    article.passages().iter().map(|passage| (passage.heading.clone(), units(passage))).collect()
}

#[test]
fn cuts_by_headings_and_blocks() {
    let article = article(TEXT);
    assert_eq!(
        pieces(&article),
        [
            (String::new(), vec!["Intro.", "See **bold. words.**", "End."]),
            ("One".to_owned(), vec!["They are:", "- first `a`\n  - nested", "- second", "1. step\n2. step"]),
            ("One Deep".to_owned(), vec!["| 1 | 2 |", "| 3 | 4 |"]),
            ("Two".to_owned(), vec!["> quoted\n> text", "```\ncode\n```"]),
        ]
    );
    let rows = &article.passages()[2].units;
    assert_eq!(rows[0].kind, Kind::Row(rows[1].kind.head()));
    assert_eq!(&article.body[rows[0].kind.head()], "| a | b |\n|---|---|");
}

impl Kind {
    fn head(&self) -> Range<usize> {
        match self {
            Self::Row(head) => head.clone(),
            Self::Sentence | Self::Bullet | Self::Whole => 0..0,
        }
    }
}

#[test]
fn every_unit_lies_in_its_passage() {
    let article = article(TEXT);
    for passage in article.passages() {
        assert!(article.body.get(passage.bytes.clone()).is_some());
        for unit in &passage.units {
            assert!(passage.bytes.start <= unit.bytes.start && unit.bytes.end <= passage.bytes.end);
        }
    }
}

#[test]
fn long_sections_are_parted_between_blocks() {
    let paragraph = "A sentence of some length. ".repeat(30);
    let body = format!("# T\n\n## H\n\n{paragraph}\n\nThe list:\n\n- x\n\n{paragraph}\n");
    let article = article(&body);
    let passages = article.passages();
    assert_eq!(passages.len(), 2);
    assert!(passages.iter().all(|passage| passage.heading == "H"));
    assert!(article.body[passages[0].bytes.clone()].ends_with("- x"));
}

#[test]
fn takes_anything() {
    for body in
        ["", "\u{feff}", "# ", "[[[[", "- ", "|a|\n|-|", "> > >", "```", "# a\n# b\n\nc", "\r\n\r\na\r\n"]
    {
        let passages = article(body).passages();
        assert!(passages.iter().all(|passage| !passage.units.is_empty() && passage.bytes.end <= body.len()));
    }
}
