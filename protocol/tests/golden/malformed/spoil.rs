//! Protocol room, tests: spoils each example of what clients may send, at each of its places.

use std::collections::BTreeMap;

use baton_protocol::{
    agent::{AgentFrame, AgentHello},
    answering::{Answering, Ask, ModelSettings},
    knowledge::{ImportWish, Written},
    line::{LineChange, Resend},
    past::{Identify, MailTranscript},
    people::{Invite, Join, PersonChange, SetUp, SignIn},
    poll::Poll,
    profile::{MailChange, PasswordChange, ProfileChange, TwoFactorCode, TwoFactorEnd},
    publishing::{Publish, TestWish},
    push::Subscription,
    site::{AgentSettings, EmbedSettings, NewSite, OriginChoice, Versioned},
    teaching::{Settle, SettleGroup, Teach},
    team::{CannedChange, TeamChange},
    visitor::{Hello, VisitorFrame},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::page::examples;

/// Whether these bytes are read.
pub(super) type Reads = fn(&[u8]) -> bool;

/// The types that clients send, by the tag of their examples.
pub(super) const INCOMING: &[(&str, Reads)] = &[
    ("VisitorFrame", reads::<VisitorFrame>),
    ("AgentFrame", reads::<AgentFrame>),
    ("VisitorPoll", reads::<Poll<Hello>>),
    ("AgentPoll", reads::<Poll<AgentHello>>),
    ("SignIn", reads::<SignIn>),
    ("SetUp", reads::<SetUp>),
    ("Join", reads::<Join>),
    ("Invite", reads::<Invite>),
    ("PersonChange", reads::<PersonChange>),
    ("ProfileChange", reads::<ProfileChange>),
    ("MailChange", reads::<MailChange>),
    ("PasswordChange", reads::<PasswordChange>),
    ("TwoFactorCode", reads::<TwoFactorCode>),
    ("TwoFactorEnd", reads::<TwoFactorEnd>),
    ("Subscription", reads::<Subscription>),
    ("TeamChange", reads::<TeamChange>),
    ("CannedChange", reads::<CannedChange>),
    ("NewSite", reads::<NewSite>),
    ("VersionedAgentSettings", reads::<Versioned<AgentSettings>>),
    ("VersionedEmbedSettings", reads::<Versioned<EmbedSettings>>),
    ("Written", reads::<Written>),
    ("VersionedWritten", reads::<Versioned<Written>>),
    ("ImportWish", reads::<ImportWish>),
    ("VersionedAnswering", reads::<Versioned<Answering>>),
    ("Ask", reads::<Ask>),
    ("ModelSettings", reads::<ModelSettings>),
    ("TestWish", reads::<TestWish>),
    ("Publish", reads::<Publish>),
    ("Teach", reads::<Teach>),
    ("Settle", reads::<Settle>),
    ("SettleGroup", reads::<SettleGroup>),
    ("OriginChoice", reads::<OriginChoice>),
    ("Identify", reads::<Identify>),
    ("MailTranscript", reads::<MailTranscript>),
    ("LineChange", reads::<LineChange>),
    ("Resend", reads::<Resend>),
];

/// Fields that may be left out, by what they stand in: the field that holds them, or the tag.
pub(super) const OPTIONAL: &[(&str, &[&str])] = &[
    ("hello", &["token", "have", "locale", "time_zone", "page"]),
    ("page", &["title", "referrer"]),
    ("at", &["title", "referrer"]),
    ("VisitorPoll", &["stamp"]),
    ("AgentPoll", &["stamp"]),
    ("rate", &["text"]),
    ("send", &["quote", "files"]),
    ("is", &["name", "email", "attributes"]),
    ("transfer", &["note"]),
    ("SignIn", &["code"]),
    ("Invite", &["teams"]),
    ("TeamChange", &["closed", "members", "version"]),
    ("CannedChange", &["team", "version"]),
    // The settings of a site.
    (
        "to",
        &[
            "name",
            "greeting",
            "suggestions",
            "picture",
            "requests",
            "accent",
            "origins",
            "position",
            "texts",
            "team",
            "hours",
            "sure",
            "tone",
            "languages",
            "no_answer",
            "rules",
            "look",
            "form",
            "proof",
        ],
    ),
    ("look", &["scheme", "radius", "icon", "label", "logo", "preload"]),
    ("form", &["name", "email"]),
    ("rules", &["when", "team"]),
    ("ImportWish", &["every", "publish"]),
    ("Ask", &["locale", "before", "published", "model"]),
    ("ModelSettings", &["key", "budget"]),
    ("TestWish", &["locale"]),
    ("Publish", &["note", "broken"]),
    ("LineChange", &["secret", "token"]),
    ("hours", &["time_zone", "week", "holidays"]),
];

/// Fields that hold texts by names of the sender's choice.
const NAMED_BY_SENDER: &[&str] = &["attributes", "texts"];

/// What a browser makes and not a client of ours: what we do not know of it is passed over.
pub(super) const OPEN: &[&str] = &["Subscription", "keys"];

/// Numbers that may be `null`.
pub(super) const NULLABLE: &[&str] = &["quote", "team"];

pub(super) fn reads<T: DeserializeOwned>(bytes: &[u8]) -> bool {
    serde_json::from_slice::<T>(bytes).is_ok()
}

/// Applies `spoil` to every example that clients send; what comes out has to be refused, and there has to be some.
pub(super) fn refused(what: &str, spoil: impl Fn(&str, &Value) -> Vec<Value>) {
    let mut tried: BTreeMap<_, usize> = BTreeMap::new();
    for example in examples() {
        let Some((tag, reads)) = INCOMING.iter().find(|(tag, _)| *tag == example.tag) else { continue };
        for spoilt in everywhere(tag, &example.value, &spoil) {
            *tried.entry(*tag).or_default() += 1;
            assert!(!reads(spoilt.to_string().as_bytes()), "{what}, yet it reads as a {tag}: {spoilt}");
        }
    }
    let untried = INCOMING.iter().filter(|(tag, _)| !tried.contains_key(tag) && !OPEN.contains(tag));
    let untried: Vec<_> = untried.map(|(tag, _)| tag).collect();
    assert!(untried.is_empty(), "{what}: nothing to try for {untried:?}");
}

/// `value` spoilt at each place in turn. `spoil` is told the name of what it spoils: its field, or at first the tag.
fn everywhere(name: &str, value: &Value, spoil: &impl Fn(&str, &Value) -> Vec<Value>) -> Vec<Value> {
    let mut spoilt = spoil(name, value);
    if let Some(object) = value.as_object() {
        for (name, inner) in object {
            spoilt.extend(everywhere(name, inner, spoil).into_iter().map(|inner| with(object, name, inner)));
        }
    }
    for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
        spoilt.extend(everywhere(name, inner, spoil).into_iter().map(|inner| {
            let mut whole = value.clone();
            whole[index] = inner;
            whole
        }));
    }
    spoilt
}

/// The object in this place, unless its sender names the fields.
pub(super) fn named<'a>(place: &str, value: &'a Value) -> Option<&'a Map<String, Value>> {
    value.as_object().filter(|_| !NAMED_BY_SENDER.contains(&place))
}

pub(super) fn with(object: &Map<String, Value>, name: &str, inner: Value) -> Value {
    let mut object = object.clone();
    object.insert(name.to_owned(), inner);
    Value::Object(object)
}
