//! What is found, and how sure the index is.

use super::*;

fn shop() -> Index {
    Index::new(&[
        Article::parse(
            "shipping",
            "# Shipping\n\n## Prices\n\nDelivery to Taiwan costs £16 and takes 7 days.\n\n## Gift wrapping\n\nWrapping is free.\n",
        ),
        Article::parse(
            "returns",
            "# Returns\n\nYou can send unused items back within 30 days.\n\n## Refunds\n\nWe refund the way you paid within two days.\n",
        ),
        Article::parse(
            "versand",
            "# Versand\n\nDie Lieferung nach Österreich dauert drei Tage und kostet nicht viel, und wir verschicken mit der Post.\n",
        ),
        Article::parse(
            "haiso",
            "# 配送\n\n日本への送料は無料です。到着まで五日かかります。\n\n## 返品\n\n未開封の商品は三十日以内に返品できます。\n",
        ),
        Article::parse(
            "yunfei",
            "# 運費\n\n台灣的運費是一百元，三天內送達。\n\n## 退貨\n\n未拆封的茶葉可以在三十天內退貨。\n",
        ),
    ])
}

fn found(index: &Index, question: &str) -> (String, f32) {
    index.find(question, None).map_or((String::new(), 0.0), |hit| {
        (hit.article.body[hit.passage.bytes.clone()].to_owned(), hit.confidence)
    })
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
    let index = Index::new(&[
        Article::parse(
            "a",
            "# Shipping\n\n## Japan\n\nDelivery to Japan costs £16.\n\n## Taiwan\n\nDelivery to Taiwan costs £17.\n",
        ),
        Article::parse(
            "b",
            "# Origins\n\n## Oolong\n\nOur oolong is grown in Taiwan.\n\n## Sencha\n\nOur sencha is grown in Japan.\n",
        ),
    ]);
    let hit = index.find("and for Taiwan?", Some("What does delivery to Japan cost?")).expect("a passage");
    assert!(hit.article.body[hit.passage.bytes.clone()].contains("£17"));
    let hit = index.find("and for sencha?", Some("Where is the oolong grown?")).expect("a passage");
    assert!(hit.article.body[hit.passage.bytes.clone()].contains("sencha"));
}

#[test]
fn nothing_is_found_in_nothing() {
    assert!(Index::new(&[]).find("tea", None).is_none());
    assert!(Index::new(&[Article::parse("x", "")]).find("tea", None).is_none());
}
