//! Protocol room, tests: what clients may not send, made by spoiling each example of what they may.

mod spoil;

use baton_protocol::{
    agent::{AgentFrame, AgentVerb},
    people::Invite,
    push::Subscription,
    site::{EmbedSettings, Versioned},
    visitor::VisitorVerb,
};
use serde_json::{Value, json};

use spoil::{INCOMING, NULLABLE, OPEN, OPTIONAL, named, reads, refused, with};

#[test]
fn an_unknown_field_is_refused() {
    refused("a field more", |place, value| {
        let object = value.as_object().filter(|_| !OPEN.contains(&place));
        object.map(|object| with(object, "extra", json!(1))).into_iter().collect()
    });
}

#[test]
fn a_browsers_own_subscription_may_say_more() {
    let keys = json!({"p256dh": "BCVxsr7N", "auth": "BTBZMqHH", "later": 1});
    let made = json!({"endpoint": "https://push.example/1", "expirationTime": null, "keys": keys});
    assert!(reads::<Subscription>(made.to_string().as_bytes()));
}

#[test]
fn a_missing_field_is_refused() {
    refused("a field less", |place, value| {
        let Some(object) = named(place, value) else { return Vec::new() };
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
    refused("another name", |place, value| {
        let Some(object) = named(place, value) else { return Vec::new() };
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
    let huge: Value = serde_json::from_str("18446744073709551616").unwrap();
    let text = [json!(1), json!(true), json!([]), json!({}), json!(["Hello"])];
    let number =
        [json!(-1), json!(1.5), json!(1e300), huge, json!("1"), json!(true), json!(null), json!([1])];
    let switch = [json!(0), json!("true"), json!(null), json!({})];
    refused("another type", |name, value| match value {
        Value::String(_) => text.to_vec(),
        Value::Number(_) => {
            number.iter().filter(|bad| !(bad.is_null() && NULLABLE.contains(&name))).cloned().collect()
        }
        Value::Bool(_) => switch.to_vec(),
        Value::Null | Value::Array(_) | Value::Object(_) => Vec::new(),
    });
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
    for files in
        [json!("hT4mWc9RqYp2XnLzD0bKvA"), json!(null), json!([[]]), json!([{"id": "hT4mWc9RqYp2XnLzD0bKvA"}])]
    {
        let verb = json!({"send": {"text": "Hello", "files": files}});
        assert!(!reads::<VisitorVerb>(verb.to_string().as_bytes()), "{verb}");
        assert!(!reads::<AgentVerb>(verb.to_string().as_bytes()), "{verb}");
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
    let file = |id: &str| json!({"send": {"text": "", "files": [id]}}).to_string();
    assert!(reads::<VisitorVerb>(file("hT4mWc9RqYp2XnLzD0bKvA").as_bytes()));
    for id in ["", "../../../etc/passwd.txt", "hT4mWc9RqYp2XnLzD0bKv'", "hT4mWc9RqYp2XnLzD0bKvAA"] {
        assert!(!reads::<VisitorVerb>(file(id).as_bytes()), "{id}");
        assert!(!reads::<AgentVerb>(file(id).as_bytes()), "{id}");
    }
    for conversation in ["", "../../../etc/passwd.txt", "q8Zt3kWmR1xN0aYbVc5Ld'", "q8Zt3kWmR1xN0aYbVc5LdAA"] {
        assert!(!reads::<AgentFrame>(frame(id, conversation).as_bytes()), "{conversation}");
    }
}

#[test]
fn text_stays_as_it_was_written() {
    let emoji = "\u{1f469}\u{200d}\u{1f680}".repeat(10_000);
    for text in ["\0", "a\u{202e}b\u{2066}c", " \t\r\n ", "<script>alert(1)</script>", "e\u{301}", &emoji] {
        let verb = VisitorVerb::Send { text: text.to_owned(), files: Vec::new() };
        let wire = serde_json::to_string(&verb).unwrap();
        assert_eq!(serde_json::from_str::<VisitorVerb>(&wire).unwrap(), verb);
        let verb = AgentVerb::Note { text: text.to_owned() };
        let wire = serde_json::to_string(&verb).unwrap();
        assert_eq!(serde_json::from_str::<AgentVerb>(&wire).unwrap(), verb);
    }
}
