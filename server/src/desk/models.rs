//! Models: what helps a site's AI agent to words, what it may cost, and what it has cost.

use std::sync::Arc;

use baton_model::{Client, Kind, Limits, Secret, Settings, State};
use baton_protocol::{
    AgentId, Refusal, Timestamp,
    answering::{Meter, ModelSettings, ModelView, Provider, Tried},
};

use super::{
    Desk,
    people::WrongField,
    shelf::{Desked, Model},
    teams::wrong,
    unavailable,
};
use crate::{ai::Voice, store::model::SiteId};

/// The most tokens of one answer: enough for the longest that a visitor reads in a chat.
const TOKENS: u32 = 1_200;

impl Desk {
    /// The site's model as an admin sees it.
    pub(crate) async fn model(&self, key: &str) -> Result<Option<ModelView>, Refusal> {
        let desked = self.named_site(key)?;
        let Some(model) = &desked.model else { return Ok(None) };
        self.settle_model(desked.site.id, &model.client, 0, 0).await;
        let meter = self.meter(desked.site.id).await?;
        let health = model.client.state();
        let ModelSettings { provider, base, model, key, budget } = model.settings.clone();
        let resting = match health.state {
            State::Open(rest) => {
                Some(self.clock.now().plus(i64::try_from(rest.as_millis()).unwrap_or(i64::MAX)))
            }
            State::Closed | State::HalfOpen => None,
        };
        let failure = health.last.map(|failure| failure.to_string());
        Ok(Some(ModelView { provider, base, model, keyed: key.is_some(), budget, meter, resting, failure }))
    }

    /// The site's model from now on; the key stays where none is named and the server is the same.
    pub(crate) async fn set_model(
        &self,
        by: AgentId,
        key: &str,
        mut wish: ModelSettings,
    ) -> Result<Option<ModelView>, WrongField> {
        let desked = self.named_site(key)?;
        wish.base = wish.base.trim().to_owned();
        wish.model = wish.model.trim().to_owned();
        wish.key = wish.key.filter(|key| !key.trim().is_empty());
        if wish.key.is_none()
            && let Some(known) = &desked.model
            && origin(&known.settings.base) == origin(&wish.base)
        {
            wish.key.clone_from(&known.settings.key);
        }
        let model = self.made_model(wish.clone()).map_err(|(field, message)| wrong(field, &message))?;
        let stored = self.store.set_model(desked.site.id, Some(wish)).await;
        stored.map_err(|error| unavailable(&error))?;
        self.sites.put_model(desked.site.id, Some(Arc::new(model)));
        self.note(by, "model.changed", key).await;
        Ok(self.model(key).await?)
    }

    pub(crate) async fn end_model(&self, by: AgentId, key: &str) -> Result<(), Refusal> {
        let site = self.named_site(key)?.site.id;
        self.store.set_model(site, None).await.map_err(|error| unavailable(&error))?;
        self.sites.put_model(site, None);
        self.note(by, "model.ended", key).await;
        Ok(())
    }

    /// The stored model says something.
    pub(crate) async fn try_model(&self, key: &str) -> Result<Tried, Refusal> {
        let desked = self.named_site(key)?;
        let Some(model) = &desked.model else {
            return Ok(Tried { model: None, failure: Some("No model is set.".to_owned()) });
        };
        let tried = model.client.try_out().await;
        self.settle_model(desked.site.id, &model.client, 0, 0).await;
        Ok(match tried {
            Ok(tried) => Tried { model: Some(tried.model), failure: None },
            Err(failure) => Tried { model: None, failure: Some(failure.to_string()) },
        })
    }

    /// Every stored model is at hand.
    pub(crate) async fn begin_models(&self) -> Result<(), crate::store::StoreError> {
        for (site, settings) in self.store.models().await? {
            match self.made_model(settings) {
                Ok(model) => self.sites.put_model(site, Some(Arc::new(model))),
                Err((_, why)) => tracing::warn!(why, "a site's model cannot be used; it answers without one"),
            }
        }
        Ok(())
    }

    fn made_model(&self, settings: ModelSettings) -> Result<Model, (&'static str, String)> {
        use baton_model::SettingsError;
        let client = Settings {
            kind: match settings.provider {
                Provider::OpenAi => Kind::OpenAi,
                Provider::Anthropic => Kind::Anthropic,
            },
            base: settings.base.clone(),
            model: settings.model.clone(),
            key: settings.key.as_deref().map(Secret::new),
            max_tokens: TOKENS,
        };
        let limits = Limits { first: self.rules.model, ..Limits::default() };
        let client = Client::new(client, limits).map_err(|error| {
            let field = match error {
                SettingsError::Address | SettingsError::Extras | SettingsError::Tls => "base",
                SettingsError::Model | SettingsError::Tokens => "model",
                SettingsError::Key => "key",
            };
            (field, error.to_string())
        })?;
        Ok(Model { settings, client })
    }

    /// Who speaks at this site now: the model, as long as it has something left of the month.
    pub(super) async fn voice(&self, desked: &Desked) -> Result<Voice, Refusal> {
        let pace = self.rules.pace;
        let Some(model) = &desked.model else { return Ok(Voice { model: None, pace }) };
        let budget = model.settings.budget;
        let mut left = true;
        if budget > 0 {
            self.settle_model(desked.site.id, &model.client, 0, 0).await;
            let meter = self.meter(desked.site.id).await?;
            left = meter.input + meter.output < budget;
        }
        Ok(Voice { model: left.then(|| model.client.clone()), pace })
    }

    /// Writes down what a model has used since this was done last, also for answers that nobody waited for.
    pub(super) async fn settle_model(&self, site: SiteId, client: &Client, calls: u64, answers: u64) {
        let used = client.take_used();
        let used = Meter { calls, answers, input: used.input, output: used.output };
        if used == Meter::default() {
            return;
        }
        if let Err(error) = self.store.count(site, &month(self.clock.now()), used).await {
            tracing::warn!(%error, "what a model has used could not be counted");
        }
    }

    async fn meter(&self, site: SiteId) -> Result<Meter, Refusal> {
        let meter = self.store.meter(site, &month(self.clock.now())).await;
        meter.map_err(|error| unavailable(&error))
    }
}

/// Scheme, host and port: whom a key is told.
fn origin(base: &str) -> Option<String> {
    let url = reqwest::Url::parse(base).ok()?;
    Some(url.origin().ascii_serialization())
}

/// `YYYY-MM`, UTC.
fn month(now: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default();
    at.to_zoned(jiff::tz::TimeZone::UTC).strftime("%Y-%m").to_string()
}
