//! Knowledge's other ear: passages that mean what is asked, whether or not they have its words.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::questions;
use crate::{
    article::{Article, Passage},
    embedding::Embed,
    entry::Entry,
    index::{Hit, Volume},
    language::Language,
    sense::{dot, embedded, unit},
};

/// What meaning the same is worth beside having the same words, and how much of the question it covers at most: by its
/// meaning alone a passage is never surer than one that has most of the words.
const WORTH: f32 = 0.5;
const COVERS: f32 = 0.6;
/// A passage without any of the words must mean the question at least this much.
const LEAST: f32 = 0.35;
/// Passages of anybody, with no common meaning, that are counted beside those that there are.
const PRIOR: f32 = 100.0;

/// The passages that answer by their own words, each with its meaning.
#[derive(Default)]
pub(crate) struct Meant {
    passages: Vec<Spoken>,
    /// Where each stands among them, by its entry and where it begins.
    places: HashMap<(usize, usize), usize>,
    /// What all passages have in common, which tells none from another.
    mean: Vec<f32>,
}

struct Spoken {
    entry: usize,
    article: Arc<Article>,
    passage: Arc<Passage>,
    language: Language,
    vector: Vec<f32>,
}

impl Meant {
    pub(crate) fn new(entries: &[Entry], volumes: &[(Language, Volume)], embed: &dyn Embed) -> Self {
        let own = volumes.iter().filter(|(_, volume)| questions(&entries[volume.entry]).is_empty());
        let spoken = own.flat_map(|(language, volume)| {
            volume.passages.iter().filter_map(|passage| {
                let article = &volume.article;
                let words = &article.body[passage.bytes.clone()];
                let text = format!("{}. {}. {words}", article.title, passage.heading);
                Some(Spoken {
                    entry: volume.entry,
                    article: Arc::clone(article),
                    passage: Arc::clone(passage),
                    language: *language,
                    vector: embedded(embed, &text)?,
                })
            })
        });
        let mut passages: Vec<Spoken> = spoken.collect();
        #[expect(clippy::cast_precision_loss, reason = "a count of passages")]
        let all = passages.len() as f32 + PRIOR;
        let mut mean = vec![0.0; embed.dimensions()];
        for spoken in &passages {
            for (mean, number) in mean.iter_mut().zip(&spoken.vector) {
                *mean += number / all;
            }
        }
        for spoken in &mut passages {
            spoken.vector = beyond(&spoken.vector, &mean);
        }
        let place = |(at, spoken): (usize, &Spoken)| ((spoken.entry, spoken.passage.bytes.start), at);
        let places = passages.iter().enumerate().map(place).collect();
        Self { passages, places, mean }
    }

    /// Weighs what the words found by its meaning too, and adds at most `most` passages that have none of the words.
    pub(crate) fn join(&self, asked: &[f32], hits: &mut Vec<Hit>, most: usize) {
        let asked = beyond(asked, &self.mean);
        let like = |spoken: &Spoken| dot(&asked, &spoken.vector).clamp(0.0, 1.0);
        let likes: Vec<f32> = self.passages.iter().map(like).collect();
        let place = |hit: &Hit| self.places.get(&(hit.entry, hit.passage.bytes.start)).copied();
        let found: HashSet<usize> = hits.iter().filter_map(place).collect();
        let mut alone: Vec<usize> =
            (0..likes.len()).filter(|at| likes[*at] >= LEAST && !found.contains(at)).collect();
        let better = |a: &usize, b: &usize| likes[*b].total_cmp(&likes[*a]);
        if alone.len() > most {
            alone.select_nth_unstable_by(most, better);
            alone.truncate(most);
        }
        alone.sort_by(better);
        for hit in hits.iter_mut() {
            let like = place(hit).map_or(0.0, |at| likes[at]);
            hit.share = hit.share * hit.coverage + WORTH * like;
            hit.coverage = hit.coverage.max(COVERS * like);
        }
        hits.extend(alone.into_iter().map(|at| (likes[at], &self.passages[at])).map(|(like, spoken)| Hit {
            entry: spoken.entry,
            article: Arc::clone(&spoken.article),
            passage: Arc::clone(&spoken.passage),
            language: spoken.language,
            coverage: COVERS * like,
            // None of its sentences has a word of the question; its beginning is quoted.
            on_topic: true,
            worth: Arc::default(),
            share: WORTH * like,
        }));
        let mut best: HashMap<Language, f32> = HashMap::new();
        for hit in hits.iter() {
            let best = best.entry(hit.language).or_default();
            *best = best.max(hit.share);
        }
        for hit in hits.iter_mut() {
            hit.share /= best.get(&hit.language).copied().unwrap_or_default().max(f32::EPSILON);
        }
    }
}

fn beyond(vector: &[f32], mean: &[f32]) -> Vec<f32> {
    unit(vector.iter().zip(mean).map(|(number, mean)| number - mean).collect())
}
