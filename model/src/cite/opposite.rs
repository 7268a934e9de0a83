//! The model's citations: words of which the one must not stand for the other.

use super::fold::{dense, words};

/// Both sides of each pair, in the languages of the product; dense ones count wherever they stand.
const PAIRS: [(&str, &str); 14] = [
    (
        "open opened opens geöffnet offen ouvert ouverte abierto abierta aberto aberta 営業 营业 營業 영업 เปิด مفتوح",
        "closed close closes shut geschlossen fermé fermée cerrado cerrada fechado fechada 休業 定休 休息 打烊 휴무 ปิด مغلق",
    ),
    (
        "before prior vor avant antes まで 以前 之前 이전 ก่อน قبل",
        "after nach après después depois 以降 之后 之後 以后 以後 이후 หลัง بعد",
    ),
    (
        "more over above exceeding mehr über plus más mais acima 以上 超过 超過 이상 초과 มากกว่า أكثر",
        "less fewer below under weniger unter moins menos abaixo 以下 未満 未满 이하 미만 น้อยกว่า أقل",
    ),
    (
        "least minimum mindestens minimal moins mínimo 至少 最低 最少 최소 ขั้นต่ำ",
        "most maximum höchstens maximal máximo 至多 最高 最多 최대 สูงสุด",
    ),
    ("within binnen innerhalb dans dentro 以内 이내 ภายใน خلال", "outside außerhalb hors fuera fora 以外"),
    (
        "include includes included including inklusive inclusive inkl compris comprise incluye incluido incluida inclui incluído 込み 含む 포함 รวม",
        "exclude excludes excluded excluding exclusive exklusive zuzüglich exclu excluye excluido exclui excluído 別途 抜き 除く 별도",
    ),
    (
        "allow allowed allows permitted erlaubt autorisé permis permitido permitida 可能 允许 允許 허용 ได้รับอนุญาต مسموح",
        "forbid forbidden prohibited banned verboten interdit interdite prohibido proibido 禁止 不可 금지 ห้าม ممنوع",
    ),
    (
        "free kostenlos gratis gratuit gratuite grátis 無料 免费 免費 무료 ฟรี مجاني",
        "paid chargeable kostenpflichtig payant payante 有料 收费 收費 유료",
    ),
    (
        "available verfügbar disponible disponível lieferbar",
        "unavailable ausverkauft épuisé agotado esgotado 売り切れ 品切れ 售罄 缺货 缺貨 품절",
    ),
    (
        "always immer toujours siempre sempre いつも 总是 總是 항상 เสมอ دائما",
        "sometimes rarely manchmal selten parfois rarement veces raramente 偶尔 偶爾 가끔",
    ),
    (
        "increase increased higher erhöht höher augmenté aumenta maior",
        "decrease decreased lower reduced gesenkt niedriger réduit reducido menor",
    ),
    (
        "morning mornings morgens matin mañana manhã 午前 上午 오전 เช้า صباحا",
        "afternoon evening nachmittags abends après-midi soir tarde noche noite 午後 下午 오후 บ่าย مساء",
    ),
    ("am", "pm"),
    ("unopened ungeöffnet 未開封 未拆封", "used gebraucht opened geöffnet 開封済み 已拆封"),
];

/// Whether a claim has one side of a pair where the sentences around its quotations have only the other.
pub(super) fn opposed(claim: &str, around: &[&str]) -> bool {
    let has = |text: &str, side: &str| {
        side.split(' ').any(|word| {
            if word.chars().any(dense) { text.contains(word) } else { words(text).any(|known| known == word) }
        })
    };
    let there = |side: &str| around.iter().any(|text| has(text, side));
    PAIRS.iter().any(|(one, other)| {
        (has(claim, one) && there(other) && !there(one)) || (has(claim, other) && there(one) && !there(other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_opposites() {
        for (claim, around, expected) in [
            ("we are open on sunday", "closed on sunday", true),
            ("we are closed on sunday", "open on sunday", true),
            ("orders before noon", "orders after noon", true),
            ("3日以上", "3日以下", true),
            ("周日营业", "周日休息", true),
            ("tax is included", "tax is excluded", true),
            ("open 9 am", "open 9 pm", true),
            ("we are open on sunday", "open on sunday, closed on monday", false),
            ("we are closed on monday", "open on sunday, closed on monday", false),
            ("returns are simple", "returns are free", false),
            ("it is free", "free returns", false),
        ] {
            assert_eq!(opposed(claim, &[around]), expected, "{claim}");
        }
    }
}
