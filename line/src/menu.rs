//! line: the button at the bottom of the chat: a rich menu, and the picture that LINE shows of it.

mod colour;
mod icon;
mod outline;
mod picture;
mod scene;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::words::{Word, Words};
use scene::Scene;

/// What a press of *Talk to Live Agent* delivers.
pub const TALK: &str = "baton:talk";
/// What a press of *Back to AI agent* delivers.
pub const BACK: &str = "baton:back";
/// What a press of *Cancel request* delivers.
pub const CANCEL: &str = "baton:cancel";

/// The picture's size in pixels; the whole of it is the button.
pub(crate) const SIZE: (u32, u32) = (2_500, 843);

/// To be raised whenever pictures of the same words and colour come out different, so that those at LINE are replaced.
const DRAWING: u32 = 1;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// *Talk to Live Agent*: every visitor's.
    Talk,
    /// *Back to AI agent*: of a visitor who asked for a person, or talks to one.
    Back,
}

impl Menu {
    const fn label(self) -> Word {
        match self {
            Self::Talk => Word::Talk,
            Self::Back => Word::Back,
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Back => "back",
        }
    }

    const fn data(self) -> &'static str {
        match self {
            Self::Talk => TALK,
            Self::Back => BACK,
        }
    }
}

/// How the menus of an account look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Design<'a> {
    /// Their language, as for [`Words::of`].
    pub locale: &'a str,
    /// The account's colour, `#rrggbb`; another text is taken for a dark grey.
    pub accent: &'a str,
}

impl Design<'_> {
    /// The menu as LINE is told to make it: open at once, all of it one button.
    #[must_use]
    pub fn json(&self, menu: Menu) -> Value {
        let mut json = self.unnamed(menu);
        json["name"] = self.name(menu).into();
        json
    }

    /// The menu's name at LINE, which nobody sees: another one where anything of the menu or its picture is another.
    #[must_use]
    pub fn name(&self, menu: Menu) -> String {
        let outlines = outline::file(Words::of(self.locale).locale());
        let accent = self.accent.to_ascii_lowercase();
        let all = format!("{DRAWING}\n{}\n{accent}\n{outlines}", self.unnamed(menu));
        let hash = Sha256::digest(all);
        let hash: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        format!("baton {} {hash}", menu.key())
    }

    /// The menu's picture: a PNG of 2500 by 843 pixels, under 1 MB. It takes long enough to be drawn away from connections.
    #[must_use]
    pub fn picture(&self, menu: Menu) -> Vec<u8> {
        picture::draw(&self.scene(menu))
    }

    fn scene(&self, menu: Menu) -> Scene {
        scene::scene(Words::of(self.locale), self.accent, menu)
    }

    fn unnamed(&self, menu: Menu) -> Value {
        let words = Words::of(self.locale);
        let label = words.text(menu.label());
        json!({
            "size": { "width": SIZE.0, "height": SIZE.1 },
            "selected": true,
            "chatBarText": words.text(Word::ChatBar),
            "areas": [{
                "bounds": { "x": 0, "y": 0, "width": SIZE.0, "height": SIZE.1 },
                "action": {
                    "type": "postback",
                    "label": label,
                    "data": menu.data(),
                    "displayText": label,
                },
            }],
        })
    }
}
