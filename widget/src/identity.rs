//! widget: what the page around says of its visitor, within the limits of the wire: what breaks them would break the
//! line, and would again after each reconnect.

use baton_protocol::limits::{EMAIL_BYTES, NAME_CHARS};

use crate::{json::Json, say::Said};

/// The most attributes.
const ATTRIBUTES: usize = 30;
/// The longest name of an attribute, and the longest value, in characters.
const KEY_CHARS: usize = 40;
const VALUE_CHARS: usize = 200;

/// Name, e-mail address and the shop's own attributes.
#[derive(Default)]
pub(crate) struct Identity {
    /// Empty where it was not said, as is the address.
    pub(crate) name: String,
    pub(crate) email: String,
    attributes: Vec<(String, String)>,
}

impl Identity {
    /// Takes a detail; the newest counts. What is too long is cut, or left where a part of it would mislead.
    pub(crate) fn put(&mut self, key: &str, value: &str) {
        let value = value.trim();
        let cut = |chars| value.chars().take(chars).collect();
        match key {
            // A proof goes another way.
            "token" => {}
            // An empty one changes nothing.
            "name" if !value.is_empty() => self.name = cut(NAME_CHARS),
            "email" if !value.is_empty() && value.len() <= EMAIL_BYTES => value.clone_into(&mut self.email),
            "name" | "email" => {}
            _ => {
                if let Some(known) = self.attributes.iter_mut().find(|(name, _)| name == key) {
                    known.1 = cut(VALUE_CHARS);
                } else if self.attributes.len() < ATTRIBUTES && (1..=KEY_CHARS).contains(&key.chars().count())
                {
                    self.attributes.push((key.to_owned(), cut(VALUE_CHARS)));
                }
            }
        }
    }

    /// The frame that says all of it; none where there is nothing to say.
    pub(crate) fn said(&self) -> Option<Said> {
        let text = |text: &str| if text.is_empty() { Json::Null } else { Json::of(text) };
        let mut attributes = Vec::new();
        for (key, value) in &self.attributes {
            attributes.push((key.clone(), Json::of(value)));
        }
        let known = !self.name.is_empty() || !self.email.is_empty() || !attributes.is_empty();
        known.then(|| {
            Said::Is(Json::map([
                ("name", text(&self.name)),
                ("email", text(&self.email)),
                ("attributes", Json::Map(attributes)),
            ]))
        })
    }
}

#[cfg(test)]
mod tests {
    use baton_client::wire::Outgoing as _;
    use baton_protocol::{limits::FRAME_BYTES, visitor::VisitorFrame};

    use super::*;

    /// What the server reads of it.
    fn heard(details: &[(&str, &str)]) -> Option<baton_protocol::visitor::Identity> {
        let mut identity = Identity::default();
        for (key, value) in details {
            identity.put(key, value);
        }
        let text = identity.said()?.text().unwrap();
        assert!(text.len() <= FRAME_BYTES);
        let Ok(VisitorFrame::Is(heard)) = serde_json::from_str(&text) else { panic!("{text}") };
        Some(heard)
    }

    #[test]
    fn the_server_hears_all_that_was_said_the_newest_of_each() {
        let heard = heard(&[
            ("name", " Mei "),
            ("order", "1206"),
            ("email", "mei@example.com"),
            ("order", "12\"07"),
            ("plan", ""),
            ("name", ""),
        ])
        .unwrap();
        assert_eq!(heard.name.as_deref(), Some("Mei"));
        assert_eq!(heard.email.as_deref(), Some("mei@example.com"));
        let attributes: Vec<_> = heard.attributes.iter().map(|(key, value)| (&**key, &**value)).collect();
        assert_eq!(attributes, [("order", "12\"07"), ("plan", "")]);
    }

    #[test]
    fn nothing_is_said_of_nobody_and_a_token_is_not_passed_on() {
        assert_eq!(heard(&[]), None);
        assert_eq!(heard(&[("token", "ey.J.x"), ("name", " "), ("email", ""), ("", "x")]), None);
    }

    #[test]
    fn what_breaks_the_limits_of_the_wire_is_cut_or_left() {
        let long = "𝒳".repeat(500);
        let many: Vec<_> = (0..50).map(|number| format!("{number}{}", "𝒳".repeat(38))).collect();
        let mut details: Vec<_> = many.iter().map(|key| (&**key, &*long)).collect();
        let key = "k".repeat(KEY_CHARS + 1);
        details.splice(..0, [("name", &*long), ("email", &*long), (&*key, "x")]);
        let heard = heard(&details).unwrap();
        assert_eq!(heard.name.map(|name| name.chars().count()), Some(NAME_CHARS));
        assert_eq!((heard.email, heard.attributes.len()), (None, ATTRIBUTES));
        assert!(heard.attributes.values().all(|value| value.chars().count() == VALUE_CHARS));
        assert!(!heard.attributes.contains_key(&key));
    }
}
