//! widget: tests that the reader and the writer agree with serde's.

use serde_json::Value;

use super::*;

fn same(json: &Json, value: &Value) -> bool {
    match (json, value) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(one), Value::Bool(other)) => one == other,
        (Json::Number(one), Value::Number(other)) => Some(*one) == other.as_i64(),
        (Json::Text(one), Value::String(other)) => one == other,
        (Json::List(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Map(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| same(one, other)))
        }
        _ => false,
    }
}

const TEXTS: [&str; 14] = [
    "null",
    " [ ] ",
    "{}",
    "{\"a\":[1,-20,true,false,null,\"x\"],\"b\":{\"c\":{\"d\":[[]]}}}",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u4e2d\\ud83c\\udf3f\"",
    "\"é中🌿\u{7f}\u{2028}\u{202e}\"",
    "0",
    "-9007199254740991",
    "1700000000000",
    "[\r\n\t1 , 2 ]",
    "\"\"",
    "{\"\":\"\"}",
    "[\"\\u0000\\u001f\"]",
    "[{\"a\":1},{\"a\":2}]",
];

#[test]
fn what_serde_reads_is_read_the_same() {
    for text in TEXTS {
        let value: Value = serde_json::from_str(text).unwrap();
        assert!(same(&Json::parse(text).unwrap(), &value), "{text}");
    }
}

#[test]
fn what_is_written_is_read_the_same_by_serde() {
    for text in TEXTS {
        let json = Json::parse(text).unwrap();
        let mut written = String::new();
        json.write(&mut written);
        let value: Value = serde_json::from_str(&written).unwrap();
        assert!(same(&json, &value), "{text} became {written}");
    }
}

#[test]
fn what_is_not_json_is_none() {
    for text in [
        "",
        " ",
        "{",
        "[",
        "]",
        "nul",
        "{\"a\":1}x",
        "{\"a\"}",
        "{a:1}",
        "{1:1}",
        "\"",
        "\"\\",
        "\"\\u12\"",
        "\"\\ud83c\"",
        "\"\\ud83cx\"",
        "\"\\ud83c\\u0041\"",
        "\"\\udf3f\"",
        "[1 2]",
        "\"\\u00é\"",
    ] {
        assert_eq!(Json::parse(text), None, "{text}");
    }
    assert_eq!(Json::parse(&"[".repeat(100_000)), None);
}

#[test]
fn a_tree_is_looked_into_leniently() {
    let json = Json::parse(r#"{"a":[1,-2,3.9e1],"b":{"c":"d"},"e":true,"f":null}"#).unwrap();
    assert_eq!(json.get("a").list(Json::number), [1, -2, 3]);
    assert_eq!(json.get("b").variant(), ("c", &Json::of("d")));
    assert_eq!(json.get("b").get("c").variant().0, "d");
    assert!(json.get("e").is_true() && !json.get("f").is_true() && !json.get("nothing").is_true());
    assert_eq!((json.get("nothing").number(), &*json.get("e").text()), (0, ""));
    assert_eq!(json.get("b").list(Json::number), Vec::<i64>::new());
}

#[test]
fn an_object_leaves_out_what_is_null() {
    let json = Json::map([("a", Json::Null), ("b", Json::of("c"))]);
    assert_eq!(json, Json::Map(vec![("b".to_owned(), Json::of("c"))]));
}
