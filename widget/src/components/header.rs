//! widget: the header, which says who is talking and how many live agents are available.

use baton_protocol::{StateView, visitor::VisitorVerb};
use web_sys::Element;

use super::{
    element::{Changes, append, button, element, follow, icon, on, set, sign},
    icon::{CLOSE, SPARK},
};
use crate::{
    host,
    session::{Part, Seen, Session},
    words::{count, t},
};

/// What the name of who talks depends on.
pub(super) const SPEAKER: &[Part] = &[Part::Site, Part::State];

pub(super) fn fill(session: Session, header: &Element) {
    let class = |seen: &Seen| if agent(seen).is_some() { "header live" } else { "header" }.to_owned();
    follow(session, header, &[Part::State], Changes::Value("class", class));
    let face = element("span", "face");
    set(&face, &[("aria-hidden", "true")]);
    let letters = element("span", "");
    let initials = |seen: &Seen| agent(seen).map(initials).unwrap_or_default();
    follow(session, &letters, &[Part::State], Changes::Words(initials));
    append(&face, &letters);
    append(&face, &icon(SPARK));
    append(header, &face);

    let who = element("div", "who");
    let title = element("h1", "title");
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

    let end = button("quiet", "", move || {
        if session.peek(|seen| seen.sure) {
            session.ask(VisitorVerb::End);
        }
        session.set(Part::Sure, |seen| seen.sure = !seen.sure);
    });
    on(&end, "blur", move |_| session.set(Part::Sure, |seen| seen.sure = false));
    follow(session, &end, &[Part::State], Changes::Hidden(|seen| agent(seen).is_none()));
    let ends = |seen: &Seen| if seen.sure { t("end.sure") } else { t("end") };
    follow(session, &end, &[Part::Sure], Changes::Words(ends));
    append(header, &end);
    if host::is_framed() {
        append(header, &sign(CLOSE, &t("close"), |_| host::tell("close", &[])));
    }
}

/// The name of who talks to the visitor.
pub(super) fn speaker(seen: &Seen) -> String {
    agent(seen).unwrap_or(&seen.site.ai_name).to_owned()
}

/// The live agent who holds the chat.
fn agent(seen: &Seen) -> Option<&str> {
    if let StateView::Live { agent } = &seen.state { Some(&agent.name) } else { None }
}

/// The first letters of the first two words of a name; the style sheet makes capitals of them.
fn initials(name: &str) -> String {
    name.split(' ').filter_map(|word| word.chars().next()).take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_two_words_at_most() {
        for (name, letters) in
            [("Luis", "L"), ("ana maria lópez", "am"), ("王小明", "王"), ("", ""), ("  éva ", "é")]
        {
            assert_eq!(initials(name), letters);
        }
    }
}
