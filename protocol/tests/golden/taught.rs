//! Protocol room, tests: the examples of what the AI agent knows, how it answers and what it learns.

use baton_protocol::{
    answering::{Answered, Answering, Ask, Draft, ModelSettings, ModelView, Said, Tried},
    knowledge::{Entry, EntryPage, EntryRow, Import, ImportWish, Written},
    publishing::{Check, Compared, Publish, Test, TestWish, Version},
    site::Versioned,
    teaching::{AnswerReport, Group, Lesson, Settle, SettleGroup, Taught, Teach},
};

use super::{Seen, page::Example, same};

impl Seen {
    fn row(&mut self, row: &EntryRow) {
        self.see(&row.origin);
        self.see(&row.change);
    }

    fn import(&mut self, import: &Import) {
        self.see(&import.from);
        self.see(&import.every);
        self.see(&import.progress);
    }

    fn answering(&mut self, answering: &Answering) {
        self.see(&answering.tone);
        answering.rules.iter().for_each(|rule| self.see(&rule.when));
    }

    fn said(&mut self, said: &Said) {
        self.see(&said.kind);
        said.blocks.iter().for_each(|block| self.block(block));
        if let Some(reason) = &said.person {
            self.see(reason);
        }
    }
}

pub(super) fn read(example: &Example, seen: &mut Seen) -> Result<(), String> {
    match example.tag.as_str() {
        "Written" => same(example, |written: &Written| seen.see(written)),
        "VersionedWritten" => same(example, |change: &Versioned<Written>| seen.see(&change.to)),
        "Entry" => same(example, |entry: &Entry| {
            seen.see(&entry.written);
            seen.see(&entry.origin);
            seen.see(&entry.change);
        }),
        "EntryPage" => same(example, |page: &EntryPage| page.rows.iter().for_each(|row| seen.row(row))),
        "ImportWish" => same(example, |wish: &ImportWish| {
            seen.see(&wish.from);
            seen.see(&wish.every);
        }),
        "Import" => same(example, |import| seen.import(import)),
        "Draft" => same(example, |draft: &Draft| seen.answering(&draft.answering)),
        "VersionedAnswering" => same(example, |change: &Versioned<Answering>| seen.answering(&change.to)),
        "Ask" => same(example, |_: &Ask| {}),
        "Answered" => same(example, |answered: &Answered| {
            seen.said(&answered.said);
            seen.see(&answered.why);
        }),
        "ModelSettings" => same(example, |model: &ModelSettings| seen.see(&model.provider)),
        "ModelView" => same(example, |model: &ModelView| seen.see(&model.provider)),
        "Tried" => same(example, |_: &Tried| {}),
        "TestWish" => same(example, |wish: &TestWish| seen.see(&wish.expects)),
        "Test" => same(example, |test: &Test| seen.see(&test.expects)),
        "Check" => same(example, |check: &Check| check.changes.iter().for_each(|row| seen.row(row))),
        "Publish" => same(example, |_: &Publish| {}),
        "Version" => same(example, |_: &Version| {}),
        "Compared" => same(example, |compared: &Compared| seen.answering(&compared.answering)),
        "Teach" => same(example, |_: &Teach| {}),
        "Taught" => same(example, |_: &Taught| {}),
        "Lesson" => same(example, |_: &Lesson| {}),
        "Settle" => same(example, |settle: &Settle| seen.see(settle)),
        "Group" => same(example, |_: &Group| {}),
        "SettleGroup" => same(example, |group: &SettleGroup| seen.see(&group.with)),
        "AnswerReport" => same(example, |report: &AnswerReport| {
            report.unused.iter().for_each(|row| seen.row(row));
        }),
        tag => Err(format!("no type is known by the tag {tag:?}")),
    }
}
