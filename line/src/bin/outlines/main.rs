//! line: writes the outlines of the menus' words, with fonts of this machine. `outlines/README.md` says how.

mod pen;
mod set;

use std::{env, error::Error, fs, path::Path};

use baton_line::words::{LOCALES, Word, Words};

use set::{Face, Middle, Setting};

const LICENCE: &str =
    "Noto is a trademark of Google LLC. SIL Open Font License 1.1: https://openfontlicense.org";

fn main() -> Result<(), Box<dyn Error>> {
    let fonts = env::args().nth(1).unwrap_or_else(|| "/usr/share/fonts".to_owned());
    let fonts = Path::new(&fonts);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("outlines");
    for locale in LOCALES {
        let (faces, setting) = setting(locale);
        let faces = faces.iter().map(|(file, index)| Face::read(&fonts.join(file), *index));
        let faces = faces.collect::<Result<Vec<_>, _>>()?;
        let words = Words::of(locale);
        let names: Vec<_> = faces.iter().map(Face::name).collect();
        let mut text = format!("font {}\nlicence {LICENCE}\n", names.join("\nfont "));
        for (name, word) in [("talk", Word::Talk), ("back", Word::Back)] {
            text += &set::set(&faces, &setting, name, words.text(word))?;
        }
        fs::write(folder.join(locale).with_extension("txt"), text)?;
    }
    Ok(())
}

/// The fonts of a language, as Debian's `fonts-noto-core` and `fonts-noto-cjk` name them, and how words stand in them. A
/// letter that the first has not is taken from the second.
fn setting(locale: &'static str) -> (Vec<(&'static str, u32)>, Setting) {
    const LATIN: (&str, u32) = ("truetype/noto/NotoSans-Bold.ttf", 0);
    const CJK: &str = "opentype/noto/NotoSansCJK-Bold.ttc";
    let setting = |tag, middle, rtl| Setting { tag, middle, rtl };
    match locale {
        "ja" => (vec![(CJK, 0)], setting("ja", Middle::At(380), false)),
        "ko" => (vec![(CJK, 1)], setting("ko", Middle::At(380), false)),
        "zh-Hans" => (vec![(CJK, 2)], setting("zh-Hans", Middle::At(380), false)),
        "zh-Hant" => (vec![(CJK, 3)], setting("zh-Hant", Middle::At(380), false)),
        "th" => {
            (vec![("truetype/noto/NotoSansThai-Bold.ttf", 0), LATIN], setting("th", Middle::At(330), false))
        }
        "ar" => (vec![("truetype/noto/NotoSansArabic-Bold.ttf", 0)], setting("ar", Middle::OfInk, true)),
        other => (vec![LATIN], setting(other, Middle::At(357), false)),
    }
}
