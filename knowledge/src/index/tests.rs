//! What is found, and how sure the index is.

use super::*;

fn index(bodies: &[&str]) -> Index {
    let volume = |(at, body): (usize, &&str)| {
        let title = body.lines().next().unwrap_or_default().trim_start_matches("# ");
        (Language::of(body), Volume::article(at, title, body))
    };
    Index::new(&bodies.iter().enumerate().map(volume).collect::<Vec<_>>())
}

/// The best passage and its coverage; of several languages that which speaks of more.
fn best(index: &Index, question: &str, before: Option<&str>) -> Option<(String, f32)> {
    let hits = index.find(question, before, 3).hits.into_iter().filter(|hit| hit.share >= 1.0);
    let best = hits.max_by(|a, b| a.coverage.total_cmp(&b.coverage))?;
    Some((best.article.body[best.passage.bytes.clone()].to_owned(), best.coverage))
}

fn shop() -> Index {
    index(&[
        "# Shipping\n\n## Prices\n\nDelivery to Taiwan costs £16 and takes 7 days.\n\n## Gift wrapping\n\nWrapping is free.\n",
        "# Returns\n\nYou can send unused items back within 30 days.\n\n## Refunds\n\nWe refund the way you paid within two days.\n",
        "# Versand\n\nDie Lieferung nach Österreich dauert drei Tage und kostet nicht viel, und wir verschicken mit der Post.\n",
        "# 配送\n\n日本への送料は無料です。到着まで五日かかります。\n\n## 返品\n\n未開封の商品は三十日以内に返品できます。\n",
        "# 運費\n\n台灣的運費是一百元，三天內送達。\n\n## 退貨\n\n未拆封的茶葉可以在三十天內退貨。\n",
    ])
}

fn found(index: &Index, question: &str) -> (String, f32) {
    best(index, question, None).unwrap_or_default()
}

#[test]
fn finds_the_passage() {
    let index = shop();
    for (question, part) in [
        ("How much is delivery to Taiwan?", "£16"),
        ("how much is delivrey to taiwn", "£16"),
        ("When do I get my money back?", "refund"),
        ("Can you wrap it as a gift?", "Wrapping"),
        ("Wie lange dauert die Lieferung nach Österreich?", "drei Tage"),
        ("lieferung nach osterreich", "drei Tage"),
        ("日本への送料はいくらですか", "送料は無料"),
        ("返品できますか", "返品"),
        ("運費多少？", "一百元"),
        ("請問可以退貨嗎", "退貨"),
    ] {
        let (passage, confidence) = found(&index, question);
        assert!(passage.contains(part) && confidence > 0.5, "{question}: {confidence} {passage}");
    }
}

#[test]
fn is_not_sure_of_what_it_has_not_read() {
    let index = shop();
    for question in [
        "What is the capital of France?",
        "Who won the world cup?",
        "東京の天気は",
        "法國的首都是哪裡",
        "",
        "🙂",
        "the of and",
    ] {
        let (passage, confidence) = found(&index, question);
        assert!(confidence < 0.5, "{question}: {confidence} {passage}");
    }
}

#[test]
fn leans_on_what_was_asked_before() {
    let index = index(&[
        "# Shipping\n\n## Japan\n\nDelivery to Japan costs £16.\n\n## Taiwan\n\nDelivery to Taiwan costs £17.\n",
        "# Origins\n\n## Oolong\n\nOur oolong is grown in Taiwan.\n\n## Sencha\n\nOur sencha is grown in Japan.\n",
    ]);
    let (passage, _) =
        best(&index, "and for Taiwan?", Some("What does delivery to Japan cost?")).expect("a passage");
    assert!(passage.contains("£17"));
    let (passage, _) =
        best(&index, "and for sencha?", Some("Where is the oolong grown?")).expect("a passage");
    assert!(passage.contains("sencha"));
}

#[test]
fn nothing_is_found_in_nothing() {
    assert!(best(&index(&[]), "tea", None).is_none());
    assert!(best(&index(&[""]), "tea", None).is_none());
}
