//! Summon: calls those whose console is closed, by push, and by mail where nobody is connected at all.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use baton_protocol::{
    AgentId, Code, Event, Refusal, What,
    push::{PushKind, PushNote, Subscription},
};

use super::{Desk, unavailable};
use crate::{
    away::Sent,
    presence::wave::Scope,
    store::model::{Head, Pushed, TokenHash, User},
};

/// Characters of what is told of a conversation.
const WORDS: usize = 160;
/// A push service keeps word of a left message so long; a request is stale as soon as it has ended.
const LEFT_KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// Those who are switched on and have a browser that rings while their console is closed.
#[derive(Debug, Default)]
pub(crate) struct Callable(Mutex<BTreeSet<AgentId>>);

impl Callable {
    fn put(&self, agents: BTreeSet<AgentId>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = agents;
    }

    fn get(&self) -> BTreeSet<AgentId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Desk {
    /// Rings this session's browser from now on.
    pub(crate) async fn subscribe(
        &self,
        user: &User,
        session: TokenHash,
        wish: Subscription,
    ) -> Result<(), Refusal> {
        let bytes = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text.trim_end_matches('='));
        let (key, auth) = (bytes(&wish.keys.p256dh), bytes(&wish.keys.auth));
        let wrong = || Refusal::new(Code::Invalid, "This browser's push service is not one that we know.");
        let (key, auth) = key.and_then(|key| Ok((key, auth?))).map_err(|_| wrong())?;
        let pushed = Pushed { endpoint: wish.endpoint, session, person: user.id, key, auth };
        if pushed.endpoint.len() > 2_000 || !self.away.push.good(&pushed) {
            return Err(wrong());
        }
        self.store.put_push(pushed).await.map_err(|error| unavailable(&error))?;
        self.recount_callable().await;
        Ok(())
    }

    /// This session's browser no longer rings.
    pub(crate) async fn unsubscribe(&self, session: TokenHash) -> Result<(), Refusal> {
        self.store.end_push(session).await.map_err(|error| unavailable(&error))?;
        self.recount_callable().await;
        Ok(())
    }

    /// Counts anew who can be called. Where the store fails, the last count stands.
    pub(super) async fn recount_callable(&self) {
        let read = async {
            let pushes = self.store.pushes(self.clock.now()).await?;
            let with: BTreeSet<AgentId> = pushes.into_iter().map(|pushed| pushed.person).collect();
            let users = self.store.users().await?;
            let on = users.into_iter().filter(|user| user.active && user.available).map(|user| user.id);
            Ok::<_, crate::store::StoreError>(on.filter(|agent| with.contains(agent)).collect())
        };
        match read.await {
            Ok(agents) => self.callable.put(agents),
            Err(error) => tracing::warn!(%error, "who can be called was not counted"),
        }
    }

    /// Somebody besides these could open their console when called.
    pub(super) fn somebody_callable(&self, besides: &BTreeSet<AgentId>, scope: &Scope) -> bool {
        self.callable.get().iter().any(|agent| !besides.contains(agent) && scope.reaches(*agent))
    }

    /// Calls whom these events concern and who would not see them.
    pub(super) fn summon(self: &Arc<Self>, head: &Arc<Head>, events: &[Event]) {
        let open = || self.desked(head.site).is_ok_and(|desked| self.is_open(&desked.site));
        let calls = |event: &Event| {
            if let What::Contact(contact) = &event.what {
                return Some((PushKind::Left, contact.text.clone()));
            }
            let rings = matches!(event.what, What::Requested { .. } | What::AgentLost { .. });
            // A request that reached nobody is over already, but should have reached somebody.
            let due = head.body.state.request().is_some() || open();
            (rings && due).then(|| (PushKind::Request, head.body.question.clone()))
        };
        for (kind, text) in events.iter().filter_map(calls) {
            let note = PushNote {
                kind,
                conversation: head.id.clone(),
                name: head.body.name.clone(),
                text: text.chars().take(WORDS).collect(),
            };
            let (desk, head) = (Arc::clone(self), Arc::clone(head));
            tokio::spawn(async move {
                if let Err(error) = desk.call(&head, note).await {
                    tracing::warn!(%error, "not everybody was called");
                }
            });
        }
    }

    async fn call(&self, head: &Head, note: PushNote) -> anyhow::Result<()> {
        let scope = self.crew.book().scope(head.body.team);
        let here = self.presence.connected();
        let called = meant(self.callable.get().difference(&here).copied().collect(), &scope);
        let body = serde_json::to_vec(&note)?;
        let kept = if note.kind == PushKind::Left { LEFT_KEPT } else { self.rules.ring };
        let now = self.clock.now();
        let pushes = self.store.pushes(now).await?;
        let sent = pushes.iter().filter(|pushed| called.contains(&pushed.person)).map(async |pushed| {
            if self.away.push.send(pushed, &body, kept, now.0 / 1_000).await == Sent::Gone {
                self.store.drop_push(&pushed.endpoint).await?;
                self.recount_callable().await;
            }
            Ok::<_, crate::store::StoreError>(())
        });
        let (sent, mailed) =
            tokio::join!(futures::future::join_all(sent), self.mail(head, &note, &scope, &here));
        sent.into_iter().collect::<Result<(), _>>()?;
        mailed
    }

    /// Writes to those who asked for it, where nobody whom it is for is connected.
    async fn mail(
        &self,
        head: &Head,
        note: &PushNote,
        scope: &Scope,
        here: &BTreeSet<AgentId>,
    ) -> anyhow::Result<()> {
        let Some(mailer) = &self.away.mail else { return Ok(()) };
        if here.iter().any(|agent| scope.reaches(*agent)) {
            return Ok(());
        }
        let book = self.crew.book();
        let mut wanting = BTreeSet::new();
        for user in book.people.values().filter(|user| user.active) {
            if self.store.wants_mail(user.id).await? {
                wanting.insert(user.id);
            }
        }
        let site = self.desked(head.site).map(|desked| desked.site.settings.name.clone());
        let (subject, text) = letter(note, &site.unwrap_or_default(), &self.away.address);
        for user in meant(wanting, scope).iter().filter_map(|id| book.people.get(id)) {
            if let Err(error) = mailer.send(&user.email, subject, text.clone()).await {
                tracing::warn!(%error, "an e-mail was not sent");
            }
        }
        Ok(())
    }

    /// Whether this person wants an e-mail, and could get one.
    pub(crate) async fn mail_of(&self, user: &User) -> Result<(bool, bool), Refusal> {
        let mail = self.store.wants_mail(user.id).await.map_err(|error| unavailable(&error))?;
        Ok((mail, self.away.mail.is_some()))
    }

    pub(crate) async fn set_mail(&self, user: &User, mail: bool) -> Result<(), Refusal> {
        self.store.set_mail(user.id, mail).await.map_err(|error| unavailable(&error))
    }
}

/// Those of them whom it is for; where there are none, those whom it can reach.
fn meant(agents: BTreeSet<AgentId>, scope: &Scope) -> BTreeSet<AgentId> {
    let inside: BTreeSet<AgentId> = agents.iter().copied().filter(|agent| scope.has(*agent)).collect();
    if inside.is_empty() {
        agents.into_iter().filter(|agent| scope.reaches(*agent)).collect()
    } else {
        inside
    }
}

/// Subject and text of a letter.
fn letter(note: &PushNote, site: &str, address: &str) -> (&'static str, String) {
    let (subject, what) = match note.kind {
        PushKind::Request => ("A visitor asks for a person", "asks for a person"),
        PushKind::Left => ("A visitor has left a message", "has left a message"),
    };
    let name = note.name.as_deref().unwrap_or("A visitor");
    let site = if site.is_empty() { String::new() } else { format!(" on {site}") };
    let mut text = format!("{name}{site} {what}, and nobody is connected.\n\n");
    if !note.text.is_empty() {
        for line in note.text.lines() {
            text.push_str(&format!("> {line}\n"));
        }
        text.push('\n');
    }
    text.push_str(&format!("Open the conversation: {address}/console/hub/{}\n\n", note.conversation));
    text.push_str("You asked for these letters. Your profile in the console switches them off.\n");
    (subject, text)
}

#[cfg(test)]
mod tests {
    use baton_protocol::ConversationId;

    use super::*;

    #[test]
    fn a_letter_says_who_and_where() {
        let note = PushNote {
            kind: PushKind::Left,
            conversation: ConversationId::parse("q8Zt3kWmR1xN0aYbVc5LdA").unwrap(),
            name: Some("Kim".to_owned()),
            text: "Where is it?\nOrder 1042".to_owned(),
        };
        let (subject, text) = letter(&note, "Tea House", "https://chat.example");
        assert_eq!(subject, "A visitor has left a message");
        assert!(text.starts_with(
            "Kim on Tea House has left a message, and nobody is connected.\n\n> Where is it?\n> Order 1042\n"
        ));
        assert!(text.contains("https://chat.example/console/hub/q8Zt3kWmR1xN0aYbVc5LdA\n"));
    }

    #[test]
    fn the_team_comes_first_and_a_closed_one_alone() {
        let agents = |ids: &[u32]| ids.iter().map(|id| AgentId(*id)).collect::<BTreeSet<_>>();
        let scope = |closed| Scope { members: Some(agents(&[1, 2])), closed };
        assert_eq!(meant(agents(&[2, 3]), &scope(false)), agents(&[2]));
        assert_eq!(meant(agents(&[3]), &scope(false)), agents(&[3]));
        assert_eq!(meant(agents(&[3]), &scope(true)), agents(&[]));
        assert_eq!(meant(agents(&[3, 4]), &Scope::default()), agents(&[3, 4]));
    }
}
