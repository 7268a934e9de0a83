//! Wish: what somebody sends at LINE, as a visitor's client would have sent it.

use baton_line::webhook::{Content, Media, Said};
use baton_protocol::{FileId, Refusal, What, event::Extra, visitor::VisitorVerb};

use super::{Channel, media::Kept};
use crate::{
    desk::{files::Owner, lines::Account, unavailable, visitor_does::Wish},
    store::model::Visitor,
};

impl Channel {
    /// A number alone is the choice of that number, where the AI agent has just asked back.
    pub(super) async fn chosen(&self, visitor: &Visitor, said: Said) -> Result<Said, Refusal> {
        let number = if let Content::Text(text) = &said.what {
            text.trim().trim_end_matches('.').parse::<usize>().ok()
        } else {
            None
        };
        let (Some(number), Some(head)) = (number, self.desk.current(visitor.id).await?) else {
            return Ok(said);
        };
        let last = self
            .desk
            .store
            .events_before(head.key, head.seq + 1, 1)
            .await
            .map_err(|error| unavailable(&error))?;
        let choice = last.first().and_then(|event| {
            let What::Message(message) = &event.what else { return None };
            message.choices.get(number.checked_sub(1)?).cloned()
        });
        Ok(match choice {
            Some(choice) => Said { what: Content::Text(choice), ..said },
            None => said,
        })
    }

    /// What a visitor's client would have sent; none where it has to wait.
    pub(super) async fn wish(&self, account: &Account, visitor: &Visitor, said: &Said) -> Option<Wish> {
        let send = |text: String, files: Vec<FileId>, extra: Option<Extra>| {
            Some(Wish { verb: VisitorVerb::Send { text, files }, extra })
        };
        match &said.what {
            Content::Text(text) => send(text.clone(), Vec::new(), None),
            Content::Sticker { words } => send(words.join(", "), Vec::new(), Some(Extra::Sticker)),
            Content::Place { title, address, latitude, longitude } => {
                let named: Vec<&str> = [title, address]
                    .into_iter()
                    .map(String::as_str)
                    .filter(|part| !part.is_empty())
                    .collect();
                let place = Extra::Place { latitude: *latitude, longitude: *longitude };
                send(named.join("\n"), Vec::new(), Some(place))
            }
            // Other people's servers are never asked.
            Content::Media { kind, elsewhere: Some(address), .. } => {
                send(address.clone(), Vec::new(), Some(Extra::Elsewhere { kind: *kind }))
            }
            Content::Media { kind, name, elsewhere: None } => {
                let called = name.as_deref().unwrap_or(match kind {
                    Media::Picture => "picture",
                    Media::Video => "video",
                    Media::Audio => "audio",
                    Media::File => "file",
                });
                match self.fetch(account, &said.id, *kind, Owner::Messenger(visitor.id), called).await {
                    Kept::File(file) => send(String::new(), vec![file.id], None),
                    Kept::Lost => send(String::new(), Vec::new(), Some(Extra::Lost { kind: *kind })),
                    Kept::Later => None,
                }
            }
            // Something that LINE has learnt since: that it was sent is all that is known.
            Content::Other => send(String::new(), Vec::new(), Some(Extra::Lost { kind: Media::File })),
        }
    }
}
