//! Render: what happened in a conversation, as LINE's messages. Pure.

mod flat;

use baton_line::{
    menu::{CANCEL, TALK},
    say::{Message as Said, Quick, Sender, split},
    words::{Word, Words},
};
use baton_protocol::{
    Author, Event, What,
    event::{AgentRef, Message, Source, Why},
    file::Attachment,
};

use flat::flat;
use unicode_segmentation::UnicodeSegmentation;

/// What fits on a button, in letters as people count them.
const LABEL: usize = 20;

/// What telling needs to know of the site and of this moment.
pub(super) struct Teller<'a> {
    /// In the visitor's language.
    pub(super) words: &'static Words,
    /// The AI agent.
    pub(super) ai: Sender,
    /// A live agent as a sender.
    pub(super) agent: &'a dyn Fn(&AgentRef) -> Sender,
    /// Where LINE finds a file, and where its preview.
    pub(super) link: &'a dyn Fn(&Attachment) -> Link,
    /// *Users can request a live agent during chat*.
    pub(super) requests: bool,
    /// Live agents available now.
    pub(super) available: u32,
}

/// Where LINE finds a file.
pub(super) enum Link {
    /// LINE shows it: the picture, and a small one.
    Picture { original: String, preview: String },
    /// It can be opened there.
    File(String),
}

impl Teller<'_> {
    /// The event as messages; none where its visitor is not told of it.
    pub(super) fn tell(&self, event: &Event) -> Vec<Said> {
        let name = if let Author::Agent(agent) = &event.by { agent.name.as_str() } else { "" };
        let line = |word: Word| vec![Said::text(&self.words.with(word, name)).by(&self.ai)];
        match &event.what {
            What::Message(message) => self.message(&event.by, message),
            What::Requested { .. } => vec![self.asked(event)],
            What::Cancelled => line(Word::Cancelled),
            What::Unanswered { why: Why::Nobody } => line(Word::Nobody),
            What::Unanswered { why: Why::Timeout | Why::AllIgnored } => line(Word::Unanswered),
            What::Accepted { .. } | What::TakenOver => vec![self.by_agent(event, Word::Joined, name)],
            What::Reactivated => vec![self.by_agent(event, Word::Reactivated, name)],
            What::Transferred { .. } => line(Word::Transferred),
            What::AgentLost { .. } => line(Word::AgentLost),
            What::Completed => line(Word::Completed),
            What::Ended => line(Word::Ended),
            What::Rung { .. }
            | What::Ignored
            | What::Contact(_)
            | What::Note(_)
            | What::Labelled { .. }
            | What::Settled
            | What::Rated(_)
            | What::Judged { .. }
            | What::Unsent { .. }
            | What::Hidden => Vec::new(),
        }
    }

    /// A person was asked for: who is there, and the way out.
    fn asked(&self, event: &Event) -> Said {
        let word = if event.by == Author::Ai { Word::AskedByAi } else { Word::Asked };
        let words = self.words;
        let (asked, available) = (words.text(word), words.available(self.available));
        // The desktop shows neither menu nor button; the words are typed there.
        let text = format!("{asked}\n{available}\n{}", words.text(Word::BackHint));
        let cancel = words.text(Word::Cancel);
        Said::text(&text).by(&self.ai).offering(vec![Quick::press(cancel, CANCEL, cancel)])
    }

    fn by_agent(&self, event: &Event, word: Word, name: &str) -> Said {
        Said::text(&self.words.with(word, name)).by(&self.sender(&event.by))
    }

    fn sender(&self, by: &Author) -> Sender {
        if let Author::Agent(agent) = by { (self.agent)(agent) } else { self.ai.clone() }
    }

    fn message(&self, by: &Author, message: &Message) -> Vec<Said> {
        let sender = self.sender(by);
        let mut text = if message.blocks.is_empty() { message.text.clone() } else { flat(&message.blocks) };
        for line in self.sources(&message.sources) {
            text.push('\n');
            text.push_str(&line);
        }
        // Where buttons are not shown, the choices are read; and those that begin alike are told apart by their number.
        let long = message.choices.iter().any(|choice| choice.graphemes(true).count() > LABEL);
        let mut quicks = Vec::new();
        for (at, choice) in message.choices.iter().enumerate() {
            let numbered = format!("{}. {choice}", at + 1);
            text.push('\n');
            text.push_str(&numbered);
            quicks.push(Quick::say(if long { &numbered } else { choice }, choice));
        }
        if message.offers_person && self.requests {
            text.push_str("\n\n");
            text.push_str(&self.words.available(self.available));
            text.push('\n');
            text.push_str(self.words.text(Word::PeopleOffer));
            let talk = self.words.text(Word::Talk);
            quicks.push(Quick::press(talk, TALK, talk));
        }
        let mut said: Vec<Said> = Vec::new();
        if !text.trim().is_empty() {
            said.extend(split(&text).iter().map(|part| Said::text(part).by(&sender)));
        }
        for file in &message.files {
            said.push(match (self.link)(file) {
                Link::Picture { original, preview } => Said::picture(&original, &preview).by(&sender),
                Link::File(address) => {
                    let named = self.words.with(Word::File, &file.name);
                    Said::text(&format!("{named}\n{address}")).by(&sender)
                }
            });
        }
        if let Some(last) = said.pop() {
            said.push(if quicks.is_empty() { last } else { last.offering(quicks) });
        }
        said
    }

    /// Where an answer is from, each place once.
    fn sources(&self, sources: &[Source]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for source in sources {
            let named = self.words.with(Word::Source, &source.title);
            let line = match &source.address {
                Some(address) => format!("{named} {address}"),
                None => named,
            };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        if !lines.is_empty() {
            lines.insert(0, String::new());
        }
        lines
    }
}

#[cfg(test)]
mod tests;
