//! widget: the header, which says who is talking and how many live agents are available.

use web_sys::Element;

use super::{
    element::{Changes, append, effect, element, follow, sign},
    face::{self, SPEAKER, agent, speaker},
    icon::CLOSE,
};
use crate::{
    host,
    session::{Part, Seen, Session},
    words::{count, t},
};

pub(super) fn fill(session: Session, header: &Element) {
    let class = |seen: &Seen| if agent(seen).is_some() { "header live" } else { "header" }.to_owned();
    follow(session, header, &[Part::State], Changes::Value("class", class));
    logo(session, header);
    let place = element("div", "whose");
    face::follow(session, &place, |place, agent, seen| {
        place.set_text_content(None);
        append(place, &face::face(agent, seen));
    });
    append(header, &place);

    let who = element("div", "who");
    let title = element("h1", "title");
    title.set_id("title");
    let name = element("bdi", "name");
    follow(session, &name, SPEAKER, Changes::Words(speaker));
    append(&title, &name);
    let role = element("span", "role");
    let part = |seen: &Seen| if agent(seen).is_some() { t("role.live") } else { t("role.ai") };
    follow(session, &role, &[Part::State], Changes::Words(part));
    append(&title, &role);
    append(&who, &title);
    let available = element("p", "");
    let class =
        |seen: &Seen| if seen.available > Some(0) { "available" } else { "available nobody" }.to_owned();
    follow(session, &available, &[Part::Available], Changes::Value("class", class));
    let number = |seen: &Seen| seen.available.map(|n| count("available", n)).unwrap_or_default();
    follow(session, &available, &[Part::Available], Changes::Words(number));
    append(&who, &available);
    append(header, &who);

    append(header, &element("div", "more"));
    if host::is_framed() {
        append(header, &sign(CLOSE, &t("close"), |_| host::tell("close", &[])));
    }
}

/// The shop's own picture, where it has one.
fn logo(session: Session, header: &Element) {
    let place = element("div", "logo");
    append(header, &place);
    let effect = effect(move || {
        session.see(Part::Site, |seen| {
            place.set_text_content(None);
            if let Some(id) = &seen.site.look.logo {
                append(&place, &face::picture(id, &seen.site.name));
            }
        });
    });
    // It follows the site as long as the header is there.
    std::mem::forget(effect);
}
