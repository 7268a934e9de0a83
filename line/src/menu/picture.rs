//! line: a scene as a PNG.

use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Pixmap, Stroke, Transform};

use super::{
    SIZE,
    colour::Colour,
    scene::{Scene, Shape},
};

/// The picture; empty where there is no memory for it.
pub(super) fn draw(scene: &Scene) -> Vec<u8> {
    let Some(mut pixels) = Pixmap::new(SIZE.0, SIZE.1) else { return Vec::new() };
    let Colour(red, green, blue) = scene.ground;
    pixels.fill(Color::from_rgba8(red, green, blue, 255));
    for shape in &scene.shapes {
        add(&mut pixels, shape);
    }
    pixels.encode_png().unwrap_or_default()
}

fn add(pixels: &mut Pixmap, shape: &Shape) {
    let Colour(red, green, blue) = shape.colour;
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    let mut colour = Color::from_rgba8(red, green, blue, 255);
    colour.apply_opacity(shape.opacity);
    paint.set_color(colour);
    match shape.line {
        None => pixels.fill_path(&shape.path, &paint, FillRule::Winding, Transform::identity(), None),
        Some(width) => {
            let stroke =
                Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
            pixels.stroke_path(&shape.path, &paint, &stroke, Transform::identity(), None);
        }
    }
}
