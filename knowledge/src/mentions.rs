//! Knowledge's ear for an editor's words: whether a message mentions one of them.

use crate::{
    fold::lower,
    language::{Language, dense, is_arabic},
    words::Stems,
};

/// The languages whose endings are seen through.
const LANGUAGES: [Language; 6] = [
    Language::English,
    Language::German,
    Language::French,
    Language::Spanish,
    Language::Portuguese,
    Language::Arabic,
];

/// Whether the text mentions one of these words or phrases, in any case and with any ending: “refunds” mentions “refund”. A
/// phrase must stand as it is, word beside word. In scripts without blanks it is enough that the letters stand there.
#[must_use]
pub fn mentions(text: &str, words: &[String]) -> bool {
    let text = lower(text);
    let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let said = cut(&text);
    let mut stemmed: Vec<(Stems, Vec<String>)> = Vec::new();
    words.iter().any(|word| {
        let word = lower(word);
        if word.chars().any(dense) {
            let word: String = word.chars().filter(|c| !c.is_whitespace()).collect();
            return letters.contains(&word);
        }
        let wanted = cut(&word);
        if wanted.is_empty() {
            return false;
        }
        if stemmed.is_empty() {
            let all = LANGUAGES
                .iter()
                .filter(|language| (**language == Language::Arabic) == text.chars().any(is_arabic));
            stemmed.extend(all.chain([&Language::Other]).map(|language| {
                let stems = Stems::of(*language);
                let said = said.iter().map(|word| stems.stem(word)).collect();
                (stems, said)
            }));
        }
        stemmed.iter().any(|(stems, said)| {
            let wanted: Vec<String> = wanted.iter().map(|word| stems.stem(word)).collect();
            said.windows(wanted.len()).any(|words| words == wanted)
        })
    })
}

fn cut(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || is_arabic(c) || matches!(c, '\'' | '’')));
    words.map(|word| word.replace(['\'', '’'], "")).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn hears_words_and_phrases() {
        for (text, words, heard) in [
            ("I want a REFUND!", vec!["refund"], true),
            ("when are refunds paid", vec!["refund"], true),
            ("I was refunded twice", vec!["Refunds"], true),
            ("the fund is refunctioned", vec!["refund"], false),
            ("my credit card was charged", vec!["credit cards"], true),
            ("the credit of this card", vec!["credit card"], false),
            ("Meine Rückerstattungen fehlen", vec!["Rückerstattung"], true),
            ("RUCKERSTATTUNG bitte", vec!["rückerstattung"], true),
            ("où est mon remboursement", vec!["facture", "remboursements"], true),
            ("quiero dos devoluciones", vec!["devolución"], true),
            ("a minha fatura", vec!["faturas"], true),
            ("أريد استرداد المال", vec!["استرداد"], true),
            ("我要退款，谢谢", vec!["退款"], true),
            ("我要退 款", vec!["退款"], true),
            ("返金してください", vec!["返金"], true),
            ("환불해 주세요", vec!["환불"], true),
            ("ขอคืนเงินหน่อย", vec!["คืนเงิน"], true),
            ("我要退货", vec!["退款"], false),
            ("don’t cancel", vec!["dont"], true),
            ("anything", vec!["", " ", "?"], false),
            ("", vec!["refund"], false),
        ] {
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            assert_eq!(mentions(text, &words), heard, "{text} {words:?}");
        }
    }
}
