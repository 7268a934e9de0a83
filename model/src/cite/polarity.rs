//! The model's citations: whether a text denies, excludes or forbids something.

use super::fold::{dense, words};

/// Words that do, in the languages of the product.
const WORDS: &str = "not no never none neither nor without cannot nothing nobody unable non except excluding excluded unless forbidden \
    prohibited impossible unavailable ineligible disallowed refuse refused denied void invalid hardly only \
    nicht kein keine keinen keiner keinem keines nie niemals ohne weder nichts niemand außer ausgenommen verboten unmöglich nur \
    ne pas jamais aucun aucune sans ni rien personne sauf excepté interdit interdite impossible seulement uniquement \
    nunca jamás sin ningún ninguna ninguno tampoco nada nadie excepto salvo prohibido prohibida imposible solo sólo solamente \
    não nunca jamais sem nenhum nenhuma nem exceto salvo proibido proibida impossível apenas somente \
    لا ليس ليست لن لم غير بدون بلا إلا ممنوع فقط وليس ولا وبدون";

/// Fragments that do where no blanks part words, or endings vary.
const FRAGMENTS: [&str; 47] = [
    "ない",
    "なく",
    "なし",
    "無し",
    "ません",
    "ませぬ",
    "できず",
    "せず",
    "不可",
    "禁止",
    "以外",
    "除く",
    "除き",
    "のみ",
    "だけ",
    "不",
    "没",
    "沒",
    "无",
    "無",
    "未",
    "非",
    "勿",
    "别",
    "別",
    "除了",
    "除外",
    "仅",
    "僅",
    "只",
    "않",
    " 안 ",
    "없",
    "못",
    "아니",
    "아닙",
    "불가",
    "금지",
    "제외",
    "만 ",
    "ไม่",
    "ไร้",
    "ห้าม",
    "ยกเว้น",
    "เว้นแต่",
    "เฉพาะ",
    "เท่านั้น",
];

/// Words that have such a fragment and deny nothing.
const HARMLESS: [&str; 22] = [
    "無料",
    "无论",
    "無論",
    "不仅",
    "不僅",
    "不过",
    "不過",
    "不同",
    "非常",
    "未来",
    "未來",
    "別途",
    "特別",
    "特别",
    "個別",
    "别的",
    "別的",
    "无线",
    "無線",
    "ご不明",
    "只要",
    "不客气",
];

/// Whether a folded text denies, excludes or forbids something. In Portuguese `no` is "in the".
pub(super) fn denies(text: &str, portuguese: bool) -> bool {
    if text.chars().any(|c| dense(c) || matches!(c, '\u{ac00}'..='\u{d7af}')) {
        let bare = HARMLESS.iter().fold(text.to_owned(), |text, word| text.replace(word, " "));
        if FRAGMENTS.iter().any(|fragment| bare.contains(fragment)) {
            return true;
        }
    }
    words(text).any(|word| {
        !(word == "no" && portuguese)
            && (WORDS.split_ascii_whitespace().any(|known| known == word)
                || word.ends_with("n't")
                || word.starts_with("n'"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cite::fold::fold;

    #[test]
    fn hears_denials() {
        for text in [
            "It is not free.",
            "We don’t ship.",
            "You cannot return it",
            "No refunds",
            "non-refundable",
            "Free except for tea",
            "Das ist nicht möglich",
            "Keine Retouren",
            "Ce n’est possible",
            "Ce n'est pas gratuit",
            "No hay envíos",
            "Sin coste",
            "Não enviamos",
            "返品できません",
            "送料無料ではない",
            "返品不可",
            "不能退货",
            "沒有庫存",
            "반품이 안 됩니다",
            "ไม่ฟรี",
            "لا نشحن",
        ] {
            assert!(denies(&fold(text), false), "{text}");
        }
        for text in [
            "It is free.",
            "We ship to Norway and note it.",
            "Das ist kostenlos",
            "C’est gratuit",
            "Es gratis",
            "Entregamos no Brasil em dois dias",
            "送料は無料です",
            "非常好",
            "配送免费",
            "배송은 무료입니다",
            "จัดส่งฟรี",
            "الشحن مجاني",
        ] {
            assert!(!denies(&fold(text), text.contains("Brasil")), "{text}");
        }
    }
}
