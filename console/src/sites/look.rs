//! console: how a site's launcher and panel look, as it is being chosen.

use baton_protocol::{
    FileId,
    site::{Icon, Look, Position, Preload, Scheme},
};
use leptos::prelude::*;

use super::{SITES, part::Part};
use crate::{
    form::{Choice, Form, Slider, TextField},
    picture::PictureField,
    words::{fill, t},
};

/// The longest text beside the launcher's icon, in characters.
const LONGEST_LABEL: usize = 24;
/// The roundest corners, in CSS pixels.
const ROUNDEST: u8 = 24;

const SCHEMES: [Scheme; 3] = [Scheme::Auto, Scheme::Light, Scheme::Dark];
const SIDES: [Position; 2] = [Position::Right, Position::Left];
const ICONS: [Icon; 3] = [Icon::Bubble, Icon::Question, Icon::Person];
const MOMENTS: [Preload; 2] = [Preload::Intent, Preload::Idle];

/// A handle: copies are the same choices.
#[derive(Clone, Copy)]
pub(super) struct Looks {
    pub(super) name: RwSignal<String>,
    pub(super) accent: RwSignal<String>,
    scheme: RwSignal<usize>,
    radius: RwSignal<u8>,
    side: RwSignal<usize>,
    icon: RwSignal<usize>,
    label: RwSignal<String>,
    logo: RwSignal<Option<FileId>>,
    preload: RwSignal<usize>,
}

impl Looks {
    pub(super) fn new(name: String, accent: String, position: Position, look: Look) -> Self {
        let Look { scheme, radius, icon, label, logo, preload } = look;
        Self {
            name: RwSignal::new(name),
            accent: RwSignal::new(accent),
            scheme: RwSignal::new(place(&SCHEMES, &scheme)),
            radius: RwSignal::new(radius),
            side: RwSignal::new(place(&SIDES, &position)),
            icon: RwSignal::new(place(&ICONS, &icon)),
            label: RwSignal::new(label),
            logo: RwSignal::new(logo),
            preload: RwSignal::new(place(&MOMENTS, &preload)),
        }
    }

    /// As it is to be; follows every choice.
    pub(super) fn look(self) -> Look {
        Look {
            scheme: SCHEMES[self.scheme.get()],
            radius: self.radius.get(),
            icon: ICONS[self.icon.get()],
            label: self.label.with(|label| label.trim().to_owned()),
            logo: self.logo.get(),
            preload: MOMENTS[self.preload.get()],
        }
    }

    /// Where the launcher is to stand; follows the choice.
    pub(super) fn position(self) -> Position {
        SIDES[self.side.get()]
    }

    /// True where the text beside the icon is too long, which is then said beside it.
    pub(super) fn too_long(self, form: Form) -> bool {
        let long = self.label.with_untracked(|label| label.trim().chars().count() > LONGEST_LABEL);
        if long {
            form.refuse("label", fill("sites.text_long", &[("n", &LONGEST_LABEL.to_string())]));
        }
        long
    }
}

/// Where it stands among all of them.
fn place<T: PartialEq>(all: &[T], this: &T) -> usize {
    all.iter().position(|one| one == this).unwrap_or_default()
}

#[component]
pub(super) fn LookFields(
    form: Form,
    /// The site's key.
    site: String,
    looks: Looks,
    /// The logo that visitors see.
    saved: Memo<Option<FileId>>,
) -> impl IntoView {
    let Looks { name, accent, scheme, radius, side, icon, label, logo, preload } = looks;
    let upload = format!("{SITES}/{site}/picture");
    drop(site);
    let pixels = Signal::derive(move || fill("sites.pixels", &[("n", &radius.get().to_string())]));
    view! {
        <Part id=form.named("look") title=t("sites.look")>
            <div class="form-pair">
                <TextField form field="name" name=t("field.name") text=name/>
                <TextField form field="accent" name=t("field.accent") text=accent kind="color"/>
            </div>
            <Choice
                form field="scheme" name=t("sites.scheme") chosen=scheme
                names=vec![t("sites.auto"), t("sites.light"), t("sites.dark")]
            />
            <Slider
                id=form.named("radius") name=t("sites.radius") value=radius least=0 most=ROUNDEST shown=pixels
            />
            <Choice
                form field="position" name=t("sites.side") chosen=side names=vec![t("sites.right"), t("sites.left")]
            />
            <Choice
                form field="icon" name=t("sites.icon") chosen=icon
                names=vec![t("sites.bubble"), t("sites.question"), t("sites.person")]
            />
            <TextField form field="label" name=t("sites.label") text=label hint=t("sites.label_hint")/>
            <PictureField
                id=form.named("logo") to=upload
                name=t("sites.logo") shows=t("sites.logo_now") picture=logo saved=Some(saved) whole=true
                remove=Callback::new(move |()| logo.set(None))
            />
            <Choice
                form field="preload" name=t("sites.preload") chosen=preload
                names=vec![t("sites.intent"), t("sites.idle")] hint=t("sites.preload_hint")
            />
        </Part>
    }
}
