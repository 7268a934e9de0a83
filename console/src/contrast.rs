//! console: whether black or white can be read on a colour.

/// What WCAG asks between text and its ground.
const READABLE: f32 = 4.5;

/// The colour of words on this ground, which is `#rrggbb`; white on whatever else it is.
pub(crate) fn ink_on(ground: &str) -> &'static str {
    let Some(luminance) = luminance(ground) else { return "#ffffff" };
    // Between white and the ground.
    if 1.05 / (luminance + 0.05) >= READABLE { "#ffffff" } else { "#000000" }
}

/// WCAG's relative luminance, from 0 to 1.
fn luminance(colour: &str) -> Option<f32> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [red, green, blue] = [16, 8, 0].map(|shift| linear(f32::from((number >> shift) as u8) / 255.0));
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

/// The sRGB curve, as a polynomial that stays within 0.002 of it: a power function is many bytes.
fn linear(part: f32) -> f32 {
    part * (part * (part * 0.305_306 + 0.682_171) + 0.012_523)
}

#[cfg(test)]
mod tests {
    use super::ink_on;

    #[test]
    fn words_can_be_read_on_every_ground() {
        for (ground, ink) in [
            ("#2456d3", "#ffffff"),
            ("#2f6f4f", "#ffffff"),
            ("#000000", "#ffffff"),
            ("#ffffff", "#000000"),
            ("#ffd400", "#000000"),
            ("#FF8A00", "#000000"),
            ("red", "#ffffff"),
            ("", "#ffffff"),
        ] {
            assert_eq!(ink_on(ground), ink, "{ground}");
        }
    }
}
