//! The link's tests: a server, a network and a clock made of nothing but inputs.

use baton_protocol::{
    ClientId, Timestamp,
    poll::{Answered, Polled},
    visitor::{VisitorFrame, VisitorNews, VisitorVerb, Welcome},
};

use super::*;
use crate::party::Visitor;

mod healing;
mod over_http;
mod over_socket;

/// A link, and the time.
struct Bench {
    link: Link<Visitor>,
    now: u64,
}

type Out = Output<VisitorNews>;

impl Bench {
    /// Luck is one half throughout.
    fn new() -> Self {
        Self { link: Link::new(|| 0.5), now: 1_000 }
    }

    /// Feeds an input, and gives all that the link wants done.
    fn on(&mut self, input: Input<VisitorFrame>) -> Vec<Out> {
        self.link.handle(input, self.now);
        std::iter::from_fn(|| self.link.take()).collect()
    }

    fn after(&mut self, ms: u64) -> Vec<Out> {
        self.now += ms;
        self.on(Input::Tick)
    }

    /// Goes on to when the link wants to be looked at; how long that was, and what it wants done.
    fn wake(&mut self) -> (u64, Vec<Out>) {
        let wait = self.link.wake_at().unwrap().saturating_sub(self.now);
        (wait, self.after(wait))
    }

    /// Welcomed over socket 1.
    fn live() -> Self {
        let mut bench = Self::new();
        bench.on(Input::Tick);
        bench.on(Input::Opened(1));
        bench.on(Input::Text(1, text(&welcome())));
        assert_eq!(bench.link.status(), Status::Live);
        bench
    }

    /// Two sockets have failed, and poll 3 is under way.
    fn without_sockets() -> Self {
        let mut bench = Self::new();
        bench.on(Input::Tick);
        bench.on(Input::Closed(1, BROKEN));
        bench.wake();
        bench.on(Input::Closed(2, BROKEN));
        assert_eq!(bench.wake().1, [Output::Poll(3, None)]);
        bench
    }

    /// Welcomed over HTTP; poll 4 is under way, with the stamp `s1`, and no socket is tried for five minutes.
    fn polling() -> Self {
        let mut bench = Self::without_sockets();
        let outputs = bench.on(polled(3, "s1", vec![welcome()]));
        assert_eq!(outputs.last(), Some(&Output::Poll(4, Some("s1".to_owned()))));
        assert_eq!(bench.wake().1, [Output::Open(5)]);
        assert_eq!(bench.on(Input::Closed(5, BROKEN)), []);
        assert_eq!(bench.link.status(), Status::Live);
        bench
    }
}

fn welcome() -> VisitorNews {
    VisitorNews::Welcome(Welcome {
        token: None,
        epoch: "e".to_owned(),
        now: Timestamp(0),
        site: Default::default(),
        available: 1,
        conversation: None,
        verified: false,
        resumed: false,
    })
}

fn text(news: &VisitorNews) -> String {
    serde_json::to_string(news).unwrap()
}

fn polled(id: u32, stamp: &str, news: Vec<VisitorNews>) -> Input<VisitorFrame> {
    let polled = Polled { stamp: stamp.to_owned(), news };
    Input::Polled(id, Ok(serde_json::to_string(&polled).unwrap()))
}

fn posted(id: u32, news: Vec<VisitorNews>) -> Input<VisitorFrame> {
    Input::Posted(id, Ok(serde_json::to_string(&Answered { news }).unwrap()))
}

fn failed(status: u16, body: &str) -> Result<String, Failed> {
    Err(Failed { status, body: body.to_owned() })
}

fn send(number: u64, words: &str) -> VisitorFrame {
    VisitorFrame::Do {
        id: ClientId::new(number, [0; 10]),
        what: VisitorVerb::Send { text: words.to_owned(), files: Vec::new() },
    }
}

fn json(frame: &VisitorFrame) -> String {
    serde_json::to_string(frame).unwrap()
}

fn news(news: VisitorNews) -> Out {
    Output::Heard(Heard::News(news))
}

fn turned(status: Status) -> Out {
    Output::Heard(Heard::Status(status))
}
