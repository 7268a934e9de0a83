//! console: how many of the month's messages a LINE account has sent.

use baton_protocol::line::LineQuota;
use leptos::prelude::*;

use crate::{
    answers::grouped,
    words::{fill, t},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Fine,
    /// Little is left.
    Low,
    UsedUp,
}

#[component]
pub(super) fn Quota(quota: LineQuota) -> impl IntoView {
    let LineQuota { limit, used, .. } = quota;
    let Some(limit) = limit else {
        return view! { <p>{fill("line.used", &[("n", &grouped(used))])}</p> }.into_any();
    };
    let level = level(used, limit);
    let words = fill("line.used_of", &[("n", &grouped(used)), ("all", &grouped(limit))]);
    let warning = match level {
        Level::Fine => None,
        Level::Low => Some(t("line.quota_low")),
        Level::UsedUp => Some(t("line.quota_out")),
    };
    // A month without any is used up from its first day.
    let (most, value) = if limit == 0 { (1, 1) } else { (limit, used.min(limit)) };
    view! {
        <div class="line-quota" class:line-low=level == Level::Low class:line-out=level == Level::UsedUp>
            <p>{words}</p>
            <progress class="chip-bar" max=most.to_string() value=value.to_string() aria-label=t("line.quota")></progress>
            {warning.map(|words| view! { <p class="line-left">{words}</p> })}
        </div>
    }
    .into_any()
}

fn level(used: u64, limit: u64) -> Level {
    if used >= limit {
        Level::UsedUp
    } else if used >= limit - limit / 5 {
        Level::Low
    } else {
        Level::Fine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_four_fifths_on_little_is_left() {
        for (used, limit, is) in [
            (0, 200, Level::Fine),
            (159, 200, Level::Fine),
            (160, 200, Level::Low),
            (199, 200, Level::Low),
            (200, 200, Level::UsedUp),
            (201, 200, Level::UsedUp),
            (0, 0, Level::UsedUp),
            (u64::MAX - 1, u64::MAX, Level::Low),
        ] {
            assert_eq!(level(used, limit), is, "{used} of {limit}");
        }
    }
}
