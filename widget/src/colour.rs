//! widget: from a site's accent colour, the shades that can be read in light and in dark.

/// Red, green and blue from 0 to 1.
type Colour = [f32; 3];

/// What WCAG asks between text and its ground, and a little for rounding.
const READABLE: f32 = 4.6;
const WHITE: Colour = [1.0; 3];
/// The light theme's raised surface, `--bubble` in `theme.css`: what reads on it also reads on the lighter ones.
const GREY: Colour = [0.9, 0.91, 0.92];
/// The same of the dark theme, and lighter than it is: thin light strokes on dark want more.
const DARK: Colour = [0.22, 0.23, 0.25];

/// The accent and what goes with it, each as `#rrggbb`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Shades {
    /// As the site has it, for grounds.
    pub(crate) accent: String,
    /// For text and icons on the accent.
    pub(crate) on_accent: &'static str,
    /// The accent as a text colour on a light ground.
    pub(crate) on_light: String,
    /// The accent as a text colour on a dark ground.
    pub(crate) on_dark: String,
}

/// `None` unless `text` is `#rrggbb`.
pub(crate) fn shades(text: &str) -> Option<Shades> {
    let accent = parse(text)?;
    let white = contrast(accent, WHITE) >= READABLE;
    Some(Shades {
        accent: write(accent),
        on_accent: if white { "#ffffff" } else { "#000000" },
        on_light: write(toward(accent, [0.0; 3], GREY)),
        on_dark: write(toward(accent, [1.0; 3], DARK)),
    })
}

/// The first mix of `from` and `end` that can be read on `ground`.
fn toward(from: Colour, end: Colour, ground: Colour) -> Colour {
    let mut mixed = from;
    for step in 1..=20u8 {
        if contrast(mixed, ground) >= READABLE {
            break;
        }
        let part = f32::from(step) / 20.0;
        for at in 0..3 {
            mixed[at] = from[at] + (end[at] - from[at]) * part;
        }
    }
    mixed
}

fn contrast(one: Colour, other: Colour) -> f32 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    if one > other { one / other } else { other / one }
}

fn luminance([red, green, blue]: Colour) -> f32 {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// The sRGB curve, as a polynomial that stays within 0.002 of it: a power function would weigh more than the rest.
fn linear(c: f32) -> f32 {
    c * (c * (c * 0.305_306 + 0.682_171) + 0.012_523)
}

fn parse(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some([16, 8, 0].map(|shift| f32::from((number >> shift) as u8) / 255.0))
}

fn write(colour: Colour) -> String {
    let mut text = "#".to_owned();
    for part in colour {
        let byte = (part * 255.0 + 0.5) as u8;
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG's own formula.
    fn exact(colour: &str, ground: &str) -> f32 {
        let curve = |c: f32| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
        let luminance = |text: &str| {
            let [red, green, blue] = parse(text).unwrap().map(curve);
            0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
        };
        let (one, other) = (luminance(colour), luminance(ground));
        one.max(other) / one.min(other)
    }

    /// `--bubble` as `theme.css` mixes it.
    fn bubble(accent: &str, grey: &str) -> String {
        let (accent, grey) = (parse(accent).unwrap(), parse(grey).unwrap());
        write([0, 1, 2].map(|at| accent[at] * 0.05 + grey[at] * 0.95))
    }

    #[test]
    fn every_accent_can_be_read() {
        for red in (0..=255u32).step_by(15) {
            for green in (0..=255u32).step_by(15) {
                for blue in (0..=255u32).step_by(15) {
                    let text = format!("#{red:02x}{green:02x}{blue:02x}");
                    let shades = shades(&text).unwrap();
                    assert_eq!(shades.accent, text);
                    assert!(exact(shades.on_accent, &text) >= 4.5, "{text}: {shades:?}");
                    assert!(exact(&shades.on_light, &bubble(&text, "#f1f2f4")) >= 4.5, "{text}: {shades:?}");
                    let dark = bubble(&shades.on_dark, "#26292e");
                    assert!(exact(&shades.on_dark, &dark) >= 4.5, "{text}: {shades:?}");
                }
            }
        }
    }

    #[test]
    fn an_accent_that_reads_already_stays_as_it_is() {
        let shades = shades("#2456d3").unwrap();
        assert_eq!((shades.on_accent, &*shades.on_light), ("#ffffff", "#2456d3"));
    }

    #[test]
    fn what_is_not_a_colour_is_none() {
        for text in ["", "#fff", "2456d3", "#2456d", "#2456dg", "#+2456d", "#ééé", "red; background:url(x)"]
        {
            assert_eq!(shades(text), None, "{text}");
        }
    }
}
