//! Identity: a visitor proves who they are, and is then the same one on every device; the secrets that proofs are signed
//! with.

mod proof;

use std::sync::Arc;

use baton_protocol::{
    AgentId, Code, ConversationId, Refusal,
    past::{Identified, Identify},
    site::{NewSecret, SecretView},
};

use super::{Desk, unavailable};
use crate::{
    bus::{Hint, Topic},
    random::{token, token_hash},
    store::model::{AboutVisitor, Claim, SiteId},
};

/// A secret stays good so long after the next one was made, milliseconds: as long as the longest proof.
const FORMER: i64 = 24 * 60 * 60 * 1_000;
/// Random bytes of a secret.
const SECRET: usize = 32;

impl Desk {
    /// Takes a proof; `offered` is the visitor's token so far. What was said anonymously with it becomes theirs.
    pub(crate) async fn identify(
        self: &Arc<Self>,
        wish: &Identify,
        offered: Option<&str>,
        about: AboutVisitor,
    ) -> Result<Identified, Refusal> {
        let site = self.site(&wish.site);
        let site = site.ok_or_else(|| Refusal::new(Code::NotFound, "There is no such site."))?.site.id;
        let secrets = self.secrets(site).await?;
        let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
        let now = self.clock.now();
        let proved = proof::read(&wish.proof, &secrets, now.0 / 1_000)
            .map_err(|wrong| Refusal::new(Code::Unauthorized, wrong.to_string()))?;
        let none = || Refusal::new(Code::Unavailable, "The server cannot issue a token now.");
        let fresh = token(self.random.as_ref()).map_err(|_| none())?;
        let hash = token_hash(&fresh).ok_or_else(none)?;
        let offered = offered.and_then(token_hash);
        let claim = self.store.prove(site, proved, offered, hash, about, now).await;
        let Claim { visitor, keeps, news, merged } = claim.map_err(|error| unavailable(&error))?;
        if news {
            // Whoever listens is somebody else from now on, or more than before, and greets again.
            let strangers = offered.map(Topic::Stranger);
            let former = merged.as_ref().map(|(former, _)| Topic::Visitor(*former));
            self.heads.forget_current(visitor);
            if let Some((former, conversations)) = &merged {
                self.heads.forget(*former, conversations);
                self.move_open(conversations).await?;
            }
            for topic in [strangers, former, Some(Topic::Visitor(visitor))].into_iter().flatten() {
                self.bus.publish(topic, Hint::Rights);
            }
        }
        Ok(Identified { token: (!keeps).then_some(fresh) })
    }

    /// Those who wait or are talked to under another visitor's number now are known by the new one.
    async fn move_open(self: &Arc<Self>, conversations: &[ConversationId]) -> Result<(), Refusal> {
        for id in conversations {
            let head = self.stored_head(id).await?;
            if head.body.state.request().is_some() || head.body.state.agent().is_some() {
                self.introduce(&head);
            }
        }
        Ok(())
    }

    /// The visitor's token is good no more.
    pub(crate) async fn end_visitor_token(&self, offered: &str) -> Result<(), Refusal> {
        let Some(hash) = token_hash(offered) else { return Ok(()) };
        self.store.end_token(hash).await.map_err(|error| unavailable(&error))
    }

    /// What is known of a site's secret.
    pub(crate) async fn secret_view(&self, key: &str) -> Result<SecretView, Refusal> {
        let site = self.named_site(key)?.site.id;
        let stored = self.store.site_secret(site).await.map_err(|error| unavailable(&error))?;
        let Some(stored) = stored else { return Ok(SecretView::default()) };
        let now = self.clock.now();
        let former_until = stored.former.map(|(_, until)| until).filter(|until| *until > now);
        Ok(SecretView { made: Some(stored.made), former_until })
    }

    /// A new secret for a site; this is the only time that anybody sees it.
    pub(crate) async fn make_secret(&self, by: AgentId, key: &str) -> Result<NewSecret, Refusal> {
        let site = self.named_site(key)?.site.id;
        let none = || Refusal::new(Code::Unavailable, "The server cannot make a secret now.");
        let mut bytes = [0; SECRET];
        self.random.fill(&mut bytes).map_err(|_| none())?;
        let secret: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let sealed = self.vault.seal(&secret, &sealed_as(site), self.random.as_ref()).ok_or_else(none)?;
        let now = self.clock.now();
        let stored = self.store.put_site_secret(site, sealed, now, now.plus(FORMER)).await;
        stored.map_err(|error| unavailable(&error))?;
        self.note(by, "site.secret_made", key).await;
        Ok(NewSecret { secret })
    }

    /// The secrets that a proof for this site may be signed with now.
    async fn secrets(&self, site: SiteId) -> Result<Vec<String>, Refusal> {
        let stored = self.store.site_secret(site).await.map_err(|error| unavailable(&error))?;
        let Some(stored) = stored else { return Ok(Vec::new()) };
        let now = self.clock.now();
        let former = stored.former.filter(|(_, until)| *until > now).map(|(sealed, _)| sealed);
        let all = [Some(stored.sealed), former].into_iter().flatten();
        let read: Vec<_> = all.filter_map(|sealed| self.vault.unseal(&sealed, &sealed_as(site))).collect();
        if read.is_empty() {
            tracing::error!("a site's secret cannot be read: was vault.key lost? Make a new secret.");
        }
        Ok(read)
    }
}

/// What a site's secret is sealed for.
fn sealed_as(site: SiteId) -> String {
    format!("the identity secret of site {}", site.0)
}
