//! console: the picture that visitors see of me, stored as soon as it is chosen.

use baton_client::browser;
use baton_protocol::FileId;
use leptos::prelude::*;

use super::PROFILE;
use crate::{
    form::{Form, Outcome},
    hub::face::AgentFace,
    names,
    picture::PictureField,
    session::use_session,
    words::t,
};

#[component]
pub(super) fn MyPicture(picture: Option<FileId>) -> impl IntoView {
    let session = use_session();
    let form = Form::new("profile-picture");
    let picture = RwSignal::new(picture);
    let name = Memo::new(move |_| {
        session.me.with(|me| me.as_ref().map(|me| me.first_name.clone()).unwrap_or_default())
    });
    let address = format!("{PROFILE}/picture");
    Effect::new(move |before: Option<Option<FileId>>| {
        let now = picture.get();
        if before.is_some_and(|before| before != now) {
            form.done(if now.is_some() { t("profile.picture_set") } else { t("profile.picture_gone") });
        }
        now
    });
    let remove = {
        let address = StoredValue::new(address.clone());
        Callback::new(move |()| {
            form.send(async move { browser::delete(&address.get_value()).await }, move |()| {
                picture.set(None);
            });
        })
    };
    view! {
        <section class="panel" aria-labelledby="profile-picture">
            <h2 id="profile-picture">{t("profile.picture")}</h2>
            <PictureField
                id="my-picture".to_owned() to=address name=t("profile.picture_yours") shows=t("profile.picture_now")
                picture remove
            >
                {move || name.with(|name| names::initials(name))}
            </PictureField>
            <Outcome form/>
            <p class="profile-seen">
                {t("profile.seen")}
                <span class="profile-face">
                    {move || view! { <AgentFace name=name.get() picture=picture.get()/> }}
                    <span dir="auto">{name}</span>
                </span>
            </p>
        </section>
    }
}
