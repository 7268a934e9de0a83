//! console: a video or a sound of a message, played where it stands.

use baton_protocol::file::Attachment;
use leptos::prelude::*;

/// Whether a file is a video, or else a sound; none where it is neither.
pub(super) fn sound(file: &Attachment) -> Option<bool> {
    match file.mime.split_once('/') {
        Some(("video", _)) => Some(true),
        Some(("audio", _)) => Some(false),
        _ => None,
    }
}

/// It goes again where the browser cannot play it: the file can still be downloaded.
#[component]
pub(super) fn Player(source: String, name: String, video: bool) -> impl IntoView {
    let playable = RwSignal::new(true);
    move || {
        let (source, name) = (source.clone(), name.clone());
        let fails = move |_| playable.set(false);
        playable.get().then(|| {
            if video {
                view! {
                    <video class="player player-video" controls preload="metadata" src=source aria-label=name on:error=fails></video>
                }
                .into_any()
            } else {
                view! {
                    <audio class="player" controls preload="metadata" src=source aria-label=name on:error=fails></audio>
                }
                .into_any()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use baton_protocol::FileId;

    use super::*;

    #[test]
    fn videos_and_sounds_are_played_and_nothing_else() {
        for (mime, plays) in [
            ("video/mp4", Some(true)),
            ("audio/mp4", Some(false)),
            ("application/pdf", None),
            ("application/octet-stream", None),
            ("video", None),
        ] {
            let id = FileId::parse(&"a".repeat(22)).unwrap();
            let file = Attachment { id, name: String::new(), mime: mime.into(), size: 1, picture: None };
            assert_eq!(sound(&file), plays, "{mime}");
        }
    }
}
