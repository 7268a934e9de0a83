//! line: writes down the path of a glyph, in whole units with y upwards.

use std::fmt::Write;

use skrifa::outline::OutlinePen;

/// What was drawn so far.
#[derive(Default)]
pub(crate) struct Pen {
    text: String,
    path: String,
    x: f32,
    y: f32,
    scale: f32,
    low: i32,
    high: i32,
}

impl Pen {
    /// Begins a glyph whose origin is here.
    pub(crate) fn place(&mut self, x: f32, y: f32, scale: f32) {
        self.end();
        (self.x, self.y, self.scale) = (x, y, scale);
    }

    /// A line for each glyph.
    pub(crate) fn text(mut self) -> String {
        self.end();
        self.text
    }

    /// The lowest and the highest point.
    pub(crate) const fn height(&self) -> (i32, i32) {
        (self.low, self.high)
    }

    fn end(&mut self) {
        if !self.path.is_empty() {
            let _ = writeln!(self.text, "path {}", std::mem::take(&mut self.path));
        }
    }

    fn add(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (index, (x, y)) in points.iter().enumerate() {
            let (x, y) = (self.x + x * self.scale, self.y + y * self.scale);
            let space = if index > 0 { " " } else { "" };
            let _ = write!(self.path, "{space}{x:.0} {y:.0}");
            self.low = self.low.min(y.round() as i32);
            self.high = self.high.max(y.round() as i32);
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.add('Q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.add('C', &[(ax, ay), (bx, by), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
