//! console: the paper clip, which chooses files to go with the reply.

use leptos::{html::Input, prelude::*};

use crate::{
    hub::conversation::drop::{add, files},
    icon::{Glyph, Icon},
    session::use_session,
    words::t,
};

#[component]
pub(super) fn Attach() -> impl IntoView {
    let session = use_session();
    let input = NodeRef::<Input>::new();
    view! {
        <input
            type="file" class="unseen" node_ref=input multiple tabindex="-1" aria-hidden="true"
            on:change=move |_| {
                let Some(input) = input.get_untracked() else { return };
                add(session, files(input.files()));
                // The same file can be chosen once more after it was removed.
                input.set_value("");
                session.chat.compose(false);
            }
        />
        <button
            type="button" class="icon-button" aria-label=t("files.attach") title=t("files.attach")
            on:click=move |_| {
                if let Some(input) = input.get_untracked() {
                    input.click();
                }
            }
        >
            <Glyph icon=Icon::Clip/>
        </button>
    }
}
