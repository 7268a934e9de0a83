//! The AI agent's quotation: the sentences or rows of a passage that answer, and no more.

use std::collections::HashSet;

use super::{
    article::{Kind, Unit},
    index::Hit,
    words::terms,
};

/// A passage up to this length, in bytes, is quoted whole.
const SHORT: usize = 260;
/// The most sentences of a paragraph, and the longest quotation in bytes.
const SENTENCES: usize = 3;
const LONG: usize = 900;
/// A row is quoted beside the best one if it fits nearly as well.
const NEAR: f32 = 0.7;
/// Where the whole passage is asked for, its beginning up to this length, in bytes.
const TOPIC: usize = 480;

/// The best few pieces of the passage, in its own words and order, as well-formed Markdown.
pub(crate) fn excerpt(hit: &Hit) -> String {
    let units = &hit.passage.units;
    let length = hit.passage.bytes.len();
    if length <= SHORT && units.iter().all(|unit| unit.kind == Kind::Sentence) {
        return hit.article.body[hit.passage.bytes.clone()].to_owned();
    }
    if hit.on_topic {
        let start = hit.passage.bytes.start;
        let fits = |at: &usize| *at == 0 || units[*at].bytes.end - start <= TOPIC;
        let chosen: Vec<usize> = (0..units.len()).take_while(fits).collect();
        return compose(hit, &chosen);
    }
    // What the headings say is true of every unit, and tells none from another.
    let said = stems(hit, &format!("{} {}", hit.article.title, hit.passage.label));
    let scores: Vec<f32> =
        units.iter().map(|unit| score(hit, &hit.article.body[unit.bytes.clone()], &said)).collect();
    let best = best(hit, &scores);
    let mut chosen: Vec<usize> = match units[best].kind {
        Kind::Sentence => around(hit, &scores, best),
        Kind::Bullet | Kind::Row(_) => rows(hit, &scores, best),
        Kind::Whole => led(hit, best, vec![best]),
    };
    chosen.sort_unstable();
    chosen.dedup();
    compose(hit, &chosen)
}

fn stems(hit: &Hit, text: &str) -> HashSet<String> {
    terms(text, hit.language).into_iter().map(|term| term.stem).collect()
}

/// What the terms of the question that stand in this text are worth, except for some.
fn score(hit: &Hit, text: &str, except: &HashSet<String>) -> f32 {
    stems(hit, text).difference(except).filter_map(|stem| hit.worth.get(stem)).sum()
}

/// The best unit. Where the heading already asks the question, the answer tends to begin right below it.
fn best(hit: &Hit, scores: &[f32]) -> usize {
    let heading = score(hit, &hit.passage.heading, &HashSet::new()) * 0.6;
    let with_heading = |at: usize| scores[at] + if at == 0 { heading } else { 0.0 };
    (0..scores.len()).max_by(|a, b| with_heading(*a).total_cmp(&with_heading(*b)).then(b.cmp(a))).unwrap_or(0)
}

fn leads(hit: &Hit, unit: &Unit) -> bool {
    hit.article.body[unit.bytes.clone()].ends_with([':', '：'])
}

/// A sentence, the one before it if it leans on that, and what follows while it has something to say.
fn around(hit: &Hit, scores: &[f32], best: usize) -> Vec<usize> {
    let units = &hit.passage.units;
    let same = |at: &usize| units.get(*at).is_some_and(|unit| unit.block == units[best].block);
    if leads(hit, &units[best]) {
        let list = units.get(best + 1).map(|unit| unit.block);
        let rows = (best + 1..units.len()).filter(|at| Some(units[*at].block) == list);
        return std::iter::once(best).chain(rows).collect();
    }
    let mut chosen = vec![best];
    if best > 0 && same(&(best - 1)) && (scores[best - 1] > 0.0 || best == 1) {
        chosen.push(best - 1);
    }
    for at in (best + 1..).take_while(same) {
        if chosen.len() >= SENTENCES || (scores[at] <= 0.0 && chosen.len() > 1) {
            break;
        }
        chosen.push(at);
    }
    chosen
}

/// The rows that fit, below the sentence that introduces them. If the question names none of them, all.
fn rows(hit: &Hit, scores: &[f32], best: usize) -> Vec<usize> {
    let units = &hit.passage.units;
    let list = (0..units.len()).filter(|at| units[*at].block == units[best].block);
    let chosen = list.filter(|at| scores[best] <= 0.0 || scores[*at] >= scores[best] * NEAR).collect();
    led(hit, best, chosen)
}

/// Together with the sentence that introduces the block.
fn led(hit: &Hit, best: usize, mut chosen: Vec<usize>) -> Vec<usize> {
    let units = &hit.passage.units;
    let first = (0..=best).find(|at| units[*at].block == units[best].block).unwrap_or(best);
    if first > 0 && leads(hit, &units[first - 1]) {
        chosen.push(first - 1);
    }
    chosen
}

fn compose(hit: &Hit, chosen: &[usize]) -> String {
    let units = &hit.passage.units;
    let body = &hit.article.body;
    let mut text = String::new();
    let mut last: Option<usize> = None;
    let bare = chosen.first().is_some_and(|first| units[*first].kind != Kind::Sentence);
    if bare && !hit.passage.label.is_empty() {
        // Rows without a sentence above them say nothing without their heading.
        text = format!("**{}**\n\n", hit.passage.label.replace(['*', '_', '`', '[', ']', '<', '\\'], ""));
    }
    for at in chosen {
        let unit = &units[*at];
        let words = &body[unit.bytes.clone()];
        if last.is_some() && text.len() + words.len() > LONG {
            break;
        }
        let same = last.filter(|last| units[*last].block == unit.block);
        match (same, &unit.kind) {
            (Some(last), Kind::Sentence) if last + 1 == *at => {
                text.push_str(&body[units[last].bytes.end..unit.bytes.start]);
            }
            (Some(_), Kind::Sentence) => text.push(' '),
            (Some(_), Kind::Bullet | Kind::Row(_) | Kind::Whole) => text.push('\n'),
            (None, _) if last.is_some() => text.push_str("\n\n"),
            (None, _) => {}
        }
        if let (None, Kind::Row(head)) = (same, &unit.kind) {
            text.push_str(&body[head.clone()]);
            text.push('\n');
        }
        text.push_str(words);
        last = Some(*at);
    }
    text
}
