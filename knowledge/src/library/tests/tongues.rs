//! A few pairs and an article in every language: what real shops have.

use super::{answered, article, ask, both, pair};
use crate::{Decision, Question};

/// Pairs of a shop (questions, answer), an article (title, text), and what is asked of them: the place of what answers, or
/// none.
struct Shop {
    locale: &'static str,
    pairs: &'static [(&'static [&'static str], &'static str)],
    article: (&'static str, &'static str),
    asked: &'static [(&'static str, Option<u64>)],
}

const SHOPS: [Shop; 10] = [
    Shop {
        locale: "de",
        pairs: &[
            (&["Wie lange dauert der Versand?", "Lieferzeit"], "Zwei bis drei Werktage."),
            (&["Kann ich meine Bestellung zurückgeben?", "Rückgabe"], "Ja, innerhalb von 30 Tagen."),
            (&["Welche Zahlungsarten gibt es?"], "Karte, PayPal und Rechnung."),
            (&["Wo ist mein Paket?", "Sendung verfolgen"], "Der Link steht in der E-Mail."),
        ],
        article: (
            "Öffnungszeiten",
            "Wir sind von Montag bis Samstag von 9 bis 18 Uhr geöffnet. Am Sonntag ist der Laden geschlossen.",
        ),
        asked: &[
            ("wie lang ist die lieferzeit", Some(0)),
            ("ich möchte die bestellung zurückgeben", Some(1)),
            ("Welche Zahlungsart kann ich wählen?", Some(2)),
            ("wo ist denn mein paket", Some(3)),
            ("Haben Sie am Sonntag geöffnet?", Some(4)),
            ("Wer ist Bundeskanzler?", None),
            ("Wie wird das Wetter morgen?", None),
        ],
    },
    Shop {
        locale: "fr",
        pairs: &[
            (&["Quels sont les délais de livraison ?", "livraison"], "Deux à trois jours."),
            (&["Comment retourner un article ?", "Puis-je être remboursé ?"], "Vous avez 30 jours."),
            (&["Quels moyens de paiement acceptez-vous ?"], "Carte et PayPal."),
        ],
        article: (
            "Horaires",
            "La boutique est ouverte du lundi au samedi de 9 h à 18 h. Elle est fermée le dimanche.",
        ),
        asked: &[
            ("quel est le délai de livraison", Some(0)),
            ("je veux retourner un article", Some(1)),
            ("quels sont vos moyens de paiement", Some(2)),
            ("êtes-vous ouvert le dimanche ?", Some(3)),
            ("Qui est le président ?", None),
            ("quel temps fera-t-il demain", None),
        ],
    },
    Shop {
        locale: "es",
        pairs: &[
            (&["¿Cuánto tarda el envío?", "plazo de entrega"], "De dos a tres días."),
            (&["¿Puedo devolver un producto?", "devoluciones"], "Tiene 30 días."),
            (&["¿Qué formas de pago aceptan?"], "Tarjeta y PayPal."),
        ],
        article: ("Horario", "La tienda abre de lunes a sábado de 9 a 18 horas. Los domingos está cerrada."),
        asked: &[
            ("cuanto tarda en llegar el envio", Some(0)),
            ("quiero devolver un producto", Some(1)),
            ("formas de pago", Some(2)),
            ("¿Abren los domingos?", Some(3)),
            ("¿Quién ganó el mundial?", None),
            ("cuéntame un chiste", None),
        ],
    },
    Shop {
        locale: "pt",
        pairs: &[
            (&["Qual é o prazo de entrega?", "quanto tempo demora a entrega"], "De dois a três dias."),
            (&["Posso devolver um produto?", "trocas e devoluções"], "Você tem 30 dias."),
            (&["Quais são as formas de pagamento?"], "Cartão e PayPal."),
        ],
        article: ("Horário", "A loja abre de segunda a sábado das 9 às 18 horas. Aos domingos está fechada."),
        asked: &[
            ("qual o prazo da entrega", Some(0)),
            ("quero devolver um produto", Some(1)),
            ("quais formas de pagamento", Some(2)),
            ("abre aos domingos?", Some(3)),
            ("quem ganhou a copa do mundo", None),
        ],
    },
    Shop {
        locale: "zh-TW",
        pairs: &[
            (&["運費怎麼算？", "運費多少"], "滿一千元免運費。"),
            (&["可以退貨嗎？", "我想退貨"], "七天內可以退貨。"),
            (&["有哪些付款方式？"], "信用卡與貨到付款。"),
        ],
        article: ("營業時間", "門市週一到週六早上九點到下午六點營業。週日公休。"),
        asked: &[
            ("請問運費是多少", Some(0)),
            ("我要退貨", Some(1)),
            ("付款方式有哪些", Some(2)),
            ("營業時間是幾點到幾點", Some(3)),
            ("法國的首都是哪裡", None),
            ("明天天氣如何", None),
        ],
    },
    Shop {
        locale: "zh-CN",
        pairs: &[
            (&["运费怎么算？", "运费多少"], "满一千元免运费。"),
            (&["可以退货吗？", "我想退货"], "七天内可以退货。"),
            (&["有哪些付款方式？"], "支付宝和银行卡。"),
        ],
        article: ("营业时间", "门店周一到周六早上九点到下午六点营业。周日休息。"),
        asked: &[
            ("请问运费是多少", Some(0)),
            ("我要退货", Some(1)),
            ("付款方式有哪些", Some(2)),
            ("营业时间是几点到几点", Some(3)),
            ("法国的首都是哪里", None),
            ("明天天气如何", None),
        ],
    },
    Shop {
        locale: "ja",
        pairs: &[
            (&["送料はいくらですか？", "送料無料"], "五千円以上で無料です。"),
            (&["返品できますか？", "返品したい"], "七日以内に返品できます。"),
            (&["支払い方法は何がありますか？"], "クレジットカードと代引きです。"),
        ],
        article: (
            "営業時間",
            "店舗は月曜日から土曜日の九時から十八時まで営業しています。日曜日は定休日です。",
        ),
        asked: &[
            ("送料を教えてください", Some(0)),
            ("商品を返品したいです", Some(1)),
            ("支払い方法を教えて", Some(2)),
            ("日曜日は営業していますか", Some(3)),
            ("フランスの首都はどこですか", None),
            ("明日の天気は", None),
        ],
    },
    Shop {
        locale: "ko",
        pairs: &[
            (&["배송비는 얼마인가요?", "배송비 무료"], "오만 원 이상 무료입니다."),
            (&["반품할 수 있나요?", "반품하고 싶어요"], "칠 일 이내에 가능합니다."),
            (&["결제 방법은 무엇이 있나요?"], "카드와 계좌 이체입니다."),
        ],
        article: (
            "영업시간",
            "매장은 월요일부터 토요일까지 아홉 시에서 여섯 시까지 영업합니다. 일요일은 휴무입니다.",
        ),
        asked: &[
            ("배송비 얼마예요", Some(0)),
            ("반품 되나요", Some(1)),
            ("결제 방법 알려주세요", Some(2)),
            ("일요일에 영업하나요", Some(3)),
            ("프랑스의 수도는 어디인가요", None),
            ("내일 날씨 어때", None),
        ],
    },
    Shop {
        locale: "th",
        pairs: &[
            (&["ค่าส่งเท่าไหร่", "ค่าจัดส่ง"], "ส่งฟรีเมื่อครบหนึ่งพันบาท"),
            (&["คืนสินค้าได้ไหม", "ขอคืนสินค้า"], "คืนได้ภายในเจ็ดวัน"),
            (&["ชำระเงินได้อย่างไร", "วิธีการชำระเงิน"], "บัตรเครดิตหรือโอนเงิน"),
        ],
        article: ("เวลาทำการ", "ร้านเปิดวันจันทร์ถึงวันเสาร์ เวลาเก้าโมงถึงหกโมงเย็น วันอาทิตย์ร้านปิด"),
        asked: &[
            ("ค่าส่งกี่บาทคะ", Some(0)),
            ("อยากคืนสินค้าครับ", Some(1)),
            ("ชำระเงินยังไง", Some(2)),
            ("เปิดวันอาทิตย์ไหม", Some(3)),
            ("เมืองหลวงของฝรั่งเศสคืออะไร", None),
        ],
    },
    Shop {
        locale: "ar",
        pairs: &[
            (&["كم تكلفة الشحن؟", "رسوم الشحن"], "مجاني فوق مئتي ريال."),
            (&["هل يمكنني إرجاع المنتج؟", "إرجاع المنتجات"], "خلال سبعة أيام."),
            (&["ما هي طرق الدفع؟"], "البطاقة أو الدفع عند الاستلام."),
        ],
        article: ("ساعات العمل", "المتجر مفتوح من السبت إلى الخميس من التاسعة حتى السادسة. يوم الجمعة مغلق."),
        asked: &[
            ("كم رسوم الشحن", Some(0)),
            ("أريد إرجاع منتج", Some(1)),
            ("طرق الدفع المتاحة", Some(2)),
            ("هل المتجر مفتوح يوم الجمعة", Some(3)),
            ("ما هي عاصمة فرنسا", None),
        ],
    },
];

#[test]
fn every_language_is_answered() {
    let mut wrong = Vec::new();
    for shop in SHOPS {
        let mut entries: Vec<_> =
            (0..).zip(shop.pairs).map(|(id, (questions, answer))| pair(id, questions, answer)).collect();
        entries.push(article(entries.len() as u64, shop.article.0, shop.article.1));
        for library in both(&entries) {
            for (text, entry) in shop.asked {
                let trace = library.answer(&Question { locale: shop.locale.to_owned(), ..ask(text) });
                let right = match entry {
                    Some(entry) => answered(&trace) == [*entry],
                    None => matches!(trace.decision, Decision::Unknown { .. }),
                };
                if !right {
                    wrong.push((*text, library.has_learnt(), trace));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} {}",
        wrong.len(),
        wrong.iter().map(|w| format!("{w:?}\n")).collect::<String>()
    );
}
