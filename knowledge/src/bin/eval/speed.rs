//! The speed: how long training and answering take as the knowledge grows.

use std::{
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

use baton_knowledge::{Entry, Library, Written};

use crate::{
    set::Set,
    trial::{library, question},
};

/// How many passages an article of the made knowledge has, and how many sentences a passage.
const SECTIONS: usize = 10;
const SENTENCES: usize = 4;
/// Questions that are timed at each size.
const ASKED: usize = 600;

/// Training on one core, in seconds: a single thread that waits for nothing, so that the time passed is the time used.
pub(crate) fn training(set: &Set, entries: usize) -> f64 {
    let library = Library::with_embeddings(set.repeated(entries), None, set.embed.as_ref());
    let start = Instant::now();
    let learnt = library.learn(&AtomicBool::new(false));
    let seconds = start.elapsed().as_secs_f64();
    drop(learnt);
    seconds
}

/// The median and the 99 % time of an answer, in microseconds, at so many passages: nine in ten stand in articles, one in
/// ten is a pair. The questions are those of the set.
pub(crate) fn answering(set: &Set, passages: usize) -> (u128, u128) {
    let pairs = (passages / 10).min(1_000);
    let mut entries = set.repeated(pairs);
    let sentences = set.sentences();
    let mut next = sentences.iter().cycle();
    let mut left = passages - pairs;
    while left > 0 {
        let sections = left.min(SECTIONS);
        left -= sections;
        let section = |at: usize| {
            let mut text = format!("## {at} {}\n\n", next.next().map_or("", String::as_str));
            for sentence in next.by_ref().take(SENTENCES) {
                text.push_str(&format!("Number {left} {at}: {sentence}. "));
            }
            text
        };
        let body = (0..sections).map(section).collect::<Vec<_>>().join("\n\n");
        let id = entries.len() as u64;
        let what = Written::Article { title: format!("Article {id}"), body, address: None };
        entries.push(Entry { id, what });
    }
    let library = library(entries, true, set.embed.as_ref());
    let mut times: Vec<Duration> = set
        .questions()
        .take(ASKED)
        .map(|text| {
            let question = question(text);
            let start = Instant::now();
            let trace = library.answer(&question);
            let time = start.elapsed();
            drop(trace);
            time
        })
        .collect();
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).map_or(0, Duration::as_micros);
    (at(50), at(99))
}
