//! tests: pictures and files that go with messages: both ways, whatever they are, and only to whom they are meant for.

mod broken;
mod kinds;
mod names;
mod owners;
mod sent;

use baton_protocol::{
    ConversationId, FileId, Refusal, agent::AgentVerb, file::Attachment, visitor::VisitorVerb,
};
use baton_tests::{
    agent::Agent,
    screen::Screen,
    visitor::{Done, Visitor},
};

/// The visitor says this and sends these along.
async fn sends(visitor: &mut Visitor, text: &str, files: &[&Attachment]) -> Result<Done, Refusal> {
    visitor.does(VisitorVerb::Send { text: text.to_owned(), files: names(files) }).await
}

/// A live agent does.
async fn answers(
    agent: &mut Agent,
    id: &ConversationId,
    text: &str,
    files: &[&Attachment],
) -> Result<Done, Refusal> {
    agent.does(id, AgentVerb::Send { text: text.to_owned(), quote: None, files: names(files) }).await
}

fn names(files: &[&Attachment]) -> Vec<FileId> {
    files.iter().map(|file| file.id.clone()).collect()
}

/// The files of the message with this number.
fn carried(chat: &Screen, seq: u64) -> Vec<Attachment> {
    let found = chat.messages().find(|(at, ..)| *at == seq);
    found.map(|(_, _, message)| message.files.clone()).unwrap_or_default()
}
