//! Who wants a person, and who only mentions one.

use super::wants_person;

fn check(wanted: &[&str], unwanted: &[&str]) {
    assert!(wanted.len() >= 6 && unwanted.len() >= 3);
    let deaf: Vec<_> = wanted.iter().filter(|text| !wants_person(text)).collect();
    let eager: Vec<_> = unwanted.iter().filter(|text| wants_person(text)).collect();
    assert!(deaf.is_empty() && eager.is_empty(), "not heard: {deaf:#?}\nheard wrongly: {eager:#?}");
}

#[test]
fn english() {
    check(
        &[
            "I want to talk to a human",
            "TALK TO A HUMAN!!!",
            "ｔａｌｋ　ｔｏ　ａ　ｈｕｍａｎ",
            "speak to a humna",
            "talk to an agnet",
            "tlak to a person",
            "can i speak with someone please?",
            "Could you connect me with a live agent?",
            "transfer me to customer service",
            "I need a real person",
            "get me a human",
            "human please",
            "live agent",
            "Representative.",
            "I'd like to speak to a representative about my order",
            "I would like to discuss my order with a real person",
            "put me through to an operator",
            "is there a person I can talk to?",
            "not a bot, a human",
            "I don't understand this, I want to talk to a human",
            "i dont understand i want to talk to a human",
            "Why can't I talk to a human?",
            "why don't you let me talk to a human",
            "No, I want to talk to a human.",
            "My tea came broken and nobody answers my e-mails. Let me talk to a person.",
            "can I chat with support",
            "hand me over to a person",
            "talk to a hu\u{200b}man",
        ],
        &[
            "is this tea made by human hands",
            "Is there a human hand involved in making this tea?",
            "I am a real person",
            "do your agents ship to Japan?",
            "no person needed",
            "I don't want to talk to a human",
            "please do not connect me to an agent",
            "I do not think I need to talk to a person",
            "are you a human?",
            "am I talking to a human?",
            "I talked to an agent yesterday",
            "Did I talk to a person before?",
            "I want a Hunan tea",
            "What cleaning agent is safe for the teapot?",
            "I need a gift for a person who likes tea",
            "How much tea does one person need?",
            "Can I send a parcel straight to a person?",
            "do you want to talk about tea",
            "I want to give this tea to someone",
            "talk to me about green tea",
            "",
            "?",
        ],
    );
}

#[test]
fn german() {
    check(
        &[
            "Ich möchte mit einem Menschen sprechen",
            "ICH MÖCHTE MIT EINEM MITARBEITER REDEN!",
            "Kann ich mit jemandem über meine Bestellung sprechen?",
            "Bitte verbinden Sie mich mit einem Mitarbeiter.",
            "ich brauche einen echten Menschen",
            "Mitarbeiter bitte",
            "mit einem mesnchen sprechen",
            "Ich moechte mit einer echten Person chatten",
            "Mensch",
        ],
        &[
            "Ich möchte nicht mit einem Menschen sprechen",
            "Ist der Tee von Menschenhand gemacht?",
            "Ich bin ein Mensch",
            "Ich brauche keinen Mitarbeiter",
            "Sind Sie ein Mensch?",
            "Wie viele Menschen arbeiten bei euch?",
        ],
    );
}

#[test]
fn french() {
    check(
        &[
            "Je veux parler à un humain",
            "JE VEUX PARLER A UN CONSEILLER !",
            "Puis-je parler à quelqu’un ?",
            "Je voudrais parler avec une vraie personne",
            "mettez-moi en relation avec un conseiller",
            "un humain, s'il vous plaît",
            "J'ai besoin d'un agent",
            "parler à un hmuain",
            "passez-moi un opérateur",
        ],
        &[
            "Je ne veux pas parler à un humain",
            "Ce thé est-il fait à la main par des humains ?",
            "Je suis une personne réelle",
            "Êtes-vous humain ?",
            "Combien de thé pour une personne ?",
            "sans conseiller",
        ],
    );
}

#[test]
fn spanish() {
    check(
        &[
            "Quiero hablar con una persona",
            "QUIERO HABLAR CON UN HUMANO!!",
            "¿Puedo hablar con alguien?",
            "necesito un agente",
            "pásame con un humano",
            "Un asesor, por favor",
            "quiero hablar con una perosna",
            "quisiera comunicarme con atención al cliente",
            "No entiendo, quiero hablar con una persona",
            "no entiendo quiero hablar con una persona",
        ],
        &[
            "No quiero hablar con una persona",
            "¿Este té está hecho por manos humanas?",
            "Soy una persona real",
            "¿Eres una persona?",
            "¿Cuánto té necesita una persona?",
            "no necesito un agente",
        ],
    );
}

#[test]
fn portuguese() {
    check(
        &[
            "Quero falar com uma pessoa",
            "QUERO FALAR COM UM ATENDENTE!",
            "Posso falar com alguém?",
            "preciso de um atendente",
            "me transfere para um humano",
            "atendente por favor",
            "falar com um atnedente",
            "atendimento humano",
            "gostaria de falar com um representante",
        ],
        &[
            "Não quero falar com uma pessoa",
            "Este chá é feito por mãos humanas?",
            "Eu sou uma pessoa real",
            "Você é humano?",
            "Quanto chá para uma pessoa?",
            "não preciso de um atendente",
        ],
    );
}

#[test]
fn traditional_chinese() {
    check(
        &["我想跟真人說話", "我要找真人客服", "轉接客服", "可以和人工客服聊嗎？", "真人客服", "請幫我轉真人", "我 要 找 真 人！", "人工服務，謝謝", "怎麼聯絡客服"],
        &["我不想跟真人說話", "這茶是人工採摘的嗎？", "我是真人", "不需要真人客服", "你是真人嗎", "客服時間是幾點到幾點"],
    );
}

#[test]
fn simplified_chinese() {
    check(
        &["我想跟真人说话", "转人工", "我要找人工客服", "可以和客服聊吗", "联系客服", "人工客服", "给我转人工服务！！", "我要和人聊", "不是机器人，我要真人"],
        &["我不想和真人说话", "这茶是人工采摘的吗", "我是真人", "不需要人工客服", "你是真人吗", "你们用人工智能吗", "不要转人工"],
    );
}

#[test]
fn japanese() {
    check(
        &[
            "人と話したい",
            "人間と話したいです。",
            "オペレーターにつないでください",
            "担当者に代わってください",
            "有人チャットをお願いします",
            "オペレーターお願いします",
            "ｵﾍﾟﾚｰﾀｰと話せますか？",
            "スタッフと直接話せますか",
            "誰かと話したい",
        ],
        &[
            "人と話したくないです",
            "このお茶は人の手で作られていますか",
            "私は人間です",
            "オペレーターは不要です",
            "あなたは人間ですか",
            "友人に紅茶を送りたいのでお願いします",
            "人気のお茶をお願いします",
        ],
    );
}

#[test]
fn korean() {
    check(
        &[
            "상담원과 이야기하고 싶어요",
            "상담원 연결해 주세요",
            "사람이랑 얘기하고 싶어요",
            "실제 사람과 대화하고 싶습니다",
            "직원 바꿔주세요!!",
            "상담원",
            "담당자와 통화하고 싶어요",
            "상담원이 필요해요",
        ],
        &["상담원과 이야기하고 싶지 않아요", "사람이 손으로 만든 차인가요?", "저는 사람이에요", "상담원 필요 없어요", "당신은 사람인가요?", "두 사람이 마실 차를 추천해 주세요"],
    );
}

#[test]
fn thai() {
    check(
        &[
            "อยากคุยกับเจ้าหน้าที่",
            "ขอคุยกับคนจริง ๆ ครับ",
            "ติดต่อเจ้าหน้าที่",
            "ขอสายพนักงานหน่อยค่ะ",
            "ต้องการคุยกับมนุษย์",
            "เจ้าหน้าที่",
            "ขอคุยกับแอดมิน",
            "ฉันอยากพูดกับคน",
        ],
        &["ไม่ต้องการคุยกับคน", "ชานี้ทำด้วยมือคนหรือเปล่า", "ฉันเป็นคนจริง", "คุณเป็นคนหรือบอท", "ไม่ต้องการเจ้าหน้าที่", "ขอชาสำหรับสองคน"],
    );
}

#[test]
fn arabic() {
    check(
        &[
            "أريد التحدث مع شخص",
            "أريد أن أتحدث إلى إنسان",
            "هل يمكنني التحدث مع موظف؟",
            "حولني إلى موظف",
            "أحتاج إلى موظف",
            "التحدث إلى ممثل خدمة العملاء",
            "موظف من فضلك",
            "اريد اتكلم مع شخص حقيقي",
            "أُريدُ التَّحدُّثَ مع إنسانٍ",
        ],
        &["لا أريد التحدث مع شخص", "هل هذا الشاي مصنوع بأيدي بشرية؟", "أنا شخص حقيقي", "هل أنت إنسان؟", "لا أحتاج إلى موظف", "كم يكفي الشاي لشخص واحد؟"],
    );
}

#[test]
fn long_texts_are_heard_at_both_ends() {
    let filler = "tea leaves are green and black ".repeat(300);
    assert!(wants_person(&format!("{filler}. I want to talk to a human.")));
    assert!(wants_person(&format!("Talk to a human. {filler}")));
    assert!(!wants_person(&filler));
    assert!(!wants_person(&"[".repeat(100_000)));
}

#[test]
fn tables_are_in_folded_spelling() {
    use crate::ai::fold::plain;
    for tongue in &super::tongues::ALL {
        let lists = [tongue.talk, tongue.links, tongue.want, tongue.fill, tongue.person, tongue.some, tongue.polite, tongue.not];
        for word in lists.into_iter().flatten() {
            assert_eq!(plain(word), *word);
        }
    }
    for script in &super::scripts::ALL {
        let chains = script.chains.iter().flat_map(|chain| chain.iter().copied());
        for expression in chains.chain([script.scrub, script.whole, script.polite, script.not]).flatten() {
            assert_eq!(plain(expression), *expression);
        }
    }
}
