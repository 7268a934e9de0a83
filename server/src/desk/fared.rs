//! How the AI agent fared: what was asked, answered, handed over and found helpful, by day and by entry.

use std::collections::{BTreeMap, HashMap};

use baton_protocol::{
    EntryId,
    knowledge::{Change, EntryRow, Origin, Written},
    teaching::{AnswerDay, AnswerFigures, AnswerReport, EntryFigures},
};

use super::{Desk, people::WrongField, report::days::Days, teams::wrong, unavailable};
use crate::store::model::{AnswerGiven, AnswerKind, Span};

/// Rows of each list, and characters of an entry's beginning.
const ROWS: usize = 200;
const BEGINS: usize = 160;

impl Desk {
    /// The figures of a site's AI agent between two days, both within.
    pub(crate) async fn fared(
        &self,
        key: &str,
        from: &str,
        to: &str,
        zone: &str,
    ) -> Result<AnswerReport, WrongField> {
        let site = self.named_site(key)?.site.id;
        let days = Days::between(from, to, zone).map_err(|(field, message)| wrong(field, message))?;
        let span = Span { from: days.from(), to: days.to(), site: Some(site) };
        let given = self.store.answers(span).await.map_err(|error| unavailable(&error))?;
        let published = self.store.shelved(site, None).await.map_err(|error| unavailable(&error))?;
        let published = published.map(|shelved| shelved.entries).unwrap_or_default();
        let titles: HashMap<EntryId, &Written> =
            published.iter().map(|entry| (entry.id, &entry.written)).collect();
        let mut report = counted(&given, &days, &titles);
        let used: Vec<EntryId> = report.entries.iter().map(|figures| figures.id).collect();
        let unused: Vec<EntryRow> = published
            .iter()
            .filter(|entry| !used.contains(&entry.id))
            .map(|entry| EntryRow {
                id: entry.id,
                pair: matches!(entry.written, Written::Pair { .. }),
                title: entry.written.title().to_owned(),
                begins: begins(&entry.written),
                phrasings: 0,
                origin: Origin::Hand,
                change: Change::Same,
                at: entry.at,
            })
            .collect();
        report.unused_count = u32::try_from(unused.len()).unwrap_or(u32::MAX);
        report.unused = unused.into_iter().take(ROWS).collect();
        report.entries.truncate(ROWS);
        Ok(report)
    }
}

/// How the answer, or the text, begins.
fn begins(written: &Written) -> String {
    let (Written::Pair { answer: text, .. } | Written::Article { body: text, .. }) = written;
    text.split_whitespace().take(30).collect::<Vec<_>>().join(" ").chars().take(BEGINS).collect()
}

fn counted(given: &[AnswerGiven], days: &Days, titles: &HashMap<EntryId, &Written>) -> AnswerReport {
    let mut total = AnswerFigures::default();
    let mut by_day: Vec<AnswerFigures> = days.names().map(|_| AnswerFigures::default()).collect();
    let mut by_entry: BTreeMap<EntryId, EntryFigures> = BTreeMap::new();
    for answer in given {
        add(&mut total, answer);
        if let Some(day) = days.of(answer.at).and_then(|day| by_day.get_mut(day)) {
            add(day, answer);
        }
        for id in &answer.entries {
            let title = titles.get(id).map(|written| written.title().to_owned()).unwrap_or_default();
            let fresh = EntryFigures { id: *id, title, used: 0, helpful: 0, unhelpful: 0, handed_over: 0 };
            let entry = by_entry.entry(*id).or_insert(fresh);
            entry.used += 1;
            entry.helpful += u32::from(answer.helpful == Some(true));
            entry.unhelpful += u32::from(answer.helpful == Some(false));
            entry.handed_over += u32::from(answer.handed);
        }
    }
    let mut entries: Vec<EntryFigures> = by_entry.into_values().collect();
    entries.sort_by_key(|figures| std::cmp::Reverse(figures.used));
    let day = |(day, figures)| AnswerDay { day, figures };
    AnswerReport {
        total,
        days: days.names().zip(by_day).map(day).collect(),
        entries,
        unused: Vec::new(),
        unused_count: 0,
    }
}

fn add(figures: &mut AnswerFigures, answer: &AnswerGiven) {
    figures.asked += 1;
    match answer.kind {
        AnswerKind::Answer => figures.answered += 1,
        AnswerKind::AskBack => figures.asked_back += 1,
        AnswerKind::Unknown => figures.unknown += 1,
    }
    figures.by_model += u32::from(answer.by_model);
    figures.handed_over += u32::from(answer.handed);
    figures.helpful += u32::from(answer.helpful == Some(true));
    figures.unhelpful += u32::from(answer.helpful == Some(false));
}
