//! tests: what somebody sees in their chat with the account.

use super::kept::Member;

/// An entry of a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Who it is from.
    pub by: By,
    /// What it is.
    pub what: Thing,
    /// Buttons below it; they show while nothing comes after it.
    pub quick: Vec<Action>,
    /// It came as a reply, which costs nothing.
    pub free: bool,
}

/// Who an entry is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The person themselves.
    Me,
    /// The account, under this name and with this picture, where they are not its own.
    Account(Option<Name>),
}

/// A sender's name and picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// At most 20 characters.
    pub name: String,
    /// Its address.
    pub icon: Option<String>,
}

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Words.
    Words(String),
    /// A picture of the account's.
    Picture {
        /// Its address.
        original: String,
        /// The address of a small one.
        preview: String,
    },
    /// What the person sent besides words: its kind.
    Sent(&'static str),
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it says; empty for an area of a menu that says nothing.
    pub label: String,
    /// What it does.
    pub does: Does,
}

/// What a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// Says this.
    Says(String),
    /// Sends this, and shows this as the person's own words.
    Presses {
        /// What the account is told.
        data: String,
        /// What the person sees.
        shown: Option<String>,
    },
    /// Opens an address.
    Opens(String),
}

impl Action {
    /// What it is known by: its label, or else the words that it shows.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.does {
            _ if !self.label.is_empty() => &self.label,
            Does::Says(words) | Does::Presses { shown: Some(words), .. } => words,
            Does::Presses { shown: None, .. } | Does::Opens(_) => "",
        }
    }
}

impl Shown {
    /// The account's words, or those of whoever speaks for it.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match &self.what {
            Thing::Words(words) => Some(words),
            Thing::Picture { .. } | Thing::Sent(_) => None,
        }
    }

    /// It is from the account.
    #[must_use]
    pub fn is_from_account(&self) -> bool {
        self.by != By::Me
    }

    /// Who speaks for the account.
    #[must_use]
    pub fn sender(&self) -> Option<&str> {
        match &self.by {
            By::Account(Some(name)) => Some(&name.name),
            By::Account(None) | By::Me => None,
        }
    }

    /// In one line, without anything that differs from one run to the next.
    #[must_use]
    pub fn line(&self, me: &str) -> String {
        let by = match &self.by {
            By::Me => me,
            By::Account(None) => "(the account)",
            By::Account(Some(name)) => &name.name,
        };
        let what = match &self.what {
            Thing::Words(words) => words.clone(),
            Thing::Picture { .. } => "(a picture)".to_owned(),
            Thing::Sent(kind) => format!("({kind})"),
        };
        let quick: String = self.quick.iter().map(|action| format!(" [{}]", action.name())).collect();
        format!("{by}: {what}{quick}")
    }
}

impl Member {
    /// The buttons that show now.
    pub(super) fn quick(&self) -> &[Action] {
        self.chat.last().map_or(&[], |last| last.quick.as_slice())
    }

    /// The person says or sends this.
    pub(super) fn shows_own(&mut self, what: Thing) {
        self.chat.push(Shown { by: By::Me, what, quick: Vec::new(), free: false });
    }
}
