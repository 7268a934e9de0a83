//! widget: one calm line while the server cannot be reached.

use baton_client::Status;
use web_sys::Element;

use super::element::{Changes, follow};
use crate::{
    session::{Part, Seen, Session},
    words::t,
};

pub(super) fn fill(session: Session, strip: &Element) {
    follow(session, strip, &[Part::Status], Changes::Hidden(|seen| seen.status == Some(Status::Live)));
    follow(session, strip, &[Part::Status], Changes::Words(words));
}

fn words(seen: &Seen) -> String {
    match seen.status {
        Some(Status::Live) => String::new(),
        Some(Status::Offline) => t("strip.offline"),
        Some(Status::SignedOut | Status::Closed) => t("strip.closed"),
        None | Some(Status::Connecting | Status::Lost) => t("strip.lost"),
    }
}
