//! widget: the visitor's conversations of before, and any conversation as a text to keep.

use baton_client::{
    Timeline,
    browser::{Answer, ObjectUrl, call},
};
use baton_protocol::{
    ConversationId, StateView, Timestamp,
    agent::Snippet,
    past::PastChat,
    state::{Marks, Snapshot},
};

use super::{Held, Part, Session, change, look_at};
use crate::{
    components,
    json::Json,
    news::{author, page, state},
};

const CHATS: &str = "/api/v1/visitor/conversations";

impl Session {
    /// Asks for the list of them, newest first; none where it could not be had.
    pub(crate) fn chats(self, then: impl FnOnce(Option<Vec<PastChat>>) + 'static) {
        let read = |answer: Answer| {
            let json = Json::parse(&answer.body).filter(|_| answer.status == 200)?;
            Some(json.get("conversations").list(chat).into_iter().flatten().collect())
        };
        ask(CHATS, move |answer| then(read(answer)));
    }

    /// This is the conversation that goes on.
    pub(crate) fn is_current(self, id: &ConversationId) -> bool {
        look_at(|held| held.timeline.conversation() == Some(id))
    }

    /// Shows a conversation of before in place of the current one; `then` is told whether it could be had.
    pub(crate) fn read(self, id: &ConversationId, then: impl FnOnce(bool) + 'static) {
        ask(&[CHATS, "/", id.as_str()].concat(), move |answer| {
            let page = Json::parse(&answer.body).as_ref().and_then(page);
            let is = page.is_some();
            if let Some(page) = page {
                let mut past = Timeline::default();
                let nothing = Marks { delivered: 0, read: 0 };
                past.snapshot(Snapshot { page, state: StateView::Ended, mine: nothing, theirs: nothing });
                self.turn_to(Some(past));
            }
            then(is);
        });
    }

    /// The current conversation is shown again.
    pub(crate) fn come_back(self) {
        if self.is_past() {
            self.turn_to(None);
        }
    }

    /// A conversation of before is shown.
    pub(crate) fn is_past(self) -> bool {
        look_at(|held| held.past.is_some())
    }

    fn turn_to(self, past: Option<Timeline>) {
        change(|held| {
            held.past = past;
            held.paging = false;
        });
        self.set(Part::Unread, |seen| {
            seen.away = false;
            seen.still = true;
        });
        self.show();
    }

    /// Asks for what was before the first event of the conversation of before.
    pub(super) fn page_back(self) {
        let url = change(|held| {
            let past = held.past.as_ref().filter(|past| past.has_older() && !held.paging)?;
            held.paging = true;
            let before = (past.first_seq() as i64).to_string();
            Some([CHATS, "/", past.conversation()?.as_str(), "?before=", &before].concat())
        });
        let Some(url) = url else { return };
        ask(&url, move |answer| {
            let page = Json::parse(&answer.body).as_ref().and_then(page);
            change(|held| {
                held.paging = false;
                if let (Some(past), Some(page)) = (&mut held.past, page) {
                    past.older(page);
                }
            });
            self.show();
        });
    }

    /// There is a conversation that could be kept as a text.
    pub(crate) fn has_text(self) -> bool {
        look_at(|held| held.shown().conversation().is_some())
    }

    /// Saves the conversation that is shown as a text.
    pub(crate) fn save(self) {
        let Some(url) = transcript() else { return };
        let token = look_at(Held::token).unwrap_or_default();
        ObjectUrl::fetch(&url, &token, "text/plain".to_owned(), move |fetched| match fetched {
            Some(url) => {
                components::save(url.as_str(), "chat.txt");
                // It is needed until the browser has saved it, which nothing tells.
                std::mem::forget(url);
            }
            None => self.trouble(),
        });
    }

    /// Sends it to this address; `then` is told the HTTP status.
    pub(crate) fn mail(self, email: &str, then: impl FnOnce(u16) + 'static) {
        let Some(url) = transcript() else { return };
        let mut body = String::new();
        Json::map([("email", Json::of(email))]).write(&mut body);
        let token = look_at(Held::token);
        call("POST", &url, token.as_deref(), Some(&body), move |answer| then(answer.status));
    }
}

/// Where the text of the conversation that is shown is to be had.
fn transcript() -> Option<String> {
    look_at(|held| Some([CHATS, "/", held.shown().conversation()?.as_str(), "/transcript"].concat()))
}

fn ask(url: &str, then: impl FnOnce(Answer) + 'static) {
    let token = look_at(Held::token);
    call("GET", url, token.as_deref(), None, then);
}

fn chat(json: &Json) -> Option<PastChat> {
    let last = json.get("last");
    let at = |json: &Json| Timestamp(json.number());
    Some(PastChat {
        id: ConversationId::parse(&json.get("id").text())?,
        opened: at(json.get("opened")),
        state: state(json.get("state")),
        last: (*last != Json::Null).then(|| Snippet {
            by: author(last.get("by")),
            text: last.get("text").text(),
            at: at(last.get("at")),
        }),
    })
}

#[cfg(test)]
mod tests {
    use baton_protocol::{AgentId, Author, FileId, event::AgentRef, past::PastChats};

    use super::*;

    #[test]
    fn the_list_is_read_as_the_server_wrote_it() {
        let id = || ConversationId::parse("abcdefghijklmnopqrst_-").unwrap();
        let picture = FileId::parse("_-cdefghijklmnopqrstuv");
        let luis = AgentRef { id: AgentId(7), name: "Luis".to_owned(), picture };
        let said = |by: Author| Some(Snippet { by, text: "It \"left\"".to_owned(), at: Timestamp(9) });
        let written = PastChats {
            conversations: vec![
                PastChat { id: id(), opened: Timestamp(1), state: StateView::Ai, last: None },
                PastChat {
                    id: id(),
                    opened: Timestamp(2),
                    state: StateView::Live { agent: luis.clone() },
                    last: said(Author::Agent(luis)),
                },
                PastChat {
                    id: id(),
                    opened: Timestamp(3),
                    state: StateView::Requested { since: Timestamp(4) },
                    last: said(Author::Visitor),
                },
            ],
        };
        let json = Json::parse(&serde_json::to_string(&written).unwrap()).unwrap();
        let read: Vec<_> = json.get("conversations").list(chat).into_iter().flatten().collect();
        assert_eq!(read, written.conversations);
    }
}
