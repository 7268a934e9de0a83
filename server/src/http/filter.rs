//! What may be asked of the Conversations list, in an address.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use baton_protocol::{AgentId, TeamId, Timestamp, agent::Channel};
use serde::Deserialize;

use super::error::Error;
use crate::store::model::{ConversationKey, ListFilter, Stage};

/// The most conversations in one page.
const MOST: usize = 100;
const USUAL: usize = 50;
/// The longest words that are looked for, in characters.
const WORDS: usize = 200;

/// Texts, so that what is wrong is answered in our own words.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    filter: Option<String>,
    status: Option<String>,
    channel: Option<String>,
    team: Option<String>,
    agent: Option<String>,
    label: Option<String>,
    from: Option<String>,
    to: Option<String>,
    q: Option<String>,
    after: Option<String>,
    limit: Option<String>,
    format: Option<String>,
}

/// A page of the list. What is empty is not asked for.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) filter: ListFilter,
    /// Words that a message has to have.
    pub(crate) words: Option<String>,
    pub(crate) after: Option<ConversationKey>,
    pub(crate) limit: usize,
    /// `csv` or `json`, for an export.
    pub(crate) format: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let asked = Query::<Asked>::from_request_parts(parts, state).await;
        let Query(asked) = asked.map_err(|_| Error::invalid("The list does not know this filter."))?;
        asked.read()
    }
}

impl Asked {
    fn read(self) -> Result<Wanted, Error> {
        let live_agent = match given(self.filter).as_deref() {
            None => false,
            Some("live_agent") => true,
            Some(_) => return Err(Error::invalid("There is no such filter.")),
        };
        let stage = match given(self.status).as_deref() {
            None => None,
            Some("ai") => Some(Stage::Ai),
            Some("requested") => Some(Stage::Requested),
            Some("live") => Some(Stage::Live),
            Some("completed") => Some(Stage::Completed),
            Some("ended") => Some(Stage::Ended),
            Some(_) => return Err(Error::invalid("There is no such status.")),
        };
        let channel = match given(self.channel).as_deref() {
            None => None,
            Some("web") => Some(Channel::Web),
            Some("line") => Some(Channel::Line),
            Some(_) => return Err(Error::invalid("There is no such channel.")),
        };
        let filter = ListFilter {
            live_agent,
            stage,
            channel,
            team: number(self.team, "A team is a number.")?.map(TeamId),
            agent: number(self.agent, "A live agent is a number.")?.map(AgentId),
            label: given(self.label),
            from: number(self.from, "A time is a number of milliseconds.")?.map(Timestamp),
            to: number(self.to, "A time is a number of milliseconds.")?.map(Timestamp),
            hidden: Vec::new(),
        };
        let after = number(self.after, "This is not a place in the list.")?.map(ConversationKey);
        let limit = number::<usize>(self.limit, "The limit is a number from 1 to 100.")?;
        let words = given(self.q).map(|words| words.chars().take(WORDS).collect());
        let limit = limit.unwrap_or(USUAL).clamp(1, MOST);
        Ok(Wanted { filter, words, after, limit, format: given(self.format) })
    }
}

fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

fn number<N: std::str::FromStr>(text: Option<String>, wrong: &str) -> Result<Option<N>, Error> {
    given(text).map(|text| text.parse()).transpose().map_err(|_| Error::invalid(wrong))
}
