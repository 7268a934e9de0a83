//! Words that say nothing about what a text is about.

use crate::language::Language;

/// Small words, as they are before stemming, without accents.
fn list(language: Language) -> &'static str {
    match language {
        Language::English => {
            "a about actually again all also am an and any anybody anyone anything are as at be been being but by can cannot cant \
             come could did do does doing done dont else for from get gets getting give go going got had happen happens has have having \
             he hello help her hey hi him his how i id if ill im in into is isnt it its ive just kindly know let like may me might mine my \
             need needs no not now of off ok okay on or our out please she should so some somebody someone something tell than thank thanks that thats \
             the their them then there these they thing things this those to too us very want wants was we were what whats when \
             where wheres which while who whom whose why will with wont would yes you your youre yours explain wondering wonder question questions \
             information info much many more most such than ever still yet even both each every either other another often long bit \
             offer provide sell buy back right take takes taking guys lot really maybe possible able"
        }
        Language::German => {
            "aber alle als lange dauert viel mal also am an auch auf aus bei bin bis bitte da danke dann das dass dem den der des dich die dir doch du ein eine \
             einem einen einer eines er es euch euer eure fur gegen geht gibt habe haben habt hallo hat ich ihr ihre ihren im in ist ja kann \
             kein keine konnen konnt konnte man mein meine meinem meinen meiner mich mir mit mochte muss nach nein nicht noch nun nur ob oder schon sehr \
             sein seine sich sie sind so uber um und uns unser unsere vom von vor wann war warum was weil welche welchen welcher wenn wer \
             werde werden wie wieso wir wird wo wurde zu zum zur"
        }
        Language::French => {
            "a ai ainsi alors as au aux avec avez avoir bonjour ca car ce cela ces cet cette chez ci comme comment dans de des du elle en est \
             estce et etes etre eu fait il ils je la le les leur lui ma mais me merci mes moi mon ne nos notre nous on ont ou par pas peut peux \
             plait plus pour pourquoi pouvez puis qu quand que quel quelle quelles quels qui quoi sa sans se ses si sil son sont sur ta te tes \
             toi ton tu un une vos votre vous y"
        }
        Language::Spanish => {
            "a al algo como con cual cuales cuando de del desde donde e el ella ellos en entre era es esa ese eso esta estas este esto estoy \
             favor fue gracias ha hacen haceis hacer hay hola la las le les lo los mas me mi mis muy no nos o para pero por porque puede puedo pueden que \
             quien quiero se ser si sin sobre son su sus tambien te tengo tiene tienen tu tus u un una uno unos usted ustedes y ya yo"
        }
        Language::Portuguese => {
            "a ao aos as ate boa bom com como da das de dela dele do dos e ela ele em entre era essa esse esta este eu favor foi fazem fazer ha isso ja \
             la lhe mais mas me meu meus minha muito na nao nas nem no nos nossa nosso o obrigado ola onde os ou para pela pelo por porque posso pode \
             podem qual quais quando que quem quero se sem ser seu seus so sua sao tambem tem tenho ter tu um uma uns voce voces"
        }
        Language::Arabic => {
            "في من الى على عن مع هل ما ماذا هذا هذه ذلك انا انت نحن هو هي هم لا نعم او ثم كل ان كان كانت يكون لي لك لكم له لها كيف متى اين كم لماذا \
             من فضلك شكرا مرحبا السلام عليكم اريد يمكن يمكنني هناك قد لقد التي الذي"
        }
        Language::Other => "",
    }
}

/// Whether the word (lower case, without accents) is one of the language's small ones.
pub(crate) fn is_stop(language: Language, word: &str) -> bool {
    list(language).split_whitespace().any(|stop| stop == word)
}

/// Whether a word of a running text speaks for this language.
pub(crate) fn marks(language: Language, word: &str) -> bool {
    let marks = match language {
        Language::English => {
            "the of and to in is are you your we our for with that this it on at by from be or not can"
        }
        Language::German => {
            "der die das und ist wir sie nicht mit den von zu ein eine einen dem auf für im nach ihre oder wird werden sind in"
        }
        Language::French => {
            "le la les et des est nous vous une un du pour dans sur avec votre nos ne pas au aux en qui livrons à sont de"
        }
        Language::Spanish => {
            "el la los las y de en que una un para con por su se del al es son nuestro nuestra más lo"
        }
        Language::Portuguese => {
            "o os as e de em que uma um para com por seu sua se do da dos das ao não é são nosso nossa mais"
        }
        Language::Arabic | Language::Other => "",
    };
    marks.split_whitespace().any(|mark| mark == word)
}

/// What is cut out of scripts without blanks before pairs of letters are taken: courtesy and question words.
pub(crate) const NOISE: &[&str] = &[
    "多少",
    "多久",
    "几天",
    "幾天",
    "几点",
    "幾點",
    "请问",
    "請問",
    "我想",
    "你们",
    "你們",
    "您好",
    "你好",
    "可以",
    "怎么样",
    "怎麼樣",
    "怎么",
    "怎麼",
    "如何",
    "什么",
    "什麼",
    "有没有",
    "有沒有",
    "是否",
    "能不能",
    "一下",
    "谢谢",
    "謝謝",
    "吗",
    "嗎",
    "呢",
    "的",
    "了",
    "我",
    "你",
    "您",
    "是",
    "ありがとうございます",
    "こんにちは",
    "について",
    "教えて",
    "ください",
    "でしょうか",
    "ますか",
    "ですか",
    "ません",
    "ました",
    "ます",
    "です",
    "したい",
    "どのくらい",
    "どれくらい",
    "どうやって",
    "どこ",
    "いつ",
    "できる",
    "でき",
    "안녕하세요",
    "감사합니다",
    "해주세요",
    "주세요",
    "습니까",
    "입니까",
    "합니까",
    "됩니까",
    "인가요",
    "나요",
    "까요",
    "어떻게",
    "얼마나",
    "언제",
    "어디",
    "있나요",
    "있어요",
    "하고",
    "싶어요",
    "해요",
    "สวัสดี",
    "ขอบคุณ",
    "ครับ",
    "ค่ะ",
    "คะ",
    "ไหม",
    "หรือไม่",
    "หรือเปล่า",
    "อยากทราบ",
    "อยาก",
    "ได้",
    "ที่ไหน",
    "อย่างไร",
    "ยังไง",
    "เท่าไหร่",
    "เมื่อไหร่",
];
