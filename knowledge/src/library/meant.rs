//! Knowledge's other ear: passages that mean what is asked, whether or not they have its words.

use std::{collections::HashMap, sync::Arc};

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
        Self { passages, mean }
    }

    /// Weighs what the words found by its meaning too, and adds at most `most` passages that have none of the words.
    pub(crate) fn join(&self, asked: &[f32], hits: &mut Vec<Hit>, most: usize) {
        let asked = beyond(asked, &self.mean);
        let mut meaning: HashMap<(usize, usize), f32> = HashMap::new();
        let mut alone: Vec<(f32, &Spoken)> = Vec::new();
        for spoken in &self.passages {
            let like = dot(&asked, &spoken.vector).clamp(0.0, 1.0);
            meaning.insert((spoken.entry, spoken.passage.bytes.start), like);
            if like >= LEAST && !hits.iter().any(|hit| same(hit, spoken)) {
                alone.push((like, spoken));
            }
        }
        alone.sort_by(|a, b| b.0.total_cmp(&a.0));
        for hit in hits.iter_mut() {
            let like = meaning.get(&(hit.entry, hit.passage.bytes.start)).copied().unwrap_or_default();
            hit.share = hit.share * hit.coverage + WORTH * like;
            hit.coverage = hit.coverage.max(COVERS * like);
        }
        hits.extend(alone.into_iter().take(most).map(|(like, spoken)| Hit {
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

fn same(hit: &Hit, spoken: &Spoken) -> bool {
    hit.entry == spoken.entry && hit.passage.bytes.start == spoken.passage.bytes.start
}

fn beyond(vector: &[f32], mean: &[f32]) -> Vec<f32> {
    unit(vector.iter().zip(mean).map(|(number, mean)| number - mean).collect())
}
