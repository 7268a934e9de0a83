//! The AI agent's feeling for words: which English ones are used alike, as a vector for each of the commonest.

use std::{collections::HashMap, sync::OnceLock};

/// Made by `src/bin/vectors.rs`; the README beside it says from what.
const BYTES: &[u8] = include_bytes!("vectors/english.bin");
/// The numbers of a vector.
pub(crate) const WIDTH: usize = 64;
/// What stands for 0 in half a byte.
const MIDDLE: u8 = 8;

#[derive(Default)]
struct Table {
    places: HashMap<&'static str, usize>,
    halves: &'static [u8],
}

/// Read when the first word is asked for.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| read(BYTES).unwrap_or_default())
}

fn read(bytes: &'static [u8]) -> Option<Table> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (words, halves) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let places: HashMap<&str, usize> = std::str::from_utf8(words).ok()?.split('\n').zip(0..).collect();
    (places.len() * (WIDTH / 2) == halves.len()).then_some(Table { places, halves })
}

/// The vector of a word in lower case, of length 1.
fn of(word: &str) -> Option<[f32; WIDTH]> {
    let table = table();
    let start = table.places.get(word)? * (WIDTH / 2);
    let mut vector = [0.0; WIDTH];
    for (two, byte) in vector.chunks_exact_mut(2).zip(table.halves.get(start..start + WIDTH / 2)?) {
        let number = |half: u8| f32::from(half) - f32::from(MIDDLE);
        two.copy_from_slice(&[number(byte & 0x0f), number(byte >> 4)]);
    }
    let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt().max(f32::EPSILON);
    Some(vector.map(|number| number / length))
}

/// What words mean together, each of them with its weight; nothing where none of them is known.
pub(crate) fn together<'w>(words: impl Iterator<Item = (&'w str, f32)>) -> Option<[f32; WIDTH]> {
    let mut sum: Option<[f32; WIDTH]> = None;
    for (word, weight) in words {
        if let Some(vector) = of(word) {
            for (sum, number) in sum.get_or_insert([0.0; WIDTH]).iter_mut().zip(vector) {
                *sum += weight * number;
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(a: &str, b: &str) -> f32 {
        let (a, b) = (of(a).expect("known"), of(b).expect("known"));
        a.iter().zip(b).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn words_that_are_used_alike_are_near() {
        assert_eq!(table().places.len(), 30_000);
        for (word, near, far) in
            [("paycheck", "salary", "river"), ("cab", "taxi", "insurance"), ("soup", "noodles", "password")]
        {
            assert!(
                like(word, near) > like(word, far) + 0.2,
                "{word} {} {}",
                like(word, near),
                like(word, far)
            );
            assert!((like(word, word) - 1.0).abs() < 1e-4);
        }
        for unknown in ["", "Taxi", "größe", "xyzzyx", "茶"] {
            assert!(of(unknown).is_none(), "{unknown}");
        }
    }

    #[test]
    fn unknown_words_add_nothing() {
        assert_eq!(together([("xyzzyx", 1.0)].into_iter()), None);
        assert_eq!(together([("xyzzyx", 9.0), ("taxi", 1.0)].into_iter()), of("taxi"));
    }

    #[test]
    fn other_bytes_are_no_table() {
        for bytes in [&b""[..], b"\x01\x00", b"\xff\xff\xff\xff", b"\x01\x00\x00\x00ab"] {
            assert!(read(bytes).is_none());
        }
    }
}
