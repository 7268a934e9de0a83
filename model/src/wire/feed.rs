//! The model's wires: bytes in, pieces of an answer out, whether streamed or in one piece.

use std::num::NonZeroUsize;

use serde_json::Value;
use sse_core::{SseDecoder, SseEvent};

use super::{Delta, Stop, anthropic, openai, status::reported};
use crate::{Failure, Kind, Limits};

/// The longest event; the longest that a provider sends repeats a whole answer.
const EVENT: NonZeroUsize = NonZeroUsize::MIN.saturating_add(64 * 1024 - 1);

enum Reader {
    OpenAi(openai::Reader),
    Anthropic(anthropic::Reader),
}

/// Some servers answer in one piece although a stream was asked for; the first byte tells.
enum Shape {
    Unknown,
    Events(SseDecoder),
    Whole(Vec<u8>),
}

/// Reads one answer.
pub(crate) struct Feed {
    reader: Reader,
    shape: Shape,
    streamed: usize,
    plain: usize,
    bytes: usize,
    model: Option<String>,
    understood: bool,
    stopped: bool,
    over: bool,
}

impl Feed {
    pub(crate) fn new(kind: Kind, limits: &Limits) -> Self {
        let reader = match kind {
            Kind::OpenAi => Reader::OpenAi(openai::Reader::default()),
            Kind::Anthropic => Reader::Anthropic(anthropic::Reader::default()),
        };
        Self {
            reader,
            shape: Shape::Unknown,
            streamed: limits.streamed,
            plain: limits.plain,
            bytes: 0,
            model: None,
            understood: false,
            stopped: false,
            over: false,
        }
    }

    /// More bytes, cut anywhere.
    pub(crate) fn push(&mut self, mut bytes: &[u8]) -> Result<Vec<Delta>, Failure> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > self.streamed {
            return Err(Failure::TooLarge);
        }
        if matches!(self.shape, Shape::Unknown) {
            match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
                None => return Ok(Vec::new()),
                Some(b'{' | b'[') => self.shape = Shape::Whole(Vec::new()),
                Some(_) => self.shape = Shape::Events(SseDecoder::with_limit(EVENT)),
            }
        }
        match &mut self.shape {
            Shape::Unknown => Ok(Vec::new()),
            Shape::Whole(whole) => {
                whole.extend_from_slice(bytes);
                if whole.len() > self.plain { Err(Failure::TooLarge) } else { Ok(Vec::new()) }
            }
            Shape::Events(decoder) => {
                let mut events = Vec::new();
                while let Some(event) = decoder.next(&mut bytes) {
                    match event.map_err(|_| Failure::TooLarge)? {
                        SseEvent::Message(message) => events.push(message.data),
                        SseEvent::Retry(_) => {}
                    }
                }
                let mut deltas = Vec::new();
                for event in events {
                    deltas.extend(self.event(&event)?);
                }
                Ok(deltas)
            }
        }
    }

    /// No more bytes come.
    pub(crate) fn end(&mut self) -> Result<Vec<Delta>, Failure> {
        let mut deltas = Vec::new();
        match std::mem::replace(&mut self.shape, Shape::Unknown) {
            Shape::Unknown => return Err(if self.bytes == 0 { Failure::Cut } else { Failure::Rubbish }),
            Shape::Whole(whole) => {
                let value = serde_json::from_slice(&whole).map_err(|_| Failure::Rubbish)?;
                deltas.extend(self.value(&value)?);
                let one = std::mem::take(&mut self.understood);
                if one && !self.stopped {
                    // In one piece, it is whole even where the server does not say why it stopped.
                    self.stopped = true;
                    deltas.push(Delta::Stop(Stop::End));
                }
            }
            Shape::Events(mut decoder) => {
                // Some servers leave out the empty line after the last event.
                if let Some(Ok(SseEvent::Message(message))) = decoder.next(&mut b"\n\n".as_slice())
                    && let Ok(more) = self.event(&message.data)
                {
                    deltas.extend(more);
                }
            }
        }
        match (self.stopped, self.understood) {
            (true, _) => Ok(deltas),
            (false, true) => Err(Failure::Cut),
            (false, false) => Err(Failure::Rubbish),
        }
    }

    /// Whether everything was said, so that nobody need wait for more bytes.
    pub(crate) const fn over(&self) -> bool {
        self.over
    }

    /// The model as the provider names it.
    pub(crate) fn model(&self) -> Option<&str> {
        self.model.as_deref()
    }

    fn event(&mut self, data: &str) -> Result<Vec<Delta>, Failure> {
        if data.trim() == "[DONE]" {
            self.over = true;
            // Not every server says why it stopped.
            let silent = self.understood && !self.stopped;
            self.stopped = self.understood;
            return Ok(if silent { vec![Delta::Stop(Stop::End)] } else { Vec::new() });
        }
        let value = serde_json::from_str(data).map_err(|_| Failure::Rubbish)?;
        self.value(&value)
    }

    fn value(&mut self, value: &Value) -> Result<Vec<Delta>, Failure> {
        if let Some(failure) = reported(value) {
            return Err(failure);
        }
        let named = value["model"].as_str().or_else(|| value["message"]["model"].as_str());
        if let Some(name) = named.filter(|_| self.model.is_none()) {
            self.model = Some(name.chars().filter(|c| !c.is_control()).take(200).collect());
        }
        let deltas = match &mut self.reader {
            Reader::OpenAi(reader) => {
                self.understood |= value["choices"].is_array();
                reader.value(value)
            }
            Reader::Anthropic(reader) => {
                self.understood |= value["type"].is_string();
                let (deltas, over) = reader.value(value);
                self.over |= over;
                deltas
            }
        };
        let before = self.stopped;
        self.stopped |= deltas.iter().any(|delta| matches!(delta, Delta::Stop(_)));
        if self.over && !self.stopped {
            self.stopped = true;
            return Ok(deltas.into_iter().chain([Delta::Stop(Stop::End)]).collect());
        }
        // Words after the last word are none.
        Ok(deltas.into_iter().filter(|delta| !before || matches!(delta, Delta::Usage { .. })).collect())
    }
}

#[cfg(test)]
mod tests;
