//! console: the secret and the token of a LINE channel, and the language of its menu.

use baton_client::browser;
use baton_protocol::line::{LineChange, LineView};
use leptos::prelude::*;

use crate::{
    answers::languages::KNOWN,
    form::{Form, Outcome, Pick, Submit, TextField},
    session::use_session,
    when,
    words::t,
};

/// So many hexadecimal digits a channel secret has.
const DIGITS: usize = 32;

#[component]
pub(super) fn Connect(
    address: StoredValue<String>,
    /// What the channel is by now.
    known: Callback<LineView>,
    /// The language of the account that is connected.
    account: Option<String>,
) -> impl IntoView {
    let session = use_session();
    let form = Form::new(address.with_value(|address| address.trim_start_matches('/').replace('/', "-")));
    let connected = account.is_some();
    let (secret, token) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let locale = RwSignal::new(account.unwrap_or_else(own_language));
    let languages = KNOWN.into_iter().map(|tag| (tag.to_owned(), when::own_name(tag))).collect::<Vec<_>>();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (new_secret, new_token) = (written(secret), written(token));
        let lacks = |text: &Option<String>| !connected && text.is_none();
        if lacks(&new_secret) || new_secret.as_deref().is_some_and(|secret| !is_secret(secret)) {
            return form.refuse("secret", t("line.secret_wrong"));
        }
        if lacks(&new_token) {
            return form.refuse("token", t("line.token_wrong"));
        }
        let change = LineChange { secret: new_secret, token: new_token, locale: locale.get_untracked() };
        let request = async move { browser::put::<LineView>(&address.get_value(), &change).await };
        form.send(request, move |view| {
            secret.set(String::new());
            token.set(String::new());
            if connected {
                form.done(t("form.saved"));
            } else {
                session.toasts.say(t("line.connected").to_owned());
            }
            known.run(view);
        });
    };
    let hint = |new: &'static str| if connected { t("line.keep") } else { new };
    let name = if connected { t("action.save") } else { t("line.connect") };
    view! {
        <form class="form" on:submit=submit novalidate>
            <TextField form field="secret" name=t("line.secret") text=secret kind="password" hint=hint(t("line.secret_hint"))/>
            <TextField form field="token" name=t("line.token") text=token kind="password" hint=hint(t("line.token_hint"))/>
            <Pick form field="locale" name=t("line.locale") value=locale options=Signal::stored(languages)/>
            <Outcome form/>
            <div class="form-actions"><Submit form name/></div>
        </form>
    }
}

/// What stands in a field, without the blanks that copying brings; none where that is nothing.
fn written(field: RwSignal<String>) -> Option<String> {
    field.with_untracked(|text| Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
}

fn is_secret(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The language of the console, which the account's menu most often has too.
fn own_language() -> String {
    let lang = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    KNOWN.into_iter().find(|tag| *tag == lang).unwrap_or("en").to_owned()
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn a_secret_is_thirty_two_hexadecimal_digits() {
        assert!(is_secret(&"0aF9".repeat(8)));
        for wrong in ["", "0a", &"0g".repeat(16), &"é".repeat(16), &"a".repeat(33)] {
            assert!(!is_secret(wrong), "{wrong}");
        }
    }
}
