//! console: why something was not done, in the reader's language.

use baton_protocol::{Code, Refusal};

use crate::words::t;

/// A sentence for the code, or the server's own; none where it said nothing.
pub(crate) fn words(why: &Refusal) -> Option<&str> {
    let own = match why.code {
        Code::NotFound => t("refused.not_found"),
        Code::Unauthorized => t("refused.unauthorized"),
        Code::Forbidden => t("refused.forbidden"),
        Code::Empty => t("refused.empty"),
        Code::TooLong => t("refused.too_long"),
        Code::WrongState => t("refused.wrong_state"),
        Code::NotYours => t("refused.not_yours"),
        Code::NotRung => t("refused.not_rung"),
        Code::Changed => t("refused.changed"),
        Code::CodeNeeded => t("refused.code_needed"),
        Code::SlowDown => t("refused.slow_down"),
        Code::Unavailable => t("refused.unavailable"),
        // These sentences name a person or a field, which the code does not.
        Code::Taken | Code::Invalid | Code::Malformed | Code::ClientIdReused | Code::RequestsOff => {
            &why.message
        }
    };
    (!own.is_empty()).then_some(own)
}
