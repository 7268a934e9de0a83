//! console: the pictures and files of a message: pictures in their own shape, everything else as a line to download,
//! which what is seen or heard in time has below its player.

use baton_protocol::file::{Attachment, Pixels};
use leptos::prelude::*;

use super::{
    player::{Player, sound},
    viewer::Viewed,
};
use crate::{
    icon::{Glyph, Icon},
    size,
    words::t,
};

/// The most room that a picture takes in the log, in pixels.
const WIDEST: u32 = 320;
const HIGHEST: u32 = 280;

#[component]
pub(super) fn Files(files: Vec<Attachment>) -> impl IntoView {
    let files = files.into_iter().map(|file| match file.picture {
        Some(pixels) => view! { <li><Picture file pixels/></li> }.into_any(),
        None => view! {
            <li>
                {sound(&file).map(|video| view! { <Player source=address(&file) name=file.name.clone() video/> })}
                <Line file/>
            </li>
        }.into_any(),
    });
    view! { <ul class="files" aria-label=t("files.list")>{files.collect_view()}</ul> }
}

#[component]
fn Picture(file: Attachment, pixels: Pixels) -> impl IntoView {
    let Viewed(viewed) = expect_context::<Viewed>();
    let (width, height) = room(pixels);
    let (source, name) = (address(&file), file.name.clone());
    view! {
        <button
            type="button" class="picture" title=t("files.open")
            on:click=move |_| viewed.set(Some(file.clone()))
        >
            <img loading="lazy" width=width height=height src=source alt=name/>
        </button>
    }
}

#[component]
fn Line(file: Attachment) -> impl IntoView {
    let address = address(&file);
    let Attachment { name, size, .. } = file;
    let kept_as = name.clone();
    view! {
        <a class="file" href=address download=kept_as rel="external">
            <Glyph icon=Icon::File/>
            <span class="file-name" dir="auto">{name}</span>
            <span class="file-size">{size::written(size)}</span>
            <Glyph icon=Icon::Download/>
            <span class="unseen">{t("files.download")}</span>
        </a>
    }
}

/// Where a file is had.
pub(super) fn address(file: &Attachment) -> String {
    format!("/api/v1/files/{}", file.id)
}

/// The room that a picture takes: its own shape, never larger than it is, so that nothing moves when it comes.
fn room(Pixels { width, height }: Pixels) -> (u32, u32) {
    let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let scale = (f64::from(WIDEST) / width).min(f64::from(HIGHEST) / height).min(1.0);
    let shown = |length: f64| ((length * scale).round() as u32).max(1);
    (shown(width), shown(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_and_is_never_enlarged() {
        for ((width, height), shown) in [
            ((100, 50), (100, 50)),
            ((640, 320), (320, 160)),
            ((1_000, 2_800), (100, 280)),
            ((4_000, 4), (320, 1)),
            ((0, 0), (1, 1)),
        ] {
            assert_eq!(room(Pixels { width, height }), shown, "{width} x {height}");
        }
    }
}
