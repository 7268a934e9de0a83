//! tests, bench: the same throws in every run, and the words that they choose.

/// SplitMix64.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// From 0 to below 1.
    pub(crate) fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From 0 to below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.share() * end as f64) as usize
    }

    /// From 0 to below `end`, the small ones often and the large ones seldom, as words of a language are (Zipf).
    pub(crate) fn seldom(&mut self, end: usize) -> usize {
        (((end + 1) as f64).powf(self.share()) as usize).saturating_sub(1).min(end - 1)
    }

    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.bits() as u8)
    }

    /// A random name of a conversation.
    pub(crate) fn name(&mut self) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        (0..22).map(|_| char::from(LETTERS[self.bits() as usize % 64])).collect()
    }
}

/// What conversations are filled with, so that no two say the same.
pub(crate) struct Vocabulary {
    words: Vec<String>,
    nouns: Vec<String>,
}

/// Stands in three conversations, however many there are.
pub(crate) const RARE: &str = "quillwort";
/// Stands in one of a hundred.
pub(crate) const UNCOMMON: &str = "samovar";

const WORDS: usize = 30_000;
const LABELS: [&str; 12] = [
    "returns",
    "damaged",
    "shipping",
    "invoice",
    "warranty",
    "wholesale",
    "colour",
    "delay",
    "voucher",
    "press",
    "legal",
    "repair",
];
const JAPANESE: [&str; 24] = [
    "照明",
    "机",
    "電球",
    "注文",
    "配送",
    "箱",
    "説明書",
    "部品",
    "請求書",
    "住所",
    "電話",
    "木曜日",
    "青色",
    "傘",
    "台座",
    "保証",
    "在庫",
    "店舗",
    "領収書",
    "割引",
    "交換",
    "修理",
    "梱包",
    "送料",
];

impl Vocabulary {
    pub(crate) fn new() -> Self {
        let mut dice = Dice(7);
        let mut word = || {
            let syllables = 2 + dice.below(3);
            let syllable = |dice: &mut Dice| {
                [b"bdfgklmnprstvz"[dice.below(14)], b"aeiou"[dice.below(5)]].map(char::from)
            };
            (0..syllables).flat_map(|_| syllable(&mut dice)).collect()
        };
        let words = (0..WORDS).map(|_| word()).collect();
        let pairs = JAPANESE.iter().flat_map(|one| JAPANESE.iter().map(move |two| format!("{one}{two}")));
        Self { words, nouns: pairs.collect() }
    }

    pub(crate) fn word(&self, dice: &mut Dice) -> &str {
        &self.words[dice.seldom(self.words.len())]
    }

    pub(crate) fn noun(&self, dice: &mut Dice) -> &str {
        &self.nouns[dice.seldom(self.nouns.len())]
    }

    pub(crate) fn label(dice: &mut Dice) -> &'static str {
        LABELS[dice.seldom(LABELS.len())]
    }
}
