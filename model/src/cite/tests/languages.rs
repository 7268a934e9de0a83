//! The model's citations: every language.

use super::*;

fn one(passage: &str, locale: &str, answer: &str) -> Result<String, End> {
    checked(&[passage], locale, answer).map(|proved| proved.text)
}

#[test]
fn languages_pass() {
    for (locale, passage, answer, text) in [
        (
            "ja",
            "全国どこでも送料は無料です。ご注文から３日以内に発送します。",
            "ご質問ありがとうございます。送料は無料です。[1 「全国どこでも送料は無料です」]3日以内に発送します。[1 「３日以内に発送します」]",
            "ご質問ありがとうございます。送料は無料です。3日以内に発送します。",
        ),
        (
            "zh-CN",
            "未拆封的茶叶可以在三十天内退货。配送需要3天，运费为16元。",
            "您好！运费是16元。[1 \"配送需要3天，运费为16元\"] 请问您还有其他问题吗？",
            "您好！运费是16元。 请问您还有其他问题吗？",
        ),
        (
            "ko",
            "배송은 무료이며 3일 걸립니다.",
            "배송은 3일 걸립니다. [1 \"배송은 무료이며 3일 걸립니다\"]",
            "배송은 3일 걸립니다.",
        ),
        (
            "th",
            "จัดส่งฟรีทั่วประเทศภายใน 3 วัน",
            "จัดส่งฟรีภายใน 3 วัน [1 \"จัดส่งฟรีทั่วประเทศภายใน 3 วัน\"]",
            "จัดส่งฟรีภายใน 3 วัน",
        ),
        (
            "ar",
            "الشحن مجاني داخل البلاد ويستغرق ٣ أيام.",
            "الشحن مجاني ويستغرق 3 أيام. [1 \"الشحن مجاني داخل البلاد\"]",
            "الشحن مجاني ويستغرق 3 أيام.",
        ),
        (
            "de",
            "Der Versand kostet 3,50 € und dauert drei Werktage.",
            "Der Versand dauert 3 Tage. [1 „Der Versand kostet 3,50 €“]",
            "Der Versand dauert 3 Tage.",
        ),
        (
            "pt",
            "Entregamos no Brasil em dois dias.",
            "A entrega no Brasil leva 2 dias. [1 \"Entregamos no Brasil em dois dias\"]",
            "A entrega no Brasil leva 2 dias.",
        ),
        // A translation for the visitor.
        (
            "fr",
            "Delivery to Japan takes 7 days and costs £16.",
            "La livraison au Japon prend 7 jours. [1 \"Delivery to Japan takes 7 days\"]",
            "La livraison au Japon prend 7 jours.",
        ),
        (
            "ja",
            "You can return the tea within 30 days.",
            "30日以内に返品できます。[1 \"return the tea within 30 days\"]",
            "30日以内に返品できます。",
        ),
    ] {
        assert_eq!(one(passage, locale, answer).as_deref(), Ok(text), "{answer}");
    }
}

#[test]
fn languages_are_refused() {
    for (locale, passage, answer, why) in [
        (
            "ja",
            "全国どこでも送料は無料です。",
            "送料は無料ではありません。[1 「全国どこでも送料は無料です」]",
            Why::Denial,
        ),
        ("ja", "全国どこでも送料は無料です。", "送料は無料です。[1 「送料は」]", Why::TooShort),
        (
            "ja",
            "ご注文から3日以内に発送します。",
            "4日以内に発送します。[1 「3日以内に発送します」]",
            Why::Figure,
        ),
        (
            "ja",
            "全国どこでも送料は無料です。",
            "社長は田中さんです。[1 「全国どこでも送料は無料です」]",
            Why::Unrelated,
        ),
        (
            "zh-CN",
            "已拆封的茶叶不能退货退款。",
            "已拆封的茶叶可以退货。[1 \"已拆封的茶叶不能退货退款\"]",
            Why::Denial,
        ),
        ("zh-CN", "配送需要三天，运费另计。", "配送需要四天。[1 \"配送需要三天，运费另计\"]", Why::Figure),
        (
            "ko",
            "배송은 무료이며 3일 걸립니다.",
            "배송은 무료가 아닙니다. [1 \"배송은 무료이며 3일 걸립니다\"]",
            Why::Denial,
        ),
        ("ar", "الشحن مجاني داخل البلاد.", "الشحن غير مجاني. [1 \"الشحن مجاني داخل البلاد\"]", Why::Denial),
        (
            "de",
            "Der Versand ist für alle kostenlos.",
            "Der Versand ist nicht kostenlos. [1 \"Der Versand ist für alle kostenlos\"]",
            Why::Denial,
        ),
        (
            "fr",
            "Delivery to Japan takes 7 days.",
            "La livraison au Japon prend 8 jours. [1 \"Delivery to Japan takes 7 days\"]",
            Why::Figure,
        ),
        (
            "fr",
            "Opened tea is not refunded.",
            "Le thé ouvert est remboursé. [1 \"Opened tea is not refunded\"]",
            Why::Denial,
        ),
        // Another language than the visitor's is no translation.
        (
            "en",
            "Delivery to Japan takes 7 days.",
            "Der Chef ist ein Dieb und lügt. [1 \"Delivery to Japan takes 7 days\"]",
            Why::Unrelated,
        ),
        (
            "pt",
            "Não entregamos no Brasil.",
            "A entrega no Brasil é possível. [1 \"Não entregamos no Brasil\"]",
            Why::Denial,
        ),
    ] {
        assert_eq!(one(passage, locale, answer), Err(End::Unproved(why)), "{answer}");
    }
}
