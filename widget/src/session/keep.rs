//! widget: what outlives the page: the token, the text in the composer and which chat need not be rated for all tabs,
//! unsent words for this one.

use baton_client::Verb as _;
use baton_protocol::{event::Contact, visitor::VisitorVerb};

use super::Held;
use crate::{json::Json, news::client_id, say::kept};

impl Held {
    pub(super) fn key(&self, of: &str) -> String {
        "baton:".to_owned() + &self.site + ":" + of
    }

    pub(super) fn token(&self) -> Option<String> {
        self.storage.get(&self.key("token"))
    }

    pub(super) fn keep_token(&self, token: &str) {
        self.storage.set(&self.key("token"), token);
    }

    /// `false` where there was none: asking again would change nothing.
    pub(super) fn forget_token(&mut self) -> bool {
        let had = self.token().is_some();
        self.storage.remove(&self.key("token"));
        had
    }

    pub(super) fn keep_text(&self) {
        self.storage.set(&self.key("text"), &self.seen.text);
    }

    /// Keeps the words that are not sent yet.
    pub(super) fn keep_unsent(&self) {
        let words = self.outbox.unsent().filter(|unsent| unsent.what.outlives_page());
        self.tab.set(&self.key("unsent"), &kept(words.map(|unsent| (unsent.id, &unsent.what))));
    }

    /// Forgets the visitor.
    pub(super) fn forget(&mut self) {
        self.forget_token();
        self.storage.remove(&self.key("text"));
        self.storage.remove(&self.key("rated"));
        self.tab.remove(&self.key("unsent"));
    }

    /// Takes up what an earlier page has kept.
    pub(super) fn restore(&mut self) {
        self.seen.text = self.storage.get(&self.key("text")).unwrap_or_default();
        let unsent = self.tab.get(&self.key("unsent")).and_then(|text| Json::parse(&text));
        for unsent in unsent.unwrap_or(Json::Null).list(read).into_iter().flatten() {
            self.outbox.push(unsent.0, None, unsent.1);
        }
    }
}

/// Words that were not sent, with the name that they may have reached the server under.
fn read(json: &Json) -> Option<(baton_protocol::ClientId, VisitorVerb)> {
    let what = json.get("what");
    let (name, value) = what.variant();
    let text = value.get("text").text();
    let verb = match name {
        "send" => VisitorVerb::Send { text },
        "contact" => VisitorVerb::Contact(Contact {
            client_id: None,
            name: value.get("name").text(),
            email: value.get("email").text(),
            text,
        }),
        _ => return None,
    };
    Some((client_id(json.get("id"))?, verb))
}

#[cfg(test)]
mod tests {
    use baton_client::{Outbox, Unsent};
    use baton_protocol::ClientId;

    use super::*;

    #[test]
    fn unsent_words_survive_a_reload_under_their_name() {
        let contact = Contact {
            client_id: None,
            name: "Mei".to_owned(),
            email: "mei@example.com".to_owned(),
            text: "Call".to_owned(),
        };
        let verbs = [VisitorVerb::Send { text: "Hi \"there\"".to_owned() }, VisitorVerb::Contact(contact)];
        let mut outbox = Outbox::default();
        for (number, verb) in (0..).zip(verbs) {
            outbox.push(ClientId::new(number, [7; 10]), None, verb);
        }
        outbox.push(ClientId::new(9, [7; 10]), None, VisitorVerb::Request);
        let words = outbox.unsent().filter(|unsent| unsent.what.outlives_page());
        let kept = Json::parse(&kept(words.map(|unsent| (unsent.id, &unsent.what)))).unwrap();
        let read: Vec<_> = kept.list(read).into_iter().flatten().collect();
        let held: Vec<_> = outbox.unsent().map(|Unsent { id, what, .. }| (*id, what.clone())).collect();
        assert_eq!(read, held[..2]);
    }

    #[test]
    fn what_cannot_be_read_is_left() {
        for text in ["[{\"id\":1}]", "[{\"id\":\"x\",\"what\":{\"send\":{\"text\":\"a\"}}}]", "[\"a\"]", "{}"]
        {
            assert_eq!(Json::parse(text).unwrap().list(read).into_iter().flatten().count(), 0, "{text}");
        }
    }
}
