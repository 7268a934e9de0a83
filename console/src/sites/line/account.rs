//! console: a connected LINE account: who it is, how it is, and what can be done with it.

use baton_client::browser;
use baton_protocol::line::{LineAccount, LineMenu, LineView};
use leptos::{prelude::*, task::spawn_local};

use super::{
    connect::Connect,
    missing::{Missing, Trouble},
    quota::Quota,
    steps::Webhook,
};
use crate::{
    confirm::Confirm,
    form::{Form, Outcome},
    picture, refusals,
    session::{problem, use_session},
    when,
    words::{fill, plural, t},
};

#[component]
pub(super) fn Account(
    line: RwSignal<Option<LineView>>,
    webhook: Signal<String>,
    address: StoredValue<String>,
    /// What the channel is by now.
    known: Callback<LineView>,
    /// It is connected no more.
    gone: Callback<()>,
) -> impl IntoView {
    let account = Memo::new(move |_| line.with(|view| view.as_ref().and_then(|view| view.account.clone())));
    let locale = account
        .with_untracked(|account| account.as_ref().map(|account| account.locale.clone()).unwrap_or_default());
    let name = Memo::new(move |_| account.with(|account| account.as_ref().map(called).unwrap_or_default()));
    view! {
        {move || account.get().map(|account| view! {
            <Trouble trouble=account.trouble/>
            <Who account=account.clone()/>
            <Missing missing=account.missing/>
        })}
        <Webhook webhook/>
        {move || account.get().map(|account| view! {
            {account.quota.map(|quota| view! { <Quota quota/> })}
            <p class="line-menu" dir="auto">{menu(&account.menu)}</p>
            {waiting(account.waiting).map(|words| view! { <p class="line-waiting">{words}</p> })}
        })}
        <Check address known/>
        <details class="line-change">
            <summary>{t("line.change")}</summary>
            <Connect address known account=Some(locale)/>
        </details>
        <Disconnect name address gone/>
    }
}

/// What it is called in a sentence.
fn called(account: &LineAccount) -> String {
    let known = [&account.basic_id, &account.name].into_iter().find(|name| !name.is_empty());
    known.map_or_else(|| t("line.unnamed").to_owned(), Clone::clone)
}

#[component]
fn Who(account: LineAccount) -> impl IntoView {
    let minute = use_session().clock.minute;
    let LineAccount { name, basic_id, picture, checked, .. } = account;
    let name = if name.is_empty() { t("line.unnamed").to_owned() } else { name };
    let checked = move || match checked {
        Some(at) => fill("line.checked", &[("when", &when::age(at, minute.get()))]),
        None => t("line.never_checked").to_owned(),
    };
    view! {
        <div class="line-who">
            {picture.map(|id| view! {
                <span class="picture-frame"><img width="56" height="56" src=picture::address(&id) alt=""/></span>
            })}
            <div>
                <p class="entry-name" dir="auto">{name}</p>
                <p class="line-id" dir="auto">{basic_id}</p>
                <p class="field-note">{checked}</p>
            </div>
        </div>
    }
}

fn menu(menu: &LineMenu) -> String {
    match menu {
        LineMenu::Off => t("line.menu_off").to_owned(),
        LineMenu::Making => t("line.menu_making").to_owned(),
        LineMenu::Shown => t("line.menu_shown").to_owned(),
        LineMenu::Failed { why } => fill("line.menu_failed", &[("why", why)]),
    }
}

fn waiting(count: u64) -> Option<String> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    (count != 0).then(|| plural(count, "line.waiting.one", "line.waiting.many"))
}

/// Asks LINE now.
#[component]
fn Check(address: StoredValue<String>, known: Callback<LineView>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let told = RwSignal::new(None::<(bool, String)>);
    let check = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        told.set(None);
        spawn_local(async move {
            let answer = browser::post::<LineView>(&format!("{}/check", address.get_value()), &()).await;
            // The page may be gone by now.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(view) => {
                    // What LINE does not like stands above, and is news enough.
                    if view.account.as_ref().is_some_and(|account| account.trouble.is_none()) {
                        told.set(Some((true, t("line.check_done").to_owned())));
                    }
                    known.run(view);
                }
                Err(error) => {
                    let why = problem(error).why;
                    let words = refusals::words(&why).unwrap_or_else(|| t("refused.other"));
                    told.set(Some((false, words.to_owned())));
                }
            }
        });
    };
    view! {
        <div class="form-actions">
            <button type="button" class="button" aria-disabled=move || busy.get().to_string() on:click=check>
                {t("line.check")}
            </button>
            <p class="line-told" role="status">
                {move || busy.get().then(|| t("line.checking"))}
                {move || told.get().map(|(well, words)| view! {
                    <span class:outcome-done=well class:field-trouble=!well>{words}</span>
                })}
            </p>
        </div>
    }
}

#[component]
fn Disconnect(name: Memo<String>, address: StoredValue<String>, gone: Callback<()>) -> impl IntoView {
    let session = use_session();
    let form = Form::new("line-disconnect");
    let asking = RwSignal::new(false);
    let disconnect = move || {
        form.send(async move { browser::delete(&address.get_value()).await }, move |()| {
            session.toasts.say(t("line.disconnected").to_owned());
            gone.run(());
        });
    };
    view! {
        <Outcome form/>
        <div class="form-actions">
            <button type="button" class="button button-trouble" on:click=move |_| asking.set(true)>
                {t("line.disconnect")}
            </button>
        </div>
        <Confirm
            open=asking title=Signal::derive(move || fill("line.disconnect_title", &[("name", &name.get())]))
            text=t("line.disconnect_text").to_owned() yes=t("line.disconnect") agree=disconnect
        />
    }
}
