//! console: when somebody is there: a site's time zone, the hours of each day, and its holidays.

use baton_protocol::site::Hours;
use leptos::prelude::*;

use super::{
    hours::{read, write, written_week},
    part::Part,
};
use crate::{
    agent::lines,
    form::{AreaField, Form, TextField},
    words::t,
};

/// The field of each day, from Monday on.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A handle: copies are the same hours.
#[derive(Clone, Copy)]
pub(super) struct Opening {
    zone: RwSignal<String>,
    days: [RwSignal<String>; 7],
    holidays: RwSignal<String>,
}

impl Opening {
    pub(super) fn new(hours: &Hours) -> Self {
        let day = |at: usize| RwSignal::new(hours.week.get(at).map(|day| write(day)).unwrap_or_default());
        Self {
            zone: RwSignal::new(hours.time_zone.clone()),
            days: std::array::from_fn(day),
            holidays: RwSignal::new(hours.holidays.join("\n")),
        }
    }

    /// As they are to be; none where a day cannot be read, which is then said beside it.
    pub(super) fn hours(self, form: Form) -> Option<Hours> {
        let mut week = Vec::with_capacity(DAYS.len());
        for (field, day) in DAYS.into_iter().zip(self.days) {
            match day.with_untracked(|text| read(text)) {
                Some(times) => week.push(times),
                None => {
                    form.refuse(field, t("sites.bad_hours"));
                    return None;
                }
            }
        }
        let time_zone = self.zone.with_untracked(|zone| zone.trim().to_owned());
        Some(Hours {
            week: written_week(&time_zone, week),
            time_zone,
            holidays: self.holidays.with_untracked(|text| lines(text)),
        })
    }
}

#[component]
pub(super) fn OpeningFields(form: Form, opening: Opening) -> impl IntoView {
    let days = DAYS.into_iter().zip(opening.days).map(move |(field, text)| {
        view! { <TextField form field name=day_name(field) text/> }
    });
    view! {
        <Part id=form.named("hours") title=t("sites.hours")>
            <TextField form field="time_zone" name=t("field.time_zone") text=opening.zone hint=t("sites.zone_hint")/>
            <p class="field-note">{t("sites.hours_hint")}</p>
            <div class="form-pair">{days.collect_view()}</div>
            <AreaField
                form field="holidays" name=t("field.holidays") text=opening.holidays rows="2"
                hint=t("sites.holidays_hint")
            />
        </Part>
    }
}

fn day_name(field: &str) -> &'static str {
    match field {
        "monday" => t("weekday.monday"),
        "tuesday" => t("weekday.tuesday"),
        "wednesday" => t("weekday.wednesday"),
        "thursday" => t("weekday.thursday"),
        "friday" => t("weekday.friday"),
        "saturday" => t("weekday.saturday"),
        _ => t("weekday.sunday"),
    }
}
