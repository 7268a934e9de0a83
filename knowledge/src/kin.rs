//! The AI agent's thesaurus: words that customers and shops use for the same thing.

use std::collections::HashMap;

use super::{language::Language, words::stem};

const ENGLISH: &[&str] = &[
    "ship shipping deliver delivery send dispatch post courier",
    "parcel package order shipment purchase",
    "arrive arrival come",
    "track tracking trace",
    "late delayed delay overdue",
    "return refund reimburse",
    "money refund",
    "touch contact reach",
    "exchange swap replace replacement",
    "broken damaged defective faulty smashed cracked breakage",
    "wrong incorrect mistaken",
    "price cost fee charge expensive pricing",
    "pay payment charged checkout",
    "paypal card visa mastercard",
    "invoice receipt bill",
    "discount voucher coupon promo code",
    "hours open opening closing closed close",
    "person human team staff agent",
    "phone telephone call",
    "email mail",
    "address location located",
    "cancel cancelling stop terminate",
    "pause skip",
    "change modify edit update",
    "subscription subscribe membership",
    "gift present",
    "wrap wrapping wrapped",
    "message note",
    "allergy allergen allergic allergies",
    "ingredient contain contains",
    "nut nuts almond",
    "decaf caffeine caffeinated",
    "organic bio",
    "brew brewing steep steeping infuse prepare make",
    "temperature degrees",
    "time minutes",
    "store keep keeping fresh storage stored",
    "rust rusty",
    "clean wash rinse washing cleaning dishwasher",
    "teapot pot",
    "stove hob induction microwave",
    "guarantee warranty",
    "wholesale bulk reseller resell",
    "uk britain kingdom england scotland wales",
    "eu europe european germany france spain italy netherlands austria belgium ireland portugal sweden poland",
    "usa us america states american",
    "lost missing stolen",
    "valid expire expiry expires validity",
    "international abroad overseas countries country",
    "pregnant pregnancy",
    "missing lost",
    "parking park",
    "vegan vegetarian",
    "wait waiting",
];

/// One line for each family of words.
fn families(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => ENGLISH,
        Language::German => &[
            "versand lieferung liefern versenden verschicken schicken lieferzeit zustellung versandkosten lieferkosten",
            "paket bestellung sendung",
            "ruckgabe zurückgeben rückgabe retoure rücksendung zurücksenden umtausch erstattung",
            "preis kosten kostet gebühr",
            "bezahlen zahlung zahlen zahlungsart",
            "öffnungszeiten geöffnet offen öffnet schließt",
            "kündigen stornieren",
            "kaputt beschädigt defekt zerbrochen",
        ],
        Language::French => &[
            "livraison livrer expédier expédition envoyer envoi frais",
            "colis commande paquet",
            "retour retourner renvoyer remboursement rembourser",
            "prix coût coûter tarif",
            "payer paiement",
            "horaires ouvert ouverture fermé",
            "annuler résilier",
            "cassé abîmé endommagé défectueux",
        ],
        Language::Spanish => &[
            "envío enviar envían entrega entregar mandar",
            "paquete pedido",
            "devolución devolver reembolso reembolsar",
            "precio coste costo cuesta tarifa",
            "pagar pago",
            "horario abierto abren apertura cierran",
            "cancelar anular",
            "roto dañado defectuoso",
        ],
        Language::Portuguese => &[
            "envio enviar entrega entregar entregam frete",
            "pacote pedido encomenda",
            "devolução devolver reembolso trocar troca",
            "preço custo custa taxa",
            "pagar pagamento",
            "horário aberto abre abertura fecha",
            "cancelar anular",
            "quebrado danificado defeituoso",
        ],
        Language::Arabic => {
            &["شحن توصيل ارسال", "طلب طرد", "ارجاع استرجاع استرداد", "سعر تكلفة ثمن", "دفع الدفع"]
        }
        Language::Other => &[],
    }
}

/// Families of everyday English, one a line. Wider than those above: good for telling questions apart, not as proof that a
/// passage speaks of something.
const EVERYDAY: &str = include_str!("kin/everyday.txt");

/// For each stem of a language the families that it belongs to, by their numbers.
pub(crate) fn meanings(language: Language, stem: impl Fn(&str) -> String) -> HashMap<String, Vec<usize>> {
    let everyday = if language == Language::English { EVERYDAY } else { "" };
    let mut meanings: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, family) in families(language).iter().copied().chain(everyday.lines()).enumerate() {
        for word in family.split_whitespace() {
            let of = meanings.entry(stem(word)).or_default();
            if !of.contains(&at) {
                of.push(at);
            }
        }
    }
    meanings
}

/// Ways to hint at a thing without its name: the words, and the name.
pub(crate) const ROUNDABOUT: &[(&str, &str)] = &[
    ("money back", "refund"),
    ("send back", "return"),
    ("send it back", "return"),
    ("get in touch", "contact"),
    ("how much", "price"),
    ("what time", "hours"),
    ("how long", "days"),
    ("how long", "time"),
    ("how fast", "days"),
    ("how hot", "temperature"),
];

/// The words of one language with their kin, all as stems.
#[derive(Debug, Default)]
pub(crate) struct Kin(HashMap<String, Vec<String>>);

impl Kin {
    pub(crate) fn of(language: Language) -> Self {
        let mut kin: HashMap<String, Vec<String>> = HashMap::new();
        for family in families(language) {
            let stems: Vec<String> = family.split_whitespace().map(|word| stem(word, language)).collect();
            for (at, one) in stems.iter().enumerate() {
                let others = kin.entry(one.clone()).or_default();
                for other in
                    stems.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, other)| other)
                {
                    if other != one && !others.contains(other) {
                        others.push(other.clone());
                    }
                }
            }
        }
        Self(kin)
    }

    /// The others of the word's families.
    pub(crate) fn to(&self, stem: &str) -> &[String] {
        self.0.get(stem).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_kin() {
        let kin = Kin::of(Language::English);
        assert!(kin.to(&stem("shipping", Language::English)).contains(&stem("delivery", Language::English)));
        assert!(kin.to(&stem("refund", Language::English)).contains(&stem("return", Language::English)));
        assert!(kin.to("tea").is_empty());
        assert!(!kin.to("ship").contains(&"ship".to_owned()));
    }
}
