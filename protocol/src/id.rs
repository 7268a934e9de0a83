//! Names of things: conversations and files by random text, people by number, a client's own messages by UUID.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A name that nobody can guess: 22 characters of unpadded base64url, 128 random bits.
macro_rules! random_name {
    ($(#[$doc:meta])* $name:ident, $wrong:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Its length in characters.
            pub const LENGTH: usize = 22;

            /// `None` unless `text` has the shape of such a name.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let shaped = text.len() == Self::LENGTH
                    && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
                shaped.then(|| Self(text.to_owned()))
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                Self::parse(&text).ok_or_else(|| de::Error::custom($wrong))
            }
        }
    };
}

random_name! {
    /// A conversation's public name: 22 characters of unpadded base64url, 128 random bits.
    ConversationId, "not a conversation id"
}

random_name! {
    /// A stored file's name, in the same shape. It opens nothing by itself: whoever asks is checked.
    FileId, "not a file id"
}

/// A live agent, or any other person who signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AgentId(pub u32);

/// A visitor, as live agents see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VisitorId(pub u64);

/// A team of live agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TeamId(pub u32);

/// An entry of the knowledge, the same in every version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(pub u32);

/// An import of knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImportId(pub u32);

/// A test of the AI agent's answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TestId(pub u32);

/// A pair that a chat may teach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LessonId(pub u32);

/// What a client calls its own command, so that sending it twice does it once: a UUID, version 7, because a
/// time-ordered key keeps the store's index small.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientId([u8; 16]);

impl ClientId {
    /// A UUIDv7 (RFC 9562, 5.7) of this time and these random bytes.
    #[must_use]
    pub fn new(unix_ms: u64, random: [u8; 10]) -> Self {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&unix_ms.to_be_bytes()[2..]);
        bytes[6..].copy_from_slice(&random);
        bytes[6] = (bytes[6] & 0x0f) | 0x70;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Self(bytes)
    }

    /// The id from its 16 bytes, as the store keeps them.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes, big-endian.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// `None` unless `text` is a UUID in its usual form, 8-4-4-4-12 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        let mut digits = 0;
        for (at, byte) in text.bytes().enumerate() {
            if matches!(at, 8 | 13 | 18 | 23) {
                if byte != b'-' {
                    return None;
                }
                continue;
            }
            let digit = char::from(byte).to_digit(16)? as u8;
            let slot = bytes.get_mut(digits / 2)?;
            *slot = (*slot << 4) | digit;
            digits += 1;
        }
        (text.len() == 36 && digits == 32).then_some(Self(bytes))
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [b'-'; 36];
        let mut at = 0;
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                at += 1;
            }
            text[at] = DIGITS[usize::from(byte >> 4)];
            text[at + 1] = DIGITS[usize::from(byte & 15)];
            at += 2;
        }
        out.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for ClientId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl Serialize for ClientId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClientId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("not a UUID"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_id_is_a_uuid_of_version_7_and_survives_its_text() {
        let id = ClientId::new(0x0192_3456_789a, [0xff; 10]);
        assert_eq!(id.to_string(), "01923456-789a-7fff-bfff-ffffffffffff");
        assert_eq!(ClientId::parse(&id.to_string()), Some(id));
    }

    #[test]
    fn what_is_not_a_uuid_is_not_a_client_id() {
        for text in [
            "",
            "01923456-789a-7fff-bfff-fffffffffff",
            "01923456-789a-7fff-bfff-fffffffffffff",
            "01923456x789a-7fff-bfff-ffffffffffff",
            "01923456-789a-7fff-bfff-fffffffffffg",
            "019234567-89a-7fff-bfff-ffffffffffff",
            "\u{ff10}1923456-789a-7fff-bfff-ffffffff",
        ] {
            assert_eq!(ClientId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_conversation_id_has_one_shape() {
        assert!(ConversationId::parse("abcdefghijklmnopqrst_-").is_some());
        for text in ["", "abc", "abcdefghijklmnopqrst_-x", "abcdefghijklmnopqrst_/", "äbcdefghijklmnopqrst_"]
        {
            assert_eq!(ConversationId::parse(text), None, "{text}");
        }
    }
}
