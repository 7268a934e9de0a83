//! widget: JSON as a tree. One small reader instead of derived code for every type of the protocol, which would be
//! half of the panel's weight.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value. Numbers are whole, because the protocol knows no others.
#[derive(Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
}

static NULL: Json = Json::Null;

impl Json {
    /// `None` where the text is not JSON.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What stands under this key; null where nothing does.
    pub(crate) fn get(&self, key: &str) -> &Self {
        let Self::Map(entries) = self else { return &NULL };
        entries.iter().find(|(name, _)| name == key).map_or(&NULL, |(_, value)| value)
    }

    /// The name and the value of an enum's variant: `"name"` or `{"name": value}`.
    pub(crate) fn variant(&self) -> (&str, &Self) {
        match self {
            Self::Text(name) => (name, &NULL),
            Self::Map(entries) => entries.first().map_or(("", &NULL), |(name, value)| (name, value)),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::List(_) => ("", &NULL),
        }
    }

    /// A text; empty where this is none.
    pub(crate) fn text(&self) -> String {
        self.text_if_any().unwrap_or_default()
    }

    /// A text, where this is one.
    pub(crate) fn text_if_any(&self) -> Option<String> {
        if let Self::Text(text) = self { Some(text.clone()) } else { None }
    }

    /// A number; 0 where this is none.
    pub(crate) fn number(&self) -> i64 {
        if let Self::Number(number) = self { *number } else { 0 }
    }

    /// Whether this is `true`.
    pub(crate) fn is_true(&self) -> bool {
        *self == Self::Bool(true)
    }

    /// The items of a list; none where this is no list.
    pub(crate) fn list<T>(&self, read: fn(&Self) -> T) -> Vec<T> {
        if let Self::List(items) = self { items.iter().map(read).collect() } else { Vec::new() }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as i64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value as i64))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Json::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_leniently() {
        let json = Json::parse(r#"{"a":[1,-2,3.9],"b":{"c":"d\u00e9"},"e":true,"f":null}"#).unwrap();
        assert_eq!(json.get("a").list(Json::number), [1, -2, 3]);
        assert_eq!(json.get("b").variant(), ("c", &Json::Text("dé".to_owned())));
        assert_eq!(json.get("b").get("c").variant().0, "dé");
        assert!(json.get("e").is_true() && !json.get("f").is_true() && !json.get("nothing").is_true());
        assert_eq!((json.get("nothing").number(), &*json.get("e").text()), (0, ""));
        assert_eq!(json.get("b").list(Json::number), Vec::<i64>::new());
    }

    #[test]
    fn what_is_not_json_is_none() {
        for text in ["", "{", "[1,]", "nul", "{\"a\":1}x"] {
            assert_eq!(Json::parse(text), None, "{text}");
        }
    }
}
