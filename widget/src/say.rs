//! widget: what the visitor's side says, written as JSON by hand.

use baton_client::{Unsent, wire::Outgoing};
use baton_protocol::{
    ClientId, ConversationId,
    event::{Contact, Rating},
    file::Attachment,
    visitor::{Have, Hello, PageView, VisitorFrame, VisitorVerb},
};

use crate::json::Json;

/// A frame of the visitor's.
pub(crate) enum Said {
    Frame(VisitorFrame),
    /// What the page says of its visitor: the value of [`VisitorFrame::Is`].
    Is(Json),
}

/// A greeting of the visitor's.
pub(crate) struct Greeting(pub(crate) Hello);

impl Outgoing for Said {
    fn text(&self) -> Option<String> {
        Some(match self {
            Self::Frame(said) => written(&frame(said)),
            Self::Is(identity) => ["{\"is\":", &written(identity), "}"].concat(),
        })
    }

    fn poll(self, _stamp: Option<String>) -> Option<String> {
        None
    }
}

impl Outgoing for Greeting {
    fn text(&self) -> Option<String> {
        Some(written(&hello(&self.0)))
    }

    fn poll(self, stamp: Option<String>) -> Option<String> {
        Some(written(&Json::map([("hello", hello(&self.0)), ("stamp", maybe(stamp.as_deref()))])))
    }
}

/// Commands, their names and what shows their files, as they are kept for the next page.
pub(crate) fn kept<'a>(unsent: impl Iterator<Item = &'a Unsent<VisitorVerb>>) -> String {
    let one = |unsent: &Unsent<VisitorVerb>| {
        let mut files = Vec::new();
        for file in &unsent.files {
            files.push(attachment(file));
        }
        Json::map([("id", name(unsent.id)), ("what", verb(&unsent.what)), ("files", Json::List(files))])
    };
    written(&Json::List(unsent.map(one).collect()))
}

fn attachment(file: &Attachment) -> Json {
    let picture = file.picture.map_or(Json::Null, |pixels| {
        Json::map([("width", number(pixels.width.into())), ("height", number(pixels.height.into()))])
    });
    Json::map([
        ("id", Json::of(file.id.as_str())),
        ("name", Json::of(&file.name)),
        ("mime", Json::of(&file.mime)),
        ("size", number(file.size)),
        ("picture", picture),
    ])
}

fn written(json: &Json) -> String {
    let mut text = String::new();
    json.write(&mut text);
    text
}

fn frame(frame: &VisitorFrame) -> Json {
    match frame {
        VisitorFrame::Hello(greeting) => Json::map([("hello", hello(greeting))]),
        VisitorFrame::Do { id, what } => {
            Json::map([("do", Json::map([("id", name(*id)), ("what", verb(what))]))])
        }
        VisitorFrame::Typing(on) => Json::map([("typing", Json::Bool(*on))]),
        VisitorFrame::Marks { conversation, delivered, read } => {
            let marks = [
                ("conversation", log(conversation)),
                ("delivered", number(*delivered)),
                ("read", number(*read)),
            ];
            Json::map([("marks", Json::map(marks))])
        }
        VisitorFrame::Older { conversation, before } => Json::map([(
            "older",
            Json::map([("conversation", log(conversation)), ("before", number(*before))]),
        )]),
        VisitorFrame::At(view) => Json::map([("at", page(view))]),
        // Said as [`Said::Is`]: a map of the library's would weigh more than this whole file.
        VisitorFrame::Is(_) => Json::Null,
    }
}

fn verb(verb: &VisitorVerb) -> Json {
    match verb {
        VisitorVerb::Send { text, files } => {
            let mut ids = Vec::new();
            for id in files {
                ids.push(Json::of(id.as_str()));
            }
            let files = if ids.is_empty() { Json::Null } else { Json::List(ids) };
            Json::map([("send", Json::map([("text", Json::of(text)), ("files", files)]))])
        }
        VisitorVerb::Request => Json::of("request"),
        VisitorVerb::Cancel => Json::of("cancel"),
        VisitorVerb::End => Json::of("end"),
        VisitorVerb::Contact(Contact { name, email, text, client_id: _ }) => {
            let contact = [("name", Json::of(name)), ("email", Json::of(email)), ("text", Json::of(text))];
            Json::map([("contact", Json::map(contact))])
        }
        VisitorVerb::Rate(Rating { stars, text }) => {
            let rating = [("stars", number((*stars).into())), ("text", Json::of(text))];
            Json::map([("rate", Json::map(rating))])
        }
        VisitorVerb::Judge { seq, helpful } => {
            let verdict = [("seq", number(*seq)), ("helpful", Json::Bool(*helpful))];
            Json::map([("judge", Json::map(verdict))])
        }
    }
}

fn hello(hello: &Hello) -> Json {
    let have = |Have { epoch, conversation, after }: &Have| {
        Json::map([
            ("epoch", Json::of(epoch)),
            ("conversation", log(conversation)),
            ("after", number(*after)),
        ])
    };
    Json::map([
        ("site", Json::of(&hello.site)),
        ("token", maybe(hello.token.as_deref())),
        ("have", hello.have.as_ref().map_or(Json::Null, have)),
        ("locale", Json::of(&hello.locale)),
        ("time_zone", Json::of(&hello.time_zone)),
        ("page", hello.page.as_ref().map_or(Json::Null, page)),
    ])
}

fn page(page: &PageView) -> Json {
    Json::map([
        ("url", Json::of(&page.url)),
        ("title", Json::of(&page.title)),
        ("referrer", Json::of(&page.referrer)),
    ])
}

fn maybe(text: Option<&str>) -> Json {
    text.map_or(Json::Null, Json::of)
}

fn number(number: u64) -> Json {
    Json::Number(number as i64)
}

fn name(id: ClientId) -> Json {
    Json::Text(id.to_string())
}

fn log(conversation: &ConversationId) -> Json {
    Json::of(conversation.as_str())
}

#[cfg(test)]
mod tests {
    use baton_protocol::FileId;

    use super::*;

    fn every() -> Vec<VisitorFrame> {
        let conversation = ConversationId::parse("abcdefghijklmnopqrst_-").unwrap();
        let id = ClientId::new(1_700_000_000_000, [3; 10]);
        let view = PageView { url: "https://shop.example/?a=\"b\"".to_owned(), ..PageView::default() };
        let bare = Hello { site: "demo".to_owned(), ..Hello::default() };
        let full = Hello {
            token: Some("t".to_owned()),
            have: Some(Have { epoch: "e".to_owned(), conversation: conversation.clone(), after: 7 }),
            locale: "zh-Hant".to_owned(),
            time_zone: "Asia/Tokyo".to_owned(),
            page: Some(view.clone()),
            ..bare.clone()
        };
        let contact = Contact {
            client_id: None,
            name: "Mei \\ \u{1}".to_owned(),
            email: "mei@example.com".to_owned(),
            text: "Call\nme \u{1f33f}".to_owned(),
        };
        let file = FileId::parse("_-cdefghijklmnopqrstuv").unwrap();
        let verbs = [
            VisitorVerb::Send { text: "<b>\"Hi\"</b>\r\n\t\0".to_owned(), files: Vec::new() },
            VisitorVerb::Send { text: String::new(), files: vec![file.clone(), file] },
            VisitorVerb::Request,
            VisitorVerb::Cancel,
            VisitorVerb::End,
            VisitorVerb::Contact(contact),
            VisitorVerb::Rate(Rating { stars: 1, text: String::new() }),
            VisitorVerb::Rate(Rating { stars: 5, text: "\"Quick\"".to_owned() }),
            VisitorVerb::Judge { seq: 12, helpful: true },
            VisitorVerb::Judge { seq: 12, helpful: false },
        ];
        let mut every: Vec<_> = verbs.into_iter().map(|what| VisitorFrame::Do { id, what }).collect();
        every.extend([
            VisitorFrame::Hello(bare),
            VisitorFrame::Hello(full),
            VisitorFrame::Typing(true),
            VisitorFrame::Typing(false),
            VisitorFrame::Marks { conversation: conversation.clone(), delivered: 9, read: 0 },
            VisitorFrame::Older { conversation, before: 51 },
            VisitorFrame::At(view),
        ]);
        every
    }

    #[test]
    fn every_frame_is_read_by_the_server_as_it_was_meant() {
        for frame in every() {
            let text = Said::Frame(frame.clone()).text().unwrap();
            assert_eq!(serde_json::from_str::<VisitorFrame>(&text).unwrap(), frame, "{text}");
        }
    }

    #[test]
    fn a_greeting_is_read_from_a_poll() {
        for (frame, stamp) in every().into_iter().zip([None, Some("s".to_owned())].into_iter().cycle()) {
            let VisitorFrame::Hello(hello) = frame else { continue };
            let text = Greeting(hello.clone()).poll(stamp.clone()).unwrap();
            let poll: baton_protocol::poll::Poll<Hello> = serde_json::from_str(&text).unwrap();
            assert_eq!((poll.hello, poll.stamp), (hello, stamp), "{text}");
        }
    }
}
