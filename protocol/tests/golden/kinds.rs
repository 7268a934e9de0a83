//! Protocol room, tests: the kinds that need an example. A new one does not compile until it is named here.

use baton_protocol::{
    Author, Code, StateView, What,
    agent::{AgentFrame, AgentNews, AgentVerb, Channel},
    answering::{Because, Kind as Saying, Provider, When},
    event::{Extra, Media, Reason, Target, Why},
    knowledge::{Change, Every, From as Reads, Origin, Progress, Written},
    line::{Delivery, LineMenu, LineMissing, LineTrouble},
    people::Role,
    publishing::Expects,
    push::PushKind,
    rich::{Block, Span},
    site::{Asked, Icon, Position, Preload, Proof, Scheme, Tone},
    teaching::Settle,
    visitor::{VisitorFrame, VisitorNews, VisitorVerb},
};

/// A type and one of its variants, by name.
pub(crate) type Name = (&'static str, &'static str);

pub(crate) trait Kind {
    fn kind(&self) -> Name;
}

macro_rules! kinds {
    ($($type:ident: $($variant:ident),+;)+) => {
        /// Every kind of every type.
        pub(crate) const ALL: &[&[Name]] = &[$(&[$((stringify!($type), stringify!($variant))),+]),+];
        $(impl Kind for $type {
            fn kind(&self) -> Name {
                match self { $(Self::$variant { .. } => (stringify!($type), stringify!($variant))),+ }
            }
        })+
    };
}

kinds! {
    VisitorFrame: Hello, Do, Typing, Marks, Older, At, Is;
    VisitorVerb: Send, Request, Cancel, End, Contact, Rate, Judge;
    VisitorNews: Welcome, Snapshot, Events, Page, Ack, Refused, Available, Queue, Typing, Draft, Marks, Site;
    AgentFrame: Hello, Do, Available, Open, Shut, Typing, Marks, Older;
    AgentVerb: Send, Note, Accept, Ignore, TakeOver, Transfer, Label, Settle, Complete, End, Reactivate;
    AgentNews: Welcome, Summary, Opened, Events, Page, Ack, Refused, Available, Crew, Switch, Typing, Draft, Undelivered,
        Marks;
    What: Message, Requested, Rung, Ignored, Cancelled, Unanswered, Accepted, TakenOver, Transferred, AgentLost,
        Completed, Ended, Reactivated, Contact, Note, Labelled, Settled, Rated, Judged, Unsent,
        Hidden;
    Code: Malformed, NotFound, Unauthorized, Forbidden, Empty, TooLong, ClientIdReused, WrongState, Taken, NotYours,
        NotRung, RequestsOff, Invalid, Changed, CodeNeeded, SlowDown, Unavailable;
    Extra: Sticker, Place, Elsewhere, Lost, Unsent;
    Media: Picture, Video, Audio, File;
    Delivery: Waiting, Held, Blocked, Unsure, Refused;
    LineTrouble: TokenRefused, QuotaUsedUp, Unreachable;
    LineMissing: PublicAddress, Webhook, OtherWebhook, WebhookOff, WebhookFails;
    LineMenu: Off, Making, Shown, Failed;
    Author: Visitor, Ai, Agent, Clock;
    Reason: Button, Words, Ai, NotHelped, Anger, Rule;
    Target: Agent, Team;
    Why: Timeout, AllIgnored, Nobody;
    StateView: Ai, Requested, Live, Completed, Ended;
    Channel: Web, Line;
    Role: Analyst, Editor, Admin;
    Block: Para, Head, List, Code;
    Span: Text, Bold, Italic, Code, Link;
    Tone: Friendly, Brief;
    Position: Right, Left;
    Scheme: Auto, Light, Dark;
    Icon: Bubble, Question, Person;
    Preload: Intent, Idle;
    Asked: No, Optional, Required;
    Proof: Optional, Required;
    PushKind: Request, Left;
    Written: Pair, Article;
    Origin: Hand, Import, Correction, Lesson, Unanswered;
    Change: Same, New, Changed, Removed;
    Reads: Page, Sitemap, File;
    Every: Never, Hour, Day, Week;
    Progress: Waiting, Running, Done, Stopped, Failed;
    When: Always, Open, Closed;
    Provider: OpenAi, Anthropic;
    Saying: Answer, AskBack, Unknown, Talk, Person;
    Because: Exact, Sure, Close, Unsure, Nothing, SmallTalk, Person;
    Expects: Entry, Unknown, AskBack, Person;
    Settle: Teach, Drop;
}
