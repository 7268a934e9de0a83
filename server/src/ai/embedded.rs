//! The AI agent without a model: it answers in the words of the articles, or says that it does not know.

use std::{sync::Arc, time::Duration};

use baton_protocol::event::{Author, Source};
use tokio::{sync::mpsc, time::sleep};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    Answer, Answerer, Article, Piece, Question,
    excerpt::excerpt,
    fold::plain,
    index::{Hit, Index},
    phrases, smalltalk,
};

/// How much of a question a passage must speak of before it is given as an answer.
const ENOUGH: f32 = 0.6;
/// A question with at most this many terms may lean on the one before it.
const BRIEF: usize = 3;
/// The most questions in one message that are answered one by one.
const PARTS: usize = 2;
/// The letters of one piece of streamed text, at least.
const CHUNK: usize = 14;

/// Answers from articles that it holds in memory.
pub(crate) struct Embedded {
    index: Arc<Index>,
    pace: Duration,
}

impl Embedded {
    /// `pace` is the pause between two pieces of streamed text; without one the text comes in a single piece.
    pub(crate) fn new(articles: &[Article], pace: Duration) -> Self {
        Self { index: Arc::new(Index::new(articles)), pace }
    }
}

impl Answerer for Embedded {
    fn answer(&self, question: Question) -> mpsc::Receiver<Piece> {
        let (sender, receiver) = mpsc::channel(4);
        let index = Arc::clone(&self.index);
        let pace = self.pace;
        tokio::spawn(async move {
            let answer = reply(&index, &question);
            for chunk in chunks(&answer.text, pace) {
                if sender.send(Piece::Words(chunk)).await.is_err() {
                    return;
                }
                tokio::select! {
                    () = sender.closed() => return,
                    () = sleep(pace) => {}
                }
            }
            // Nobody who listens any more is nobody to tell.
            let _ = sender.send(Piece::Done(answer)).await;
        });
        receiver
    }
}

fn reply(index: &Index, question: &Question) -> Answer {
    let language = phrases::allowed(phrases::language(&question.locale, &question.text), &question.languages);
    let own =
        |text: &str, offers_person| Answer { text: text.to_owned(), sources: Vec::new(), offers_person };
    if let Some((talk, language)) = smalltalk::heard(&question.text, language) {
        let offers = talk == smalltalk::Talk::Human && question.requests;
        return own(smalltalk::line(talk, language, question.requests), offers);
    }
    let hits = find(index, question);
    if !hits.is_empty() {
        return quote(&hits, question.brief);
    }
    if smalltalk::thanked(&question.text, language) {
        return own(smalltalk::line(smalltalk::Talk::Thanks, language, question.requests), false);
    }
    if !question.no_answer.is_empty() {
        return own(&question.no_answer, question.requests);
    }
    let phrases = phrases::named(language);
    if question.requests { own(&phrases.unknown, true) } else { own(&phrases.unknown_alone, false) }
}

/// What answers: a brief message together with the one before, two questions one by one, or the whole message.
fn find(index: &Index, question: &Question) -> Vec<Hit> {
    let text = question.text.as_str();
    let good = |hit: &Hit| hit.confidence >= ENOUGH;
    let brief = index.weight(text) <= BRIEF;
    let before =
        question.turns.iter().rev().find(|turn| turn.by == Author::Visitor).map(|turn| turn.text.as_str());
    if let Some(before) = before
        && brief
        && leans(text)
        && let Some(hit) = index.find(text, Some(before)).filter(good)
    {
        return vec![hit];
    }
    let parts: Vec<&str> =
        text.unicode_sentences().filter(|part| part.trim_end().ends_with(['?', '？', '؟'])).collect();
    let mut hits: Vec<Hit> = Vec::new();
    for hit in parts.iter().take(PARTS).filter_map(|part| index.find(part, None).filter(good)) {
        if !hits.iter().any(|earlier| Arc::ptr_eq(&earlier.passage, &hit.passage)) {
            hits.push(hit);
        }
    }
    if hits.len() == PARTS {
        return hits;
    }
    index.find(text, None).filter(good).map_or(hits, |hit| vec![hit])
}

/// Whether a message goes on from the one before: “and for Taiwan?”.
fn leans(text: &str) -> bool {
    const STARTS: [&str; 36] = [
        "and ",
        "what about",
        "how about",
        "also ",
        "or ",
        "but ",
        "same ",
        "und ",
        "oder ",
        "wie sieht",
        "was ist mit",
        "auch ",
        "et ",
        "ou ",
        "mais ",
        "y ",
        "e ",
        "que tal",
        "tambien ",
        "o ",
        "ademas",
        "tambem",
        "那",
        "还有",
        "還有",
        "呢",
        "では",
        "じゃあ",
        "それと",
        "그럼",
        "그러면",
        "그리고",
        "แล้ว",
        "و",
        "ماذا عن",
        "qu'en est",
    ];
    const POINTS: [&str; 8] = ["it", "that", "this", "they", "them", "those", "these", "there"];
    let text = plain(text.trim());
    if text.split(|c: char| !c.is_alphanumeric()).any(|word| POINTS.contains(&word)) {
        return true;
    }
    STARTS.iter().any(|start| text.starts_with(start))
        || text.trim_end_matches(['?', '？', ' ']).ends_with(['呢', 'は', '는', '은'])
}

fn quote(hits: &[Hit], brief: bool) -> Answer {
    let mut text: Vec<String> = hits.iter().map(excerpt).collect();
    if brief {
        for text in &mut text {
            text.truncate(text.find("\n\n").unwrap_or(text.len()));
        }
    }
    let source = |hit: &Hit| Source {
        title: hit.article.title.clone(),
        passage: hit.article.body[hit.passage.bytes.clone()].to_owned(),
    };
    Answer { text: text.join("\n\n"), sources: hits.iter().map(source).collect(), offers_person: false }
}

/// The text in pieces of a few words.
fn chunks(text: &str, pace: Duration) -> Vec<String> {
    if pace.is_zero() {
        return vec![text.to_owned()];
    }
    let mut chunks: Vec<String> = Vec::new();
    let mut open = String::new();
    for word in text.split_word_bounds() {
        open.push_str(word);
        if open.chars().count() >= CHUNK && word.chars().all(|c| c.is_whitespace() || !c.is_ascii()) {
            chunks.push(std::mem::take(&mut open));
        }
    }
    chunks.extend((!open.is_empty()).then_some(open));
    chunks
}

#[cfg(test)]
mod shop_tests;
#[cfg(test)]
mod tests;
