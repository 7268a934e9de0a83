//! tests, bench: one visitor's conversation, in words that leave some open.

use std::cell::Cell;

use anyhow::{Context as _, Result};
use baton_tests::fresh_id;
use serde_json::{Value, json};

use super::{
    pattern::{LABEL, NOUN, SLOTS, WORD, slot},
    shop,
};
use crate::{line::Line, server::Server};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tongue {
    English,
    Japanese,
}

/// What is said in turn; `{}` is left open.
const ENGLISH: [&str; 8] = [
    "The lamp {} {} came on {} with a {}",
    "Can I return the lamp in {} {}?",
    "I ordered {} and {} for my {}, and the box held {}",
    "Thank you, that is the {} with the {}",
    "My order has {} {} written on the {}",
    "How long does the delivery of {} to {} take?",
    "It is {} {}, not {}, says the note from {}",
    "Please look at {} once more, the {} blinks",
];
const JAPANESE: [&str; 4] = [
    "{}と{}を返品したいです",
    "{}が届きましたが、{}がありません",
    "ありがとうございます。{}を確認します",
    "{}の{}はいつ届きますか",
];

pub(crate) struct Talk {
    visitor: Line,
    tongue: Tongue,
    pub(crate) conversation: String,
    said: Cell<usize>,
    opened: Cell<usize>,
}

impl Talk {
    pub(crate) async fn begin(server: &Server, tongue: Tongue) -> Result<Self> {
        let locale = match tongue {
            Tongue::English => "en",
            Tongue::Japanese => "ja",
        };
        let visitor = shop::visitor(server, locale).await?;
        let (said, opened) = (Cell::default(), Cell::default());
        Ok(Self { visitor, tongue, conversation: String::new(), said, opened })
    }

    /// The next words.
    pub(crate) fn says(&self) -> String {
        let (lines, mark): (&[&str], _) = match self.tongue {
            Tongue::English => (&ENGLISH, WORD),
            Tongue::Japanese => (&JAPANESE, NOUN),
        };
        let number = self.said.replace(self.said.get() + 1);
        let mut text = lines[number % lines.len()].to_owned();
        while text.contains("{}") {
            text = text.replacen("{}", &self.open(mark), 1);
        }
        text
    }

    /// A word that is left open.
    pub(crate) fn open(&self, mark: &str) -> String {
        slot(mark, self.opened.replace(self.opened.get() + 1) % SLOTS)
    }

    pub(crate) fn label(&self) -> String {
        slot(LABEL, 0)
    }

    /// So many questions, each answered by the AI agent.
    pub(crate) async fn with_ai(&mut self, questions: usize) -> Result<()> {
        for _ in 0..questions {
            let says = json!({ "send": { "text": self.says() } });
            self.does(&says.to_string(), &[r#""by":"ai","what":{"message""#]).await?;
        }
        Ok(())
    }

    /// The visitor does this.
    pub(crate) async fn visitor(&mut self, what: &str) -> Result<()> {
        self.does(what, &[]).await
    }

    /// The same, until it is stored and frames with these words have come.
    async fn does(&mut self, what: &str, words: &[&str]) -> Result<()> {
        let id = fresh_id();
        self.visitor.say(&format!(r#"{{"do":{{"id":"{id}","what":{what}}}}}"#)).await?;
        let mut wanted: Vec<&str> = words.to_vec();
        let mut acknowledged = false;
        while !acknowledged || !wanted.is_empty() {
            // A refusal is an error there.
            let frame = str::from_utf8(self.visitor.hear_until("{").await?)?;
            if frame.starts_with(r#"{"ack""#) {
                let ack: Value = serde_json::from_str(frame)?;
                let conversation = ack["ack"]["conversation"].as_str().context("no conversation")?;
                conversation.clone_into(&mut self.conversation);
                acknowledged = true;
            }
            wanted.retain(|words| !frame.contains(words));
        }
        Ok(())
    }
}
