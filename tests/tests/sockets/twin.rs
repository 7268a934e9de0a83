//! tests: the whole path over plain HTTP, for where no WebSocket can be had.

use baton_protocol::{
    ConversationId, Refusal, StateView, What,
    agent::{AgentFrame, AgentHello, AgentNews, AgentVerb},
    event::Why,
    poll::{Answered, Poll, Polled},
    visitor::{Hello, VisitorFrame, VisitorNews, VisitorVerb},
};
use baton_tests::{
    PATIENCE,
    agent::{Agent, AgentSees},
    fresh_id,
    http::Http,
    people::{LUIS, MIA},
    server::Server,
    visitor::{Done, SITE, Visitor, VisitorSees},
};
use tokio::time::timeout;

/// A visitor without a WebSocket.
struct PollingVisitor {
    http: Http,
    sees: VisitorSees,
    stamp: String,
}

/// A live agent without a WebSocket.
struct PollingAgent {
    http: Http,
    sees: AgentSees,
    stamp: String,
}

impl PollingVisitor {
    async fn arrives(server: &Server) -> Self {
        let http = Http::new(server);
        let poll = Poll { hello: Hello { site: SITE.to_owned(), ..Hello::default() }, stamp: None };
        let told: Polled<VisitorNews> = http.told("/api/v1/visitor/poll", &poll).await;
        let mut news = told.news.into_iter();
        let Some(VisitorNews::Welcome(welcome)) = news.next() else { panic!("no welcome") };
        let mut sees = VisitorSees::new(welcome, None);
        news.for_each(|news| sees.hear(news));
        let http = Http { bearer: Some(sees.token.clone()), ..http };
        Self { http, sees, stamp: told.stamp }
    }

    async fn polls(&mut self) -> usize {
        let poll = Poll { hello: self.sees.hello(), stamp: Some(self.stamp.clone()) };
        let told: Polled<VisitorNews> = self.http.told("/api/v1/visitor/poll", &poll).await;
        let count = told.news.len();
        told.news.into_iter().for_each(|news| self.sees.hear(news));
        self.stamp = told.stamp;
        count
    }

    async fn until(&mut self, what: &str, shown: impl Fn(&VisitorSees) -> bool) {
        let polled = timeout(PATIENCE, async {
            while !shown(&self.sees) {
                self.polls().await;
            }
        });
        assert!(polled.await.is_ok(), "a visitor who polls never saw {what}: {:#?}", self.sees);
    }

    async fn does(&mut self, what: VisitorVerb) -> Result<Done, Refusal> {
        let id = fresh_id();
        let frame = VisitorFrame::Do { id, what };
        let told: Answered<VisitorNews> = self.http.told("/api/v1/visitor/frames", &frame).await;
        told.news.into_iter().for_each(|news| self.sees.hear(news));
        self.sees.answers[&id].clone()
    }

    async fn tells(&self, frame: &VisitorFrame) {
        let told: Answered<VisitorNews> = self.http.told("/api/v1/visitor/frames", frame).await;
        assert_eq!(told.news, [], "nothing is acknowledged that is no command");
    }
}

impl PollingAgent {
    async fn signs_in(server: &Server) -> Self {
        let http = Http::signed_in(server, MIA).await;
        let poll = Poll { hello: AgentHello::default(), stamp: None };
        let told: Polled<AgentNews> = http.told("/api/v1/agent/poll", &poll).await;
        let mut news = told.news.into_iter();
        let Some(AgentNews::Welcome(welcome)) = news.next() else { panic!("no welcome") };
        let mut sees = AgentSees::new(welcome);
        news.for_each(|news| sees.hear(news));
        Self { http, sees, stamp: told.stamp }
    }

    async fn until(&mut self, what: &str, shown: impl Fn(&AgentSees) -> bool) {
        let polled = timeout(PATIENCE, async {
            while !shown(&self.sees) {
                let poll = Poll { hello: self.sees.hello(), stamp: Some(self.stamp.clone()) };
                let told: Polled<AgentNews> = self.http.told("/api/v1/agent/poll", &poll).await;
                told.news.into_iter().for_each(|news| self.sees.hear(news));
                self.stamp = told.stamp;
            }
        });
        assert!(polled.await.is_ok(), "a live agent who polls never saw {what}: {:#?}", self.sees);
    }

    async fn tells(&mut self, frame: &AgentFrame) {
        let told: Answered<AgentNews> = self.http.told("/api/v1/agent/frames", frame).await;
        told.news.into_iter().for_each(|news| self.sees.hear(news));
    }

    async fn does(&mut self, conversation: &ConversationId, what: AgentVerb) -> Result<Done, Refusal> {
        let id = fresh_id();
        self.tells(&AgentFrame::Do { id, conversation: conversation.clone(), what }).await;
        self.sees.answers[&id].clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_go_the_whole_way_without_a_websocket() {
    let server = Server::start().await;
    let mut visitor = PollingVisitor::arrives(&server).await;
    visitor
        .does(VisitorVerb::Send { text: "Can I return opened tea?".to_owned(), files: Vec::new() })
        .await
        .unwrap();
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    let nobody = |what: &What| matches!(what, What::Unanswered { why: Why::Nobody });
    visitor.until("that nobody is there", |sees| sees.shows(|chat| chat.find(nobody).is_some())).await;

    let mut mia = PollingAgent::signs_in(&server).await;
    mia.tells(&AgentFrame::Available(true)).await;
    mia.until("the own switch", |sees| sees.switch).await;
    visitor.until("one", |sees| sees.available == 1).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    visitor.until("a place", |sees| sees.queue.is_some_and(|queue| queue.position == 1)).await;
    mia.until("a request", |sees| sees.ringing().is_some()).await;
    let id = mia.sees.ringing().cloned().unwrap();
    mia.tells(&AgentFrame::Open(id.clone())).await;
    mia.does(&id, AgentVerb::Accept).await.unwrap();
    visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
    visitor.does(VisitorVerb::Send { text: "Hello Mia".to_owned(), files: Vec::new() }).await.unwrap();
    mia.until("the words", |sees| sees.shows(&id, |chat| chat.visitor_said().contains(&"Hello Mia"))).await;
    mia.does(&id, AgentVerb::Send { text: "Hello Kim".to_owned(), quote: None, files: Vec::new() })
        .await
        .unwrap();
    visitor.until("the words", |sees| sees.shows(|chat| chat.agents_said() == ["Hello Kim"])).await;
    let last = visitor.sees.chat().last();
    visitor.tells(&VisitorFrame::Marks { conversation: id.clone(), delivered: last, read: last }).await;
    mia.until("that it was read", |sees| sees.shows(&id, |chat| chat.theirs.read == last)).await;
    mia.does(&id, AgentVerb::End).await.unwrap();
    visitor.until("the end", |sees| sees.shows(|chat| chat.state == StateView::Ended)).await;
    let done =
        visitor.does(VisitorVerb::Send { text: "Hello again".to_owned(), files: Vec::new() }).await.unwrap();
    assert_ne!(done.conversation, id);
    visitor.until("the new one", |sees| sees.shows(|chat| chat.id == done.conversation)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_that_waits_wakes_up_when_there_is_something_new() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut visitor = PollingVisitor::arrives(&server).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    let id = mia.accepts().await;
    visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
    // The poll may be there before or after the words; either way it brings them.
    let (polled, _) = tokio::join!(
        visitor.until("the words", |sees| sees.shows(|chat| !chat.agents_said().is_empty())),
        mia.says(&id, "Hello")
    );
    let () = polled;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_without_anything_new_ends_empty_by_itself() {
    let server = Server::start().await;
    let mut visitor = PollingVisitor::arrives(&server).await;
    assert_eq!(visitor.polls().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn websocket_and_polls_of_one_visitor_show_the_same() {
    let server = Server::start().await;
    let mut mia = Agent::at_work(&server, MIA).await;
    let mut polling = PollingVisitor::arrives(&server).await;
    polling.does(VisitorVerb::Send { text: "Hello".to_owned(), files: Vec::new() }).await.unwrap();
    let hello = Hello { site: SITE.to_owned(), token: Some(polling.sees.token.clone()), ..Hello::default() };
    let mut socket = Visitor::greets(&server, hello).await;
    socket.does(VisitorVerb::Request).await.unwrap();
    let id = mia.accepts().await;
    mia.opens(&id).await;
    polling.does(VisitorVerb::Send { text: "From a poll".to_owned(), files: Vec::new() }).await.unwrap();
    socket.says("From a socket").await;
    let both = |sees: &VisitorSees| sees.shows(|chat| chat.visitor_said().len() == 3);
    socket.until("both", both).await;
    polling.until("both", both).await;
    assert_eq!(socket.sees.chat().log, polling.sees.chat().log);
    mia.until("both", |sees| sees.shows(&id, |chat| chat.visitor_said().len() == 3)).await;
    // The same id over the other way is the same command.
    let id = fresh_id();
    let what = VisitorVerb::Send { text: "Once".to_owned(), files: Vec::new() };
    let done = socket.does_as(id, what.clone()).await.unwrap();
    let frame = VisitorFrame::Do { id, what };
    let told: Answered<VisitorNews> = polling.http.told("/api/v1/visitor/frames", &frame).await;
    let same = VisitorNews::Ack { id, conversation: done.conversation, seq: done.seq };
    assert_eq!(told.news, [same]);
}

/// Whoever polls is present between two polls, and gone when they stop.
#[tokio::test(flavor = "multi_thread")]
async fn a_live_agent_who_stops_polling_leaves_the_count() {
    let server = Server::with(&["--grace-seconds", "1"]).await;
    let mut visitor = Visitor::arrives(&server).await;
    let mut mia = PollingAgent::signs_in(&server).await;
    mia.tells(&AgentFrame::Available(true)).await;
    visitor.until("one", |sees| sees.available == 1).await;
    visitor.does(VisitorVerb::Request).await.unwrap();
    mia.until("a request", |sees| sees.ringing().is_some()).await;
    let id = mia.sees.ringing().cloned().unwrap();
    mia.does(&id, AgentVerb::Accept).await.unwrap();
    visitor.until("Mia", |sees| sees.shows(|chat| chat.is_with("Mia"))).await;
    let mut luis = Agent::at_work(&server, LUIS).await;
    visitor.until("that Mia is gone", |sees| sees.shows(|chat| chat.is_requested())).await;
    assert_eq!(luis.accepts().await, id);
}

#[tokio::test(flavor = "multi_thread")]
async fn polls_come_back_after_a_restart() {
    let mut server = Server::start().await;
    let mut visitor = PollingVisitor::arrives(&server).await;
    visitor.does(VisitorVerb::Send { text: "Hello".to_owned(), files: Vec::new() }).await.unwrap();
    visitor.until("an answer", |sees| sees.shows(|chat| !chat.ai_said().is_empty())).await;
    let snapshots = visitor.sees.snapshots;
    server.kill().await;
    server.begin().await;
    let done =
        visitor.does(VisitorVerb::Send { text: "Still here".to_owned(), files: Vec::new() }).await.unwrap();
    visitor.until("the words", |sees| sees.shows(|chat| chat.last() >= done.seq)).await;
    assert_eq!(visitor.sees.snapshots, snapshots, "what the client held was kept");
}
