//! Who: the visitor behind LINE's name of them; what LINE says of them is asked for at first and once a day.

use std::sync::Arc;

use baton_line::{api::Failed, words::Words};
use baton_protocol::{Code, Refusal, Timestamp, VisitorId, limits::NAME_CHARS, line::LineTrouble};
use unicode_segmentation::UnicodeSegmentation;

use super::Channel;
use crate::{
    desk::{files::Owner, lines::Account, unavailable},
    random::{token, token_hash},
    store::model::{AboutVisitor, LineUser, LineUserChange, Visitor},
};

/// What LINE says of somebody is believed for so many milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000;

impl Channel {
    /// The visitor; a new one, where nobody was known by this name.
    pub(super) async fn who(
        self: &Arc<Self>,
        account: &Account,
        name: &str,
    ) -> Result<(LineUser, Visitor), Refusal> {
        let (store, now) = (&self.desk.store, self.desk.clock.now());
        let known = store.line_user(account.site, name).await.map_err(|error| unavailable(&error))?;
        let fresh = known.as_ref().is_some_and(|user| user.profile_at.plus(DAY) > now);
        let profile = if fresh { None } else { self.profile(account, name).await };
        let user = match known {
            Some(user) => user,
            None => {
                let locale = account.about.locale.clone();
                let about = AboutVisitor { locale, user_agent: "LINE".to_owned(), ..AboutVisitor::default() };
                // Nobody ever holds this token: they are known by LINE's signature alone.
                let token = token(self.desk.random.as_ref()).ok().as_deref().and_then(token_hash);
                let token = token.ok_or_else(|| {
                    Refusal::new(Code::Unavailable, "The system has no random bytes to give.")
                })?;
                let added = store.add_line_user(account.site, name, token, about, now).await;
                added.map_err(|error| unavailable(&error))?
            }
        };
        if let Some(profile) = profile {
            let name = clean(&profile.name);
            let locale = match &profile.language {
                Some(language) => Words::of(language).locale().to_owned(),
                None => account.about.locale.clone(),
            };
            self.change(user.visitor, LineUserChange::Profile { name, locale, at: now }).await;
            if profile.picture != user.picture_from {
                let (channel, visitor) = (Arc::clone(self), user.visitor);
                tokio::spawn(async move { channel.fetch_face(visitor, profile.picture).await });
            }
        }
        let visitor = store.visitor(user.visitor).await.map_err(|error| unavailable(&error))?;
        visitor.map(|visitor| (user, visitor)).ok_or_else(crate::desk::not_found)
    }

    /// What LINE says of them. Who cannot be asked about is somebody without a name until the next time.
    async fn profile(self: &Arc<Self>, account: &Account, name: &str) -> Option<baton_line::api::Profile> {
        if account.about.trouble == Some(LineTrouble::TokenRefused) {
            return None;
        }
        match self.line.profile(&account.token, name).await {
            Ok(profile) => Some(profile),
            Err(Failed::TokenRefused) => {
                self.trouble(account.site, Some(LineTrouble::TokenRefused)).await;
                None
            }
            Err(failed) => {
                tracing::debug!(%failed, "LINE did not say who somebody is");
                None
            }
        }
    }

    /// Their picture is fetched once, and kept.
    async fn fetch_face(&self, visitor: VisitorId, from: Option<String>) {
        let fetched = async {
            let response = self.line.picture(from.as_deref()?).await?;
            let file = self.take(response, Owner::Messenger(visitor), "picture").await.ok()?;
            file.picture.is_some().then_some(file.id)
        };
        let picture = fetched.await;
        match self.desk.store.set_line_picture(visitor, picture, from).await {
            Ok(Some(before)) => self.desk.bytes.remove(&[before]).await,
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "somebody's picture could not be stored"),
        }
    }

    /// They have written: nothing that was said of them before keeps words from them.
    pub(super) async fn is_here(&self, user: &LineUser, reply: Option<String>, received: Timestamp) {
        if user.gone.is_some() {
            self.change(user.visitor, LineUserChange::Gone(None)).await;
        }
        if let Some(token) = reply {
            self.change(user.visitor, LineUserChange::Reply(token, received)).await;
        }
    }
}

/// A name that people chose for themselves, as others can be shown it: no marks that turn text round, no control
/// characters, not longer than names are. None where nothing is left.
fn clean(name: &str) -> Option<String> {
    let shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let plain: String = name.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(shown).collect();
    let mut cleaned = String::new();
    let mut length = 0;
    for grapheme in plain.split_whitespace().collect::<Vec<_>>().join(" ").graphemes(true) {
        length += grapheme.chars().count();
        if length > NAME_CHARS {
            break;
        }
        cleaned.push_str(grapheme);
    }
    (!cleaned.is_empty()).then_some(cleaned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_as_one_line_of_letters() {
        assert_eq!(clean("  Mei\n Lin ").as_deref(), Some("Mei Lin"));
        assert_eq!(clean("\u{202e}evil\u{202c}").as_deref(), Some("evil"));
        assert_eq!(clean("\u{202e} \u{7}"), None);
        assert_eq!(clean("<b>Mei</b>").as_deref(), Some("<b>Mei</b>"), "text is data");
        let family = "👨‍👩‍👧‍👦".repeat(200);
        let cleaned = clean(&family).unwrap();
        assert!(family.starts_with(&cleaned) && cleaned.chars().count() <= NAME_CHARS);
        assert_eq!(cleaned.chars().count() % 7, 0, "no family is torn apart");
    }
}
