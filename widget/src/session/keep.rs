//! widget: what outlives the page: the token, the text in the composer and which chat need not be rated for all tabs,
//! unsent words for this one.

use baton_client::{Verb as _, browser::Storage};
use baton_protocol::{ClientId, event::Contact, file::Attachment, visitor::VisitorVerb};
use web_sys::Window;

use super::{
    Held,
    ask::ASKED,
    files::ids,
    sound::{HEARD, QUIET},
};
use crate::{
    json::Json,
    news::{attachments, client_id},
    say::kept,
};

/// What is kept of a visitor for all tabs.
const KEPT: [&str; 6] = ["token", "text", "rated", ASKED, QUIET, HEARD];

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
        self.tab.set(&self.key("unsent"), &kept(words));
    }

    /// Forgets the visitor.
    pub(super) fn forget(&mut self) {
        for of in KEPT {
            self.storage.remove(&self.key(of));
        }
        self.tab.remove(&self.key("unsent"));
    }

    /// Gives the visitor to another window of this server, for as long as that window lasts; `false` where it has this
    /// visitor already, or keeps nothing.
    pub(super) fn hand_over(&self, to: &Window) -> bool {
        let (Ok(Some(tab)), Some(token)) = (to.session_storage(), self.token()) else { return false };
        let key = self.key("token");
        let site = to.local_storage().ok().flatten();
        let has = |kept: Option<&web_sys::Storage>| kept?.get_item(&key).ok()?;
        // What it has not sent yet, it says itself.
        if has(Some(&tab)).or_else(|| has(site.as_ref())) == Some(token) {
            return false;
        }
        // Words that another visitor has not sent must not be said in the name of this one, so nothing stays.
        let give = |kept: &Storage, of: &str| {
            let key = self.key(of);
            match kept.get(&key) {
                Some(value) => tab.set_item(&key, &value),
                None => tab.remove_item(&key),
            }
            .is_ok()
        };
        KEPT.iter().all(|of| give(&self.storage, of)) && give(&self.tab, "unsent")
    }

    /// Somebody goes on here after a logout: from now on things are kept.
    pub(super) fn settle(&mut self) {
        if std::mem::take(&mut self.left) {
            let token = self.token();
            self.storage = Storage::site();
            if let Some(token) = token {
                self.keep_token(&token);
            }
        }
    }

    /// Takes up what an earlier page has kept.
    pub(super) fn restore(&mut self) {
        self.seen.text = self.storage.get(&self.key("text")).unwrap_or_default();
        let unsent = self.tab.get(&self.key("unsent")).and_then(|text| Json::parse(&text));
        for unsent in unsent.unwrap_or(Json::Null).list(read).into_iter().flatten() {
            self.outbox.push_with(unsent.0, None, unsent.1, unsent.2);
        }
    }
}

/// Words that were not sent, with the name that they may have reached the server under, and their files.
fn read(json: &Json) -> Option<(ClientId, VisitorVerb, Vec<Attachment>)> {
    let what = json.get("what");
    let (name, value) = what.variant();
    let text = value.get("text").text();
    let files = attachments(json.get("files"));
    let verb = match name {
        "send" => VisitorVerb::Send { text, files: ids(&files) },
        "contact" => VisitorVerb::Contact(Contact {
            client_id: None,
            name: value.get("name").text(),
            email: value.get("email").text(),
            text,
        }),
        _ => return None,
    };
    Some((client_id(json.get("id"))?, verb, files))
}

#[cfg(test)]
mod tests {
    use baton_client::{Outbox, Unsent};
    use baton_protocol::{FileId, file::Pixels};

    use super::*;

    #[test]
    fn unsent_words_survive_a_reload_under_their_name() {
        let contact = Contact {
            client_id: None,
            name: "Mei".to_owned(),
            email: "mei@example.com".to_owned(),
            text: "Call".to_owned(),
        };
        let teapot = Attachment {
            id: FileId::parse("_-cdefghijklmnopqrstuv").unwrap(),
            name: "teapot \"1\".png".to_owned(),
            mime: "image/png".to_owned(),
            size: 48_213,
            picture: Some(Pixels { width: 640, height: 480 }),
        };
        let bill = Attachment { picture: None, ..teapot.clone() };
        let ids = vec![teapot.id.clone(), bill.id.clone()];
        let verbs = [
            (VisitorVerb::Send { text: "Hi \"there\"".to_owned(), files: Vec::new() }, Vec::new()),
            (VisitorVerb::Send { text: String::new(), files: ids }, vec![teapot, bill]),
            (VisitorVerb::Contact(contact), Vec::new()),
            (VisitorVerb::Request, Vec::new()),
        ];
        let mut outbox = Outbox::default();
        for (number, (verb, files)) in (0..).zip(verbs) {
            outbox.push_with(ClientId::new(number, [7; 10]), None, verb, files);
        }
        let words = outbox.unsent().filter(|unsent| unsent.what.outlives_page());
        let kept = Json::parse(&kept(words)).unwrap();
        let read: Vec<_> = kept.list(read).into_iter().flatten().collect();
        let held = outbox.unsent().map(|Unsent { id, what, files, .. }| (*id, what.clone(), files.clone()));
        assert_eq!(read, held.take(3).collect::<Vec<_>>());
    }

    #[test]
    fn what_cannot_be_read_is_left() {
        for text in ["[{\"id\":1}]", "[{\"id\":\"x\",\"what\":{\"send\":{\"text\":\"a\"}}}]", "[\"a\"]", "{}"]
        {
            assert_eq!(Json::parse(text).unwrap().list(read).into_iter().flatten().count(), 0, "{text}");
        }
    }
}
