//! widget: what is wrong with the way to reach a visitor, as far as a form can tell.

use baton_protocol::{
    event::Contact,
    limits::{EMAIL_BYTES, MESSAGE_CHARS, NAME_CHARS},
    site::{Asked, Form},
};

/// The fields of the form that cannot be sent as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) name: bool,
    pub(crate) email: bool,
    pub(crate) text: bool,
}

impl Wrong {
    /// Nothing is wrong.
    pub(crate) fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// Looks a trimmed contact through.
pub(crate) fn wrong(contact: &Contact) -> Wrong {
    let out = |text: &str, limit| text.is_empty() || text.chars().count() > limit;
    Wrong {
        name: out(&contact.name, NAME_CHARS),
        email: !is_address(&contact.email),
        text: out(&contact.text, MESSAGE_CHARS),
    }
}

/// The same for what a site wants to know before the first message.
pub(crate) fn wrong_before(contact: &Contact, form: Form) -> Wrong {
    let missing = |text: &str, asked| text.is_empty() && asked == Asked::Required;
    Wrong {
        name: missing(&contact.name, form.name) || contact.name.chars().count() > NAME_CHARS,
        email: missing(&contact.email, form.email)
            || (!contact.email.is_empty() && !is_address(&contact.email)),
        text: false,
    }
}

/// Whether this may be an e-mail address. Only a mail to it could tell for sure.
fn is_address(text: &str) -> bool {
    let Some((mailbox, domain)) = text.rsplit_once('@') else { return false };
    let plain = |letter: char| !letter.is_whitespace() && !letter.is_control();
    text.len() <= EMAIL_BYTES
        && !mailbox.is_empty()
        && text.chars().all(plain)
        && !domain.starts_with('.')
        && domain.split_once('.').is_some_and(|(_, rest)| !rest.is_empty() && !rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, email: &str, text: &str) -> Wrong {
        wrong(&Contact {
            client_id: None,
            name: name.to_owned(),
            email: email.to_owned(),
            text: text.to_owned(),
        })
    }

    #[test]
    fn each_wrong_field_says_so() {
        assert!(check("Mei", "mei@example.com", "Call me").is_none());
        assert_eq!(check("", "", ""), Wrong { name: true, email: true, text: true });
        assert!(check(&"x".repeat(NAME_CHARS), "a@b.cd", &"é".repeat(MESSAGE_CHARS)).is_none());
        let long = check(&"x".repeat(NAME_CHARS + 1), "a@b.cd", &"é".repeat(MESSAGE_CHARS + 1));
        assert_eq!(long, Wrong { name: true, email: false, text: true });
    }

    #[test]
    fn before_the_first_message_only_what_is_required_may_not_be_empty() {
        let check = |name: &str, email: &str, form| {
            let wrong = wrong_before(
                &Contact {
                    client_id: None,
                    name: name.to_owned(),
                    email: email.to_owned(),
                    text: String::new(),
                },
                form,
            );
            (wrong.name, wrong.email)
        };
        let all = Form { name: Asked::Required, email: Asked::Required };
        let any = Form { name: Asked::Optional, email: Asked::Optional };
        assert_eq!(check("", "", all), (true, true));
        assert_eq!(check("", "", any), (false, false));
        assert_eq!(check("Mei", "mei@example.com", all), (false, false));
        assert_eq!(check(&"x".repeat(NAME_CHARS + 1), "mei", any), (true, true));
    }

    #[test]
    fn an_address_has_a_mailbox_and_a_domain() {
        for good in ["a@b.cd", "a.b+c@shop.example.com", "ü@bücher.example", "\"a@b\"@c.de"] {
            assert!(is_address(good), "{good}");
        }
        let long = "x".repeat(EMAIL_BYTES) + "@b.cd";
        for bad in ["", "a", "a@", "@b.cd", "a@b", "a@b.", "a@.cd", "a b@c.de", "a@b.cd\n", &long] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
