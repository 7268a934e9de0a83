//! The wish in other languages with blanks between words.

use super::check;

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
            "sprechen mit einem Menschen",
            "mit einem Mitarbieter sprechen",
            "ich will mit einem Menshcen reden",
            "verbnden Sie mich mit einem Mitarbeiter",
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
            "je veux parler a un conseiler",
            "parelr à une personne",
            "parler à une personnne",
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
            "quiero hablra con un humano",
            "hablar con un agnete",
            "quiero hablar con una persnoa",
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
            "falar com uma pesoa",
            "falar com um atendnete",
            "quero falra com uma pessoa",
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
            "اريد التحدت مع شخص",
            "حولني الى الموضف",
        ],
        &[
            "لا أريد التحدث مع شخص",
            "هل هذا الشاي مصنوع بأيدي بشرية؟",
            "أنا شخص حقيقي",
            "هل أنت إنسان؟",
            "لا أحتاج إلى موظف",
            "كم يكفي الشاي لشخص واحد؟",
        ],
    );
}
