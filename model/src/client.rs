//! The model's client: one provider, its breaker and its meter.

mod answer;
mod call;
mod exchange;
mod thoughts;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use reqwest::Url;
use tokio::{sync::mpsc, time::Instant};

use crate::{
    Ask, Failure, Limits, Pair, Piece, Settings, SettingsError, State, Turn, Used,
    breaker::Breaker,
    pairs,
    prompt::{self, tag},
    summary, web,
    wire::{Request, Stop},
};
use call::Call;
use exchange::{Exchange, Said};

/// Room for sentences that nobody has taken yet.
const ROOM: usize = 16;
/// What a try-out may use: models that think need more than a word.
const TRY_TOKENS: u32 = 64;

/// One provider with its settings. Clones share the connections, the breaker and the meter.
#[derive(Clone, Debug)]
pub struct Client {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    settings: Settings,
    address: Url,
    limits: Limits,
    web: reqwest::Client,
    begun: Instant,
    now: Mutex<Now>,
}

/// What changes.
#[derive(Debug)]
struct Now {
    breaker: Breaker,
    last: Option<Failure>,
    used: Used,
}

/// How a provider is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Whether calls go out.
    pub state: State,
    /// The last failure, if nothing has gone well since.
    pub last: Option<Failure>,
}

/// What came of a try-out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The model as the provider names it, or as the settings do where it names none.
    pub model: String,
    /// What it cost.
    pub used: Used,
}

impl Client {
    /// Opens no connection yet.
    ///
    /// # Errors
    ///
    /// Settings that cannot work.
    pub fn new(settings: Settings, limits: Limits) -> Result<Self, SettingsError> {
        settings.check()?;
        let address = settings.endpoint()?;
        let web = web::client().map_err(|_| SettingsError::Tls)?;
        let now = Now { breaker: Breaker::new(), last: None, used: Used::default() };
        let begun = Instant::now();
        let inner = Inner { settings, address, limits, web, begun, now: Mutex::new(now) };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Begins at once, on the current tokio runtime; dropping the receiver cancels the request. The last piece is
    /// [`Piece::Done`].
    #[must_use]
    pub fn answer(&self, ask: Ask) -> mpsc::Receiver<Piece> {
        let (sender, receiver) = mpsc::channel(ROOM);
        let inner = Arc::clone(&self.inner);
        tokio::spawn(async move {
            tokio::select! {
                biased;
                () = sender.closed() => {}
                () = answer::answer(&inner, &ask, &sender) => {}
            }
        });
        receiver
    }

    /// One tiny call for a settings page. Goes out even while the provider is left alone; if it goes well, others follow.
    ///
    /// # Errors
    ///
    /// Why it did not go well.
    pub async fn try_out(&self) -> Result<Tried, Failure> {
        let request = Request {
            system: "Reply with OK and nothing else.".to_owned(),
            user: "Say OK.".to_owned(),
            tool: None,
            max_tokens: TRY_TOKENS.min(self.inner.settings.max_tokens),
        };
        let mut call = Call::forced(&self.inner);
        let result = self.inner.said(&mut call, &request, self.inner.limits.summary).await;
        let result = result.map(|said| Tried {
            model: said.model.unwrap_or_else(|| self.inner.settings.model.clone()),
            used: call.tally.used(),
        });
        call.settle(result.as_ref().err());
        result
    }

    /// At most two plain sentences, at most 400 characters, for a live agent who takes over: what the visitor wants and
    /// what was tried, in the language with the tag `locale`. The model's words: nothing in them is proved.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub async fn summarise(&self, turns: &[Turn], locale: &str) -> Result<String, Failure> {
        let mut call = Call::enter(&self.inner).ok_or(Failure::Resting)?;
        let request = summary::request(turns, tag(locale), self.inner.settings.max_tokens);
        let result = self.inner.said(&mut call, &request, self.inner.limits.summary).await;
        let result = result.and_then(|said| match said.stop {
            Stop::Filtered => Err(Failure::Withheld),
            Stop::End | Stop::Length | Stop::Call => {
                summary::plain(&said.text, turns).ok_or(Failure::Rubbish)
            }
        });
        call.settle(result.as_ref().err());
        result
    }

    /// Questions that a live agent answered in a conversation, for a person to approve, edit or drop; often none. May take as
    /// long as a whole answer.
    ///
    /// # Errors
    ///
    /// Why there are none.
    pub async fn pairs(&self, turns: &[Turn]) -> Result<Vec<Pair>, Failure> {
        let mut call = Call::enter(&self.inner).ok_or(Failure::Resting)?;
        let request = pairs::request(turns, self.inner.settings.max_tokens);
        let result = self.inner.said(&mut call, &request, self.inner.limits.whole).await;
        let result = result.and_then(|said| match said.stop {
            Stop::Filtered => Err(Failure::Withheld),
            Stop::Length => Err(Failure::TooLong),
            Stop::End | Stop::Call => pairs::drawn(&said.text, turns).ok_or(Failure::Rubbish),
        });
        call.settle(result.as_ref().err());
        result
    }

    /// What [`Client::answer`] would send of this: the instructions and the one message, for a playground. No key is in it.
    #[must_use]
    pub fn preview(&self, ask: &Ask) -> (String, String) {
        let request = prompt::answer(ask, &prompt::shown(&ask.passages), self.inner.settings.max_tokens);
        (request.system, request.user)
    }

    /// How the provider is doing, for an admin's page.
    #[must_use]
    pub fn state(&self) -> Health {
        let elapsed = self.inner.begun.elapsed();
        let now = self.inner.now();
        Health { state: now.breaker.state(elapsed), last: now.last.clone() }
    }

    /// What was used since this was asked last, by calls of every kind: those that nobody waited for are in it, which no
    /// [`Piece::Done`] tells of.
    #[must_use]
    pub fn take_used(&self) -> Used {
        std::mem::take(&mut self.inner.now().used)
    }
}

impl Inner {
    /// Nothing is left half done under the lock, so a panic elsewhere does not matter.
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything that a model says to a request, within a time.
    async fn said(&self, call: &mut Call<'_>, request: &Request, within: Duration) -> Result<Said, Failure> {
        let by = Instant::now() + within;
        let exchange = Exchange::open(self, &mut call.tally, request, by).await?;
        exchange.all(&mut call.tally, by).await
    }
}

#[cfg(test)]
mod tests;
