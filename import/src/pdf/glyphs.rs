//! Import's glyphs of a PDF's page, put together to lines as they stand on it.

use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
    font::{Glyph, GlyphRun},
    hayro_cmap::BfString,
    kurbo::{Affine, BezPath, Point, Vec2},
};

/// The most lines of a page. A page of a telephone directory has 600.
const LINES: usize = 20_000;

/// A line of text and where it stands: `x` to the right, `y` down, in points.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// Where its last glyph ends.
    pub(super) end: f64,
}

/// Listens to what a page draws, and keeps its text.
#[derive(Default)]
pub(super) struct Glyphs {
    lines: Vec<Line>,
    /// How many glyphs said which letter they are, and how many did not.
    pub(super) named: usize,
    pub(super) unnamed: usize,
    /// Where the last run began, and how long it was: shadows and bold letters are drawn twice.
    last: Option<(Point, usize)>,
}

impl Glyphs {
    pub(super) fn finish(mut self) -> Vec<Line> {
        for line in &mut self.lines {
            line.text = line.text.trim().to_owned();
        }
        self.lines.retain(|line| !line.text.is_empty());
        self.lines
    }

    fn glyph(&mut self, glyph: &Glyph<'_>, place: Affine) {
        let Some(letters) = glyph.as_unicode() else {
            self.unnamed += 1;
            return;
        };
        let letters = match letters {
            BfString::Char(letter) => letter.to_string(),
            BfString::String(letters) => letters,
        };
        self.named += letters.len();
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let at = place * Point::ZERO;
        let em = |units: Vec2| (place * (Point::ZERO + units) - at).hypot();
        let size = em(Vec2::new(0.0, 1_000.0));
        let end = at.x + em(Vec2::new(f64::from(advance.unwrap_or(500.0)), 0.0));
        if !(at.x.is_finite() && at.y.is_finite() && size.is_finite() && end.is_finite()) || size <= 0.0 {
            return;
        }
        let letters: String = letters
            .chars()
            .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
            .filter(|letter| !letter.is_control())
            .collect();
        let room = self.lines.len() < LINES;
        match self.lines.last_mut() {
            Some(line) if (at.y - line.y).abs() < 0.4 * size.max(line.size) && at.x > line.end - size => {
                // A gap is a blank, whether or not one is written.
                if at.x - line.end > 0.2 * size && !line.text.ends_with(' ') && !letters.starts_with(' ') {
                    line.text.push(' ');
                }
                push(&mut line.text, &letters);
                line.end = end;
                line.size = line.size.max(size);
            }
            _ if room => {
                let mut line = Line { text: String::new(), x: at.x, y: at.y, size, end };
                push(&mut line.text, &letters);
                self.lines.push(line);
            }
            _ => {}
        }
    }
}

/// Appends letters; those that printers join are taken apart, those that only mark where a word may break are dropped.
fn push(text: &mut String, letters: &str) {
    for letter in letters.chars() {
        match letter {
            'ﬀ' => text.push_str("ff"),
            'ﬁ' => text.push_str("fi"),
            'ﬂ' => text.push_str("fl"),
            'ﬃ' => text.push_str("ffi"),
            'ﬄ' => text.push_str("ffl"),
            '\u{ad}' | '\u{fffd}' => {}
            ' ' if text.ends_with(' ') => {}
            _ => text.push(letter),
        }
    }
}

impl Device<'_> for Glyphs {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        let glyphs = run.glyphs();
        let Some(first) = glyphs.first() else { return };
        let begin = props.transform * first.transform() * Point::ZERO;
        let size = (props.transform * first.transform() * Point::new(0.0, 1_000.0) - begin).hypot();
        let again = self
            .last
            .is_some_and(|(last, count)| count == glyphs.len() && (begin - last).hypot() < 0.1 * size);
        self.last = Some((begin, glyphs.len()));
        if !again {
            glyphs.iter().for_each(|glyph| self.glyph(glyph, props.transform * glyph.transform()));
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
