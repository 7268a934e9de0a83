//! What a person changes about themselves.

use serde::{Deserialize, Serialize};

use crate::{id::FileId, people::Person};

/// `GET /api/v1/profile`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Who they are.
    pub person: Person,
    /// Write me an e-mail when somebody asks for a person and nobody is connected.
    pub mail: bool,
    /// This server can send e-mail.
    pub can_mail: bool,
    /// What visitors see of them: `GET /api/v1/pictures/{id}`. `POST /api/v1/profile/picture` takes another one,
    /// `DELETE` takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<FileId>,
}

/// `PUT /api/v1/profile/mail`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailChange {
    /// Write me, or no longer.
    pub mail: bool,
}

/// `PUT /api/v1/profile`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileChange {
    /// At least two letters of any script, with inner spaces, hyphens and apostrophes.
    pub first_name: String,
    /// At least one letter, by the same rule.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
}

/// `PUT /api/v1/profile/password`: signs out everywhere, open sockets included.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The password so far.
    pub current: String,
    /// At least ten characters.
    pub new: String,
}

/// `POST /api/v1/profile/two-factor`: begins; nothing is asked for at sign-in until it is confirmed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoFactorSecret {
    /// Base32, for typing.
    pub secret: String,
    /// `otpauth:` address, for authenticator apps.
    pub uri: String,
}

/// `PUT /api/v1/profile/two-factor`: confirms with a first code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwoFactorCode {
    /// Six digits.
    pub code: String,
}

/// The answer to a confirmation: each code signs in once. They are shown once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryCodes {
    /// Ten codes.
    pub codes: Vec<String>,
}

/// `DELETE /api/v1/profile/two-factor`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwoFactorEnd {
    /// The password.
    pub password: String,
}
