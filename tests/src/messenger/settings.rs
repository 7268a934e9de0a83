//! tests: what a story changes of LINE: the account, its followers, the clock, and what LINE still remembers.

use std::{sync::Arc, time::Duration};

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    Messenger, Sends, User,
    calls::{again, signature},
    events,
    kept::{Member, hex},
};

impl Messenger {
    /// The webhook's address is entered, and switched on.
    pub fn enters(&self, webhook: &str) {
        self.shared.with(|kept| kept.account.endpoint = Some((webhook.to_owned(), true)));
    }

    /// What is entered as the webhook's address, and whether it is on.
    pub fn endpoint(&self, endpoint: Option<(&str, bool)>) {
        let endpoint = endpoint.map(|(address, on)| (address.to_owned(), on));
        self.shared.with(|kept| kept.account.endpoint = endpoint);
    }

    /// The channel secret, and the channel access token.
    #[must_use]
    pub fn secrets(&self) -> (String, String) {
        self.shared.with(|kept| (kept.account.secret.clone(), kept.account.token.clone()))
    }

    /// The token of before is no longer good; the new one.
    #[must_use]
    pub fn changes_token(&self) -> String {
        let token = format!("{}/{}=", hex(40), hex(40));
        self.shared.with(|kept| kept.account.token.clone_from(&token));
        token
    }

    /// So many messages a month, of which so many are used.
    pub fn quota(&self, limit: Option<u64>, used: u64) {
        self.shared.with(|kept| (kept.account.limit, kept.account.used) = (limit, used));
    }

    /// How many messages of the month are used.
    #[must_use]
    pub fn used(&self) -> u64 {
        self.shared.with(|kept| kept.account.used)
    }

    /// The stand-in's clock goes ahead: reply tokens grow old, and menus may be made again.
    pub fn later(&self, by: Duration) {
        self.shared.with(|kept| kept.ahead += by);
    }

    /// From now on every event is delivered twice.
    pub fn tells_everything_twice(&self) {
        self.shared.with(|kept| kept.twice = true);
    }

    /// Every event that was delivered so far, as LINE tells it again.
    #[must_use]
    pub fn all_again(&self) -> Vec<Value> {
        self.shared.with(|kept| kept.delivered.iter().map(again).collect())
    }

    /// An event of a kind from nobody, or from a source.
    #[must_use]
    pub fn event(&self, kind: &str, source: &Value) -> Value {
        self.shared.with(|kept| events::event(kept, kind, source))
    }

    /// What the account's secret makes of these bytes.
    #[must_use]
    pub fn signature(&self, body: &[u8]) -> String {
        self.shared.with(|kept| signature(&kept.account.secret, body))
    }

    /// What somebody sent is not there for the next so many times that it is asked for.
    pub fn not_yet(&self, message: &str, times: usize) {
        self.shared.with(|kept| kept.blobs.get_mut(message).expect("a content").not_yet = times);
    }

    /// What somebody sent cannot be prepared.
    pub fn spoils(&self, message: &str) {
        self.shared.with(|kept| kept.blobs.get_mut(message).expect("a content").spoiled = true);
    }

    /// LINE has dropped what somebody sent, and says so with this status.
    pub fn forgets(&self, message: &str, status: u16) {
        let status = StatusCode::from_u16(status).expect("a status");
        self.shared.with(|kept| kept.blobs.get_mut(message).expect("a content").dropped = Some(status));
    }

    /// How often what somebody sent was handed out.
    #[must_use]
    pub fn given(&self, message: &str) -> usize {
        self.shared.with(|kept| kept.blobs.get(message).map_or(0, |blob| blob.given))
    }

    /// A group with these people, which the account joins; its id.
    pub async fn group(&self, members: &[&User]) -> String {
        let id = format!("C{}", hex(16));
        let event = self.shared.with(|kept| {
            let members = members.iter().map(|user| user.id.clone()).collect();
            kept.groups.insert(id.clone(), members);
            let mut event = events::event(kept, "join", &json!({ "type": "group", "groupId": id }));
            event["replyToken"] = json!(kept.reply_token(&id));
            event
        });
        self.shared.delivers_surely(&event).await;
        id
    }

    /// Somebody says this in a group.
    pub async fn says_in(&self, group: &str, user: &User, text: &str) {
        let event = self.shared.with(|kept| {
            let source = json!({ "type": "group", "groupId": group, "userId": user.id });
            events::message(kept, &source, group, &Sends::words(text)).1
        });
        self.shared.delivers_surely(&event).await;
    }

    /// The names of all menus, the default one first where there is one.
    #[must_use]
    pub fn menus(&self) -> Vec<String> {
        self.shared.with(|kept| {
            let name = |id: &String| kept.menus[id].json["name"].as_str().unwrap_or_default().to_owned();
            let first = kept.default_menu.iter();
            let others = kept.menus.keys().filter(|id| Some(*id) != kept.default_menu.as_ref());
            first.chain(others).map(name).collect()
        })
    }

    /// The name of the menu that everybody sees who has none of their own, and its picture.
    #[must_use]
    pub fn default_menu(&self) -> Option<(String, Vec<u8>)> {
        self.shared.with(|kept| {
            let menu = kept.menus.get(kept.default_menu.as_ref()?)?;
            Some((menu.json["name"].as_str()?.to_owned(), menu.picture.clone()?))
        })
    }
}

impl User {
    fn is(self, change: impl FnOnce(&mut Member)) -> Self {
        self.shared.with(|kept| change(kept.members.get_mut(&self.id).expect("a member")));
        Self { shared: Arc::clone(&self.shared), ..self }
    }

    /// Their language, as LINE names it.
    #[must_use]
    pub fn speaking(self, language: &str) -> Self {
        self.is(|member| member.language = Some(language.to_owned()))
    }

    /// Their picture.
    #[must_use]
    pub fn looking(self, picture: &[u8]) -> Self {
        self.is(|member| member.picture = Some(picture.to_vec()))
    }

    /// They are a follower already, from before the server was there.
    #[must_use]
    pub fn following(self) -> Self {
        self.is(|member| member.follows = true)
    }
}
