//! Account: a site's LINE official account: connected, looked after, disconnected.

use std::sync::Arc;

use baton_line::{api::Failed, words::LOCALES};
use baton_protocol::{
    AgentId, Code, ConversationId, FileId, Refusal,
    file::Attachment,
    line::{LineAccount, LineChange, LineMenu, LineMissing, LineQuota, LineTrouble, LineView, Resend},
};

use super::Channel;
use crate::{
    desk::{files::Owner, lines::Account, people::WrongField, shelf::Desked, teams::wrong, unavailable},
    store::{
        StoreError,
        model::{LineAbout, SiteId},
    },
};

/// Characters of a channel secret.
const SECRET: usize = 32;
/// LINE's tokens are shorter.
const TOKEN: usize = 1_000;

/// What LINE says of an account.
#[derive(Default)]
struct Told {
    missing: Vec<LineMissing>,
    quota: Option<LineQuota>,
}

impl Channel {
    /// The site's account as its admins see it.
    pub(crate) async fn view(&self, key: &str) -> Result<LineView, Refusal> {
        let desked = self.site(key)?;
        let webhook = self.webhook(key);
        let Some(account) = self.desk.line(desked.site.id) else {
            return Ok(LineView { webhook, account: None });
        };
        let waiting = self.desk.store.posted(account.site).await.map_err(|error| unavailable(&error))?;
        let about = account.about.clone();
        let account = LineAccount {
            locale: about.locale,
            name: about.name,
            basic_id: about.basic_id,
            picture: about.picture,
            checked: about.checked,
            trouble: about.trouble,
            missing: about.missing,
            quota: about.quota,
            menu: about.menu,
            waiting,
        };
        Ok(LineView { webhook, account: Some(account) })
    }

    /// Connects the site, or changes what is connected, and asks LINE at once.
    pub(crate) async fn connect(
        self: &Arc<Self>,
        by: AgentId,
        key: &str,
        change: LineChange,
    ) -> Result<LineView, WrongField> {
        let site = self.site(key)?.site.id;
        let known = self.desk.line(site);
        let LineChange { secret, token, locale } = change;
        if !LOCALES.contains(&locale.as_str()) {
            return Err(wrong("locale", "Please choose one of the chat's languages."));
        }
        let secret = secret.map(|secret| secret.trim().to_ascii_lowercase());
        let secret = secret.or_else(|| known.as_ref().map(|known| known.secret.clone())).unwrap_or_default();
        if secret.len() != SECRET || !secret.bytes().all(|c| c.is_ascii_hexdigit()) {
            return Err(wrong(
                "secret",
                "Please paste the channel secret: 32 digits and letters from a to f.",
            ));
        }
        let token = token.map(|token| token.trim().to_owned());
        let new_token = token.is_some();
        let token = token.or_else(|| known.as_ref().map(|known| known.token.clone())).unwrap_or_default();
        if token.is_empty() || token.len() > TOKEN || !token.bytes().all(|c| c.is_ascii_graphic()) {
            return Err(wrong("token", "Please paste the channel access token, in one piece."));
        }
        let mut about = known.map(|known| known.about.clone()).unwrap_or_default();
        about.locale = locale;
        if new_token {
            about.trouble = None;
        }
        self.desk.keep_line(by, key, Account { site, secret, token, about }).await?;
        self.check(key).await.map_err(WrongField::from)
    }

    /// The site is not connected any more. What was said there stays.
    pub(crate) async fn disconnect(&self, by: AgentId, key: &str) -> Result<(), Refusal> {
        let site = self.site(key)?.site.id;
        let Some(account) = self.desk.line(site) else {
            return Err(Refusal::new(Code::NotFound, "This site is not connected to LINE."));
        };
        // The menus would lead nowhere. Where LINE cannot be reached, they stay.
        if account.about.menus.is_some() {
            let ended = self.line.no_default_menu(&account.token).await;
            let menus = account.about.menus.iter().flat_map(|menus| [&menus.talk, &menus.back]);
            for menu in menus.filter(|_| ended.is_ok()) {
                if let Err(failed) = self.line.delete_menu(&account.token, menu).await {
                    tracing::info!(%failed, "a menu stays at LINE");
                }
            }
        }
        self.desk.end_line(by, key, site).await
    }

    /// Asks LINE now.
    pub(crate) async fn check(self: &Arc<Self>, key: &str) -> Result<LineView, Refusal> {
        let site = self.site(key)?.site.id;
        self.ask(site).await.map_err(|error| unavailable(&error))?;
        self.view(key).await
    }

    /// What LINE says of the account is kept; where it lets the account in, everything that waits is tried.
    pub(super) async fn ask(self: &Arc<Self>, site: SiteId) -> Result<(), StoreError> {
        let Some(account) = self.desk.line(site) else { return Ok(()) };
        match self.asked(&account).await {
            Ok(Told { missing, quota }) => {
                let now = self.desk.clock.now();
                let requests = self.desk.desked(site).is_ok_and(|desked| desked.site.settings.requests);
                let used_up = quota.is_some_and(|quota| quota.limit.is_some_and(|limit| quota.used >= limit));
                let noted = self.desk.note_line(site, |about| {
                    about.checked = Some(now);
                    about.missing = missing;
                    about.quota = quota;
                    // It will be made at once.
                    if requests && about.menus.is_none() {
                        about.menu = LineMenu::Making;
                    }
                });
                noted.await?;
                // Only a push that is refused says for sure that nothing goes any more.
                let stays = account.about.trouble == Some(LineTrouble::QuotaUsedUp) && used_up;
                if !stays {
                    self.trouble(site, None).await;
                }
                self.draw(site);
                for (of, user) in self.desk.store.arrived_from().await? {
                    if of == site {
                        self.work(of, user);
                    }
                }
                for visitor in self.desk.store.posted_to(Some(site)).await? {
                    self.deliver(visitor);
                }
            }
            Err(Failed::TokenRefused) => self.trouble(site, Some(LineTrouble::TokenRefused)).await,
            Err(failed) => {
                tracing::warn!(%failed, "LINE did not say how the account stands");
                self.trouble(site, Some(LineTrouble::Unreachable)).await;
            }
        }
        Ok(())
    }

    async fn asked(&self, account: &Account) -> Result<Told, Failed> {
        let token = account.token.as_str();
        let info = self.line.info(token).await?;
        let picture = self.account_picture(account, info.picture.clone()).await;
        let noted = self.desk.note_line(account.site, |about| {
            about.user = info.user_id;
            about.name = info.name;
            about.basic_id = info.basic_id;
            about.picture = picture;
            about.picture_from = info.picture;
        });
        noted.await.map_err(|error| Failed::NoAnswer(error.to_string()))?;
        let mut told = Told::default();
        let ours = self.desk.desked(account.site).map(|desked| self.webhook(&desked.site.key));
        let ours = ours.unwrap_or_default();
        if !self.address.starts_with("https://") {
            told.missing.push(LineMissing::PublicAddress);
        }
        match self.line.endpoint(token).await? {
            None => told.missing.push(LineMissing::Webhook),
            Some(endpoint) if endpoint.address != ours => {
                told.missing.push(LineMissing::OtherWebhook { address: endpoint.address });
            }
            Some(endpoint) if !endpoint.active => told.missing.push(LineMissing::WebhookOff),
            Some(_) => {
                let tested = self.line.test(token).await?;
                if !tested.success {
                    told.missing.push(LineMissing::WebhookFails { reason: tested.reason });
                }
            }
        }
        let quota = self.line.quota(token).await?;
        told.quota = Some(LineQuota { limit: quota.limit, used: quota.used, at: self.desk.clock.now() });
        Ok(told)
    }

    /// The account's picture, fetched when it is another one.
    async fn account_picture(&self, account: &Account, from: Option<String>) -> Option<FileId> {
        let LineAbout { picture, picture_from, .. } = &account.about;
        if *picture_from == from && picture.is_some() {
            return picture.clone();
        }
        let response = self.line.picture(from.as_deref()?).await?;
        // It is the account's, not a person's.
        let file = self.take(response, Owner::Account, "account").await.ok()?;
        let shown = self.desk.store.show_file(Some(&file.id), picture.as_ref()).await;
        shown.ok().map(|()| file.id)
    }

    /// Tries a message again that was not tried again by itself; what waits is tried at once.
    pub(crate) async fn resend(
        self: &Arc<Self>,
        agent: AgentId,
        id: &ConversationId,
        wish: Resend,
    ) -> Result<(), Refusal> {
        let head = self.desk.head(id).await?;
        if !self.desk.may_see(agent, &head) {
            return Err(crate::desk::not_found());
        }
        let undelivered = self.desk.undelivered(&head).await?;
        if !undelivered.iter().any(|one| one.seq == wish.seq) {
            return Err(Refusal::new(Code::NotFound, "LINE has this message already."));
        }
        self.desk.store.resend(head.key, wish.seq).await.map_err(|error| unavailable(&error))?;
        let trouble = self.desk.line(head.site).and_then(|account| account.about.trouble);
        if trouble.is_some_and(|trouble| trouble != LineTrouble::TokenRefused) {
            self.ask(head.site).await.map_err(|error| unavailable(&error))?;
        }
        self.desk.tell_undelivered(head.key).await;
        self.deliver(head.visitor);
        Ok(())
    }

    /// The file that a signed link names.
    pub(crate) async fn linked(&self, signed: &str) -> Result<Attachment, Refusal> {
        let nowhere = || Refusal::new(Code::NotFound, "There is no such file, or the link has expired.");
        let id = self.links.check(signed, self.desk.clock.now()).ok_or_else(nowhere)?;
        let found = self.desk.store.file(&id).await.map_err(|error| unavailable(&error))?;
        found.filter(|file| file.sent).map(|file| file.shown).ok_or_else(nowhere)
    }

    fn site(&self, key: &str) -> Result<Arc<Desked>, Refusal> {
        self.desk.site(key).ok_or_else(|| Refusal::new(Code::NotFound, "There is no such site."))
    }

    /// The address that LINE is to call.
    fn webhook(&self, key: &str) -> String {
        format!("{}/line/webhook/{key}", self.address)
    }
}
