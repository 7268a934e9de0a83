//! Protocol room, tests: examples of sites as they are embedded, and of what visitors ask for over plain HTTP.

use baton_protocol::{
    past::{Identified, Identify, MailTranscript, PastChats},
    site::{
        AgentSettings, EmbedSettings, NewSecret, NewSite, OriginChoice, RefusedOrigin, SecretView,
        SiteRecord, Versioned,
    },
};

use super::{Seen, line, page::Example, same};

/// Reads an example of a site or of a visitor's own.
pub(crate) fn read(example: &Example, seen: &mut Seen) -> Result<(), String> {
    match example.tag.as_str() {
        "SiteRecord" => same(example, |site: &SiteRecord| seen.embed(&site.embed)),
        "NewSite" => same(example, |_: &NewSite| {}),
        "VersionedAgentSettings" => same(example, |_: &Versioned<AgentSettings>| {}),
        "VersionedEmbedSettings" => same(example, |change: &Versioned<EmbedSettings>| seen.embed(&change.to)),
        "SecretView" => same(example, |_: &SecretView| {}),
        "NewSecret" => same(example, |_: &NewSecret| {}),
        "RefusedOrigin" => same(example, |_: &RefusedOrigin| {}),
        "OriginChoice" => same(example, |_: &OriginChoice| {}),
        "Identify" => same(example, |_: &Identify| {}),
        "Identified" => same(example, |_: &Identified| {}),
        "PastChats" => same(example, |_: &PastChats| {}),
        "MailTranscript" => same(example, |_: &MailTranscript| {}),
        _ => line::read(example, seen),
    }
}

impl Seen {
    fn embed(&mut self, embed: &EmbedSettings) {
        self.see(&embed.position);
        self.see(&embed.look.scheme);
        self.see(&embed.look.icon);
        self.see(&embed.look.preload);
        self.see(&embed.form.name);
        self.see(&embed.form.email);
        self.see(&embed.proof);
    }

    /// A site as its visitors see it.
    pub(crate) fn site(&mut self, look: &baton_protocol::site::Look) {
        self.see(&look.scheme);
        self.see(&look.icon);
    }
}
