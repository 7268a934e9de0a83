//! The model's settings: which provider, where, which model, with which key.

use std::fmt;

use reqwest::{Url, header::HeaderValue};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Which protocol a provider speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Chat completions: OpenAI, Ollama, llama.cpp, vLLM and many others.
    #[serde(rename = "openai")]
    OpenAi,
    /// Messages: Anthropic, and servers that speak its protocol.
    #[serde(rename = "anthropic")]
    Anthropic,
}

/// A key. It shows in nothing that is printed, and leaves only in a header.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Blanks around it are dropped: keys are pasted.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self(key.trim().to_owned())
    }

    /// The value of a header, marked so that nothing prints it.
    pub(crate) fn header(&self, before: &str) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(&format!("{before}{}", self.0)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Where answers come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The protocol.
    pub kind: Kind,
    /// `https://api.openai.com/v1`, `http://127.0.0.1:11434`, `https://api.anthropic.com/`: with or without the version
    /// and the last slash. Plain `http` is taken for every host, because models run on private networks under all
    /// kinds of names; whoever enters one for a host on the internet sends the key and the visitors' words readable.
    pub base: String,
    /// The model's name as the provider has it.
    pub model: String,
    /// Local servers often want none.
    pub key: Option<Secret>,
    /// The most that one answer may use, what a model thinks to itself included.
    pub max_tokens: u32,
}

/// What is wrong with settings.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SettingsError {
    /// Not an address.
    #[error("The base address must begin with https:// or http:// and name a host.")]
    Address,
    /// A key, a password or a question mark in the address.
    #[error(
        "The base address must hold no name, password, question mark or hash. The key has a field of its own."
    )]
    Extras,
    /// No model.
    #[error("Enter the model's name as the provider has it.")]
    Model,
    /// A key that cannot be sent.
    #[error("The key has characters that no key has. Copy it again.")]
    Key,
    /// No tokens.
    #[error("The model needs at least one token to answer with.")]
    Tokens,
    /// No client for the network.
    #[error("This machine cannot make encrypted connections.")]
    Tls,
}

impl Settings {
    /// Where requests go.
    pub(crate) fn endpoint(&self) -> Result<Url, SettingsError> {
        let mut url = Url::parse(self.base.trim()).map_err(|_| SettingsError::Address)?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
            return Err(SettingsError::Address);
        }
        let named = !url.username().is_empty() || url.password().is_some();
        if named || url.query().is_some() || url.fragment().is_some() {
            return Err(SettingsError::Extras);
        }
        let end = match self.kind {
            Kind::OpenAi => "/chat/completions",
            Kind::Anthropic => "/messages",
        };
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix(end).unwrap_or(path);
        let version = if path.split('/').any(versioned) { "" } else { "/v1" };
        let path = format!("{path}{version}{end}");
        url.set_path(&path);
        Ok(url)
    }

    pub(crate) fn check(&self) -> Result<(), SettingsError> {
        if self.model.trim().is_empty() {
            return Err(SettingsError::Model);
        }
        if self.max_tokens == 0 {
            return Err(SettingsError::Tokens);
        }
        match &self.key {
            Some(key) if key.0.is_empty() || key.header("").is_none() => Err(SettingsError::Key),
            _ => Ok(()),
        }
    }
}

/// `v1`, `v1beta`, `v4`.
fn versioned(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(kind: Kind, base: &str) -> Settings {
        Settings { kind, base: base.to_owned(), model: "m".to_owned(), key: None, max_tokens: 9 }
    }

    #[test]
    fn an_address_is_completed() {
        for (kind, base, expected) in [
            (Kind::OpenAi, "https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions"),
            (Kind::OpenAi, "http://127.0.0.1:11434", "http://127.0.0.1:11434/v1/chat/completions"),
            (Kind::OpenAi, " http://[::1]:8080/v1// ", "http://[::1]:8080/v1/chat/completions"),
            (Kind::OpenAi, "https://r.example/api/v1/", "https://r.example/api/v1/chat/completions"),
            (
                Kind::OpenAi,
                "https://g.example/v1beta/openai",
                "https://g.example/v1beta/openai/chat/completions",
            ),
            (Kind::OpenAi, "https://x.example/v1/chat/completions", "https://x.example/v1/chat/completions"),
            (Kind::Anthropic, "https://api.anthropic.com", "https://api.anthropic.com/v1/messages"),
            (Kind::Anthropic, "https://api.anthropic.com/v1/", "https://api.anthropic.com/v1/messages"),
        ] {
            assert_eq!(settings(kind, base).endpoint().map(String::from), Ok(expected.to_owned()), "{base}");
        }
        for (base, expected) in [
            ("api.openai.com/v1", SettingsError::Address),
            ("ftp://x.example", SettingsError::Address),
            ("javascript:alert(1)", SettingsError::Address),
            ("", SettingsError::Address),
            ("https://me:key@x.example", SettingsError::Extras),
            ("https://x.example/v1?key=1", SettingsError::Extras),
            ("https://x.example/v1#a", SettingsError::Extras),
        ] {
            assert_eq!(settings(Kind::OpenAi, base).endpoint(), Err(expected), "{base}");
        }
    }

    #[test]
    fn what_cannot_work_is_told() {
        let good = settings(Kind::OpenAi, "http://x.example");
        assert_eq!(good.check(), Ok(()));
        assert_eq!(Settings { model: " ".to_owned(), ..good.clone() }.check(), Err(SettingsError::Model));
        assert_eq!(Settings { max_tokens: 0, ..good.clone() }.check(), Err(SettingsError::Tokens));
        for key in ["", "a\nb", "\u{7f}"] {
            let key = Some(Secret::new(key));
            assert_eq!(Settings { key, ..good.clone() }.check(), Err(SettingsError::Key));
        }
    }

    #[test]
    fn a_key_is_not_printed() {
        let key = Some(Secret::new(" sk-very-secret "));
        let settings = Settings { key, ..settings(Kind::OpenAi, "http://x.example") };
        assert!(!format!("{settings:?} {settings:#?}").contains("very"));
        let header = settings.key.as_ref().and_then(|key| key.header("Bearer ")).expect("a header");
        assert!(!format!("{header:?}").contains("very"));
        assert_eq!(header.as_bytes(), b"Bearer sk-very-secret");
    }
}
