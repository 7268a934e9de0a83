//! Knowledge's sorting of questions: those that mean the same are put together.

use std::collections::HashMap;

use crate::{features::Reader, fold::plain, language::Language, smalltalk::joined, space::Space};

/// How like the mean of a group's texts a text must be to belong to it.
const ALIKE: f32 = 0.45;
/// As many texts of a group are compared.
const COMPARED: usize = 12;

/// Groups of texts that mean the same, the largest group first, by their places in `texts`. A group's first text is the one
/// that was written most often, and the earliest of these. Meant for a few thousand texts.
#[must_use]
pub fn alike(texts: &[String]) -> Vec<Vec<usize>> {
    let mut same: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        let folded = joined(&plain(text));
        same.entry(if folded.is_empty() { text.clone() } else { folded }).or_default().push(at);
    }
    let mut same: Vec<Vec<usize>> = same.into_values().collect();
    same.sort_unstable_by_key(|places| (std::cmp::Reverse(places.len()), places[0]));
    let language = Language::of(&texts.join("\n"));
    let first = |places: &Vec<usize>| texts[places[0]].as_str();
    let space = Space::new(Reader::new(&[language]), same.iter().map(first), None);
    let vectors = space.questions();
    // Of each text which group it is in, and of each group its texts.
    let mut group_of: Vec<Option<usize>> = vec![None; same.len()];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (text, vector) in vectors.iter().enumerate() {
        let likeness = space.likeness(vector);
        let mean = |group: &Vec<usize>| {
            let compared = &group[..group.len().min(COMPARED)];
            #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
            let count = compared.len() as f32;
            compared.iter().map(|other| likeness[*other]).sum::<f32>() / count
        };
        let mut near: Vec<usize> =
            (0..text).filter(|other| likeness[*other] >= ALIKE).filter_map(|other| group_of[other]).collect();
        near.sort_unstable();
        near.dedup();
        let best = near.into_iter().max_by(|a, b| mean(&groups[*a]).total_cmp(&mean(&groups[*b])));
        let group = best.filter(|group| mean(&groups[*group]) >= ALIKE).unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(text);
        group_of[text] = Some(group);
    }
    let mut groups: Vec<Vec<usize>> = groups
        .into_iter()
        .map(|group| group.into_iter().flat_map(|text| same[text].clone()).collect())
        .collect();
    groups.sort_by_key(|group: &Vec<usize>| (std::cmp::Reverse(group.len()), group[0]));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(texts: &[&str]) -> Vec<Vec<usize>> {
        alike(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn puts_together_what_means_the_same() {
        let groups = groups(&[
            "do you have vegan biscuits",
            "Is there parking at the shop?",
            "is there parking?",
            "Do you have vegan biscuits?",
            "is there any parking near the shop",
            "who designed your logo",
            "are there vegan biscuits",
            "IS THERE PARKING",
        ]);
        let of = |text: usize| groups.iter().position(|group| group.contains(&text));
        assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), 8);
        assert_eq!((groups[0][0], groups[0].len()), (2, 4), "{groups:?}");
        assert!(of(0) == of(3) && of(0) == of(6) && of(0) != of(5) && of(0) != of(1), "{groups:?}");
    }

    #[test]
    fn takes_any_language_and_nothing() {
        assert!(groups(&[]).is_empty());
        assert_eq!(groups(&["", "", "🙂"]).len(), 2);
        assert_eq!(groups(&["有停車場嗎", "請問有停車場嗎？", "可以帶狗嗎"]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn takes_thousands() {
        let texts: Vec<String> =
            (0..3_000).map(|at| format!("where is parcel number {}", at % 900)).collect();
        assert_eq!(alike(&texts).iter().map(Vec::len).sum::<usize>(), 3_000);
    }
}
