//! The model's citations: what may be said without one, because it states nothing.

use super::fold::{dense, fold, words};

/// The longest such sentence, in words, or in dense letters.
const WORDS: usize = 14;
const DENSE: usize = 40;

/// Words of which such a sentence is made, and of no others. None of them says that something is so: no "yes", no "not", no
/// thing that a shop could have.
const POLITE: &str = "hello hi hey welcome good morning afternoon evening thanks thank you for your question asking message great sure of course happy glad \
    to help here is are what i we found find this that these the it how let me know if need further anything else more any other \
    questions can do would like want with about and please have there a an in information answer details following below \
    hallo guten tag danke vielen dank für ihre deine frage nachricht gerne hier ist sind was ich gefunden habe wir haben kann können \
    sie du noch etwas anderes weiter weitere fragen helfen möchten wissen mehr dazu bitte die das der informationen antwort ihnen dir es folgende \
    bonjour bonsoir merci pour votre voici ce que j'ai trouvé puis-je vous aider autre chose avez d'autres souhaitez savoir plus je \
    peux y a-t-il les informations en quoi puis a t il d'autre \
    hola buenos días buenas tardes gracias por su tu pregunta aquí esto es lo que he encontrado puedo ayudarle ayudarte en algo más \
    tiene tienes otra otras preguntas desea saber quiere hay alguna cosa la información \
    olá oi bom dia boa tarde noite obrigado obrigada pela sua pergunta aqui está o que encontrei posso ajudar com algo mais tem outra \
    dúvida deseja isto as informações \
    안녕하세요 감사합니다 문의해 주셔서 다음은 찾은 내용입니다 정보입니다 더 궁금한 점이 있으신가요 있으시면 말씀해 주세요 다른 도움이 필요하신가요 \
    무엇을 도와드릴까요 추가로 \
    مرحبا مرحبًا أهلا أهلاً شكرا شكرًا لك على سؤالك هذا هذه ما وجدته إليك هل تحتاج إلى مساعدة أخرى في شيء آخر كيف يمكنني مساعدتك المعلومات لديك أسئلة أي";

/// The same for scripts without blanks; a sentence must be made of these alone.
const FRAGMENTS: [&str; 92] = [
    "こんにちは",
    "ありがとうございます",
    "お問い合わせ",
    "お問合せ",
    "ご質問",
    "ご連絡",
    "いただき",
    "頂き",
    "ください",
    "お知らせ",
    "お気軽に",
    "ございましたら",
    "ございますか",
    "ありましたら",
    "ありますか",
    "でしょうか",
    "ご不明な点",
    "ご不明",
    "以下",
    "こちら",
    "通り",
    "とおり",
    "見つかりました",
    "情報",
    "回答",
    "ほか",
    "他",
    "何か",
    "なにか",
    "手伝い",
    "できること",
    "知りたい",
    "こと",
    "が",
    "は",
    "に",
    "の",
    "を",
    "も",
    "で",
    "です",
    "お",
    "ご",
    "質問",
    "您好",
    "你好",
    "感谢",
    "感謝",
    "谢谢",
    "謝謝",
    "您",
    "你",
    "的",
    "提问",
    "提問",
    "咨询",
    "諮詢",
    "以下是",
    "我",
    "找到",
    "信息",
    "資訊",
    "内容",
    "內容",
    "请问",
    "請問",
    "还有",
    "還有",
    "其他",
    "问题",
    "問題",
    "吗",
    "嗎",
    "需要",
    "帮助",
    "幫助",
    "什么",
    "什麼",
    "可以",
    "帮",
    "幫",
    "如果",
    "请",
    "請",
    "告诉",
    "告訴",
    "สวัสดี",
    "ขอบคุณ",
    "ค่ะ",
    "ครับ",
    "มีอะไรให้ช่วย",
    "อีกไหม",
];

/// Whether a sentence without a citation states nothing.
pub(super) fn polite(text: &str) -> bool {
    let text = fold(text);
    let figures = text.chars().any(char::is_numeric);
    let dense_letters = text.chars().filter(|c| dense(*c)).count();
    let all: Vec<&str> = words(&text).collect();
    if figures || text.contains(['[', ']', '<', '@', '/']) || all.len() > WORDS || dense_letters > DENSE {
        return false;
    }
    all.iter().all(|word| {
        if word.chars().any(dense) {
            made_of_fragments(word)
        } else {
            POLITE.split_ascii_whitespace().any(|known| known == *word)
                || word.split('\'').filter(|part| !part.is_empty()).all(|part| {
                    matches!(part, "i" | "m" | "s" | "ll" | "re" | "ve" | "d")
                        || POLITE.split_ascii_whitespace().any(|known| known == part)
                })
        }
    })
}

fn made_of_fragments(word: &str) -> bool {
    let mut rest = word;
    while !rest.is_empty() {
        let longest = FRAGMENTS
            .iter()
            .filter(|fragment| rest.starts_with(**fragment))
            .max_by_key(|fragment| fragment.len());
        let Some(fragment) = longest else { return false };
        rest = &rest[fragment.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_manners_from_claims() {
        for text in [
            "Hello!",
            "Thanks for your question!",
            "Here is what I found:",
            "Is there anything else I can help you with?",
            "I'm happy to help.",
            "Would you like to know more?",
            "Vielen Dank für Ihre Frage!",
            "Kann ich Ihnen noch helfen?",
            "Voici ce que j’ai trouvé :",
            "¿Puedo ayudarle en algo más?",
            "Olá!",
            "ご質問ありがとうございます。",
            "您好！请问您还有其他问题吗？",
            "안녕하세요!",
            "---",
            "สวัสดีค่ะ",
            "👋",
        ] {
            assert!(polite(text), "{text}");
        }
        for text in [
            "Yes.",
            "No.",
            "It is free.",
            "Of course, returns are free.",
            "Did you know that all orders are free?",
            "Here are 3:",
            "Contact us.",
            "We can ship it.",
            "はい。",
            "送料は無料です。",
            "可以退货。",
            "The answer is not here.",
            "Is there anything else I can help you with about the teapot?",
            "[here](https://a.example)",
            "a@b",
            "네.",
            "نعم",
            "hello hello hello hello hello hello hello hello hello hello hello hello hello hello hello",
        ] {
            assert!(!polite(text), "{text}");
        }
    }
}
