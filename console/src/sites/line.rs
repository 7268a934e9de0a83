//! console: a site's LINE official account: how it is connected, how it is, and how it is let go.

mod account;
mod connect;
mod missing;
mod quota;
mod steps;

use baton_protocol::line::{LineMenu, LineView};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use self::{account::Account, connect::Connect, steps::Steps};
use super::{SITES, part::Part};
use crate::{fetched::Fetched, words::t};

/// While the menu is being made, and after each change, it is asked for again after so many milliseconds.
const AGAIN_MS: u32 = 4_000;

#[component]
pub(super) fn LinePart(
    /// The site's key.
    key: String,
) -> impl IntoView {
    let (address, id) = (format!("{SITES}/{key}/line"), format!("site-{key}-line"));
    drop(key);
    let line = Fetched::<LineView>::new(address.clone());
    let address = StoredValue::new(address);
    let webhook = Memo::new(move |_| line.value.with(|view| view.as_ref().map(|view| view.webhook.clone())));
    let connected =
        Memo::new(move |_| line.value.with(|view| view.as_ref().map(|view| view.account.is_some())));
    let timer = StoredValue::new_local(None::<Timeout>);
    let later = move || timer.set_value(Some(Timeout::new(AGAIN_MS, move || line.again())));
    Effect::new(move |_| {
        let making = line.value.with(|view| {
            let account = view.as_ref().and_then(|view| view.account.as_ref());
            account.is_some_and(|account| account.menu == LineMenu::Making)
        });
        if making {
            later();
        }
    });
    on_cleanup(move || timer.dispose());
    // What follows from a change, such as another menu, is there a little later.
    let known = Callback::new(move |view| {
        line.value.set(Some(view));
        later();
    });
    let gone = Callback::new(move |()| line.again());
    view! {
        <Part id title=t("channel.line")>
            {line.waiting()}
            {move || connected.get().map(|connected| {
                let webhook = Signal::derive(move || webhook.get().unwrap_or_default());
                if connected {
                    view! { <Account line=line.value webhook address known gone/> }.into_any()
                } else {
                    view! {
                        <Steps webhook/>
                        <Connect address known account=None/>
                    }.into_any()
                }
            })}
        </Part>
    }
}
