//! Protocol room, tests: what clients may not send, made by spoiling each example of what they may.

use std::collections::BTreeMap;

use baton_protocol::{
    agent::{AgentFrame, AgentHello, AgentVerb},
    people::{Invite, Join, PersonChange, SetUp, SignIn},
    poll::Poll,
    profile::{PasswordChange, ProfileChange, TwoFactorCode, TwoFactorEnd},
    site::{AgentSettings, EmbedSettings, NewSite, Versioned},
    team::{CannedChange, TeamChange},
    visitor::{Hello, VisitorFrame, VisitorVerb},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::page::examples;

/// Whether these bytes are read.
type Reads = fn(&[u8]) -> bool;

/// The types that clients send, by the tag of their examples.
const INCOMING: &[(&str, Reads)] = &[
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
    ("PasswordChange", reads::<PasswordChange>),
    ("TwoFactorCode", reads::<TwoFactorCode>),
    ("TwoFactorEnd", reads::<TwoFactorEnd>),
    ("TeamChange", reads::<TeamChange>),
    ("CannedChange", reads::<CannedChange>),
    ("NewSite", reads::<NewSite>),
    ("VersionedAgentSettings", reads::<Versioned<AgentSettings>>),
    ("VersionedEmbedSettings", reads::<Versioned<EmbedSettings>>),
];

/// Fields that may be left out, by what they stand in: the field that holds them, or the tag.
const OPTIONAL: &[(&str, &[&str])] = &[
    ("hello", &["token", "have", "locale", "time_zone", "page"]),
    ("page", &["title", "referrer"]),
    ("at", &["title", "referrer"]),
    ("VisitorPoll", &["stamp"]),
    ("AgentPoll", &["stamp"]),
    ("rate", &["text"]),
    ("send", &["quote"]),
    ("transfer", &["note"]),
    ("SignIn", &["code"]),
    ("Invite", &["teams"]),
    ("TeamChange", &["closed", "members", "version"]),
    ("CannedChange", &["team", "version"]),
    // The settings of a site.
    (
        "to",
        &["name", "greeting", "suggestions", "no_answer", "requests", "accent", "origins", "team", "hours"],
    ),
    ("hours", &["time_zone", "week", "holidays"]),
];

/// Numbers that may be `null`.
const NULLABLE: &[&str] = &["quote", "team"];

fn reads<T: DeserializeOwned>(bytes: &[u8]) -> bool {
    serde_json::from_slice::<T>(bytes).is_ok()
}

/// Applies `spoil` to every example that clients send; what comes out has to be refused, and there has to be some.
fn refused(what: &str, spoil: impl Fn(&str, &Value) -> Vec<Value>) {
    let mut tried: BTreeMap<_, usize> = BTreeMap::new();
    for example in examples() {
        let Some((tag, reads)) = INCOMING.iter().find(|(tag, _)| *tag == example.tag) else { continue };
        for spoilt in everywhere(tag, &example.value, &spoil) {
            *tried.entry(*tag).or_default() += 1;
            assert!(!reads(spoilt.to_string().as_bytes()), "{what}, yet it reads as a {tag}: {spoilt}");
        }
    }
    let untried: Vec<_> = INCOMING.iter().filter(|(tag, _)| !tried.contains_key(tag)).collect();
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

fn with(object: &Map<String, Value>, name: &str, inner: Value) -> Value {
    let mut object = object.clone();
    object.insert(name.to_owned(), inner);
    Value::Object(object)
}

#[test]
fn an_unknown_field_is_refused() {
    refused("a field more", |_, value| {
        value.as_object().map(|object| with(object, "extra", json!(1))).into_iter().collect()
    });
}

#[test]
fn a_missing_field_is_refused() {
    refused("a field less", |place, value| {
        let Some(object) = value.as_object() else { return Vec::new() };
        let may = OPTIONAL.iter().find(|(holder, _)| *holder == place).map_or(&[][..], |(_, fields)| fields);
        let needed = object.keys().filter(|name| !may.contains(&name.as_str()));
        needed
            .map(|name| {
                let mut less = object.clone();
                less.remove(name);
                Value::Object(less)
            })
            .collect()
    });
}

#[test]
fn another_name_is_refused() {
    refused("another name", |_, value| {
        let Some(object) = value.as_object() else { return Vec::new() };
        let renamed = |name: &String| {
            let mut other = object.clone();
            let inner = other.remove(name)?;
            other.insert(format!("{name}x"), inner);
            Some(Value::Object(other))
        };
        object.keys().filter_map(renamed).collect()
    });
    for text in [r#""Request""#, r#""accept""#, r#"{"Send":{"text":"Hello"}}"#, r#"{"request":1}"#, r#""""#] {
        assert!(!reads::<VisitorVerb>(text.as_bytes()), "{text}");
    }
    for text in
        [r#""Settle""#, r#""request""#, r#"{"Note":{"text":"Hello"}}"#, r#"{"settle":1}"#, r#""rate""#]
    {
        assert!(!reads::<AgentVerb>(text.as_bytes()), "{text}");
    }
}

#[test]
fn a_wrong_type_is_refused() {
    refused("a string's place", |_, value| {
        let wrong = [json!(1), json!(true), json!([]), json!({}), json!(["Hello"])];
        value.as_str().map(|_| wrong.into()).unwrap_or_default()
    });
    let huge: Value = serde_json::from_str("18446744073709551616").unwrap();
    let wrong = [json!(-1), json!(1.5), json!(1e300), huge, json!("1"), json!(true), json!(null), json!([1])];
    for example in examples() {
        let Some((tag, reads)) = INCOMING.iter().find(|(tag, _)| *tag == example.tag) else { continue };
        let spoil = |name: &str, value: &Value| {
            let switch = [json!(0), json!("true"), json!(null), json!({})];
            let bad = wrong.iter().filter(|bad| !(bad.is_null() && NULLABLE.contains(&name)));
            let number = value.as_u64().map(|_| bad.cloned().collect());
            number.or_else(|| value.as_bool().map(|_| switch.into())).unwrap_or_default()
        };
        for spoilt in everywhere(tag, &example.value, &spoil) {
            assert!(!reads(spoilt.to_string().as_bytes()), "{tag} {spoilt}");
        }
    }
}

#[test]
fn a_command_of_another_shape_is_refused() {
    let huge = u64::from(u32::MAX) + 1;
    let verbs = [
        json!({"transfer": {"to": 9}}),
        json!({"transfer": {"to": "agent"}}),
        json!({"transfer": {"to": {}}}),
        json!({"transfer": {"to": {"visitor": 9}}}),
        json!({"transfer": {"to": {"agent": 9, "team": 3}}}),
        json!({"transfer": {"to": {"agent": "9"}}}),
        json!({"transfer": {"to": {"agent": huge}}}),
        json!({"transfer": {"to": {"team": null}}}),
        json!({"transfer": {"to": {"team": [3]}}}),
        json!({"transfer": {"to": {"team": 3}, "note": null}}),
        json!({"transfer": {"note": "The lamp arrived broken."}}),
        json!({"label": {"labels": "returns"}}),
        json!({"label": {"labels": {"returns": true}}}),
        json!({"label": {"labels": null}}),
        json!({"label": ["returns", "damaged"]}),
        json!({"note": "Hello"}),
        json!({"note": {"text": "Hello", "quote": 2}}),
        json!({"note": {"text": "Hello", "client_id": "01a1f3c1-9c98-7dce-a7df-b8d3e4fb0ce4"}}),
        json!({"settle": {}}),
        json!({"rate": {"stars": 5}}),
        json!("note"),
        json!("label"),
    ];
    for verb in verbs {
        assert!(!reads::<AgentVerb>(verb.to_string().as_bytes()), "{verb}");
    }
    for stars in [json!(256), json!(-1), json!(4.5), json!("5"), json!(null), json!(true), json!([5])] {
        let verb = json!({"rate": {"stars": stars}});
        assert!(!reads::<VisitorVerb>(verb.to_string().as_bytes()), "{verb}");
    }
    for verb in [
        json!("rate"),
        json!({"rate": 5}),
        json!({"rate": {"text": "Good"}}),
        json!({"note": {"text": "Hello"}}),
    ] {
        assert!(!reads::<VisitorVerb>(verb.to_string().as_bytes()), "{verb}");
    }
}

#[test]
fn a_role_or_a_time_of_another_shape_is_refused() {
    let invite =
        |role: Value| json!({"email": "a@b.c", "first_name": "Ana", "last_name": "Lima", "role": role});
    assert!(reads::<Invite>(invite(json!("editor")).to_string().as_bytes()));
    for role in [json!("Editor"), json!("owner"), json!(""), json!(2), json!(null), json!(["admin"])] {
        assert!(!reads::<Invite>(invite(role.clone()).to_string().as_bytes()), "{role}");
    }
    let week = |day: Value| {
        let hours = json!({"time_zone": "Asia/Tokyo", "week": [day]});
        json!({"version": 1, "to": {"name": "Lumen", "accent": "#3355dd", "origins": [], "hours": hours}})
    };
    assert!(reads::<Versioned<EmbedSettings>>(week(json!([[540, 1020]])).to_string().as_bytes()));
    for day in
        [json!([540, 1020]), json!([[540]]), json!([[540, 600, 660]]), json!([[540, 65536]]), json!("9-17")]
    {
        assert!(!reads::<Versioned<EmbedSettings>>(week(day.clone()).to_string().as_bytes()), "{day}");
    }
}

#[test]
fn what_is_not_one_json_text_is_refused() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let texts: &[&[u8]] = &[
        b"",
        b"null",
        b"[]",
        b"{}",
        b"{\"typing\":true",
        b"{\"typing\":true}{\"typing\":true}",
        b"{\"typing\":true,\"typing\":true}",
        b"{\"typing\":NaN}",
        b"{\"typing\":true} // yes",
        b"\xef\xbb\xbf{\"typing\":true}",
        b"{\"hello\":{\"site\":\"a\",\"site\":\"b\"}}",
        b"{\"hello\":{\"site\":\"\xff\"}}",
        b"{\"hello\":{\"site\":\"\x00\"}}",
        b"{\"hello\":{\"site\":\"\\ud800\"}}",
        b"{\"hello\":{\"site\":\"demo\",\"have\":{\"epoch\":\"e\",\"conversation\":\"q8Zt3kWmR1xN0aYbVc5LdA\",\"after\":1e999}}}",
        deep.as_bytes(),
    ];
    for text in texts {
        for (tag, reads) in INCOMING {
            assert!(!reads(text), "{tag} {}", String::from_utf8_lossy(text));
        }
    }
}

#[test]
fn names_of_another_shape_are_refused() {
    let frame = |id: &str, conversation: &str| {
        json!({"do": {"id": id, "conversation": conversation, "what": "accept"}}).to_string()
    };
    let (id, conversation) = ("01a1f3c1-1a10-7b46-8f57-90b5c6d3e46c", "q8Zt3kWmR1xN0aYbVc5LdA");
    assert!(reads::<AgentFrame>(frame(id, conversation).as_bytes()));
    for id in ["", "1", "01a1f3c11a107b468f5790b5c6d3e46c", "{01a1f3c1-1a10-7b46-8f57-90b5c6d3e46c}"] {
        assert!(!reads::<AgentFrame>(frame(id, conversation).as_bytes()), "{id}");
    }
    for conversation in ["", "../../../etc/passwd.txt", "q8Zt3kWmR1xN0aYbVc5Ld'", "q8Zt3kWmR1xN0aYbVc5LdAA"] {
        assert!(!reads::<AgentFrame>(frame(id, conversation).as_bytes()), "{conversation}");
    }
}

#[test]
fn text_stays_as_it_was_written() {
    let emoji = "\u{1f469}\u{200d}\u{1f680}".repeat(10_000);
    for text in ["\0", "a\u{202e}b\u{2066}c", " \t\r\n ", "<script>alert(1)</script>", "e\u{301}", &emoji] {
        let verb = VisitorVerb::Send { text: text.to_owned() };
        let wire = serde_json::to_string(&verb).unwrap();
        assert_eq!(serde_json::from_str::<VisitorVerb>(&wire).unwrap(), verb);
        let verb = AgentVerb::Note { text: text.to_owned() };
        let wire = serde_json::to_string(&verb).unwrap();
        assert_eq!(serde_json::from_str::<AgentVerb>(&wire).unwrap(), verb);
    }
}
