//! console: the fields of the first admin, and what is wrong with them before the server is asked.

use leptos::prelude::*;

use crate::words::t;

/// The shortest password, in characters; the server holds to it too.
const PASSWORD_CHARS: usize = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Email,
    FirstName,
    LastName,
    Password,
}

impl Field {
    /// The field that the server calls so.
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Email, Self::FirstName, Self::LastName, Self::Password]
            .into_iter()
            .find(|field| field.name() == name)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Password => "password",
        }
    }
}

/// A handle: copies are the same form.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) email: RwSignal<String>,
    pub(super) first_name: RwSignal<String>,
    pub(super) last_name: RwSignal<String>,
    pub(super) password: RwSignal<String>,
    pub(super) trouble: RwSignal<Vec<(Field, String)>>,
}

impl Form {
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            email: text(),
            first_name: text(),
            last_name: text(),
            password: text(),
            trouble: RwSignal::new(Vec::new()),
        }
    }

    pub(super) fn texts(self) -> [(Field, String); 4] {
        [
            (Field::Email, self.email.get_untracked()),
            (Field::FirstName, self.first_name.get_untracked()),
            (Field::LastName, self.last_name.get_untracked()),
            (Field::Password, self.password.get_untracked()),
        ]
    }

    pub(super) fn view(self) -> impl IntoView {
        let trouble = self.trouble;
        view! {
            <Input field=Field::Email name=t("field.email") kind="email" fills="username" text=self.email trouble/>
            <div class="door-pair">
                <Input field=Field::FirstName name=t("field.first_name") kind="text" fills="given-name" text=self.first_name trouble/>
                <Input field=Field::LastName name=t("field.last_name") kind="text" fills="family-name" text=self.last_name trouble/>
            </div>
            <Input
                field=Field::Password name=t("field.password") kind="password" fills="new-password"
                text=self.password trouble hint=t("field.password_hint")
            />
        }
    }
}

/// What can be seen to be wrong without asking.
pub(super) fn missing(texts: &[(Field, String)]) -> Vec<(Field, String)> {
    let trouble = |field: Field, text: &str| match field {
        Field::Email if !text.contains('@') => Some(t("setup.bad_email")),
        Field::FirstName | Field::LastName if text.trim().is_empty() => Some(t("setup.no_name")),
        Field::Password if text.chars().count() < PASSWORD_CHARS => Some(t("setup.short_password")),
        Field::Email | Field::FirstName | Field::LastName | Field::Password => None,
    };
    texts.iter().filter_map(|(field, text)| Some((*field, trouble(*field, text)?.to_owned()))).collect()
}

#[component]
fn Input(
    field: Field,
    name: &'static str,
    kind: &'static str,
    fills: &'static str,
    text: RwSignal<String>,
    trouble: RwSignal<Vec<(Field, String)>>,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let note = format!("{}-note", field.name());
    let wrong = Memo::new(move |_| {
        trouble.with(|all| all.iter().find(|(about, _)| *about == field).map(|(_, words)| words.clone()))
    });
    view! {
        <div class="field">
            <label class="field-name" for=field.name()>{name}</label>
            <input
                class="input" id=field.name() name=field.name() type=kind autocomplete=fills
                aria-describedby=note.clone()
                aria-invalid=move || wrong.with(Option::is_some).to_string()
                prop:value=text
                on:input:target=move |event| {
                    text.set(event.target().value());
                    trouble.update(|all| all.retain(|(about, _)| *about != field));
                }
            />
            <p id=note class="field-note" class:field-trouble=move || wrong.with(Option::is_some) role="status">
                {move || wrong.get().or_else(|| hint.map(str::to_owned))}
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_looked_at_by_itself() {
        let texts = |email: &str, first: &str, password: &str| {
            let own = str::to_owned;
            missing(&[
                (Field::Email, own(email)),
                (Field::FirstName, own(first)),
                (Field::Password, own(password)),
            ])
            .into_iter()
            .map(|(field, _)| field)
            .collect::<Vec<_>>()
        };
        assert_eq!(texts("a@b.example", "Mei", "ten letters"), []);
        assert_eq!(texts("a", " ", "密码密码密码密码密"), [Field::Email, Field::FirstName, Field::Password]);
        assert_eq!(texts("a@b.example", "芽", "密码密码密码密码密码"), []);
    }
}
