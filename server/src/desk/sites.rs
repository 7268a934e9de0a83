//! Sites: what each says, whom it rings, and the AI agent that answers there; changed while visitors are there.

mod check;

use std::{collections::BTreeMap, sync::Arc};

use baton_protocol::{
    AgentId, Code, Refusal,
    limits::MESSAGE_CHARS,
    site::{AgentSettings, EmbedSettings, NewSite, SiteRecord, Versioned},
    visitor::SiteView,
};

use check::{check_look, check_texts, named};

pub(super) use check::is_origin;

use super::{
    Desk, hours, not_found,
    people::WrongField,
    shelf::Desked,
    teams::{changed, wrong},
    unavailable,
};
use crate::{
    bus::{Hint, Topic},
    store::model::{Edited, Site, SiteId, SiteSettings},
};

/// Questions offered at the start.
const SUGGESTIONS: usize = 6;
/// Origins of one site.
const ORIGINS: usize = 50;

impl Desk {
    /// The site with this public key.
    pub(crate) fn site(&self, key: &str) -> Option<Arc<Desked>> {
        self.sites.all().into_iter().find(|desked| desked.site.key == key)
    }

    /// The public keys of the sites, in order.
    pub(crate) fn site_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.sites.all().iter().map(|desked| desked.site.key.clone()).collect();
        keys.sort_unstable();
        keys
    }

    pub(super) fn all_sites(&self) -> Vec<Arc<Desked>> {
        self.sites.all()
    }

    pub(crate) fn desked(&self, id: SiteId) -> Result<Arc<Desked>, Refusal> {
        self.sites.get(id).ok_or_else(not_found)
    }

    /// So many live agents are available at this site: none outside its hours.
    pub(crate) fn available_at(&self, site: SiteId) -> u32 {
        let open = self.sites.get(site).is_none_or(|desked| self.is_open(&desked.site));
        if open { self.presence.available() } else { 0 }
    }

    /// Somebody should be there now.
    pub(super) fn is_open(&self, site: &Site) -> bool {
        hours::is_open(&site.settings.hours, self.clock.now())
    }

    /// Sites that are open now, of those that close at all.
    pub(super) fn open_sites(&self) -> BTreeMap<SiteId, bool> {
        let closes = |desked: &Arc<Desked>| !desked.site.settings.hours.week.is_empty();
        let all = self.sites.all();
        all.iter().filter(|desked| closes(desked)).map(|one| (one.site.id, self.is_open(&one.site))).collect()
    }

    /// Every site as its editors see it.
    pub(crate) fn site_records(&self) -> Vec<SiteRecord> {
        self.sites.all().iter().map(|desked| record(&desked.site)).collect()
    }

    /// A new site. It is there at once.
    pub(crate) async fn add_site(&self, by: AgentId, new: NewSite) -> Result<SiteRecord, WrongField> {
        let good = (2..=40).contains(&new.key.len())
            && new.key.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-');
        if !good {
            return Err(wrong("key", "Please give a key of 2 to 40 small letters, digits and hyphens."));
        }
        let name = named(&new.name)?;
        let settings = SiteSettings { name, ..SiteSettings::default() };
        let added = self
            .store
            .add_site(&new.key, settings, self.clock.now())
            .await
            .map_err(|error| unavailable(&error))?;
        let Some(site) = added else { return Err(wrong("key", "Another site has this key.")) };
        self.note(by, "site.added", &site.key).await;
        Ok(record(&self.sites.put(site).site))
    }

    /// What the AI agent says there, for editors.
    pub(crate) async fn set_agent(
        &self,
        by: AgentId,
        key: &str,
        change: Versioned<AgentSettings>,
    ) -> Result<SiteRecord, WrongField> {
        let Versioned { version, to } = change;
        let name = named(&to.name)?;
        if to.greeting.chars().nth(MESSAGE_CHARS).is_some() {
            return Err(wrong("greeting", "This is longer than 8000 characters."));
        }
        let few = to.suggestions.len() <= SUGGESTIONS;
        if !few || to.suggestions.iter().any(|text| text.trim().is_empty() || text.chars().nth(200).is_some())
        {
            return Err(wrong("suggestions", "Please give up to six questions of at most 200 characters."));
        }
        if let Some(picture) = &to.picture {
            let shown = self.public_picture(picture).await;
            shown.map_err(|_| wrong("picture", "There is no such picture; please choose it again."))?;
        }
        let before = self.site(key).and_then(|desked| desked.site.settings.picture.clone());
        let picture = to.picture.clone();
        let changed = self.change_site(by, "site.agent_changed", key, version, |settings| {
            settings.picture = to.picture;
            settings.ai_name = name;
            settings.greeting = to.greeting;
            settings.suggestions = to.suggestions;
            settings.requests = to.requests;
        });
        let changed = changed.await?;
        if picture != before {
            let shown = self.store.show_file(picture.as_ref(), before.as_ref()).await;
            shown.map_err(|error| unavailable(&error))?;
        }
        Ok(changed)
    }

    /// Where it may be embedded, whom it rings and when, for admins.
    pub(crate) async fn set_embed(
        &self,
        by: AgentId,
        key: &str,
        change: Versioned<EmbedSettings>,
    ) -> Result<SiteRecord, WrongField> {
        let Versioned { version, to } = change;
        let name = named(&to.name)?;
        let colour = to.accent.strip_prefix('#').unwrap_or_default();
        if colour.len() != 6 || !colour.bytes().all(|c| c.is_ascii_hexdigit()) {
            return Err(wrong("accent", "Please give a colour such as #2f6f4f."));
        }
        if to.origins.len() > ORIGINS || !to.origins.iter().all(|origin| is_origin(origin)) {
            return Err(wrong(
                "origins",
                "Please give origins such as https://shop.example, without a path.",
            ));
        }
        hours::check(&to.hours).map_err(|(field, message)| wrong(field, message))?;
        if to.team.is_some_and(|team| !self.crew.book().teams.contains_key(&team)) {
            return Err(wrong("team", "There is no such team."));
        }
        check_texts(&to.texts)?;
        check_look(&to.look)?;
        if let Some(logo) = &to.look.logo {
            let shown = self.public_picture(logo).await;
            shown.map_err(|_| wrong("logo", "There is no such picture; please choose it again."))?;
        }
        let before = self.site(key).and_then(|desked| desked.site.settings.look.logo.clone());
        let logo = to.look.logo.clone();
        let changed = self.change_site(by, "site.changed", key, version, |settings| {
            settings.position = to.position;
            settings.texts = to.texts;
            settings.look = to.look;
            settings.form = to.form;
            settings.proof = to.proof;
            settings.name = name;
            settings.accent = to.accent;
            settings.origins = to.origins;
            settings.team = to.team;
            settings.hours = to.hours;
        });
        let changed = changed.await?;
        if logo != before {
            let shown = self.store.show_file(logo.as_ref(), before.as_ref()).await;
            shown.map_err(|error| unavailable(&error))?;
        }
        Ok(changed)
    }

    /// The site as its visitors see it at this moment.
    pub(crate) fn site_view(&self, site: &Site) -> SiteView {
        let settings = site.settings.clone();
        SiteView {
            name: settings.name,
            ai_name: settings.ai_name,
            greeting: settings.greeting,
            suggestions: settings.suggestions,
            requests: settings.requests,
            accent: settings.accent,
            picture: settings.picture,
            look: settings.look,
            form: settings.form,
            proof: settings.proof,
            mails: self.away.mail.is_some(),
            texts: settings.texts,
            opens: hours::next_opening(&settings.hours, self.clock.now()),
        }
    }

    async fn change_site(
        &self,
        by: AgentId,
        what: &str,
        key: &str,
        version: u64,
        change: impl FnOnce(&mut SiteSettings),
    ) -> Result<SiteRecord, WrongField> {
        let nowhere = || Refusal::new(Code::NotFound, "There is no such site.");
        let desked = self.site(key).ok_or_else(nowhere)?;
        let mut settings = desked.site.settings.clone();
        change(&mut settings);
        let edited = self.store.change_site(desked.site.id, settings, version).await;
        match edited.map_err(|error| unavailable(&error))? {
            Edited::Done(site) => {
                let desked = self.sites.put(site);
                self.bus.publish(Topic::Site(desked.site.id), Hint::Site);
                self.bus.publish(Topic::Line, Hint::Site);
                self.note(by, what, key).await;
                Ok(record(&desked.site))
            }
            Edited::Missing | Edited::Taken | Edited::LastAdmin => Err(nowhere().into()),
            Edited::Stale => Err(changed().into()),
        }
    }
}

fn record(site: &Site) -> SiteRecord {
    let settings = site.settings.clone();
    SiteRecord {
        key: site.key.clone(),
        version: site.version,
        agent: AgentSettings {
            name: settings.ai_name,
            greeting: settings.greeting,
            suggestions: settings.suggestions,
            picture: settings.picture,
            requests: settings.requests,
        },
        embed: EmbedSettings {
            name: settings.name,
            accent: settings.accent,
            origins: settings.origins,
            position: settings.position,
            texts: settings.texts,
            look: settings.look,
            form: settings.form,
            proof: settings.proof,
            team: settings.team,
            hours: settings.hours,
        },
    }
}
