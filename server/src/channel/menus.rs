//! Menus: the button at the bottom of the chat. Everybody sees the one that asks for a person; who has asked for one,
//! or talks to one, sees the way back to the AI agent.

use std::{sync::Arc, time::Duration};

use baton_conversation::State;
use baton_line::{
    api::Failed,
    menu::{Design, Menu},
};
use baton_protocol::{
    Refusal,
    line::{LineMenu, LineTrouble},
};
use tokio::time::sleep;

use super::{Channel, deliver::Step};
use crate::{
    desk::{lines::Account, unavailable},
    store::model::{LineMenus, LineUser, LineUserChange, SiteId},
};

/// What the names of our menus begin with; an owner's own menus are left alone.
const OURS: &str = "baton ";
/// Between two tries.
const AGAIN: Duration = Duration::from_secs(30);
/// So often, before it waits for the next look at the account.
const TRIES: u32 = 5;

impl Channel {
    /// Makes the site's menus what they should be, unless that is under way.
    pub(super) fn draw(self: &Arc<Self>, site: SiteId) {
        if self.drawing.begin(site) {
            let channel = Arc::clone(self);
            tokio::spawn(async move { channel.draw_all(site).await });
        }
    }

    async fn draw_all(self: Arc<Self>, site: SiteId) {
        let mut tries = 0;
        loop {
            match self.draw_once(site).await {
                Ok(()) => tries = 0,
                Err(Failed::TokenRefused) => self.trouble(site, Some(LineTrouble::TokenRefused)).await,
                Err(Failed::NoAnswer(_) | Failed::Slow { .. }) if tries < TRIES => {
                    tries += 1;
                    sleep(AGAIN).await;
                    continue;
                }
                Err(failed) => {
                    tracing::warn!(%failed, "LINE did not take the menus");
                    let why = failed.why();
                    self.note_menu(site, LineMenu::Failed { why }, None).await;
                }
            }
            if self.drawing.end(&site) {
                return;
            }
        }
    }

    async fn draw_once(self: &Arc<Self>, site: SiteId) -> Result<(), Failed> {
        let (Some(account), Ok(desked)) = (self.able(site), self.desk.desked(site)) else { return Ok(()) };
        let (locale, accent) = (account.about.locale.clone(), desked.site.settings.accent.clone());
        let design = Design { locale: &locale, accent: &accent };
        let wanted = desked
            .site
            .settings
            .requests
            .then(|| format!("{} {}", design.name(Menu::Talk), design.name(Menu::Back)));
        let has = account.about.menus.as_ref().map(|menus| menus.design.clone());
        if has == wanted && matches!(account.about.menu, LineMenu::Shown | LineMenu::Off) {
            return Ok(());
        }
        let token = account.token.as_str();
        let old = self.line.menus(token).await?.into_iter().filter(|(_, name)| name.starts_with(OURS));
        let old: Vec<String> = old.map(|(id, _)| id).collect();
        let new = match wanted {
            Some(wanted) => {
                self.note_menu(site, LineMenu::Making, account.about.menus.clone()).await;
                let talk = self.make(token, &locale, &accent, Menu::Talk).await?;
                let back = self.make(token, &locale, &accent, Menu::Back).await?;
                self.line.default_menu(token, &talk).await?;
                Some(LineMenus { design: wanted, talk, back })
            }
            None => {
                self.line.no_default_menu(token).await?;
                None
            }
        };
        let state = if new.is_some() { LineMenu::Shown } else { LineMenu::Off };
        let kept = new.is_some();
        self.note_menu(site, state, new).await;
        // Who has the old way back is given the new one, or none.
        for visitor in self.desk.store.forget_line_menus(site).await.unwrap_or_default() {
            if let (false, Ok(Some(user))) = (kept, self.desk.store.line_user_of(visitor).await) {
                self.line.unlink_menu(token, &user.user).await?;
            }
            self.deliver(visitor);
        }
        for id in old {
            self.line.delete_menu(token, &id).await?;
        }
        Ok(())
    }

    async fn make(&self, token: &str, locale: &str, accent: &str, menu: Menu) -> Result<String, Failed> {
        let id = self.line.create_menu(token, &Design { locale, accent }.json(menu)).await?;
        let (locale, accent) = (locale.to_owned(), accent.to_owned());
        // Drawing takes a processor for a moment.
        let draw = move || Design { locale: &locale, accent: &accent }.picture(menu);
        let png =
            tokio::task::spawn_blocking(draw).await.map_err(|error| Failed::NoAnswer(error.to_string()))?;
        self.line.upload_menu(token, &id, png).await?;
        Ok(id)
    }

    async fn note_menu(&self, site: SiteId, state: LineMenu, menus: Option<LineMenus>) {
        let noted = self.desk.note_line(site, |about| {
            about.menu = state;
            about.menus = menus;
        });
        if let Err(error) = noted.await {
            tracing::error!(%error, "what LINE has of an account's menus could not be stored");
        }
    }

    /// The visitor's menu becomes what their conversation asks for.
    pub(super) async fn turn_menu(
        self: &Arc<Self>,
        account: &Account,
        user: &LineUser,
    ) -> Result<Step, Refusal> {
        let head = self.desk.current(user.visitor).await?;
        let with_person =
            head.is_some_and(|head| matches!(head.body.state, State::Requested(_) | State::Live(_)));
        let menus = account.about.menus.as_ref();
        let wants = with_person && menus.is_some();
        if wants == user.back || user.gone.is_some() {
            return Ok(Step::Nothing);
        }
        let turned = match menus.filter(|_| wants) {
            Some(menus) => self.line.link_menu(&account.token, &user.user, &menus.back).await,
            None => self.line.unlink_menu(&account.token, &user.user).await,
        };
        match turned {
            Ok(()) => {
                let change = LineUserChange::Back(wants);
                let stored = self.desk.store.change_line_user(user.visitor, change).await;
                stored.map_err(|error| unavailable(&error))?;
                Ok(Step::More)
            }
            Err(Failed::TokenRefused) => {
                self.trouble(account.site, Some(LineTrouble::TokenRefused)).await;
                Ok(Step::Nothing)
            }
            Err(Failed::NoAnswer(_)) => Ok(Step::Later(None)),
            Err(Failed::Slow { after }) => Ok(Step::Later(after)),
            Err(failed) => {
                tracing::warn!(%failed, "LINE did not change somebody's menu");
                Ok(Step::Nothing)
            }
        }
    }
}
