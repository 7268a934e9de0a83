//! Answering: the draft's settings, and where the draft stands.

use baton_protocol::{
    AgentId, Refusal,
    answering::{Answering, Draft, Rule},
    limits::{MESSAGE_CHARS, NAME_CHARS},
    site::Versioned,
};

use super::{
    Desk,
    people::WrongField,
    teams::{done, wrong},
    unavailable,
};

/// Languages that an AI agent is told to speak.
const LANGUAGES: usize = 20;
/// Rules of one site, and words of one rule.
const RULES: usize = 50;
const MENTIONS: usize = 20;

impl Desk {
    pub(crate) async fn draft(&self, key: &str) -> Result<Draft, Refusal> {
        let site = self.named_site(key)?.site.id;
        self.store.draft(site).await.map_err(|error| unavailable(&error))
    }

    /// How the AI agent is to answer once the draft is published.
    pub(crate) async fn set_answering(
        &self,
        by: AgentId,
        key: &str,
        change: Versioned<Answering>,
    ) -> Result<Draft, WrongField> {
        let site = self.named_site(key)?.site.id;
        let Versioned { version, to } = change;
        if !(50..=99).contains(&to.sure) {
            return Err(wrong("sure", "Please give a number from 50 to 99."));
        }
        if to.no_answer.chars().nth(MESSAGE_CHARS).is_some() {
            return Err(wrong("no_answer", "This is longer than 8000 characters."));
        }
        let language = |tag: &String| {
            (2..=35).contains(&tag.len()) && tag.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
        };
        if to.languages.len() > LANGUAGES || !to.languages.iter().all(language) {
            return Err(wrong("languages", "Please give languages such as en or zh-Hant."));
        }
        self.check_rules(&to.rules)?;
        let edited = self.store.set_answering(site, to, version).await;
        done(edited.map_err(|error| unavailable(&error))?, "", "", "There is no such site.")?;
        self.note(by, "answering.changed", key).await;
        Ok(self.draft(key).await?)
    }

    fn check_rules(&self, rules: &[Rule]) -> Result<(), WrongField> {
        if rules.len() > RULES {
            return Err(wrong("rules", "Please give at most 50 rules."));
        }
        let short = |text: &String| {
            !text.trim().is_empty()
                && text.chars().nth(NAME_CHARS).is_none()
                && !text.chars().any(char::is_control)
        };
        let named = |rule: &Rule| {
            short(&rule.name)
                && (1..=MENTIONS).contains(&rule.mentions.len())
                && rule.mentions.iter().all(short)
        };
        if !rules.iter().all(named) {
            let message = "Please give each rule a name, and 1 to 20 words of at most 60 characters.";
            return Err(wrong("rules", message));
        }
        let book = self.crew.book();
        if rules.iter().filter_map(|rule| rule.team).any(|team| !book.teams.contains_key(&team)) {
            return Err(wrong("rules", "A rule asks for a team that does not exist."));
        }
        Ok(())
    }
}
