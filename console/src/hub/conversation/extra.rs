//! console: what a messaging app knows of a message besides words and files: a sticker, a place, what is lost or gone.

use baton_protocol::event::{Extra, Media, Message};
use leptos::prelude::*;

use crate::{
    icon::{Glyph, Icon},
    words::{fill, t},
};

/// In the place of a message's text.
pub(super) fn told(extra: Extra, text: String) -> AnyView {
    match extra {
        Extra::Sticker => view! { <p class="sticker" dir="auto">{sticker(&text)}</p> }.into_any(),
        Extra::Place { latitude, longitude } => {
            let address = map(latitude, longitude);
            view! {
                <div class="place">
                    <Glyph icon=Icon::Place/>
                    <p class="bubble-text" dir="auto">{if text.is_empty() { t("extra.place").to_owned() } else { text }}</p>
                    <a href=address target="_blank" rel="noopener noreferrer">{t("extra.map")}</a>
                </div>
            }
            .into_any()
        }
        // Not a link: nobody of ours has looked at what is there.
        Extra::Elsewhere { kind } => {
            view! { <p class="bubble-text" dir="auto">{elsewhere(kind, &text)}</p> }.into_any()
        }
        Extra::Lost { kind } => {
            view! { <p class="lost-file"><Glyph icon=Icon::Warning/>{lost(kind)}</p> }.into_any()
        }
        Extra::Unsent => view! { <p class="taken-back">{t("extra.unsent")}</p> }.into_any(),
    }
}

/// A message in a line of words.
pub(super) fn line(message: &Message) -> String {
    let text = message.text.trim();
    match message.extra {
        Some(Extra::Unsent) => t("extra.unsent").to_owned(),
        Some(Extra::Sticker) => sticker(text),
        Some(Extra::Place { .. }) if text.is_empty() => t("extra.place").to_owned(),
        Some(Extra::Elsewhere { kind }) => elsewhere(kind, text),
        Some(Extra::Lost { kind }) => lost(kind).to_owned(),
        Some(Extra::Place { .. }) | None if !text.is_empty() => text.to_owned(),
        Some(Extra::Place { .. }) | None => {
            message.files.first().map(|file| file.name.clone()).unwrap_or_default()
        }
    }
}

fn sticker(text: &str) -> String {
    match text.trim() {
        "" => t("extra.sticker").to_owned(),
        words => fill("extra.sticker_of", &[("words", words)]),
    }
}

fn elsewhere(kind: Media, address: &str) -> String {
    let address = [("address", address)];
    match kind {
        Media::Picture => fill("extra.elsewhere.picture", &address),
        Media::Video => fill("extra.elsewhere.video", &address),
        Media::Audio => fill("extra.elsewhere.audio", &address),
        Media::File => fill("extra.elsewhere.file", &address),
    }
}

fn lost(kind: Media) -> &'static str {
    match kind {
        Media::Picture => t("extra.lost.picture"),
        Media::Video => t("extra.lost.video"),
        Media::Audio => t("extra.lost.audio"),
        Media::File => t("extra.lost.file"),
    }
}

/// A map with this place marked.
fn map(latitude: i32, longitude: i32) -> String {
    let (latitude, longitude) = (degrees(latitude), degrees(longitude));
    format!("https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}")
}

/// Millionths of a degree as a decimal number.
fn degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let amount = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", amount / 1_000_000, amount % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_marked_to_the_millionth_of_a_degree_on_every_side_of_the_globe() {
        assert_eq!(
            map(35_687_574, 139_729_220),
            "https://www.openstreetmap.org/?mlat=35.687574&mlon=139.729220#map=17/35.687574/139.729220"
        );
        assert_eq!(degrees(-1), "-0.000001");
        assert_eq!(degrees(-33_856_784), "-33.856784");
        assert_eq!(degrees(0), "0.000000");
    }
}
