//! console: what publishing the draft would change, the tests that it is held against, and what was published before.

mod changes;
mod check;
mod compare;
mod differs;
mod exam;
mod manner;
mod release;
mod version;
mod versions;
mod wish;

use leptos::prelude::*;

use self::{
    changes::Changes,
    exam::Exam,
    release::{Release, ReleaseForm},
    versions::Versions,
};
use crate::{
    studio::{StudioSheet, use_studio},
    words::t,
};

#[component]
pub(crate) fn PublishPage() -> impl IntoView {
    view! { <StudioSheet title=t("page.publish")><Publishing/></StudioSheet> }
}

#[component]
fn Publishing() -> impl IntoView {
    let release = Release::new(use_studio());
    view! {
        <Changes release/>
        <ReleaseForm release/>
        <Exam release/>
        <Versions release/>
    }
}
