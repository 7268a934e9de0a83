//! line: menus as LINE takes them, and pictures that can be read.

use std::collections::BTreeSet;

use serde_json::json;
use tiny_skia::{Path, Pixmap, Rect};

use super::{
    colour::{BLACK, Colour, READABLE, WHITE},
    *,
};
use crate::words::LOCALES;

const MENUS: [Menu; 2] = [Menu::Talk, Menu::Back];
const ACCENTS: [&str; 8] =
    ["#2f6f4f", "#06c755", "#ffd600", "#ffffff", "#000000", "#e11d48", "#808080", "no colour"];

fn inside(outer: Rect, inner: Rect) -> bool {
    outer.left() <= inner.left()
        && outer.top() <= inner.top()
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}

#[test]
fn a_menu_is_one_button_as_large_as_its_picture() {
    let design = Design { locale: "en-US", accent: "#2f6f4f" };
    let name = design.name(Menu::Talk);
    let json = json!({
        "size": { "width": 2500, "height": 843 },
        "selected": true,
        "name": name,
        "chatBarText": "Menu",
        "areas": [{
            "bounds": { "x": 0, "y": 0, "width": 2500, "height": 843 },
            "action": {
                "type": "postback", "label": "Talk to Live Agent", "data": "baton:talk",
                "displayText": "Talk to Live Agent",
            },
        }],
    });
    assert_eq!(design.json(Menu::Talk), json);
    let back = Design { locale: "ja", accent: "#2f6f4f" }.json(Menu::Back);
    assert_eq!(back["areas"][0]["action"]["data"], "baton:back");
    assert_eq!(back["areas"][0]["action"]["displayText"], "AIに戻る");
}

#[test]
fn a_name_is_of_all_that_is_drawn() {
    let mut names = BTreeSet::new();
    for locale in LOCALES {
        for accent in ACCENTS {
            for menu in MENUS {
                let name = Design { locale, accent }.name(menu);
                assert!(name.starts_with("baton ") && name.len() < 300, "{name}");
                names.insert(name);
            }
        }
    }
    assert_eq!(names.len(), LOCALES.len() * ACCENTS.len() * MENUS.len());
    let name = |locale, accent| Design { locale, accent }.name(Menu::Talk);
    assert_eq!(name("zh-TW", "#FFD600"), name("zh-Hant", "#ffd600"), "the same menu");
}

#[test]
fn the_outlines_are_of_the_words_that_are_said() {
    for locale in LOCALES {
        for menu in MENUS {
            let outline = outline::outline(locale, menu.key());
            let outline = outline.unwrap_or_else(|| panic!("outlines/{locale}.txt cannot be read"));
            let said = Words::of(locale).text(menu.label());
            assert_eq!(outline.text, said, "draw the outlines of {locale} anew: outlines/README.md");
            let ink = outline.path.compute_tight_bounds().unwrap();
            assert!(ink.left() > -100.0 && ink.right() < outline.width + 100.0, "{locale}: {ink:?}");
        }
    }
}

#[test]
fn all_words_lie_in_the_button_and_are_large_enough_for_a_phone() {
    let picture = Rect::from_xywh(0.0, 0.0, 2_500.0, 843.0).unwrap();
    for locale in LOCALES {
        for menu in MENUS {
            let scene = Design { locale, accent: "#2f6f4f" }.scene(menu);
            let (pill, words) = (scene.pill.0.unwrap(), scene.words.0.unwrap());
            assert!(inside(picture, pill), "{pill:?}");
            // Well away from the round ends.
            let room = pill.inset(130.0, 30.0).unwrap();
            assert!(inside(room, words), "{locale} {menu:?}: {words:?} in {room:?}");
            let outline = outline::outline(locale, menu.key()).unwrap();
            let ink = outline.path.compute_tight_bounds().unwrap();
            let size = words.height() / ink.height() * 1_000.0;
            assert!(size >= 140.0, "{locale} {menu:?}: {size} pixels");
        }
    }
}

#[test]
fn nothing_overlaps_the_words() {
    for locale in LOCALES {
        for menu in MENUS {
            let mut scene = Design { locale, accent: "#2f6f4f" }.scene(menu);
            let words = scene.words.0.unwrap();
            scene.shapes.pop();
            let pill = scene.pill.0.unwrap();
            let small = scene.shapes.iter().map(|shape| shape.path.bounds()).filter(|it| it.width() < 400.0);
            let signs: Vec<_> = small.collect();
            assert!(signs.len() > 5);
            for sign in signs {
                assert!(
                    inside(pill, sign) && sign.intersect(&words).is_none(),
                    "{locale} {menu:?}: {sign:?}"
                );
                assert_eq!(
                    sign.left() > words.left(),
                    locale == "ar",
                    "{locale}: reading begins at the sign"
                );
            }
        }
    }
}

#[test]
fn words_can_be_read_whatever_the_accent_is() {
    for accent in ACCENTS {
        for menu in MENUS {
            let scene = Design { locale: "en", accent }.scene(menu);
            let (pill, words) = (scene.pill.1, scene.words.1);
            assert!(words.contrast(pill) >= READABLE, "{accent} {menu:?}: {words:?} on {pill:?}");
            // The button is seen on its ground: by its colour, or by the line around it.
            let edge = if menu == Menu::Talk { pill } else { words };
            assert!(edge.contrast(scene.ground) >= 1.5, "{accent} {menu:?}: {edge:?} on {:?}", scene.ground);
        }
    }
    let scene = |accent| Design { locale: "en", accent }.scene(Menu::Talk);
    assert_eq!(scene("#2f6f4f").pill.1, Colour::of("#2f6f4f"), "the account's own colour");
    assert_eq!(scene("#2f6f4f").words.1, WHITE);
    assert_ne!(scene("#ffd600").words.1, WHITE);
    assert!(scene("#ffffff").ground.contrast(BLACK) < 5.0, "a white button stands on a dark ground");
}

#[test]
fn a_picture_is_a_png_that_line_takes() {
    let scene = Design { locale: "ar", accent: "#e11d48" }.scene(Menu::Back);
    let png = picture::draw(&scene);
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && png.len() < 1_000_000);
    assert!(png.len() > 10_000, "{} bytes: something is drawn", png.len());
    let pixels = Pixmap::decode_png(&png).unwrap();
    assert_eq!((pixels.width(), pixels.height()), SIZE);
    assert!(pixels.pixels().iter().all(|pixel| pixel.is_opaque()));
    let at = |x, y| pixels.pixel(x, y).map(|pixel| Colour(pixel.red(), pixel.green(), pixel.blue()));
    assert_eq!(at(3, 3), Some(scene.ground));
    // The words' own colour is where the words are.
    let words = scene.words.0.unwrap();
    let row = (words.top() + words.height() / 2.0) as u32;
    let inked = (words.left() as u32..words.right() as u32).filter(|x| at(*x, row) == Some(scene.words.1));
    assert!(inked.count() > 100);
    assert!(scene.shapes.iter().map(|shape| &shape.path).all(|path: &Path| path.bounds().right() < 2_500.0));
}
