//! console: whether visitors have to prove who they are, and the secret that the shop signs their proofs with.

mod secret;

use baton_protocol::site::Proof;
use leptos::prelude::*;

use self::secret::{Known, Secret};
use super::part::Part;
use crate::{
    form::{Choice, Form},
    words::t,
};

/// In the order of the choices.
pub(super) const PROOFS: [Proof; 2] = [Proof::Optional, Proof::Required];

#[component]
pub(super) fn IdentityFields(
    form: Form,
    /// The site's key.
    site: String,
    /// The place of the chosen one in [`PROOFS`].
    proof: RwSignal<usize>,
) -> impl IntoView {
    let known = Known::of(&site);
    // Nobody could write: nothing can be signed without a secret.
    let locked = move || PROOFS.get(proof.get()) == Some(&Proof::Required) && known.lacking();
    view! {
        <Part id=form.named("identity") title=t("identity.title")>
            <p class="field-note">{t("identity.text")}</p>
            <Choice
                form field="proof" name=t("identity.proof") chosen=proof
                names=vec![t("asked.optional"), t("asked.required")] hint=t("identity.hint")
            />
            <Show when=locked><p class="warning" role="status">{t("identity.locked")}</p></Show>
            <Secret site known/>
        </Part>
    }
}
