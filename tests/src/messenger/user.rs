//! tests: somebody with LINE on their phone: what they do there, and what they see.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    Shared,
    chat::{Does, Shown, Thing},
    events::{self, Sends},
    fetches::Picture,
};
use crate::eventually;

/// Somebody with LINE on their phone.
#[derive(Clone, Debug)]
pub struct User {
    /// As LINE names them to the account.
    pub id: String,
    /// What they call themselves.
    pub name: String,
    pub(super) shared: Arc<Shared>,
}

/// What somebody has sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The message's id.
    pub id: String,
    /// The event that told of it.
    pub event: Value,
}

impl User {
    fn source(&self) -> Value {
        json!({ "type": "user", "userId": self.id })
    }

    /// Adds the account as a friend, for the first time or again.
    pub async fn follows(&self) -> Value {
        let event = self.shared.with(|kept| {
            let known = kept.members.get_mut(&self.id).expect("a member");
            let back = !known.chat.is_empty();
            known.follows = true;
            let mut event = events::of(kept, "follow", &self.id);
            event["follow"] = json!({ "isUnblocked": back });
            event
        });
        self.shared.delivers_surely(&event).await;
        event
    }

    /// Blocks the account.
    pub async fn blocks(&self) {
        let source = self.source();
        let event = self.shared.with(|kept| {
            kept.members.get_mut(&self.id).expect("a member").follows = false;
            events::event(kept, "unfollow", &source)
        });
        self.shared.delivers_surely(&event).await;
    }

    /// Says this.
    pub async fn says(&self, text: &str) -> Sent {
        self.sends(Sends::words(text)).await
    }

    /// Sends this.
    pub async fn sends(&self, sends: Sends) -> Sent {
        let sent = self.writes(&sends);
        self.shared.delivers_surely(&sent.event).await;
        sent
    }

    /// The same, which is not delivered yet.
    #[must_use]
    pub fn writes(&self, sends: &Sends) -> Sent {
        let source = self.source();
        self.shared.with(|kept| {
            kept.members.get_mut(&self.id).expect("a member").shows_own(sends.thing());
            let (id, event) = events::message(kept, &source, &self.id, sends);
            Sent { id, event }
        })
    }

    /// Takes a message back.
    pub async fn unsends(&self, sent: &Sent) -> Value {
        let source = self.source();
        let event = self.shared.with(|kept| {
            let mut event = events::event(kept, "unsend", &source);
            event["unsend"] = json!({ "messageId": sent.id });
            event
        });
        self.shared.delivers_surely(&event).await;
        event
    }

    /// The buttons that show: those below the last message, then those of the menu.
    #[must_use]
    pub fn buttons(&self) -> Vec<String> {
        self.actions().into_iter().map(|(name, _)| name).collect()
    }

    fn actions(&self) -> Vec<(String, Does)> {
        self.shared.with(|kept| {
            let quick = kept.members[&self.id].quick().iter();
            let menu = kept.menu_of(&self.id).map_or(&[][..], |menu| menu.actions.as_slice());
            let named = quick.chain(menu).map(|action| (action.name().to_owned(), action.does.clone()));
            named.collect()
        })
    }

    /// Presses the button that says this, below the last message or in the menu.
    ///
    /// # Panics
    /// Where none shows.
    pub async fn presses(&self, name: &str) -> Value {
        let does = self.actions().into_iter().find(|(known, _)| known == name).map(|(_, does)| does);
        match does {
            Some(Does::Says(words)) => self.says(&words).await.event,
            Some(Does::Presses { data, shown }) => {
                let event = self.shared.with(|kept| {
                    if let Some(shown) = shown {
                        let member = kept.members.get_mut(&self.id).expect("a member");
                        member.shows_own(Thing::Words(shown));
                    }
                    let mut event = events::of(kept, "postback", &self.id);
                    event["postback"] = json!({ "data": data });
                    event
                });
                self.shared.delivers_surely(&event).await;
                event
            }
            Some(Does::Opens(_)) | None => {
                panic!("{} sees no button {name:?}, only {:?}", self.name, self.buttons())
            }
        }
    }

    /// Their chat, oldest first.
    #[must_use]
    pub fn chat(&self) -> Vec<Shown> {
        self.shared.with(|kept| kept.members[&self.id].chat.clone())
    }

    /// Their chat in lines that do not differ from one run to the next.
    #[must_use]
    pub fn transcript(&self) -> Vec<String> {
        self.chat().iter().map(|shown| shown.line(&self.name)).collect()
    }

    /// Waits until the account, or whoever speaks for it, has said something that holds these words; all of it.
    ///
    /// # Panics
    /// Where that never comes.
    pub async fn sees(&self, words: &str) -> Shown {
        self.sees_so(words, |shown| shown.words().is_some_and(|said| said.contains(words))).await
    }

    /// Waits for an entry of the account's that is so.
    ///
    /// # Panics
    /// Where it never comes.
    pub async fn sees_so(&self, what: &str, is: impl Fn(&Shown) -> bool) -> Shown {
        let what = format!("{what:?} in the chat of {}", self.name);
        eventually(&what, || async {
            self.chat().into_iter().rev().find(|shown| shown.is_from_account() && is(shown))
        })
        .await
    }

    /// Waits until a button of this name shows.
    ///
    /// # Panics
    /// Where it never does.
    pub async fn is_offered(&self, name: &str) {
        eventually(&format!("the button {name:?}"), || async {
            self.buttons().iter().any(|known| known == name).then_some(())
        })
        .await;
    }

    /// Waits for a picture of the account's, as the phone has fetched it: the original and the small one.
    ///
    /// # Panics
    /// Where it never comes.
    pub async fn sees_a_picture(&self) -> (Picture, Picture) {
        let shown = self.sees_so("a picture", |shown| matches!(shown.what, Thing::Picture { .. })).await;
        let Thing::Picture { original, preview } = shown.what else { unreachable!("a picture") };
        eventually("a picture that is fetched", || async {
            self.shared.with(|kept| Some((kept.fetched(&original)?, kept.fetched(&preview)?)))
        })
        .await
    }

    /// How often the account said something that holds these words.
    #[must_use]
    pub fn times(&self, words: &str) -> usize {
        let chat = self.chat();
        let said = chat.iter().filter(|shown| shown.is_from_account()).filter_map(Shown::words);
        said.filter(|said| said.contains(words)).count()
    }

    /// How often the loading animation was started, and whether it runs.
    #[must_use]
    pub fn loadings(&self) -> (usize, bool) {
        self.shared.with(|kept| (kept.members[&self.id].loadings, kept.members[&self.id].loading))
    }

    /// So many entries of the chat are marked as read.
    #[must_use]
    pub fn read(&self) -> usize {
        self.shared.with(|kept| kept.members[&self.id].read)
    }

    /// The name of the menu that is linked to this person alone.
    #[must_use]
    pub fn linked_menu(&self) -> Option<String> {
        self.shared.with(|kept| {
            let id = kept.members[&self.id].menu.as_ref()?;
            kept.menus.get(id)?.json["name"].as_str().map(str::to_owned)
        })
    }
}
