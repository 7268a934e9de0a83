//! Moods and replies in every language, and what only looks like them.

use super::*;

/// Every text of `yes` is heard, none of `no` is.
fn check(hears: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
    let deaf: Vec<_> = yes.iter().filter(|text| !hears(text)).collect();
    let eager: Vec<_> = no.iter().filter(|text| hears(text)).collect();
    assert!(deaf.is_empty() && eager.is_empty(), "not heard: {deaf:#?}\nheard wrongly: {eager:#?}");
}

#[test]
fn anger() {
    check(
        is_angry,
        &[
            "You stupid bot",
            "this is RIDICULOUS",
            "WHERE IS MY ORDER!!!",
            "what a waste of time, I'm furious",
            "Du nervst! So eine Frechheit",
            "das ist doch scheiße",
            "C'est inadmissible !",
            "j'en ai marre de ce robot",
            "Esto es una vergüenza",
            "eres un inútil",
            "que palhaçada é essa",
            "Você é burro?",
            "ふざけるな、もう三週間待ってる",
            "役立たず",
            "진짜 짜증나네요",
            "이 바보야",
            "โง่จริง ๆ",
            "เสียเวลามาก",
            "أنت غبي",
            "هذه مهزلة",
            "你们是骗子吗",
            "氣死我了",
        ],
        &[
            "this tea is not bad",
            "you are not stupid",
            "Is the tea ready?",
            "How long does the tea steep!",
            "do you have shitake mushrooms",
            "Das ist nicht lächerlich",
            "Ce n'est pas ridicule",
            "no es ridículo",
            "não é absurdo",
            "怎么付款",
            "このお茶はおいしい",
            "이 차는 맛있어요",
            "ชานี้อร่อย",
            "هذا الشاي ليس سيئا",
            "HELLO!",
            "",
        ],
    );
}

#[test]
fn an_answer_that_did_not_help() {
    check(
        not_helped,
        &[
            "That doesn’t help.",
            "this does not help me at all",
            "wrong answer",
            "No, that's not what I asked",
            "you didn't answer my question",
            "Das hilft mir nicht",
            "das war nicht meine Frage!",
            "Ce n’est pas ma question",
            "ça ne m'aide pas",
            "eso no me sirve",
            "Respuesta incorrecta.",
            "isso não ajuda",
            "não foi isso que perguntei",
            "役に立ちませんでした",
            "質問と違います",
            "도움이 안 돼요",
            "그걸 물어본 게 아니에요",
            "ตอบไม่ตรงคำถาม",
            "هذا لا يساعدني",
            "答非所问",
            "這沒有幫助",
        ],
        &[
            "that helps",
            "Can you help me?",
            "this tea is not bad",
            "I got the wrong parcel",
            "Das hilft mir",
            "merci, ça aide",
            "eso me ayuda",
            "isso ajuda",
            "役に立ちました",
            "도움이 됐어요",
            "ช่วยได้มาก",
            "هذا يساعدني",
            "有帮助",
            "有幫助，謝謝",
            "",
        ],
    );
}

#[test]
fn a_no() {
    check(
        says_no,
        &[
            "no",
            "No, thanks!",
            "nope",
            "not now please",
            "Nein danke",
            "lieber nicht",
            "Non merci",
            "pas maintenant",
            "No, gracias",
            "mejor no",
            "não obrigado",
            "Agora não",
            "いいえ、結構です",
            "大丈夫です",
            "아니요",
            "괜찮아요",
            "ไม่ต้องครับ",
            "ไม่เป็นไร",
            "لا شكرا",
            "لا",
            "不用了",
            "不需要谢谢",
            "先不用",
        ],
        &[
            "yes",
            "no one answers my e-mails",
            "nobody came",
            "no, yes please",
            "Is there no delivery?",
            "notes",
            "nein, ja bitte",
            "oui",
            "sí",
            "sim",
            "はい",
            "네",
            "ได้ครับ",
            "نعم",
            "好的",
            "不錯的茶有哪些可以推薦",
            "",
        ],
    );
}

#[test]
fn a_yes() {
    check(
        says_yes,
        &[
            "yes",
            "Yes, please!",
            "sure",
            "ok",
            "that would be great",
            "Ja, bitte",
            "gerne",
            "Oui, s’il vous plaît",
            "je veux bien",
            "Sí, por favor",
            "claro",
            "Sim, por favor",
            "pode ser",
            "はい、お願いします",
            "お願いします",
            "네, 부탁합니다",
            "좋아요",
            "ใช่ค่ะ",
            "ได้ครับ",
            "نعم من فضلك",
            "أكيد",
            "好的",
            "可以，麻煩你",
        ],
        &[
            "no",
            "no thanks",
            "yes or no?",
            "sure you can ship tea to Japan and to France",
            "yesterday",
            "nein",
            "non merci",
            "no",
            "não",
            "いいえ",
            "아니요",
            "ไม่ต้อง",
            "لا شكرا",
            "不好",
            "不要",
            "please do not",
            "",
        ],
    );
}

#[test]
fn long_and_odd_texts() {
    for hears in [is_angry, not_helped, says_no, says_yes] {
        assert!(!hears(&"tea ".repeat(50_000)) && !hears("\0") && !hears("???") && !hears("🙂"));
    }
}
