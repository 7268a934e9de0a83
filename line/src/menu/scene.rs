//! line: what is on a menu's picture, and where.

use tiny_skia::{Path, Rect, Transform};

use super::{
    Menu, SIZE,
    colour::{Colour, INK, WHITE},
    icon::{self, Part},
    outline,
};
use crate::words::Words;

/// The button: in the middle, as wide as all words need.
const PILL: (f32, f32) = (2_260.0, 452.0);
/// Between the button's end and what is in it.
const PADDING: f32 = 146.0;
/// The round ground of a sign, and the sign on it.
const BADGE: f32 = 296.0;
const SIGN: f32 = 214.0;
/// The arrow before the way back.
const ARROW: f32 = 110.0;
/// Between signs and words.
const GAP: f32 = 72.0;
/// The size of words; where letters leave room for marks above and below, more.
const WORDS: f32 = 186.0;
const MARKED: f32 = 212.0;
/// The line around the way back.
const LINE: f32 = 9.0;
/// How soft the button's shadow is, and how many layers it is made of.
const SOFT: f32 = 44.0;
const LAYERS: u8 = 14;
/// An accent that can be told from white less than so much stands on a dark ground.
const PALE: f32 = 1.7;

/// Something of one colour.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) path: Path,
    pub(super) colour: Colour,
    /// 0 to 1.
    pub(super) opacity: f32,
    /// How thick its line is; none: it is filled.
    pub(super) line: Option<f32>,
}

/// A picture in shapes, the first one undermost.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) ground: Colour,
    pub(super) shapes: Vec<Shape>,
    /// The button, and the colour in it.
    #[cfg_attr(not(test), expect(dead_code, reason = "what the tests look at"))]
    pub(super) pill: (Option<Rect>, Colour),
    /// The words, and their colour.
    #[cfg_attr(not(test), expect(dead_code, reason = "what the tests look at"))]
    pub(super) words: (Option<Rect>, Colour),
}

/// The colours of a picture.
struct Palette {
    ground: Colour,
    pill: Colour,
    edge: Option<Colour>,
    words: Colour,
    badge: Colour,
    sign: Colour,
}

impl Palette {
    fn of(accent: Colour, menu: Menu) -> Self {
        let base = if accent.contrast(WHITE) < PALE { INK } else { WHITE };
        let ground = base.mixed(accent, 0.1);
        match menu {
            Menu::Talk => {
                let words = accent.words();
                Self { ground, pill: accent, edge: None, words, badge: words, sign: accent }
            }
            Menu::Back => {
                let badge = base.mixed(accent, 0.16);
                // It can be read on the badge, and on the button all the more.
                let words = accent.readable_on(badge);
                Self { ground, pill: base, edge: Some(words), words, badge, sign: words }
            }
        }
    }
}

/// What is drawn for a menu.
pub(super) fn scene(words: &Words, accent: &str, menu: Menu) -> Scene {
    let palette = Palette::of(Colour::of(accent), menu);
    let rtl = words.locale() == "ar";
    let (wide, high) = (SIZE.0 as f32, SIZE.1 as f32);
    let (left, top) = ((wide - PILL.0) / 2.0, (high - PILL.1) / 2.0);
    let middle = high / 2.0;
    let mut stage = Stage { shapes: Vec::new(), hole: palette.badge };

    stage.shadow(left, top, if menu == Menu::Talk { 0.26 } else { 0.12 });
    let pill = icon::rounded(left, top, PILL.0, PILL.1, PILL.1 / 2.0);
    let pill_bounds = pill.as_ref().map(Path::bounds);
    stage.add(pill, palette.pill, None);
    if let Some(edge) = palette.edge {
        let inset = LINE / 2.0;
        let (wide, high) = (PILL.0 - LINE, PILL.1 - LINE);
        stage.add(icon::rounded(left + inset, top + inset, wide, high, high / 2.0), edge, Some(LINE));
    }

    // None rather than other words than the button's.
    let label = outline::outline(words.locale(), menu.key());
    let label = label.filter(|label| label.text == words.text(menu.label()));
    let width = label.as_ref().map_or(0.0, |label| label.width);
    let arrow = if menu == Menu::Back { ARROW + GAP * 0.8 } else { 0.0 };
    let signs = arrow + BADGE + GAP;
    let most = PADDING.mul_add(-2.0, PILL.0) - signs;
    let size = if matches!(words.locale(), "ar" | "th") { MARKED } else { WORDS };
    let scale = (size / 1000.0).min(most / width.max(1.0));
    let all = width.mul_add(scale, signs);
    // From the side where reading begins.
    let begin = (wide - all) / 2.0;
    let place = |from: f32, width: f32| if rtl { wide - begin - from - width } else { begin + from };

    if menu == Menu::Back {
        let x = place(0.0, ARROW);
        stage.sign(icon::arrow(), (x, middle - ARROW / 2.0), ARROW, rtl, palette.words);
    }
    let x = place(arrow, BADGE);
    let round = BADGE / 2.0;
    stage.add(icon::rounded(x, middle - round, BADGE, BADGE, round), palette.badge, None);
    let sign = if menu == Menu::Talk { icon::person() } else { icon::robot() };
    let inset = (BADGE - SIGN) / 2.0;
    stage.sign(sign, (x + inset, middle - SIGN / 2.0), SIGN, rtl, palette.sign);

    let label = label.and_then(|label| {
        let x = place(signs, width * scale);
        let y = label.middle.mul_add(scale, middle);
        label.path.transform(Transform::from_row(scale, 0.0, 0.0, -scale, x, y))
    });
    let label_bounds = label.as_ref().and_then(Path::compute_tight_bounds);
    stage.add(label, palette.words, None);
    Scene {
        ground: palette.ground,
        shapes: stage.shapes,
        pill: (pill_bounds, palette.pill),
        words: (label_bounds, palette.words),
    }
}

struct Stage {
    shapes: Vec<Shape>,
    /// What is seen through a sign.
    hole: Colour,
}

impl Stage {
    fn add(&mut self, path: Option<Path>, colour: Colour, line: Option<f32>) {
        self.shapes.extend(path.map(|path| Shape { path, colour, opacity: 1.0, line }));
    }

    /// A shadow that falls a little downwards.
    fn shadow(&mut self, left: f32, top: f32, opacity: f32) {
        for layer in 0..LAYERS {
            let grow = SOFT * (1.0 - 2.0 * f32::from(layer) / f32::from(LAYERS));
            let (wide, high) = (grow.mul_add(2.0, PILL.0), grow.mul_add(2.0, PILL.1));
            let path = icon::rounded(left - grow, top - grow + SOFT * 0.45, wide, high, high / 2.0);
            let opacity = opacity / f32::from(LAYERS);
            self.shapes.extend(path.map(|path| Shape { path, colour: INK, opacity, line: None }));
        }
    }

    /// A sign of this size; where reading begins on the right, the other way round.
    fn sign(&mut self, parts: Vec<Part>, at: (f32, f32), size: f32, rtl: bool, colour: Colour) {
        let scale = size / 100.0;
        let (across, x) = if rtl { (-scale, at.0 + size) } else { (scale, at.0) };
        let place = Transform::from_row(across, 0.0, 0.0, scale, x, at.1);
        for part in parts {
            let colour = if part.hole { self.hole } else { colour };
            let path = part.path.and_then(|path| path.transform(place));
            self.add(path, colour, part.line.map(|line| line * scale));
        }
    }
}
