//! line: the signs beside a menu's words, drawn in a square of 100 by 100.

use tiny_skia::{Path, PathBuilder, Rect};

/// A part of a sign.
pub(super) struct Part {
    pub(super) path: Option<Path>,
    /// How thick its line is; none: it is filled.
    pub(super) line: Option<f32>,
    /// It is cut out of what is under it.
    pub(super) hole: bool,
}

const fn filled(path: Option<Path>) -> Part {
    Part { path, line: None, hole: false }
}

const fn drawn(path: Option<Path>, line: f32) -> Part {
    Part { path, line: Some(line), hole: false }
}

const fn hole(path: Option<Path>) -> Part {
    Part { path, line: None, hole: true }
}

/// A person with a headset.
pub(super) fn person() -> Vec<Part> {
    let mut band = PathBuilder::new();
    band.move_to(25.5, 40.0);
    band.line_to(25.5, 36.0);
    band.cubic_to(25.5, 3.5, 74.5, 3.5, 74.5, 36.0);
    band.line_to(74.5, 40.0);
    let mut boom = PathBuilder::new();
    boom.move_to(74.5, 48.0);
    boom.cubic_to(74.5, 57.0, 70.0, 60.5, 60.0, 60.5);
    let mut shoulders = PathBuilder::new();
    shoulders.move_to(11.0, 93.0);
    shoulders.cubic_to(11.0, 77.0, 26.0, 69.0, 50.0, 69.0);
    shoulders.cubic_to(74.0, 69.0, 89.0, 77.0, 89.0, 93.0);
    shoulders.close();
    vec![
        filled(PathBuilder::from_circle(50.0, 37.0, 16.5)),
        drawn(band.finish(), 5.5),
        filled(rounded(18.5, 33.0, 12.0, 18.0, 5.0)),
        filled(rounded(69.5, 33.0, 12.0, 18.0, 5.0)),
        drawn(boom.finish(), 5.0),
        filled(rounded(51.0, 57.0, 11.0, 7.0, 3.5)),
        filled(shoulders.finish()),
    ]
}

/// The head of a robot.
pub(super) fn robot() -> Vec<Part> {
    let mut antenna = PathBuilder::new();
    antenna.move_to(50.0, 36.0);
    antenna.line_to(50.0, 20.0);
    vec![
        drawn(antenna.finish(), 6.0),
        filled(PathBuilder::from_circle(50.0, 17.0, 7.0)),
        filled(rounded(6.0, 50.0, 10.0, 22.0, 5.0)),
        filled(rounded(84.0, 50.0, 10.0, 22.0, 5.0)),
        filled(rounded(19.0, 33.0, 62.0, 54.0, 17.0)),
        hole(PathBuilder::from_circle(37.5, 56.0, 6.5)),
        hole(PathBuilder::from_circle(62.5, 56.0, 6.5)),
        hole(rounded(38.0, 70.0, 24.0, 6.0, 3.0)),
    ]
}

/// An arrow to the left.
pub(super) fn arrow() -> Vec<Part> {
    let mut path = PathBuilder::new();
    path.move_to(88.0, 50.0);
    path.line_to(14.0, 50.0);
    path.move_to(46.0, 18.0);
    path.line_to(14.0, 50.0);
    path.line_to(46.0, 82.0);
    vec![drawn(path.finish(), 13.0)]
}

/// A rectangle with round corners.
pub(super) fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    // How far a curve's handles reach so that it is a quarter of a circle.
    const HANDLE: f32 = 0.552_285;
    let rect = Rect::from_xywh(x, y, width, height)?;
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    let radius = radius.min(width / 2.0).min(height / 2.0);
    let handle = radius * (1.0 - HANDLE);
    let mut path = PathBuilder::new();
    path.move_to(left + radius, top);
    path.line_to(right - radius, top);
    path.cubic_to(right - handle, top, right, top + handle, right, top + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - handle, right - handle, bottom, right - radius, bottom);
    path.line_to(left + radius, bottom);
    path.cubic_to(left + handle, bottom, left, bottom - handle, left, bottom - radius);
    path.line_to(left, top + radius);
    path.cubic_to(left, top + handle, left + handle, top, left + radius, top);
    path.close();
    path.finish()
}
