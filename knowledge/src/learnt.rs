//! Knowledge's memory between two starts: what training found, as bytes that only fit the questions they were learnt from.

use sha2::{Digest, Sha256};

use crate::ridge::Weights;

/// The letters that they begin with; the last one is the version of everything that training depends on.
const HEAD: &[u8; 4] = b"BKL\x02";

/// What the questions were, as far as training depends on it.
pub(crate) type Fingerprint = [u8; 32];

/// Of the pairs' numbers and questions, in order.
pub(crate) fn fingerprint<'t>(
    pairs: impl Iterator<Item = (u64, &'t [String])>,
    languages: &str,
) -> Fingerprint {
    let mut hash = Sha256::new();
    hash.update(languages);
    for (id, questions) in pairs {
        hash.update([0xfe]);
        hash.update(id.to_le_bytes());
        for question in questions {
            hash.update([0xff]);
            hash.update(question);
        }
    }
    hash.finalize().into()
}

pub(crate) fn to_bytes(fingerprint: &Fingerprint, weights: &Weights) -> Vec<u8> {
    let mut bytes = HEAD.to_vec();
    bytes.extend(fingerprint);
    for own in weights {
        bytes.extend(u32::try_from(own.len()).unwrap_or(0).to_le_bytes());
        for (question, weight) in own {
            bytes.extend(question.to_le_bytes());
            bytes.extend(weight.to_le_bytes());
        }
    }
    bytes
}

/// `None` where they are of another version, of other questions, or no such bytes at all.
pub(crate) fn from_bytes(
    bytes: &[u8],
    fingerprint: &Fingerprint,
    pairs: usize,
    questions: usize,
) -> Option<Weights> {
    let mut rest = bytes.strip_prefix(HEAD)?.strip_prefix(fingerprint)?;
    let mut weights = Weights::new();
    for _ in 0..pairs {
        let count = u32::from_le_bytes(*rest.split_off(..4)?.first_chunk()?) as usize;
        let own = rest.split_off(..count.checked_mul(8)?)?;
        let own = own.chunks_exact(8).map(|entry| {
            let (question, weight) = entry.split_at(4);
            let question = u32::from_le_bytes(*question.first_chunk()?);
            let weight = f32::from_le_bytes(*weight.first_chunk()?);
            ((question as usize) < questions && weight.is_finite()).then_some((question, weight))
        });
        weights.push(own.collect::<Option<_>>()?);
    }
    rest.is_empty().then_some(weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn come_back_as_they_went() {
        let weights: Weights = vec![vec![(0, 1.5), (2, -0.25)], vec![], vec![(1, 0.5)]];
        let print = fingerprint([(7, ["a".to_owned()].as_slice())].into_iter(), "");
        let bytes = to_bytes(&print, &weights);
        assert_eq!(from_bytes(&bytes, &print, 3, 3), Some(weights));
        assert_eq!(from_bytes(&bytes, &print, 3, 2), None);
        assert_eq!(from_bytes(&bytes, &print, 2, 3), None);
        assert_eq!(from_bytes(&bytes, &[0; 32], 3, 3), None);
        for end in 0..bytes.len() {
            assert_eq!(from_bytes(&bytes[..end], &print, 3, 3), None);
        }
        let mut huge = bytes.clone();
        huge[36..40].fill(0xff);
        assert_eq!(from_bytes(&huge, &print, 3, 3), None);
        let mut nan = bytes;
        nan[44..48].fill(0xff);
        assert_eq!(from_bytes(&nan, &print, 3, 3), None);
    }

    #[test]
    fn every_change_of_a_question_is_another_print() {
        let print = |id: u64, questions: &[&str]| {
            let questions: Vec<String> = questions.iter().map(|text| (*text).to_owned()).collect();
            fingerprint([(id, questions.as_slice())].into_iter(), "")
        };
        let one = print(1, &["ab", "c"]);
        for other in
            [print(2, &["ab", "c"]), print(1, &["a", "bc"]), print(1, &["abc"]), print(1, &["ab", "d"])]
        {
            assert_ne!(one, other);
        }
    }
}
