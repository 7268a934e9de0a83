//! widget: whom words come from, as a picture, or as the first letters of a name, or as the AI agent's mark.

use baton_protocol::{FileId, StateView, event::AgentRef};
use leptos::tachys::renderer::Rndr;
use web_sys::Element;

use super::{
    element::{append, effect, element, icon, set},
    icon::SPARK,
};
use crate::session::{Part, Seen, Session};

/// What the one who talks depends on.
pub(super) const SPEAKER: &[Part] = &[Part::Site, Part::State];

/// The name of who talks to the visitor.
pub(super) fn speaker(seen: &Seen) -> String {
    agent(seen).map_or(&seen.site.ai_name, |agent| &agent.name).clone()
}

/// The live agent who holds the chat.
pub(super) fn agent(seen: &Seen) -> Option<&AgentRef> {
    if let StateView::Live { agent } = &seen.state { Some(agent) } else { None }
}

/// The face of this live agent, or of the AI agent. For the eyes alone: the name stands beside it.
pub(super) fn face(agent: Option<&AgentRef>, seen: &Seen) -> Element {
    let face = element("span", if agent.is_some() { "face person" } else { "face" });
    set(&face, &[("aria-hidden", "true")]);
    // A picture that does not come leaves what stands below it.
    match agent {
        Some(agent) => Rndr::insert_node(&face, &Rndr::create_text_node(&initials(&agent.name)), None),
        None => append(&face, &icon(SPARK)),
    }
    if let Some(id) = agent.map_or(&seen.site.picture, |agent| &agent.picture) {
        append(&face, &picture(id, ""));
    }
    face
}

/// A picture that everybody may see.
pub(super) fn picture(id: &FileId, words: &str) -> Element {
    let image = element("img", "");
    set(&image, &[("alt", words), ("src", &["/api/v1/pictures/", id.as_str()].concat())]);
    image
}

/// Says before the words whose they are: a name, and a face where there is one of their own.
pub(super) fn sign(line: &Element, name: &str, agent: Option<&AgentRef>, seen: &Seen) {
    line.set_text_content(Some(name));
    if agent.is_some() || seen.site.picture.is_some() {
        Rndr::insert_node(line, &face(agent, seen), line.first_child().as_ref());
    }
}

/// From now on this place shows who talks.
pub(super) fn follow(session: Session, place: &Element, show: fn(&Element, Option<&AgentRef>, &Seen)) {
    let place = place.clone();
    let effect = effect(move || {
        for part in SPEAKER {
            session.follow(*part);
        }
        session.peek(|seen| show(&place, agent(seen), seen));
    });
    // It is shown as long as the place is there.
    std::mem::forget(effect);
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
