//! Protocol room, tests: `docs/protocol.md` and the wire types say the same.

mod embed;
mod kinds;
mod line;
mod malformed;
mod page;
mod taught;

use std::collections::BTreeSet;

use baton_protocol::{
    Event, Refusal, What,
    agent::{
        AgentFrame, AgentHello, AgentNews, AgentVerb, ConversationList, Erased, VisitorExport, VisitorRecord,
    },
    event::{Extra, Message},
    file::Attachment,
    limits::{self, close},
    people::{AuditPage, Invite, Invited, Join, Me, Person, PersonChange, Problem, SetUp, SignIn},
    poll::{Answered, Poll, Polled, WAIT_SECONDS},
    profile::{
        MailChange, PasswordChange, Profile, ProfileChange, RecoveryCodes, TwoFactorCode, TwoFactorEnd,
        TwoFactorSecret,
    },
    push::{PushKey, PushNote, Subscription},
    report::{Report, Today},
    rich::Block,
    state::Events,
    team::{Canned, CannedChange, Team, TeamChange},
    visitor::{Hello, VisitorFrame, VisitorNews},
};
use serde::{Serialize, de::DeserializeOwned};

use kinds::{ALL, Kind};
use page::{Example, examples, rows};

#[test]
fn every_example_is_what_it_says_it_is() {
    for example in examples() {
        if let Err(error) = read(&example, &mut Seen::default()) {
            panic!("line {}, {}: {error}\n{}", example.line, example.tag, example.value);
        }
    }
}

#[test]
fn every_kind_has_an_example() {
    let mut seen = Seen::default();
    for example in examples() {
        read(&example, &mut seen).unwrap();
    }
    let missing: Vec<_> =
        ALL.iter().flat_map(|kinds| *kinds).filter(|kind| !seen.0.contains(*kind)).collect();
    assert!(missing.is_empty(), "no example shows {missing:?}");
}

#[test]
fn the_limits_and_close_codes_are_those_of_the_code() {
    let limits = [
        ("FRAME_BYTES", limits::FRAME_BYTES),
        ("MESSAGE_CHARS", limits::MESSAGE_CHARS),
        ("PAGE_EVENTS", limits::PAGE_EVENTS),
        ("FILE_BYTES", limits::FILE_BYTES),
        ("MESSENGER_BYTES", limits::MESSENGER_BYTES),
        ("MESSAGE_FILES", limits::MESSAGE_FILES),
        ("FILE_NAME_CHARS", limits::FILE_NAME_CHARS),
        ("PICTURE_PIXELS", limits::PICTURE_PIXELS.try_into().unwrap()),
        ("FACE_BYTES", limits::FACE_BYTES),
        ("NAME_CHARS", limits::NAME_CHARS),
        ("EMAIL_BYTES", limits::EMAIL_BYTES),
        ("PHRASINGS", limits::PHRASINGS),
        ("PHRASING_CHARS", limits::PHRASING_CHARS),
        ("ARTICLE_CHARS", limits::ARTICLE_CHARS),
        ("TITLE_CHARS", limits::TITLE_CHARS),
        ("IMPORT_BYTES", limits::IMPORT_BYTES),
        ("PAGE_CHARS", limits::PAGE_CHARS),
        ("WAIT_SECONDS", WAIT_SECONDS.try_into().unwrap()),
    ];
    let limits: Vec<_> = limits.map(|(name, value)| [format!("`{name}`"), value.to_string()]).into();
    let told: Vec<_> = rows("## Limits").into_iter().map(|row| [row[0].clone(), row[1].clone()]).collect();
    assert_eq!(told, limits);

    let registered = [1003, 1007, 1009, 1012];
    let ours = [close::NO_HELLO, close::UNAUTHORIZED, close::SLOW, close::MALFORMED];
    let codes: Vec<_> = registered.into_iter().chain(ours).map(|code| code.to_string()).collect();
    let told: Vec<_> = rows("## Close codes").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(told, codes);
}

/// The kinds that examples have shown.
#[derive(Default)]
struct Seen(BTreeSet<(&'static str, &'static str)>);

impl Seen {
    fn see(&mut self, value: &impl Kind) {
        self.0.insert(value.kind());
    }

    fn event(&mut self, event: &Event) {
        self.see(&event.by);
        self.see(&event.what);
        if let What::Requested { reason, .. } = &event.what {
            self.see(reason);
        }
        if let What::Transferred { to: Some(to), .. } = &event.what {
            self.see(to);
        }
        if let What::Unanswered { why } = &event.what {
            self.see(why);
        }
        if let What::Message(Message { extra: Some(extra), .. }) = &event.what {
            self.see(extra);
            if let Extra::Elsewhere { kind } | Extra::Lost { kind } = extra {
                self.see(kind);
            }
        }
    }

    fn events(&mut self, events: &Events) {
        self.see(&events.state);
        events.events.iter().for_each(|event| self.event(event));
    }

    fn visitor_news(&mut self, news: &VisitorNews) {
        self.see(news);
        if let VisitorNews::Events(events) = news {
            self.events(events);
        }
        if let VisitorNews::Site(site) = news {
            self.site(&site.look);
        }
        if let VisitorNews::Snapshot(snapshot) = news {
            self.see(&snapshot.state);
        }
    }

    fn agent_news(&mut self, news: &AgentNews) {
        self.see(news);
        if let AgentNews::Events(events) = news {
            self.events(events);
        }
        if let AgentNews::Summary(card) = news {
            self.see(&card.state);
            self.see(&card.channel);
            if let Some(why) = &card.unanswered {
                self.see(why);
            }
        }
        if let AgentNews::Undelivered(news) = news {
            news.list.iter().for_each(|one| self.undelivered(one));
        }
        if let AgentNews::Opened(opened) = news {
            self.see(&opened.card.state);
            self.see(&opened.card.channel);
            opened.undelivered.iter().for_each(|one| self.undelivered(one));
        }
    }

    fn block(&mut self, block: &Block) {
        self.see(block);
        let lines = match block {
            Block::Para(line) | Block::Head(line) => std::slice::from_ref(line),
            Block::List { items, .. } => items,
            Block::Code(_) => &[],
        };
        lines.iter().flatten().for_each(|span| self.see(span));
    }
}

/// Reads an example as the type that its tag names.
fn read(example: &Example, seen: &mut Seen) -> Result<(), String> {
    match example.tag.as_str() {
        "VisitorFrame" => same(example, |frame: &VisitorFrame| {
            seen.see(frame);
            if let VisitorFrame::Do { what, .. } = frame {
                seen.see(what);
            }
        }),
        "AgentFrame" => same(example, |frame: &AgentFrame| {
            seen.see(frame);
            if let AgentFrame::Do { what, .. } = frame {
                seen.see(what);
                if let AgentVerb::Transfer { to, .. } = what {
                    seen.see(to);
                }
            }
        }),
        "VisitorNews" => same(example, |news| seen.visitor_news(news)),
        "AgentNews" => same(example, |news| seen.agent_news(news)),
        "Event" => same(example, |event| seen.event(event)),
        "Block" => same(example, |block| seen.block(block)),
        "Refusal" => same(example, |refusal: &Refusal| seen.see(&refusal.code)),
        "VisitorPoll" => same(example, |_: &Poll<Hello>| {}),
        "VisitorPolled" => same(example, |_: &Polled<VisitorNews>| {}),
        "VisitorAnswered" => same(example, |_: &Answered<VisitorNews>| {}),
        "AgentPoll" => same(example, |_: &Poll<AgentHello>| {}),
        "AgentPolled" => same(example, |_: &Polled<AgentNews>| {}),
        "AgentAnswered" => same(example, |_: &Answered<AgentNews>| {}),
        _ => read_plain(example, seen),
    }
}

/// Reads an example of plain HTTP.
fn read_plain(example: &Example, seen: &mut Seen) -> Result<(), String> {
    match example.tag.as_str() {
        "ConversationList" => same(example, |_: &ConversationList| {}),
        "VisitorRecord" => same(example, |_: &VisitorRecord| {}),
        "VisitorExport" => same(example, |_: &VisitorExport| {}),
        "Erased" => same(example, |_: &Erased| {}),
        "Attachment" => same(example, |_: &Attachment| {}),
        "Report" => same(example, |_: &Report| {}),
        "Today" => same(example, |_: &Today| {}),
        "PushKey" => same(example, |_: &PushKey| {}),
        "Subscription" => same(example, |_: &Subscription| {}),
        "PushNote" => same(example, |note: &PushNote| seen.see(&note.kind)),
        "Problem" => same(example, |_: &Problem| {}),
        "Me" => same(example, |me: &Me| seen.see(&me.role)),
        "SignIn" => same(example, |_: &SignIn| {}),
        "SetUp" => same(example, |_: &SetUp| {}),
        "Join" => same(example, |_: &Join| {}),
        "Person" => same(example, |_: &Person| {}),
        "Invite" => same(example, |_: &Invite| {}),
        "Invited" => same(example, |_: &Invited| {}),
        "PersonChange" => same(example, |_: &PersonChange| {}),
        "AuditPage" => same(example, |_: &AuditPage| {}),
        "Profile" => same(example, |_: &Profile| {}),
        "MailChange" => same(example, |_: &MailChange| {}),
        "ProfileChange" => same(example, |_: &ProfileChange| {}),
        "PasswordChange" => same(example, |_: &PasswordChange| {}),
        "TwoFactorSecret" => same(example, |_: &TwoFactorSecret| {}),
        "TwoFactorCode" => same(example, |_: &TwoFactorCode| {}),
        "TwoFactorEnd" => same(example, |_: &TwoFactorEnd| {}),
        "RecoveryCodes" => same(example, |_: &RecoveryCodes| {}),
        "Team" => same(example, |_: &Team| {}),
        "TeamChange" => same(example, |_: &TeamChange| {}),
        "Canned" => same(example, |_: &Canned| {}),
        "CannedChange" => same(example, |_: &CannedChange| {}),
        _ => embed::read(example, seen),
    }
}

/// Parses, looks, and says it again: the same JSON has to come out.
fn same<T: Serialize + DeserializeOwned>(example: &Example, look: impl FnOnce(&T)) -> Result<(), String> {
    let value: T = serde_json::from_str(&example.value.to_string()).map_err(|error| error.to_string())?;
    look(&value);
    let again = serde_json::to_value(&value).map_err(|error| error.to_string())?;
    if again == example.value { Ok(()) } else { Err(format!("comes back as {again}")) }
}
