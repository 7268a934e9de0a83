//! A transcript: a conversation as plain text, as its visitor read it. Pure.

use std::fmt::Write;

use baton_protocol::{Author, Event, Timestamp, What, event::Message};
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

/// A transcript that is being written.
pub(crate) struct Transcript<'a> {
    text: String,
    ai: &'a str,
    zone: TimeZone,
    words: &'a Map<String, Value>,
    /// The day that the last line is of.
    day: String,
}

impl<'a> Transcript<'a> {
    /// `zone` is the reader's, an IANA name; where it is none, times are those of UTC and say so. `words` are the chat's
    /// own, by their keys.
    pub(crate) fn begin(shop: &str, ai: &'a str, zone: &str, words: &'a Map<String, Value>) -> Self {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let mut transcript = Self { text: String::new(), ai, zone, words, day: String::new() };
        let title = transcript.word("transcript.title", shop);
        transcript.text = if title.is_empty() { shop.to_owned() } else { title };
        transcript.text.push('\n');
        transcript
    }

    /// What happened next.
    pub(crate) fn add(&mut self, event: &Event) {
        let key = match &event.what {
            What::Message(message) => return self.say(event, message),
            What::Contact(contact) => {
                let text = format!("{}\n{} <{}>", contact.text, contact.name, contact.email);
                return self.say(event, &Message { text, ..Message::default() });
            }
            What::Requested { .. } if event.by == Author::Ai => "line.asked_by_ai",
            What::Requested { .. } => "line.asked",
            What::Cancelled => "line.cancelled",
            What::Unanswered { .. } => "line.unanswered",
            What::Accepted { .. } | What::TakenOver => "line.joined",
            What::Transferred { .. } => "line.transferred",
            What::AgentLost { .. } => "line.agent_lost",
            What::Completed => "line.completed",
            What::Ended => "line.ended",
            What::Reactivated => "line.reactivated",
            What::Rung { .. }
            | What::Ignored
            | What::Note(_)
            | What::Labelled { .. }
            | What::Settled
            | What::Rated(_)
            | What::Judged { .. }
            | What::Unsent { .. }
            | What::Hidden => return,
        };
        let name = if let Author::Agent(agent) = &event.by { agent.name.as_str() } else { "" };
        let line = self.word(key, name);
        let clock = self.clock(event.at);
        // Writing into a text does not fail.
        let _ = writeln!(self.text, "{clock}  — {line}");
    }

    /// The whole text.
    pub(crate) fn text(self) -> String {
        self.text
    }

    fn say(&mut self, event: &Event, message: &Message) {
        let clock = self.clock(event.at);
        let who = match &event.by {
            Author::Visitor => self.word("you", ""),
            Author::Ai | Author::Clock => self.ai.to_owned(),
            Author::Agent(agent) => agent.name.clone(),
        };
        let mut lines: Vec<String> = message.text.lines().map(str::to_owned).collect();
        lines.extend(message.files.iter().map(|file| format!("[{}]", file.name)));
        lines.extend(message.sources.iter().map(|source| match &source.address {
            Some(address) => format!("{} <{address}>", self.word("source", &source.title)),
            None => self.word("source", &source.title),
        }));
        let _ = writeln!(self.text, "{clock}  {who}: {}", lines.join("\n       "));
    }

    /// The time of day; a day that begins is named before it.
    fn clock(&mut self, at: Timestamp) -> String {
        let moment = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(self.zone.clone());
        let day = moment.strftime("%Y-%m-%d (%Z)").to_string();
        if day != self.day {
            let _ = writeln!(self.text, "\n{day}");
            self.day = day;
        }
        moment.strftime("%H:%M").to_string()
    }

    /// The words of this key, with `value` in the place that `{…}` holds.
    fn word(&self, key: &str, value: &str) -> String {
        let words = self.words.get(key).and_then(Value::as_str).unwrap_or_default();
        match words.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?.1))) {
            Some((before, after)) => format!("{before}{value}{after}"),
            None => words.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_protocol::{AgentId, event::AgentRef};
    use serde_json::json;

    use super::*;

    #[test]
    fn a_conversation_reads_as_its_visitor_read_it() {
        let words = json!({ "transcript.title": "Your chat with {shop}", "you": "You", "line.joined": "{name} joined" });
        let mut transcript = Transcript::begin("Lumen", "Lumi", "Asia/Tokyo", words.as_object().unwrap());
        let mia = Author::Agent(AgentRef { id: AgentId(3), name: "Mia".to_owned(), picture: None });
        let said = |text: &str| What::Message(Message { text: text.to_owned(), ..Message::default() });
        let happened = [
            (1_700_000_000_000, Author::Visitor, said("Hello\nis it open?")),
            (1_700_000_060_000, Author::Ai, said("We are.")),
            (1_700_000_090_000, mia.clone(), What::Accepted { waited: 9 }),
            (1_700_000_090_000, mia.clone(), What::Settled),
            (1_700_090_000_000, mia, said("Hi <b>")),
        ];
        for (seq, (at, by, what)) in (1..).zip(happened) {
            transcript.add(&Event { seq, at: Timestamp(at), by, what });
        }
        let expected = "Your chat with Lumen\n\n2023-11-15 (JST)\n07:13  You: Hello\n       is it open?\n\
                        07:14  Lumi: We are.\n07:14  — Mia joined\n\n2023-11-16 (JST)\n08:13  Mia: Hi <b>\n";
        assert_eq!(transcript.text(), expected);
    }

    #[test]
    fn without_words_or_a_zone_nothing_is_lost() {
        let words = Map::new();
        let mut transcript = Transcript::begin("Lumen", "Lumi", "Nowhere/Nothing", &words);
        let what = What::Message(Message { text: "Hello".to_owned(), ..Message::default() });
        transcript.add(&Event { seq: 1, at: Timestamp(0), by: Author::Ai, what });
        assert_eq!(transcript.text(), "Lumen\n\n1970-01-01 (UTC)\n00:00  Lumi: Hello\n");
    }
}
