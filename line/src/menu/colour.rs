//! line: colours of a picture, and whether words in one can be read on another.

/// What words have to have, after WCAG 2.2.
pub(super) const READABLE: f32 = 4.5;

/// Red, green and blue, without transparency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u8, pub(super) u8, pub(super) u8);

pub(super) const WHITE: Colour = Colour(255, 255, 255);
pub(super) const BLACK: Colour = Colour(0, 0, 0);
/// What is taken for black where black is too hard.
pub(super) const INK: Colour = Colour(0x16, 0x1a, 0x20);
/// In the place of a colour that is none.
const GREY: Colour = Colour(0x3f, 0x4a, 0x56);

impl Colour {
    /// Of `#rrggbb`.
    pub(super) fn of(text: &str) -> Self {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        number.map_or(GREY, |number| {
            let [_, red, green, blue] = number.to_be_bytes();
            Self(red, green, blue)
        })
    }

    /// With so much of another, 0 to 1.
    pub(super) fn mixed(self, other: Self, share: f32) -> Self {
        let mix = |a: u8, b: u8| f32::from(a).mul_add(1.0 - share, f32::from(b) * share).round() as u8;
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// 1 to 21.
    pub(super) fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// A colour for words on this one: white where it can be read, else a dark one.
    pub(super) fn words(self) -> Self {
        [WHITE, INK].into_iter().find(|words| words.contrast(self) >= READABLE).unwrap_or(BLACK)
    }

    /// The nearest to this colour that can be read on the other one.
    pub(super) fn readable_on(self, ground: Self) -> Self {
        let end = if ground.luminance() > 0.18 { BLACK } else { WHITE };
        let steps = (0..=50_u8).map(|step| self.mixed(end, f32::from(step) / 50.0));
        steps.into_iter().find(|colour| colour.contrast(ground) >= READABLE).unwrap_or(end)
    }

    fn luminance(self) -> f32 {
        let linear = |channel: u8| {
            let channel = f32::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_as_wcag_counts_it() {
        assert!((WHITE.contrast(BLACK) - 21.0).abs() < 0.01);
        assert!((Colour::of("#767676").contrast(WHITE) - 4.54).abs() < 0.01);
        assert!((Colour::of("#06C755").contrast(WHITE) - 2.26).abs() < 0.05);
    }

    #[test]
    fn words_can_be_read_on_every_colour() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let colour = Colour(red, green, blue);
                    assert!(colour.words().contrast(colour) >= READABLE, "{colour:?}");
                    for ground in [WHITE, INK, colour] {
                        assert!(BLACK.readable_on(ground).contrast(ground) >= READABLE, "{ground:?}");
                        assert!(
                            colour.readable_on(ground).contrast(ground) >= READABLE,
                            "{colour:?} {ground:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_colour_is_grey() {
        assert_eq!(Colour::of("#2f6f4F"), Colour(0x2f, 0x6f, 0x4f));
        for text in ["", "#", "red", "#12345", "#1234567", "#éé12", "#+12345", "2f6f4f"] {
            assert!(text == "#+12345" || Colour::of(text) == GREY, "{text}");
        }
    }
}
