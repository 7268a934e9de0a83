//! console: the few pictures, drawn as one line each.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Back,
    Bell,
    Chat,
    Check,
    Close,
    Clip,
    Clock,
    Details,
    Down,
    Download,
    File,
    Globe,
    Line,
    Lock,
    Mark,
    Marks,
    Open,
    Place,
    Question,
    Quote,
    Send,
    Shield,
    Smile,
    Spark,
    Swap,
    Teach,
    ThumbDown,
    ThumbUp,
    Warning,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Back => "M12 4.5 6.5 10l5.5 5.5",
            Self::Bell => "M5.2 13.8V9a4.8 4.8 0 0 1 9.6 0v4.8l1.4 1.7H3.8zM8.6 17.6h2.8",
            Self::Chat => "M3 4.2h14v9.6H9.2L5.5 17v-3.2H3z",
            Self::Check => "M4 10.6 8 14.6l8-8.8",
            Self::Close => "m5.5 5.5 9 9m0-9-9 9",
            Self::Clip => {
                "m16 9.2-6.4 6.4a4 4 0 0 1-5.7-5.7l6.9-6.9a2.7 2.7 0 0 1 3.8 3.8l-6.9 6.9a1.3 1.3 0 0 1-1.9-1.9l6.3-6.3"
            }
            Self::Clock => "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M10 6v4.2l2.8 1.8",
            Self::Details => "M3 4h14v12H3zM12 4v12",
            Self::Down => "M10 4v11.4M5.2 10.8l4.8 4.8 4.8-4.8",
            Self::Download => "M10 3v9.5M5.8 8.6 10 12.8l4.2-4.2M4 16.5h12",
            Self::File => "M5 2.8h6.5L15.5 7v10.2H5zM11.3 2.8V7.2h4.2",
            Self::Globe => {
                "M10 2.6a7.4 7.4 0 1 0 0 14.8 7.4 7.4 0 0 0 0-14.8M2.6 10h14.8M10 2.6c-4.4 4.4-4.4 10.4 0 14.8 4.4-4.4 4.4-10.4 0-14.8"
            }
            Self::Line => {
                "M10 3.2c4.1 0 7.4 2.5 7.4 5.7 0 3.1-3.5 5.4-7.4 8v-2.4c-4.1 0-7.4-2.5-7.4-5.6S5.9 3.2 10 3.2"
            }
            Self::Lock => "M5 9h10v7.5H5zM7 9V6.4a3 3 0 0 1 6 0V9",
            Self::Mark => "m5.5 10.4 3.2 3.2 6-7",
            Self::Marks => "m2 10.4 3.2 3.2 6-7M9.4 12.6l1 1 6.4-7",
            Self::Open => "M8.2 4.5H4v11.5h11.5v-4.2M11.5 4H16v4.5M16 4l-6.8 6.8",
            Self::Place => {
                "M10 17.4c3.6-3.7 5.4-6.5 5.4-9a5.4 5.4 0 0 0-10.8 0c0 2.5 1.8 5.3 5.4 9M10 10.3a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8"
            }
            Self::Question => {
                "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M7.7 7.9a2.3 2.3 0 1 1 3.3 2.1c-.7.4-1 .8-1 1.6M10 14.1v.1"
            }
            Self::Quote => "M8 5 3.5 9.5 8 14M3.8 9.5H12a4.5 4.5 0 0 1 4.5 4.5v2",
            Self::Send => "M17 3 2.8 8.7l5.9 2.6L11.3 17.2zM17 3l-8.3 8.3",
            Self::Shield => {
                "M10 2.6 4 4.8v4.5c0 3.7 2.4 6.6 6 8.1 3.6-1.5 6-4.4 6-8.1V4.8zM7 9.9l2.2 2.2L13 8"
            }
            Self::Smile => {
                "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4M7 12c1.6 2 4.4 2 6 0M7.5 7.7v.6M12.5 7.7v.6"
            }
            Self::Spark => "m10 3 1.7 5.3L17 10l-5.3 1.7L10 17l-1.7-5.3L3 10l5.3-1.7z",
            Self::Swap => "M3.5 7h12M12 3.5 15.5 7 12 10.5M16.5 13h-12M8 9.5 4.5 13 8 16.5",
            Self::Teach => "M10 4 2 8l8 4 8-4zM5 9.8v4.4c2.8 2 7.2 2 10 0V9.8M18 8v5",
            Self::ThumbDown => {
                "M13.5 3.5v8.2l-3 5.3c-1.3 0-2-.9-2-2v-3.3H4.4c-1 0-1.7-.9-1.5-1.9l1-4.9c.2-.8.8-1.4 1.6-1.4zM13.5 3.5h3.2v8.2h-3.2"
            }
            Self::ThumbUp => {
                "M6.5 16.5V8.3l3-5.3c1.3 0 2 .9 2 2v3.3h4.1c1 0 1.7.9 1.5 1.9l-1 4.9c-.2.8-.8 1.4-1.6 1.4zM6.5 16.5H3.3V8.3h3.2"
            }
            Self::Warning => "M10 3.2 2.4 16.4h15.2zM10 8v4M10 14.1v.1",
        }
    }
}

/// A picture that says nothing to a screen reader: the words beside it, or the button's name, do.
#[component]
pub(crate) fn Glyph(icon: Icon) -> impl IntoView {
    view! {
        <svg class="glyph" viewBox="0 0 20 20" aria-hidden="true">
            <path d=icon.path()/>
        </svg>
    }
}
